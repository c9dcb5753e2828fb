from datetime import date, time, timedelta, timezone

import pytest
from hostile import assert_steady, assert_total
from payloads import payload, saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

CLIENT = "https://webapi.legistar.com/v1/granvik"
EVENTS = (
    f"{CLIENT}/events?$filter=EventDate%20ge%20datetime'2026-12-01'%20and%20EventDate%20le"
    "%20datetime'2026-12-31'&$orderby=EventDate,EventId&$top=1000&$skip=0"
)
ITEMS = f"{CLIENT}/events/1/eventitems?AgendaNote=1&MinutesNote=1&Attachments=1"
CALENDAR = "https://granvik.legistar.com/Calendar.aspx"
PERIOD = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
SOURCE = Source(url=CLIENT, system="legistar", zone="America/Chicago")
PAGES = {
    "events.json": EVENTS,
    "items.json": ITEMS,
    "calendar.html": CALENDAR,
    "event.xml": f"{CLIENT}/events/1",
}


@pytest.fixture(scope="module")
def legistar():
    return adapters(load_plugins())["legistar"]


@pytest.fixture
def server():
    return Served({url: saved(f"legistar/{name}", url).content for name, url in PAGES.items()})


@pytest.fixture
def meetings(legistar, server):
    pages = list(legistar.fetch(SOURCE, PERIOD, server))
    return {one.id: one for one in joined(part for page in pages for part in legistar.parse(page))}


def test_a_meeting_is_fetched_with_its_items(meetings):
    meeting = meetings["1"]

    assert meeting.body.name == "City Council"
    assert meeting.start.day == date(2026, 12, 10)
    assert meeting.start.clock == time(18, tzinfo=timezone(timedelta(hours=-6)))
    assert meeting.place == "City Hall, Room 1"
    assert meeting.web == "https://granvik.legistar.com/MeetingDetail.aspx?LEGID=1"
    assert [(item.number, str(item.title), item.kind) for item in meeting.items] == [
        ("9:00 a.m.-", "Closed Session: legal advice", "item"),
        ("", "NEW BUSINESS", "heading"),
        ("1.", "Roll Call", "item"),
        ("2.", "Closure of the Norrby school", "item"),
        ("2.", "Bridge repairs", "item"),
    ]
    assert meeting.items[0].publicity == "closed"


def test_an_item_has_its_file_number_its_note_and_its_documents(meetings):
    item = meetings["1"].items[3]

    assert (item.case_number, str(item.summary)) == (
        "26-0140",
        "The committee proposes to close the school.",
    )
    assert [(link.title, link.restricted) for link in item.links] == [
        ("Staff report", False),
        ("Legal memo", True),
    ]


@pytest.mark.parametrize(
    ("event", "state"),
    [
        ("1", "planned"),
        ("2", "cancelled"),
        ("3", "agenda_not_published"),
        ("4", "moved"),
        ("5", "cancelled"),
    ],
)
def test_the_state_is_told_by_the_status_or_the_comment(meetings, event, state):
    assert meetings[event].state == state


def test_no_time_is_no_time(meetings):
    assert meetings["3"].start.precision == "date"


def test_only_meetings_of_the_period_are_asked_for_items(legistar, server):
    list(legistar.fetch(SOURCE, PERIOD, server))

    assert f"{CLIENT}/events/6/eventitems" not in " ".join(server.failed)


def test_the_agenda_is_told_from_a_later_one_at_its_address(meetings):
    (link,) = meetings["1"].links

    assert (link.kind, link.digest) == ("summons", "2026-11-20T10:00:00.1")


def test_a_token_is_sent_where_a_client_demands_one(legistar, server):
    source = SOURCE.model_copy(update={"options": {"token": "granvik-token"}})

    with pytest.raises(Exception, match="token=granvik-token"):
        list(legistar.fetch(source, PERIOD, server))


def test_a_time_without_a_zone_stays_local(legistar):
    (first, *_) = legistar.parse(saved("legistar/events.json", EVENTS))

    assert first.start.precision == "local"


def test_the_calendar_is_read_month_first(legistar):
    first, second = legistar.parse(saved("legistar/calendar.html", CALENDAR))

    assert (first.id, first.body.name, first.place) == ("901", "City Council", "City Hall")
    assert (first.start.day, first.start.clock) == (date(2027, 1, 8), time(18))
    assert (first.state, second.state) == ("planned", "cancelled")
    assert second.id == "902"
    assert [link.url for link in first.links] == [
        "https://granvik.legistar.com/View.ashx?M=A&ID=901"
    ]


def test_xml_is_read_where_a_server_answers_it(legistar):
    (meeting,) = legistar.parse(saved("legistar/event.xml", f"{CLIENT}/events/1"))

    assert (meeting.body.name, meeting.start.clock) == ("City Council", time(18))
    assert [str(item.title) for item in meeting.items] == ["Roll Call"]


@pytest.mark.parametrize(
    "url", [CALENDAR, f"{CLIENT}/events", "https://granvik.legistar1.com/a/1.pdf"]
)
def test_a_client_is_recognised_by_its_address(legistar, url):
    found = legistar.recognise(Page(url=url, content=b""))

    assert (found.source.url, found.sure) == (CLIENT, 3)


@pytest.mark.parametrize(
    "url", ["https://www.legistar.com/", "https://webapi.legistar.com/Help", "https://granvik.se/"]
)
def test_other_addresses_are_not_recognised(legistar, url):
    assert legistar.recognise(Page(url=url, content=b"")) is None


def test_an_event_of_los_angeles_is_read(legistar):
    (meeting,) = legistar.parse(payload("legistar/metro.event.json", f"{CLIENT}/events/2907"))

    assert meeting.body.name == "Board of Directors - Regular Board Meeting"
    assert (meeting.start.day, meeting.start.clock) == (date(2024, 9, 26), time(10))
    assert meeting.place == "One Gateway Plaza, Los Angeles, CA 90012, 3rd Floor, Metro Board Room"
    assert [link.kind for link in meeting.links] == ["summons"]


def test_the_calendar_of_chicago_is_read(legistar):
    found = list(legistar.parse(payload("legistar/html.chicago.calendar.html", CALENDAR)))

    assert [one.start.day.day for one in found] == [23, 22, 17, 17, 17, 16, 15, 8]
    assert [one.state for one in found] == ["agenda_not_published"] * 7 + ["cancelled"]
    assert found[2].body.name == "Committee on Pedestrian and Traffic Safety"
    assert found[2].start.clock == time(12, 30)


def test_an_unknown_client_is_told_in_the_server_s_own_words(legistar):
    with pytest.raises(AnswerError, match="not set up in InSite for client: chicago"):
        list(legistar.parse(payload("legistar/error.500.unknown-client.json", EVENTS)))


def test_an_empty_list_has_no_meetings(legistar):
    assert list(legistar.parse(payload("legistar/empty.200.json", EVENTS))) == []


@pytest.mark.parametrize("name", PAGES)
def test_anything_else_is_parsed_or_told(legistar, name):
    assert_total(legistar, saved(f"legistar/{name}", PAGES[name]))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_parses_to_the_same_twice(legistar, name):
    assert_steady(legistar, saved(f"legistar/{name}", PAGES[name]))
