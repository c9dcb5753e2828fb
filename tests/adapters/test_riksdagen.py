from datetime import date, time

import pytest
from hostile import assert_steady, assert_total
from payloads import saved

from agenda_risk.errors import AnswerError
from agenda_risk.models import BodyKind, MeetingState, Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

URL = "https://data.riksdagen.se/kalender/?org=kamm&utformat=icalendar"
DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))


@pytest.fixture(scope="module")
def riksdagen():
    return adapters(load_plugins())["riksdagen"]


def asked(riksdagen, source: Source) -> list[str]:
    found = []

    def get(request):
        found.append(request.url)
        return Page(url=request.url, content=b"")

    list(riksdagen.fetch(source, DECEMBER, get))
    return found


def test_an_event_of_the_chamber_is_a_meeting(riksdagen):
    meeting, _ = riksdagen.parse(saved("riksdagen/kamm.ics", URL))

    assert (meeting.body.name, meeting.title) == ("Riksdagens kammare", "Arbetsplenum")
    assert (meeting.start.day, meeting.start.clock) == (date(2026, 12, 9), time(9))
    assert (meeting.end, meeting.place) == (time(16), "Kammaren")


def test_documents_of_an_event_are_linked(riksdagen):
    meeting, _ = riksdagen.parse(saved("riksdagen/kamm.ics", URL))

    assert [link.url for link in meeting.links] == [
        "https://data.riksdagen.se/dokument/H401FiU1.html",
        "https://data.riksdagen.se/dokument/H401SkU2.html",
    ]


def test_what_is_called_off_is_told(riksdagen):
    _, meeting = riksdagen.parse(saved("riksdagen/kamm.ics", URL))

    assert meeting.state is MeetingState.CANCELLED


def test_html_with_status_200_is_an_error_and_not_an_empty_calendar(riksdagen):
    with pytest.raises(AnswerError):
        list(riksdagen.parse(Page(url=URL, content=b"<html><body>Tekniskt fel</body></html>")))


def test_the_calendar_of_each_body_is_asked_for_within_the_period(riksdagen):
    source = Source(url="https://data.riksdagen.se/kalender/", options={"org": "kamm, UbU"})

    days = "from=2026-12-01&tom=2026-12-31&utformat=icalendar"
    assert asked(riksdagen, source) == [
        f"https://data.riksdagen.se/kalender/?org=kamm&{days}",
        f"https://data.riksdagen.se/kalender/?org=UbU&{days}",
    ]


def test_the_kinds_of_event_in_the_address_are_kept(riksdagen):
    source = Source(url="https://data.riksdagen.se/kalender/?org=kamm&akt=vo&akt=be&utformat=json")

    (url,) = asked(riksdagen, source)

    assert "org=kamm&akt=vo&akt=be&from=" in url


@pytest.mark.parametrize(
    ("url", "body"),
    [
        ("https://www.riksdagen.se/sv/kalender/", "Riksdagens kammare"),
        ("https://data.riksdagen.se/kalender/?org=UbU", "Utbildningsutskottet"),
    ],
)
def test_riksdagen_is_recognised_by_its_host(riksdagen, url, body):
    found = riksdagen.recognise(Page(url=url, content=b"<html>"))

    assert (found.bodies, found.sure) == ((body,), 3)


@pytest.mark.parametrize("url", ["https://granvik.example/riksdagen.se", "a.txt", "http://[", ""])
def test_other_hosts_are_not_riksdagen(riksdagen, url):
    assert riksdagen.recognise(Page(url=url, content=b"<html>")) is None


def test_a_committee_is_told_from_the_chamber(riksdagen):
    page = saved("riksdagen/kamm.ics", URL, about={"org": "UbU"})

    assert {one.body.kind for one in riksdagen.parse(page)} == {BodyKind.SUBCOMMITTEE}


def test_any_spoilt_calendar_is_read_or_told(riksdagen):
    page = saved("riksdagen/kamm.ics", URL)

    assert_steady(riksdagen, page)
    assert_total(riksdagen, page)
