from datetime import date, time

import pytest
from hostile import assert_steady, assert_total
from payloads import saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

API = "https://api.einnsyn.no"
FILES = "dokumentbeskrivelse.dokumentobjekt"
SEARCH = (
    f"{API}/search?entity=Moetemappe&administrativEnhet=enh_1&moetedatoFrom=2026-12-01"
    f"&moetedatoTo=2026-12-31&limit=100&expand=moetesak.{FILES}&expand=moetedokument.{FILES}"
    "&expand=moetesak.innstilling"
)
PAGES = {
    "search.json": SEARCH,
    "moetesak.json": f"{API}/moetemappe/mm_3/moetesak?limit=100&expand={FILES}",
    "noark.xml": "https://arkiv.granvik.example/1.xml",
}
PERIOD = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
SOURCE = Source(url=API, options={"enhet": "enh_1", "api_key": "granvik-key"})


@pytest.fixture(scope="module")
def einnsyn():
    return adapters(load_plugins())["einnsyn"]


@pytest.fixture
def server():
    return Served({url: saved(f"einnsyn/{name}", url).content for name, url in PAGES.items()})


@pytest.fixture
def meetings(einnsyn, server):
    pages = list(einnsyn.fetch(SOURCE, PERIOD, server))
    return {one.id: one for one in joined(part for page in pages for part in einnsyn.parse(page))}


def test_a_meeting_is_fetched_with_its_items_and_documents(meetings):
    meeting = meetings["mm_1"]

    assert (meeting.body.name, meeting.place) == ("Kommunestyret", "Rådhuset")
    assert (meeting.start.day, meeting.start.clock) == (date(2026, 12, 10), time(17))
    assert (meeting.state, meeting.is_extra) == ("planned", True)
    assert [(link.kind, link.title) for link in meeting.links] == [
        ("summons", "Innkalling 10.12.2026"),
        ("minutes", "Protokoll forrige møte"),
    ]
    assert [(one.number, str(one.title), one.publicity) for one in meeting.items] == [
        ("34/2026", "Godkjenning av innkalling", "unknown"),
        ("35/2026", "Nedleggelse av Norrby skole", "unknown"),
        ("36/2026", "Lukket sak: grunnerverv", "closed"),
    ]
    assert str(meeting.items[1].proposal) == "Skolen legges ned."
    assert [link.digest for link in meeting.items[1].links] == ["abc3"]


def test_a_cancelled_meeting_is_told_on_its_norwegian_day(meetings):
    assert (meetings["mm_2"].state, meetings["mm_2"].start.day) == ("cancelled", date(2026, 12, 13))


def test_a_day_that_begins_at_midnight_in_norway_has_no_time(meetings):
    assert meetings["mm_2"].start.precision == "date"


def test_cases_that_came_as_ids_are_asked_for(meetings):
    meeting = meetings["mm_3"]

    assert (meeting.body.name, meeting.state) == ("Formannskapet", "planned")
    assert [str(item.title) for item in meeting.items] == ["Reguleringsplan for havna"]


def test_what_is_deleted_is_no_meeting(meetings):
    assert set(meetings) == {"mm_1", "mm_2", "mm_3"}


def test_the_key_is_sent_with_each_question(einnsyn, server):
    list(einnsyn.fetch(SOURCE, PERIOD, server))

    assert {request.headers["API-KEY"] for request in server.asked} == {"granvik-key"}


def test_the_xml_of_archives_is_read(einnsyn):
    (meeting,) = einnsyn.parse(saved("einnsyn/noark.xml", PAGES["noark.xml"]))

    assert (meeting.id, meeting.body.name, meeting.place) == ("MM-1", "KST", "")
    assert (meeting.start.day, meeting.start.clock) == (date(2026, 12, 10), time(17))
    assert [link.kind for link in meeting.links] == ["summons"]
    assert [(one.number, str(one.title)) for one in meeting.items] == [
        ("34/2026", "Nedleggelse av Norrby skole")
    ]
    assert [link.url for link in meeting.items[0].links] == ["http://arkiv.granvik.example/2.PDF"]


def test_the_register_is_recognised(einnsyn):
    assert einnsyn.recognise(Page(url="https://einnsyn.no/sok", content=b"")).source.url == API
    assert einnsyn.recognise(Page(url="https://granvik.example/", content=b"")) is None


def test_an_error_is_told_in_its_own_words(einnsyn):
    page = Page(url=SEARCH, content=b'{"type": "badRequest", "message": "Invalid date"}')

    with pytest.raises(AnswerError, match="Invalid date"):
        list(einnsyn.parse(page))


@pytest.mark.parametrize("name", PAGES)
def test_anything_else_is_parsed_or_told(einnsyn, name):
    assert_total(einnsyn, saved(f"einnsyn/{name}", PAGES[name]))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_parses_to_the_same_twice(einnsyn, name):
    assert_steady(einnsyn, saved(f"einnsyn/{name}", PAGES[name]))
