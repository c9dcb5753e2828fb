"""The archive is searched by matter, never by person, and shows honestly how it went."""

import csv
from datetime import date
from io import StringIO

import pytest
from made_meetings import meeting

from agenda_risk.access import Standing
from agenda_risk.models import (
    AgendaItem,
    Body,
    Meeting,
    Moment,
    Organisation,
    Passage,
    Role,
    Source,
)
from agenda_risk.service.archive import is_about_person, lead, marked, passage, words_in
from agenda_risk.service.outcomes import asked_of, tell
from agenda_risk.service.screening import keep_meeting
from agenda_risk.store import add_source, keep, known_sources, seen_meeting
from agenda_risk.store.figures import Span
from agenda_risk.store.outcomes import Course, Outcome
from agenda_risk.store.reports import agendas_seen
from agenda_risk.store.screened import BodyRow, screening_of
from agenda_risk.store.searching import Hit


@pytest.fixture
def reader(visit, kept):
    return visit(Standing.READER)


@pytest.fixture
def more(desk, kept):
    """Return what keeps a meeting with items of those titles."""

    def keep(day: date, *titles: str, body: str = "Kommunfullmäktige") -> int:
        items = tuple(
            AgendaItem(id=f"{n}", number=f"{n}", title=Passage(text=title))
            for n, title in enumerate(titles, 1)
        )
        one = Meeting(body=Body(name=body), start=Moment(day=day), items=items)
        return keep_meeting(desk, known_sources(desk.store)[0].id, one, "program")

    return keep


def hit(text: str) -> Hit:
    return Hit(1, 1, BodyRow(1, "Granvik", "nämnden"), None, "", "", "En rubrik", text, 0, "", "k")


def rows(answer) -> list[list[str]]:
    text = answer.content.decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.reader(StringIO(text[1:]), delimiter=";"))


def test_a_part_of_a_compound_is_found_and_marked(reader, kept):
    page = reader.get("/arkiv", params={"q": "läggning"}).text

    assert "Ned<mark>läggning</mark> av Björkängens skola" in page
    assert f'href="/mote/{kept[0]}"' in page
    assert "Avgifter" not in page


def test_case_does_not_matter_for_swedish_letters(reader):
    assert "Björkängens" in reader.get("/arkiv", params={"q": "BJÖRKÄNGENS"}).text


@pytest.mark.parametrize(
    "query",
    ["anna andersson", "Andersson Anna", "900101-1234", "19900101 1234", "anna@granvik.example",
     "070-123 45 67", "handling till lars svensson", "Anna", "Andersson"],
)  # fmt: skip
def test_nobody_searches_for_a_person(reader, query):
    answer = reader.get("/arkiv", params={"q": query})

    assert answer.status_code == 422
    assert "Arkivet kan inte sökas efter personer." in answer.text
    table = reader.get("/arkiv/tabell.csv", params={"q": query})
    assert (table.status_code, table.headers["content-type"][:9]) == (409, "text/html")
    assert "Arkivet kan inte sökas efter personer." in table.text


@pytest.mark.parametrize(
    "query",
    ["skola", "Björkängens skola", "KS 2026/00123", "2026-00123", "Karl Johans gatan",
     "budget 2027", "vindkraft på Högåsen", "Stora torget", "maria kyrka", ""],
)  # fmt: skip
def test_a_matter_is_no_person(query):
    assert not is_about_person(query)


@pytest.mark.parametrize(
    "query",
    ['"', "*", "NEAR(a b)", "a OR b", "-x", "%", "_", "\\", "'; DROP TABLE items --", "x" * 2000,
     " ".join("ord" for _ in range(300)), "\x00", "(", "å", "text:skola", "🙂🙂🙂"],
    ids=range(16),
)  # fmt: skip
def test_no_query_breaks_the_search(reader, query):
    assert reader.get("/arkiv", params={"q": query}).status_code == 200


