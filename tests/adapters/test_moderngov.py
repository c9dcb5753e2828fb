from datetime import UTC, date, time

import pytest
from hostile import assert_steady, assert_total
from payloads import payload, saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

SERVICE = "https://democracy.granvik.example/mgWebService.asmx"
RANGE = "sFromDate=01/12/2026&sToDate=31/12/2026"
PAGES = {
    "committees.xml": f"{SERVICE}/GetCommittees",
    "meetings.xml": f"{SERVICE}/GetMeetings?lCommitteeId=144&{RANGE}",
    "meeting.xml": f"{SERVICE}/GetMeeting?lMeetingId=10",
}
PERIOD = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
SOURCE = Source(url=SERVICE, system="moderngov", zone="Europe/London")
MANCHESTER = "https://democracy.manchester.gov.uk/mgWebService.asmx/GetMeeting?lMeetingId=4967"
FAULT = (
    b'<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault>'
    b"<faultstring>Request format is unrecognized.</faultstring></soap:Fault></soap:Body>"
    b"</soap:Envelope>"
)


@pytest.fixture(scope="module")
def moderngov():
    return adapters(load_plugins())["moderngov"]


@pytest.fixture
def server():
    return Served({url: saved(f"moderngov/{name}", url).content for name, url in PAGES.items()})


@pytest.fixture
def meetings(moderngov, server):
    pages = list(moderngov.fetch(SOURCE, PERIOD, server))
    parts = (part for page in pages for part in moderngov.parse(page))
    return {one.id: one for one in joined(parts)}


def test_a_meeting_is_fetched_with_its_items_and_documents(meetings):
    meeting = meetings["10"]

    assert meeting.body.name == "Granvik Audit Committee"
    assert meeting.start.day == date(2026, 12, 10)
    assert (meeting.start.clock, meeting.end) == (time(14, tzinfo=UTC), time(16, tzinfo=UTC))
    assert (meeting.place, meeting.state, meeting.is_extra) == ("Town Hall", "planned", True)
    assert meeting.web == "https://democracy.granvik.example/ieListDocuments.aspx?CId=144&MId=10"
    assert [(link.kind, link.url) for link in meeting.links] == [
        ("summons", "http://democracy.granvik.example/documents/1.pdf"),
        ("supplement", "https://democracy.granvik.example/documents/2.pdf"),
    ]
    assert [(item.number, str(item.title), item.kind) for item in meeting.items] == [
        ("", "Part A", "heading"),
        ("1.", "Schools & libraries", "item"),
        ("2.", "Land purchase", "item"),
    ]


def test_the_text_of_an_item_is_read_by_paragraphs(meetings):
    item = meetings["10"].items[1]

    assert str(item.summary) == "To agree the closure of the Norrby school.\nReport attached."
    assert [link.id for link in item.links] == ["5"]


def test_a_restricted_item_is_closed_and_its_documents_are_not_to_be_fetched(meetings):
    item = meetings["10"].items[2]

    assert (item.publicity, item.publicity_ground) == ("closed", "3")
    assert [link.restricted for link in item.links] == [True]


def test_a_cancelled_meeting_is_told(meetings):
    assert meetings["11"].state == "cancelled"


def test_committees_of_old_are_not_asked(moderngov, server):
    list(moderngov.fetch(SOURCE, PERIOD, server))

    assert server.failed == [
        f"{SERVICE}/GetMeeting?lMeetingId=11",
        f"{SERVICE}/GetMeetings?lCommitteeId=145&{RANGE}",
    ]


def test_a_page_instead_of_the_meetings_hides_no_other_committee(moderngov, server):
    server.answers[PAGES["meetings.xml"]] = b"<html><body>Checking your browser</body></html>"
    pages = list(moderngov.fetch(SOURCE, PERIOD, server))

    (page,) = pages
    with pytest.raises(AnswerError):
        list(moderngov.parse(page))


@pytest.mark.parametrize(
    "url",
    [
        f"{SERVICE}/GetCommittees",
        "https://democracy.granvik.example/ieListMeetings.aspx?CId=144&Year=0",
        "https://democracy.granvik.example/mgCalendarMonthView.aspx",
    ],
)
def test_a_council_is_recognised_by_its_addresses(moderngov, url):
    found = moderngov.recognise(Page(url=url, content=b""))

    assert (found.source.url, found.source.zone) == (SERVICE, "Europe/London")


def test_other_addresses_are_not_recognised(moderngov):
    assert moderngov.recognise(Page(url="https://granvik.example/meetings", content=b"")) is None


def test_a_meeting_of_manchester_is_read(moderngov):
    (meeting,) = moderngov.parse(payload("moderngov/GetMeeting.manchester.4967.xml", MANCHESTER))

    assert (meeting.id, meeting.body.name) == ("4967", "Audit Committee")
    assert (meeting.start.day, meeting.start.clock) == (date(2026, 2, 10), time(10, tzinfo=UTC))
    assert meeting.place == "Council Antechamber, Level 2, Town Hall Extension"
    assert [(item.number, str(item.title)) for item in meeting.items] == [
        ("1.", "Minutes"),
        ("9.", "Work Programme"),
    ]
    assert str(meeting.items[0].summary) == (
        "To approve as a correct record the minutes of the meeting held on 25 November 2025."
    )
    assert [link.url for link in meeting.items[0].links] == [
        "https://democracy.manchester.gov.uk/mgConvert2PDF.aspx?ID=60860"
    ]


def test_a_cancelled_meeting_of_manchester_is_read(moderngov):
    name = "moderngov/GetMeeting.manchester.4966.cancelled.xml"
    (meeting,) = moderngov.parse(payload(name, MANCHESTER))

    assert (meeting.state, meeting.items) == ("cancelled", ())


def test_the_meetings_of_a_committee_of_manchester_are_read(moderngov):
    name = "moderngov/GetMeetings.manchester.c144.xml"
    found = list(moderngov.parse(payload(name, MANCHESTER)))

    assert [(one.id, one.body.name, one.state) for one in found] == [
        ("4966", "Audit Committee", "cancelled"),
        ("4967", "Audit Committee", "planned"),
    ]


@pytest.mark.parametrize("name", ["GetCommittees.manchester.xml", "GetMeeting.empty.xml"])
def test_committees_and_an_empty_meeting_are_no_meetings(moderngov, name):
    assert list(moderngov.parse(payload(f"moderngov/{name}", MANCHESTER))) == []


def test_a_fault_is_told_in_its_own_words(moderngov):
    with pytest.raises(AnswerError, match=r"Request format is unrecognized\."):
        list(moderngov.parse(Page(url=SERVICE, content=FAULT)))


@pytest.mark.parametrize("name", PAGES)
def test_anything_else_is_parsed_or_told(moderngov, name):
    assert_total(moderngov, saved(f"moderngov/{name}", PAGES[name]))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_parses_to_the_same_twice(moderngov, name):
    assert_steady(moderngov, saved(f"moderngov/{name}", PAGES[name]))
