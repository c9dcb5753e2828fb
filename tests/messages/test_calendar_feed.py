"""Raised meetings as a calendar, read by two programs that know nothing of ours."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from told import ADDRESS, CANCELLED, EVERY, FULL, MADE, MOVED, SOCIAL, feed, told

from agenda_risk.models import Event, Level
from agenda_risk.render.calendar_feed import as_calendar


def events(*every, **more):
    """Return the events by their names, as icalendar reads them."""
    read = icalendar.Calendar.from_ical(as_calendar(feed(*every, **more)))
    return {str(one["uid"]): one for one in read.walk("VEVENT")}


def event(one, **more):
    (read,) = events(one, **more).values()
    return read


def seen_by_another(*every):
    return vobject.readOne(as_calendar(feed(*every)).decode()).vevent_list


def test_a_meeting_stands_at_its_swedish_time_in_both_programs():
    at = datetime(2026, 12, 14, 18, tzinfo=ZoneInfo("Europe/Stockholm"))

    assert event(FULL)["dtstart"].dt == at
    assert seen_by_another(FULL)[0].dtstart.value == at


@pytest.mark.parametrize("year", [2026, 2031, 2050])
def test_the_calendar_moves_its_clocks_when_sweden_does(year):
    days = [date(year, 1, 1) + timedelta(days=count) for count in range(365)]
    told_of = [told("raised", n, day=day, clock=time(18)) for n, day in enumerate(days)]
    right = [datetime.combine(day, time(18), ZoneInfo("Europe/Stockholm")) for day in days]

    read = sorted(one.dtstart.value for one in seen_by_another(*told_of))

    assert [one.utcoffset() for one in read] == [one.utcoffset() for one in right]


def test_the_zone_moves_at_two_in_spring_and_at_three_in_autumn():
    zone = icalendar.Calendar.from_ical(as_calendar(feed(FULL))).walk("VTIMEZONE")[0].to_tz()

    def offset(*at):
        return datetime(*at, tzinfo=zone).utcoffset()

    assert (offset(2027, 3, 28, 1, 59), offset(2027, 3, 28, 3, 1)) == (
        timedelta(hours=1),
        timedelta(hours=2),
    )
    assert (offset(2027, 10, 31, 1, 59), offset(2027, 10, 31, 3, 1)) == (
        timedelta(hours=2),
        timedelta(hours=1),
    )


def test_a_meeting_whose_time_is_not_known_takes_the_day():
    read = event(SOCIAL)

    assert (read["dtstart"].dt, read["dtend"].dt) == (date(2026, 12, 16), date(2026, 12, 17))
    assert seen_by_another(SOCIAL)[0].dtstart.value == date(2026, 12, 16)


def test_a_meeting_whose_day_is_not_known_cannot_stand_there():
    assert events(told(day=None), FULL).keys() == {"meeting-1@moten.granvik.example"}


def test_the_name_of_a_meeting_stays_when_it_is_moved():
    before = told("raised", 3, day=date(2026, 12, 8), sequence=1)

    assert events(before).keys() == events(MOVED).keys()


def test_a_moved_meeting_has_a_higher_number_and_says_when_it_was_changed():
    read = event(MOVED)

    assert read["sequence"] == 2
    assert read["last-modified"].dt == datetime(2026, 12, 6, 12, 30, tzinfo=UTC)
    assert read["dtstart"].dt.date() == date(2026, 12, 9)


def test_of_two_words_on_a_meeting_the_later_counts():
    read = events(MOVED, told("raised", 3, day=date(2026, 12, 8), sequence=1))

    assert [one["sequence"] for one in read.values()] == [2]


def test_a_cancelled_meeting_is_told_so_and_reminds_nobody():
    read = event(CANCELLED)

    assert read["status"] == "CANCELLED"
    assert str(read["summary"]) == "Inställt: Barn- och utbildningsnämnden"
    assert read.walk("VALARM") == []
    assert seen_by_another(CANCELLED)[0].status.value == "CANCELLED"


def test_a_meeting_that_its_system_lists_no_longer_is_not_sure():
    assert event(told("missing"))["status"] == "TENTATIVE"


def test_without_an_address_of_the_service_there_is_no_link():
    assert "url" not in event(told(link=""))


@pytest.mark.parametrize(
    ("one", "before"),
    [(FULL, timedelta(hours=33)), (SOCIAL, timedelta(hours=15))],
    ids=["a time", "a day"],
)
def test_a_meeting_reminds_at_nine_the_day_before(one, before):
    (alarm,) = event(one).walk("VALARM")

    assert alarm["trigger"].dt == -before


def test_level_and_body_are_all_that_the_calendar_shows():
    assert str(event(FULL)["summary"]) == "◆ Högt: Kommunfullmäktige"
    assert str(event(FULL, language="en")["summary"]) == "◆ High: Kommunfullmäktige"
    assert str(event(told(level=Level.NONE))["summary"]) == "Kommunfullmäktige"


def test_others_who_share_the_calendar_see_that_something_is_there_and_no_more():
    read = event(FULL)

    assert (read["class"], read["transp"]) == ("PRIVATE", "TRANSPARENT")
    assert read["url"] == f"{ADDRESS}/mote/1"


def test_programs_are_told_to_come_again():
    head = as_calendar(feed(FULL)).decode()

    assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n" in head
    assert "X-PUBLISHED-TTL:PT1H\r\n" in head


def test_a_calendar_without_meetings_is_a_calendar():
    assert events() == {}
    assert b"BEGIN:VTIMEZONE" in as_calendar(feed())


def test_lines_are_folded_and_end_as_they_should():
    lines = as_calendar(feed(*EVERY)).split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert [line for line in lines if b"\n" in line] == []


@pytest.mark.parametrize("what", list(Event))
def test_every_event_has_what_the_standard_asks_for(what):
    read = event(told(what))

    assert {"UID", "DTSTAMP", "DTSTART", "SUMMARY", "SEQUENCE", "STATUS"} <= set(read)


def test_the_name_of_a_body_cannot_break_out_of_its_line():
    hostile = told(body="nämnden\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:x;,\\n")

    assert len(events(hostile)) == 1
    assert "END:VEVENT" in str(event(hostile)["summary"])


def test_a_feed_that_is_not_changed_is_the_same_bytes():
    assert as_calendar(feed(MOVED)) == as_calendar(feed(MOVED, made=MADE + timedelta(days=1)))