def test_what_is_searched_for_is_shown_as_text(reader):
    page = reader.get("/arkiv", params={"q": "<script>alert(1)</script>"}).text

    assert "<script>alert" not in page


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ({"level": "high"}, {"Björkängens"}),
        ({"category": "welfare"}, {"Björkängens", "Avgifter"}),
        ({"first": "2026-12-10"}, {"Björkängens"}),
        ({"last": "2026-12-08"}, {"Årsredovisning"}),
        ({"outcome": "untold"}, {"Björkängens", "Avgifter", "Årsredovisning"}),
        ({"outcome": "calm"}, set()),
        ({"level": "mycket", "first": "i går", "body": "x", "outcome": "y"},
         {"Björkängens", "Avgifter", "Årsredovisning"}),
    ],
    ids=["level", "category", "first", "last", "untold", "calm", "nonsense"],
)  # fmt: skip
def test_what_is_found_can_be_limited(reader, limits, found):
    page = reader.get("/arkiv", params=limits).text

    assert {word for word in ("Björkängens", "Avgifter", "Årsredovisning") if word in page} == found


def test_a_reader_of_one_body_finds_nothing_of_the_others(visit, kept, desk):
    with desk.store.reading() as connection:
        board = screening_of(connection, kept[2]).body.id
    reader = visit(Standing.READER, board)

    page = reader.get("/arkiv", params={"q": "skola"}).text

    assert "Björkängens" not in page
    assert "Socialnämnden" not in page
    assert len(rows(reader.get("/arkiv/tabell.csv"))) == 3
    assert "Kommunfullmäktige" not in reader.get("/arkiv/statistik").text


def test_pages_follow_each_other_without_a_gap(reader, more):
    for month in range(1, 4):
        more(date(2026, month, 5), *(f"Ärende {month}-{n} om gatubelysning" for n in range(20)))
    seen, path = [], "/arkiv?q=gatubelysning"
    while path:
        page = reader.get(path).text
        seen += [part.split("<")[0] for part in page.split("<bdi>Ärende ")[1:]]
        path = (
            page.split('rel="next"')[0].rsplit('href="', 1)[-1].split('"')[0].replace("&amp;", "&")
            if 'rel="next"' in page
            else ""
        )

    assert len(seen) == len(set(seen)) == 60


def test_the_table_runs_no_formula_and_tells_of_no_person(reader, more):
    more(
        date(2026, 3, 1),
        "=cmd|' /C calc'!A0",
        "+46 i taxa",
        "@SUM(1)",
        "Motion av Anna Andersson (S)",
    )

    table = rows(reader.get("/arkiv/tabell.csv"))

    titles = [row[5] for row in table[1:]]
    assert table[0][:3] == ["Dag", "Organisation", "Organ"]
    assert not [title for title in titles if title.startswith(("=", "+", "@", "-"))]
    assert "'=cmd|' /C calc'!A0" in titles
    assert "Andersson" not in " ".join(titles)


def test_the_table_tells_levels_and_categories_in_words(reader, kept):
    head, *found = rows(reader.get("/arkiv/tabell.csv", params={"q": "Björkängens"}))

    assert head[6:] == ["Nivå", "Nivå (0–3)", "Kategorier"]
    assert [row[6:] for row in found] == [["högt", "3", "förändringar i välfärden"]]


def test_the_table_speaks_the_language_of_whoever_fetches_it(reader, kept):
    reader.post("/sprak", data={"language": "en"})

    found = rows(reader.get("/arkiv/tabell.csv", params={"q": "Björkängens"}))

    assert found[1][6:] == ["high", "3", "changes in welfare services"]


@pytest.mark.parametrize("gap", [" ", "\n", "\u00a0"], ids=["space", "line", "fixed"])
def test_what_stands_around_a_word_begins_and_ends_with_whole_words(gap):
    text = gap.join(["förskolorna"] * 20 + ["badhuset"] + ["simhallarna"] * 20)

    first, *words, last = passage(hit(text), ("badhuset",)).split()

    assert (first, last) == ("…", "…")
    assert set(words) == {"förskolorna", "badhuset", "simhallarna"}


