"""What a message says of the cases in a meeting: where they were seen, as sure as it is known."""

from datetime import date

import feedparser
import icalendar
import pytest
from told import NEW_CASE, SCHOOL_CASE, SEEN, WIND_CASE, case, feed, message, sitting, told

from agenda_risk.models import Level
from agenda_risk.render.atom import as_atom
from agenda_risk.render.calendar_feed import as_calendar
from agenda_risk.render.case_lines import MOST_CASES
from agenda_risk.render.chat import as_chat
from agenda_risk.render.letter import as_letter

NEW = (
    "▲ Måttligt: Ärendet syns för första gången. Skede: uppdrag att utreda. Inget är "
    "beslutat än: här finns det fortfarande tid för dialog."
)
SCHOOL = (
    "◆ Högt: Sågs första gången i barn- och utbildningsnämnden den 12 oktober 2026, 63 dagar före "
    "beslutet. Ärendet återremitterades på vägen. 7 dagar kvar till beslutet."
)
WIND = (
    "▲ Måttligt: Troligen (bara rubrikerna liknar varandra): sågs "
    "första gången i miljönämnden den 24 november 2026, 20 dagar före det här sammanträdet. Skede: "
    "förslag till den som beslutar. Väntas härnäst i kommunfullmäktige den 14 december "
    "2026. 7 dagar kvar till det väntade beslutet."
)


def lines(*cases, event="raised", language="sv") -> list[str]:
    """Return what the letter says of *cases*, without the rest of it."""
    one = told(event, cases=cases)
    without = as_letter(message(told(event), language=language)).text.splitlines()
    with_cases = as_letter(message(one, language=language)).text.splitlines()
    return [line for line in with_cases if line not in without]


@pytest.mark.parametrize(
    ("one", "line"), [(NEW_CASE, NEW), (SCHOOL_CASE, SCHOOL), (WIND_CASE, WIND)]
)
def test_a_letter_says_where_a_case_was_seen(one, line):
    assert lines(one) == [line]


def test_an_english_reader_reads_it_in_english():
    new, school, wind = lines(NEW_CASE, SCHOOL_CASE, WIND_CASE, language="en")

    assert new.startswith("▲ Moderate: Seen for the first time.")
    assert new.endswith("Nothing is decided yet: here a dialogue still fits.")
    assert "12 October 2026, 63 days before the decision." in school
    assert wind.startswith("▲ Moderate: Likely (only the titles are like): first seen in")


@pytest.mark.parametrize(
    "one",
    [
        case(is_new=True),
        case(is_new=True, stage="proposal"),
        case(stage="consultation", first=sitting("Miljönämnden", date(2026, 11, 24))),
    ],
    ids=["decided here", "proposed", "seen before"],
)
def test_room_for_a_dialogue_is_only_told_at_an_early_first_sighting(one):
    (line,) = lines(one)

    assert "dialog" not in line


def test_of_a_case_of_which_too_little_is_known_nothing_is_said():
    assert lines(case(), case(decision=sitting(known_by="here"), days_left=7)) == []


def test_who_may_not_read_of_all_bodies_is_told_so():
    (line,) = lines(case(is_new=True, is_partial=True))

    assert "Bara organ som du får läsa är med." in line


def test_a_later_agenda_that_only_the_title_tells_is_likely():
    (line,) = lines(case(stage="proposal", coming=sitting(known_by="title")))

    assert "Troligen" in line
    assert "ärendet står också på dagordningen i kommunfullmäktige" in line


def test_cases_of_which_the_same_is_told_are_told_once():
    assert lines(NEW_CASE, NEW_CASE) == [NEW.replace("Måttligt:", "Måttligt, 2 ärenden:")]


def test_no_more_than_some_cases_are_told_and_how_many_are_left_out():
    many = [case(first=sitting("Miljönämnden", date(2026, 10, day))) for day in range(1, 8)]

    *told_of, left = lines(*many)

    assert len(told_of) == MOST_CASES
    assert left == "4 ärenden till: logga in för att se dem."


def test_a_message_is_called_by_its_first_sighting():
    assert as_letter(message(SEEN)).subject == (
        "Ärende som syns för första gången: Kommunstyrelsen mån 14 dec"
    )
    both = as_letter(message(SEEN, told("raised", 8, "socialnämnden"))).subject
    assert both.startswith("1 sammanträde att förbereda, 1 med ärende som syns för första gången")


def test_a_low_first_sighting_is_not_called_something_to_prepare():
    low = told("first", level=Level.LOW, raised=0, cases=(case(level=Level.LOW, is_new=True),))

    assert "att förbereda" not in as_letter(message(low)).text


@pytest.mark.parametrize("line", [NEW, SCHOOL, WIND])
def test_feeds_and_calendars_and_chats_say_it_too(line):
    (entry,) = feedparser.parse(as_atom(feed(SEEN))).entries
    (event,) = icalendar.Calendar.from_ical(as_calendar(feed(SEEN))).walk("VEVENT")
    said = (entry.content[0].value, str(event["description"]), as_chat(message(SEEN)).text)

    assert [one for one in said if line not in " ".join(one.replace("\u00a0", " ").split())] == []
