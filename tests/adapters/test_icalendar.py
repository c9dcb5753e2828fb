from datetime import date, time

import pytest
from hostile import assert_steady, assert_total
from payloads import payload, saved

from agenda_risk.errors import AnswerError
from agenda_risk.models import LinkKind, MeetingState, Page, Period, Publicity, Source
from agenda_risk.plugins import adapters, load_plugins

URL = "https://granvik.example/kalender.ics"
AUTUMN = {"first": "2026-11-01", "last": "2027-01-31", "zone": "Europe/Stockholm"}


@pytest.fixture(scope="module")
def calendar():
    return adapters(load_plugins())["icalendar"]


@pytest.fixture(scope="module")
def granvik(calendar):
    page = saved("icalendar/granvik.ics", URL, about=AUTUMN)
    return {meeting.id: meeting for meeting in calendar.parse(page)}


def events(calendar, *lines: str, about=None):
    """Return what a calendar with one event of those *lines* is read as."""
    written = ["BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR"]
    content = "\r\n".join(written).encode()
    return list(calendar.parse(Page(url=URL, content=content, about=about or {})))


def recorded(calendar, name: str, **about: str):
    page = payload(f"icalendar/{name}", f"https://calendar.example/{name}", about=about)
    return list(calendar.parse(page))


def test_an_event_is_a_meeting_with_its_place_and_page(granvik):
    meeting = granvik["101@granvik.example"]

    assert meeting.body.name == "Kommunfullmäktige"
    assert (meeting.start.day, meeting.start.clock) == (date(2026, 12, 14), time(18))
    assert meeting.end == time(21)
    assert meeting.place == "Sessionssalen, Granviks stadshus"
    assert meeting.web == "https://granvik.example/moten/kf-2026-12-14"


def test_what_is_attached_is_a_link_and_a_summons_is_told(granvik):
    (link,) = granvik["101@granvik.example"].links

    assert (link.kind, link.title) == (LinkKind.SUMMONS, "Kallelse KF.pdf")
    assert granvik["101@granvik.example"].state is MeetingState.PLANNED


def test_a_calendar_without_an_agenda_says_so(granvik):
    assert granvik["104@granvik.example"].state is MeetingState.AGENDA_NOT_PUBLISHED


def test_the_word_that_calls_a_meeting_off_is_not_its_body(granvik):
    meeting = granvik["102@granvik.example"]

    assert meeting.state is MeetingState.CANCELLED
    assert meeting.body.name == "Kommunstyrelsens arbetsutskott"


def test_utc_is_told_by_the_swedish_clock_and_an_end_on_the_next_day_is_none(granvik):
    meeting = granvik["102@granvik.example"]

    assert (meeting.start.clock, meeting.end) == (time(13), None)


def test_a_document_that_the_description_links_to_is_a_link(granvik):
    (link,) = granvik["102@granvik.example"].links

    assert link.url == "https://granvik.example/filer/ksau.pdf"


def test_a_series_is_held_on_each_of_its_days_but_for_those_taken_out_or_moved(granvik):
    held = {name: one.start for name, one in granvik.items() if name.startswith("103")}

    assert {name: (when.day, when.clock) for name, when in held.items()} == {
        "103@granvik.example/20261210T080000Z": (date(2026, 12, 11), time(13)),
    }


def test_a_series_keeps_the_local_clock_over_the_change_of_the_clocks(calendar):
    about = {"first": "2026-09-01", "last": "2026-12-31"}
    page = saved("icalendar/granvik.ics", URL, about=about)
    social = [one for one in calendar.parse(page) if one.body.name == "Socialnämnden"]

    assert sorted((one.start.day, one.start.clock, one.end) for one in social) == [
        (date(2026, 9, 10), time(9), time(11)),
        (date(2026, 10, 8), time(9), time(11)),
        (date(2026, 12, 11), time(13), None),
    ]


def test_a_day_without_a_clock_is_a_day(granvik):
    meeting = granvik["104@granvik.example"]

    assert (meeting.start.precision, meeting.is_extra) == ("date", True)
    assert meeting.publicity is Publicity.CLOSED


def test_midnight_is_no_time_and_an_alarm_is_not_the_event(granvik):
    meeting = granvik["105@granvik.example"]

    assert (meeting.start.clock, meeting.state) == (None, MeetingState.CANCELLED)


def test_what_is_held_after_the_period_is_left_out(granvik):
    assert "106@granvik.example" not in granvik


def test_a_new_export_of_the_same_is_the_same(calendar):
    page = saved("icalendar/granvik.ics", URL, about=AUTUMN)
    later = page.content.replace(b"20261101T080000Z", b"20261102T093000Z")
    later = later.replace(b"01.11.2026", b"02.11.2026")

    again = calendar.parse(page.model_copy(update={"content": later}))

    assert list(again) == list(calendar.parse(page))