@pytest.mark.parametrize(
    ("text", "around"),
    [
        ("Det nya badhuset", "Det nya badhuset"),
        ("badhuset", "badhuset"),
        (f"{'x' * 200}badhuset", f"… {'x' * 90}badhuset"),
        (f"badhuset{'x' * 200}", f"badhuset{'x' * 82} …"),
    ],
    ids=["short", "alone", "no gap before", "no gap after"],
)
def test_what_is_short_is_whole_and_what_has_no_gaps_is_cut(text, around):
    assert passage(hit(text), ("badhuset",)) == around


def test_past_meetings_tell_how_they_went(visit, desk, kept, clock):
    clock.later(days=20)
    tell(desk, asked_of(desk, kept[0]), Outcome(Role.CHAIR, Course.CALM))
    tell(desk, asked_of(desk, kept[0]), Outcome(Role.SECURITY, Course.DISTURBED))

    page = visit(Standing.READER).get("/arkiv/moten").text

    assert "Mötet stördes" in page
    assert page.count("ingen har svarat") == 2


def test_misses_are_shown_as_openly_as_hits(visit, desk, kept, clock):
    clock.later(days=20)
    tell(desk, asked_of(desk, kept[0]), Outcome(Role.CHAIR, Course.CALM))
    tell(desk, asked_of(desk, kept[2]), Outcome(Role.CHAIR, Course.THREAT))

    page = visit(Standing.READER).get("/arkiv/statistik").text

    assert "Missat: ett möte som inte lyftes fram stördes" in page
    assert "stördes 0 eller gick värre, och 1 var lugna" in page


def test_figures_that_were_looked_at_count_what_is_done_since(visit, desk, kept, clock, more):
    clock.later(days=20)
    reader = visit(Standing.READER)
    before = reader.get("/arkiv/statistik").text
    tell(desk, asked_of(desk, kept[2]), Outcome(Role.CHAIR, Course.THREAT))
    more(date(2026, 12, 1), "Nedläggning av Norrby skola", body="Skolnämnden")

    after = reader.get("/arkiv/statistik").text

    assert "Missat" not in before
    assert "Missat: ett möte" in after
    assert "Skolnämnden" not in before
    assert "Skolnämnden" in after


def test_the_figures_have_a_table_for_each_picture(visit, kept, clock):
    clock.later(days=20)

    page = visit(Standing.READER).get("/arkiv/statistik").text

    assert page.count('role="img"') == page.count("<summary>Som tabell</summary>") == 6


TOWNS = ("Vetlanda kommun", "Nässjö kommun", "Eksjö kommun", "Kiruna kommun")


@pytest.mark.parametrize(
    ("towns", "told", "basis"),
    [
        (TOWNS[:3], TOWNS[:3], "Organisationer i samma län räknas som grannar."),
        (TOWNS, TOWNS[:3], "Organisationer i samma län räknas som grannar."),
        (("Granviks kommun", *TOWNS), None, "Alla organisationer räknas som grannar."),
        (TOWNS[1:], (), "Inget sådant hittades."),
    ],
    ids=["county", "another county", "not known", "two counties"],
)
def test_the_figures_tell_what_came_up_in_several_organisations_at_once(
    visit, desk, towns, told, basis
):
    add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), desk.now())
    (source,) = known_sources(desk.store)
    seen = [(town, date(2026, 10, 1 + place)) for place, town in enumerate(towns)]
    usual = [(town, date(2026, 2 + place, 1)) for place, town in enumerate(towns)]
    for town, day in (*seen, *usual):
        one = meeting("Kommunfullmäktige", 1, "Nedläggning av Björkängens skola", id=f"{town}{day}",
                      organisation=Organisation(name=town), start=Moment(day=day))  # fmt: skip
        keep_meeting(desk, source.id, one, "program")
    reader = visit(Standing.READER)
    page, table = reader.get("/arkiv/statistik").text, reader.get("/arkiv/statistik.csv").text

    assert basis in page
    names = ", ".join(sorted(towns if told is None else told))
    assert (f"<bdi>{names}</bdi>" in page) is bool(names)
    assert ("Samma ämne i flera organisationer" in table) is bool(names)
    assert names in table


