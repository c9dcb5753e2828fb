from datetime import date

import pytest

from agenda_risk import published
from agenda_risk.models import Link, Moment, Period, Source


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Kallelse", "summons"),
        ("Kallelse och handlingar KF 2026-12-14", "summons"),
        ("kallelse_kommunstyrelsen_2026-12-14.pdf", "summons"),
        ("Kallelse - Kommunfullmäktige inklusive protokollsbilagor", "summons"),
        ("Föredragningslista", "summons"),
        ("Dagordning KS", "summons"),
        ("Møteinnkalling Fylkestinget 05.03.2018", "summons"),
        ("Agenda", "summons"),
        ("Agenda 2030 – årlig redovisning", "other"),
        ("Återkallelse av motion", "other"),
        ("Tilläggslista", "supplement"),
        ("Kompletterande kallelse", "supplement"),
        ("Tilläggskallelse KF", "supplement"),
        ("Tillägg till kallelse", "supplement"),
        ("Tilläggsbudget 2026", "other"),
        ("Protokoll KF 2026-12-14", "minutes"),
        ("KF-protokoll 10 september", "minutes"),
        ("Protokoll, kallelsen justerad", "minutes"),
        ("Justerat protokoll", "minutes"),
        ("Omedelbar justering § 4", "minutes"),
        ("Protokollsutdrag KS § 12", "papers"),
        ("Handlingar", "papers"),
        ("Tjänsteskrivelse skolan", "papers"),
        ("Bilaga 3", "papers"),
        ("Kungörelse", "other"),
        ("Tillkännagivande", "other"),
        ("", "other"),
    ],
)
def test_a_document_is_known_by_its_title(title, kind):
    assert published.kind_titled(title) == kind


@pytest.mark.parametrize(
    ("title", "number", "rest"),
    [
        ("90 - Val av justerare", "90", "Val av justerare"),
        ("1/18 - Ny skola - inventar", "1/18", "Ny skola - inventar"),
        ("PS 12/18 - Ny skola", "PS 12/18", "Ny skola"),
        ("§ 12 Budget 2027", "§ 12", "Budget 2027"),
        ("7. Budget", "7", "Budget"),
        ("7. budget", "7", "budget"),
        ("7.1 Budget", "7.1", "Budget"),
        ("9 a Budget", "9 a", "Budget"),
        ("12) Budget", "12", "Budget"),
        ("1 Kommundirektörens rapport", "1", "Kommundirektörens rapport"),
        ("- Val", "", "Val"),
        ("12 nya bostäder i Norrby", "", "12 nya bostäder i Norrby"),
        ("10.000 kronor till föreningar", "", "10.000 kronor till föreningar"),
        ("2 juni firas", "", "2 juni firas"),
        ("2027 Budget", "", "2027 Budget"),
        ("Budget", "", "Budget"),
        ("", "", ""),
        ("7", "", "7"),
    ],
)
def test_a_title_is_parted_from_its_number(title, number, rest):
    assert published.numbered(title) == (number, rest)


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("UTGÅR - Detaljplan", "withdrawn"),
        ("Detaljplan (utgår)", "withdrawn"),
        ("Detaljplan – ärendet utgår", "withdrawn"),
        ("Avtal som utgår vid årsskiftet", "listed"),
    ],
)
def test_an_item_that_was_taken_off_is_known(title, state):
    assert published.item_state(title) == state


def test_a_public_notice_calls_where_nothing_else_does():
    notice = Link(url="https://a.se/1", title="Kungörelse KF")
    summons = Link(url="https://a.se/2", title="Kallelse", kind="summons")

    (alone,) = published.with_summons([notice])

    assert alone.kind == "summons"
    assert published.with_summons([notice, summons]) == (notice, summons)


def test_a_key_that_is_taken_gets_a_count():
    keys = []
    for _ in range(3):
        keys.append(published.distinct("4", keys))

    assert keys == ["4", "4/2", "4/3"]
    assert list(published.all_distinct(["4", "4", "5", "4"])) == ["4", "4/2", "5", "4/3"]
    assert list(published.all_distinct(["4", "4/2", "4", "4"])) == ["4", "4/2", "4/3", "4/4"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Kommunstyrelsen (2026-12-14)", "Kommunstyrelsen"),
        ("Kommunstyrelsen 2026-12-14 kl 18", "Kommunstyrelsen"),
        ("Fylkestinget (05.03.2018)", "Fylkestinget"),
        ("2026-12-14", ""),
        ("Kommunstyrelsen", "Kommunstyrelsen"),
    ],
)
def test_a_body_is_what_stands_before_the_day(title, name):
    assert published.without_day(title) == name


def test_a_meeting_of_an_unknown_day_may_lie_in_any_period():
    period = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))

    assert published.is_within(period, Moment())
    assert published.is_within(period, Moment(day=date(2026, 12, 31)))
    assert not published.is_within(period, Moment(day=date(2027, 1, 1)))


def test_all_bodies_are_read_unless_some_are_named():
    named = Source(url="https://a.se", options={"bodies": "Kommunstyrelsen; "})

    assert published.is_wanted(Source(url="https://a.se"), "Krisnämnden")
    assert published.is_wanted(named, "kommunstyrelsen")
    assert not published.is_wanted(named, "Krisnämnden")


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a.PDF", "application/pdf"), ("pdf", "application/pdf"), ("a.exe", ""), ("", "")],
)
def test_a_file_tells_its_type(name, media_type):
    assert published.media_type(name) == media_type


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Kallelse 14 december 2026", date(2026, 12, 14)),
        ("Kallelse 14 december", date(2027, 12, 14)),
        ("Budget 16-17 juni 2026", date(2026, 6, 16)),
        ("261214-kf-kallelse.pdf", date(2026, 12, 14)),
        ("26061617-kf-protokoll.pdf", date(2026, 6, 16)),
        ("Kallelse KS 2026-12-14", date(2026, 12, 14)),
        ("31 februari 2026", None),
        ("Bilaga 1234567", None),
        ("", None),
    ],
)
def test_a_day_is_read_in_all_ways_that_files_are_named(text, day):
    assert published.day_in(text, 2027).day == day


def test_a_day_without_a_year_is_none():
    assert published.day_in("14 december").day is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Protokoll från kommunfullmäktige 2026", ["Kommunfullmäktige"]),
        ("Kallelser och protokoll, Barn- och utbildningsnämnden", ["Barn- och utbildningsnämnden"]),
        ("Kommunstyrelsens arbetsutskott", ["Kommunstyrelsens arbetsutskott"]),
        ("Möten, handlingar och protokoll", []),
    ],
)
def test_bodies_are_named_within_a_heading(text, names):
    assert published.bodies_in(text) == names
