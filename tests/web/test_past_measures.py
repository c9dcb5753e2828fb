"""A meeting that has been held shows what was suggested before it, and what was answered."""

import html
import re
from datetime import UTC, date, datetime, timedelta

import pytest

from agenda_risk.access import Standing
from agenda_risk.models import MeasureKind
from agenda_risk.store.screened import file_of

OWN = {"Origin": "http://granvik.example"}
CLOSURE = "Nedläggning av Björkängens skola"
THEN = "Föreslogs före mötet"


@pytest.fixture
def council(kept):
    return f"/mote/{kept[0]}"


def of_the_day(page: str) -> str:
    """Return what the page says was suggested before the meeting."""
    return html.unescape(page.partition(THEN)[2].partition('<p class="control">')[0])


def measures_on(page: str) -> dict[str, str]:
    """Return the measures that wait for an answer, by id."""
    form = page.partition('action="')[2]
    found = re.findall(
        r'<legend class="visually-hidden">([^<]+)</legend>\n.*?"answer-([^"]+)"', form
    )
    return {measure: html.unescape(text) for text, measure in found}


def test_what_was_suggested_and_answered_stands_there_as_the_past(visit, council, clock):
    chair = visit(Standing.CHAIR)
    measures = measures_on(chair.get(council).text)
    first, second, third, *_ = measures
    form = {f"answer-{first}": "yes", f"answer-{second}": "no", f"reason-{second}": "Redan ordnat"}
    chair.post(f"{council}/svar", data=form, headers=OWN)

    clock.time += timedelta(days=60)
    page = visit(Standing.SECURITY).get(council).text

    told = re.sub(r"<[^>]+>|\s+", " ", of_the_day(page))
    told = re.sub(r" +", " ", told)
    assert f"{measures[first]} Ja" in told
    assert f"{measures[second]} Nej – Redan ordnat" in told
    assert f"{measures[third]} Besvarades aldrig" in told
    assert "Inga åtgärder föreslås" not in page


def test_before_the_meeting_nothing_is_told_as_the_past(visit, council):
    assert THEN not in visit(Standing.CHAIR).get(council).text


def test_what_can_still_be_answered_is_not_told_as_the_past(visit, council, clock, desk):
    clock.time += date(2026, 12, 15) - desk.today
    page = visit(Standing.CHAIR).get(council).text

    waiting = measures_on(page)
    assert waiting
    assert not [text for text in waiting.values() if f"<b>{text}</b>" in of_the_day(page)]


def test_who_may_not_read_of_protection_is_not_told_of_it_afterwards(visit, council, clock, desk):
    protection = next(
        one.id for one in desk.basis(desk.today).measures if one.kind is MeasureKind.PROTECTION
    )
    visit(Standing.CHAIR).post(
        f"{council}/svar",
        data={f"answer-{protection}": "no", f"reason-{protection}": "Polisen avråder"},
        headers=OWN,
    )
    with desk.store.reading() as connection:
        entries = file_of(connection, int(council.rsplit("/", 1)[1])).entries
    clock.time += timedelta(days=60)

    assert [one.measure for one in entries] == [protection]
    assert "Polisen avråder" in of_the_day(visit(Standing.SECURITY).get(council).text)
    assert "Polisen avråder" not in of_the_day(visit(Standing.READER).get(council).text)


@pytest.mark.parametrize(("day", "leads"), [(13, False), (14, True)], ids=["before", "its day"])
def test_a_meeting_leads_to_how_it_went_from_its_day_on(visit, council, clock, day, leads):
    clock.time = datetime(2026, 12, day, 8, tzinfo=UTC)

    assert (f'href="{council}/utfall"' in visit(Standing.CLERK).get(council).text) is leads


def test_who_may_not_tell_how_it_went_is_not_led_there(visit, council, clock):
    clock.time = datetime(2026, 12, 14, 8, tzinfo=UTC)

    assert "/utfall" not in visit(Standing.READER).get(council).text


def test_a_meeting_long_past_does_not_tell_what_it_was_too_late_for(visit, council, clock):
    clock.time += timedelta(days=60)

    assert "Det som skulle ha varit klart" not in visit(Standing.READER).get(council).text


def test_a_meeting_for_which_nothing_was_suggested_says_so(visit, held):
    number = held(date(2026, 11, 10), "Upprop", "Årsredovisning")

    assert (
        "Inga åtgärder föreslogs före mötet." in visit(Standing.READER).get(f"/mote/{number}").text
    )