def test_only_the_bodies_that_a_source_names_are_read(calendar):
    page = saved("icalendar/granvik.ics", URL, about={**AUTUMN, "only": "styrelse, bygg"})

    assert {one.body.name for one in calendar.parse(page)} == {
        "Byggnadsnämnden",
        "Kommunstyrelsen",
        "Kommunstyrelsens arbetsutskott",
    }


def test_the_calendar_is_asked_for_once_with_what_its_reader_needs(calendar):
    asked = []
    period = Period(first=date(2026, 11, 1), last=date(2027, 1, 31))

    def get(request):
        asked.append(request)
        return Page(url=request.url, content=b"")

    list(calendar.fetch(Source(url=URL, options={"only": "styrelse"}), period, get))

    assert [(one.url, one.about) for one in asked] == [(URL, {**AUTUMN, "only": "styrelse"})]


@pytest.mark.parametrize(
    "title",
    [
        "ENTFÄLLT - Bauausschuss",
        "Kommunstyrelsen (inställt)",
        "Kommunstyrelsen – sammanträdet inställt",
        "City Council -- CANCELED",
        "Kaupunginhallitus PERUTTU",
        "ks-2025-08-18-installt",
    ],
)
def test_called_off_in_any_spelling_is_called_off(calendar, title):
    (meeting,) = events(calendar, "UID:1", "DTSTART:20261201T170000Z", f"SUMMARY:{title}")

    assert meeting.state is MeetingState.CANCELLED


@pytest.mark.parametrize("title", ["Mötet är inte inställt", "Inställelse", "Peruttua"])
def test_what_only_looks_called_off_is_held(calendar, title):
    (meeting,) = events(calendar, "UID:1", "DTSTART:20261201T170000Z", f"SUMMARY:{title}")

    assert meeting.state is not MeetingState.CANCELLED


def test_the_latest_version_of_an_event_counts(calendar):
    lines = ["UID:1", "SEQUENCE:2", "DTSTART:20261202T170000Z", "SUMMARY:KS"]
    older = ["END:VEVENT", "BEGIN:VEVENT", "UID:1", "DTSTART:20261201T170000Z", "SUMMARY:KS"]

    (meeting,) = events(calendar, *lines, *older)

    assert (meeting.id, meeting.start.day) == ("1", date(2026, 12, 2))


def test_events_that_share_an_identity_at_different_times_are_all_there(calendar):
    lines = ["UID:1", "DTSTART:20261202T170000Z", "SUMMARY:KS"]
    other = ["END:VEVENT", "BEGIN:VEVENT", "UID:1", "DTSTART:20261201T170000Z", "SUMMARY:KS"]

    found = events(calendar, *lines, *other)

    assert len({meeting.id for meeting in found}) == 2


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=DAILY;BYSETPOS=0",
        "FREQ=MONTHLY;COUNT=99999999999999999999",
        "INTERVAL=;FREQ",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_a_rule_that_means_nothing_or_never_ends_is_survived(calendar, rule):
    about = {"first": "2026-12-01", "last": "2026-12-31"}
    lines = ["UID:1", "DTSTART:20261201T170000Z", "SUMMARY:KS", f"RRULE:{rule}"]

    assert events(calendar, *lines, about=about)


@pytest.mark.parametrize(
    "lines",
    [
        ("DTSTART:99991231T235959Z",),
        ("DTSTART:99991231T235959",),
        ("DTSTART:20261214T180000", "DTEND:99991231T235959Z"),
        ("DTSTART:20261214T180000", "RRULE:FREQ=MONTHLY;UNTIL=99991231T235959Z"),
        ("DTSTART:20261214T180000", "RDATE:99991231T235959Z"),
        ("DTSTART:20261214T180000", "RECURRENCE-ID:99991231T235959Z"),
        ("DTSTART:99990101T000000", "DURATION:P9999D"),
    ],
    ids=" ".join,
)
def test_what_is_never_over_hides_no_other_event(calendar, lines):
    other = ("SUMMARY:Kommunstyrelsen", "UID:1", "DTSTART:20261207T130000")
    never = ("END:VEVENT", "BEGIN:VEVENT", "SUMMARY:Kommunfullmäktige", "UID:2", *lines)

    found = events(calendar, *other, *never, about=AUTUMN)

    assert "Kommunstyrelsen" in {one.body.name for one in found}


def test_without_a_period_a_series_is_followed_for_a_year(calendar):
    lines = ["UID:1", "DTSTART;VALUE=DATE:20260101", "SUMMARY:KS", "RRULE:FREQ=MONTHLY"]

    assert len(events(calendar, *lines)) == 13