def test_one_organisation_alone_makes_no_wave(visit, kept):
    page = visit(Standing.READER).get("/arkiv/statistik").text

    assert "Samma ämne i flera organisationer" not in page


def test_without_anything_kept_the_figures_say_so(visit):
    assert "Inget under de här dagarna." in visit(Standing.READER).get("/arkiv/statistik").text


@pytest.mark.parametrize("days", [{"from": "9999-12-31"}, {"to": "0001-01-02"}, {"from": "x"}])
def test_days_that_make_no_sense_break_nothing(visit, days):
    assert visit(Standing.READER).get("/arkiv/statistik", params=days).status_code in {200, 422}


def test_days_the_wrong_way_round_are_put_right(visit, held):
    held(date(2026, 9, 7), "Nedläggning av Björkängens skola")
    days = {"from": "2026-09-30", "to": "2026-09-01"}

    reader = visit(Standing.READER)

    for part in ("/arkiv/statistik", "/arkiv/rapport", "/regler/utfall"):
        page = reader.get(part, params=days).text
        assert 'name="from" type="date" value="2026-09-01"' in page


def test_a_month_without_anything_raised_is_not_left_out(visit, held):
    for month in (6, 9):
        held(date(2026, month, 7), "Nedläggning av Björkängens skola")
    days = {"from": "2026-01-01", "to": "2026-12-31"}

    table = rows(visit(Standing.READER).get("/arkiv/statistik.csv", params=days))

    raised = [row[1:] for row in table if row[0] == "Framlyfta ärenden per månad"]
    assert raised == [
        ["Juni 2026", "1"], ["Juli 2026", "0"], ["Augusti 2026", "0"], ["September 2026", "1"],
    ]  # fmt: skip


def test_an_empty_archive_says_how_it_is_filled(visit):
    assert "Inget är sparat än." in visit(Standing.READER).get("/arkiv").text


def test_words_are_marked_wherever_they_stand():
    pieces = marked("Skolan och skolor", words_in("skol"))

    assert [piece.text for piece in pieces if piece.is_hit] == ["Skol", "skol"]
    assert "".join(piece.text for piece in pieces) == "Skolan och skolor"


def test_looking_again_does_not_make_an_agenda_be_seen_later(desk, store, held):
    number = held(date(2026, 9, 7), "Nedläggning av Björkängens skola", ahead=20)
    (source,) = known_sources(store)
    keep(store, source.id, seen_meeting(store, number).meeting, desk.now())

    with store.reading() as connection:
        found = lead(agendas_seen(connection, Span(date(2026, 9, 1), date(2026, 9, 30))))

    assert found.median == 20


def test_all_figures_are_one_table_too(visit, held):
    for day, ahead in ((7, 1), (8, 9), (9, 40)):
        held(date(2026, 9, day), "Nedläggning av Björkängens skola", ahead=ahead, course="loud")
    days = {"from": "2026-09-01", "to": "2026-09-30"}

    table = rows(visit(Standing.READER).get("/arkiv/statistik.csv", params=days))

    assert ["Framlyfta ärenden per månad", "September 2026", "3"] in table
    early = [row[2] for row in table if row[0] == "Hur tidigt kallelserna sågs"]
    assert early == ["1", "0", "1", "0", "1"]
    assert ["Framlyfta sammanträden: hur de gick", "Högljutt men under kontroll", "3"] in table