@pytest.mark.parametrize(
    ("zone", "clock"),
    [
        ("/Europe/Stockholm", time(18)),
        ("/freeassociation.sourceforge.net/Tzfile/Europe/Stockholm", time(18)),
        ("W. Europe Standard Time", time(18)),
        ("Nobody/Knows", time(18)),
        ("Europe/Helsinki", None),
    ],
)
def test_a_zone_is_known_by_any_of_its_names(calendar, zone, clock):
    (meeting,) = events(calendar, "UID:1", f'DTSTART;TZID="{zone}":20261201T180000', "SUMMARY:KS")

    assert meeting.start.clock.replace(tzinfo=None) == time(18)
    assert meeting.start.clock == clock or meeting.start.precision == "offset"


def test_html_instead_of_a_calendar_is_told(calendar):
    with pytest.raises(AnswerError, match="no calendar: Just a moment"):
        list(calendar.parse(Page(url=URL, content=b"<html><h1>Just a moment")))


def test_any_spoilt_calendar_is_read_or_told(calendar):
    page = saved("icalendar/granvik.ics", URL, about=AUTUMN)

    assert_steady(calendar, page)
    assert_total(calendar, page)


def test_a_calendar_is_recognised_with_its_bodies(calendar):
    found = calendar.recognise(saved("icalendar/granvik.ics", URL))

    assert (found.sure, found.source.url) == (3, URL)
    assert "Byggnadsnämnden" in found.bodies


@pytest.mark.parametrize(
    ("markup", "sure"),
    [
        ('<link rel="alternate" type="text/calendar" href="/kalender.ics">', 2),
        ('<a href="webcal://granvik.example/kalender.ics">Prenumerera</a>', 1),
        ('<a href="kalender.ics">Prenumerera</a>', 1),
    ],
)
def test_a_page_that_links_to_a_calendar_is_recognised(calendar, markup, sure):
    page = Page(url="https://granvik.example/", content=f"<html>{markup}</html>".encode())

    found = calendar.recognise(page)

    assert (found.source.url, found.sure) == (URL, sure)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<html><a href='/a'>", b"{}"])
def test_other_pages_are_not_recognised(calendar, content):
    assert calendar.recognise(Page(url="https://granvik.example/", content=content)) is None


def test_a_recorded_calendar_in_utc_is_told_by_the_clock_of_its_town(calendar):
    found = recorded(calendar, "detroit-schoolwires.ics", zone="America/Detroit")

    assert len(found) == 33
    assert found[0].title == "DPSCD Regular Board Meeting (Open)"
    assert str(found[0].start.clock) == "17:30:00-04:00"
    assert found[0].end == time(19, 30)


def test_recorded_overrides_without_their_series_are_meetings_by_themselves(calendar):
    found = recorded(calendar, "stpaul-google-recurrence-id.ics")
    moved = found[1]

    assert len(found) == len({one.id for one in found}) == 34
    assert moved.id.endswith("@google.com/20260210T223000Z")
    assert moved.start.day == date(2026, 2, 4)


def test_a_recorded_calendar_without_zones_of_its_own_is_read(calendar):
    found = recorded(calendar, "wichita-ecp.ics")

    assert [one.start.day.isoformat() for one in found[:3]] == [
        "2024-03-08",
        "2024-04-11",
        "2024-04-27",
    ]
    assert found[0].web == "https://winwichita.org/event/executive-board-meeting-23/"
    assert found[0].place.startswith("General Membership Meeting Locale, 2418 E 9th St N")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("testsuite.bom_calendar.ics", []),
        ("testsuite.empty.ics", []),
        ("testsuite.rfc_7986_properties.ics", []),
        ("testsuite.rfc_7986_conferences.ics", []),
        ("testsuite.broken_ical.ics", [("2014-04-09", "09:30:00")]),
        ("testsuite.issue_1081_invalid_start_valid_end.ics", [("None", "None")]),
        ("testsuite.issue_218_bad_tzid.ics", [("2017-02-28", "23:00:00+11:00")]),
        ("testsuite.issue_351_whitespace_in_property_and_params.ics", [("2026-03-19", "10:00:00")]),
        ("testsuite.multiple_calendar_components.ics",
         [("2003-12-25", "None"), ("2003-05-01", "None"), ("2003-12-25", "None")]),
    ],
)  # fmt: skip
def test_a_recorded_calendar_that_is_broken_gives_what_is_there(calendar, name, told):
    found = recorded(calendar, name)

    assert [(str(one.start.day), str(one.start.clock)) for one in found] == told


def test_a_recorded_series_is_held_every_week(calendar):
    about = {"first": "2022-10-21", "last": "2022-11-05"}
    found = recorded(calendar, "testsuite.issue_466_convert_tzid_with_slash.ics", **about)

    days = ["2022-10-21", "2022-10-28", "2022-11-04"]
    assert [str(one.start.day) for one in found] == days
    assert {one.start.clock for one in found} == {time(20)}
