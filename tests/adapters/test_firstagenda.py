from datetime import date, time, timedelta, timezone

import pytest
from hostile import assert_steady, assert_total
from payloads import saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

HOME = "https://dagsordener.granvik.dk"
PAGES = {
    "list": f"{HOME}/api/agenda/udvalgsliste",
    "agenda": f"{HOME}/api/agenda/dagsorden/a1",
    "added": f"{HOME}/api/agenda/dagsorden/t1",
}
ALL = PAGES | {"found": f"{HOME}/api/agenda/soeg/"}
PERIOD = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
SOURCE = Source(url=f"{HOME}/", zone="Europe/Copenhagen")
CET = timezone(timedelta(hours=1))


@pytest.fixture(scope="module")
def firstagenda():
    return adapters(load_plugins())["firstagenda"]


@pytest.fixture
def server():
    pages = {url: saved(f"firstagenda/{name}.json", url).content for name, url in PAGES.items()}
    return Served(pages | {f"{HOME}/": b"<html></html>"})


@pytest.fixture
def meetings(firstagenda, server):
    pages = list(firstagenda.fetch(SOURCE, PERIOD, server))
    parts = (part for page in pages for part in firstagenda.parse(page))
    return {one.id: one for one in joined(parts)}


def test_the_agenda_its_supplement_and_its_minutes_are_one_meeting(meetings):
    meeting = meetings["a1"]

    assert (meeting.body.name, meeting.place) == ("Byrådet", "Rådhuset")
    assert (meeting.start.day, meeting.start.clock) == (date(2026, 12, 10), time(17, tzinfo=CET))
    assert meeting.end == time(20, tzinfo=CET)
    assert meeting.web == f"{HOME}/vis?id=a1"
    assert [(link.kind, link.restricted) for link in meeting.links] == [
        ("summons", False),
        ("supplement", False),
        ("minutes", True),
    ]
    assert [(one.number, str(one.title), one.publicity, one.state) for one in meeting.items] == [
        ("1", "Godkendelse af dagsorden", "public", "listed"),
        ("2", "Lukning af Norrby Skole", "public", "listed"),
        ("3", "Lukket: Køb af grund", "closed", "listed"),
        ("4", "Ny sag om havnen", "public", "added"),
    ]


def test_an_item_has_its_case_number_texts_and_documents(meetings):
    item = meetings["a1"].items[1]

    assert item.case_number == "26/483"
    assert (str(item.proposal), str(item.summary)) == ("Skolen lukkes.", "Elevtallet falder.")
    assert str(item.body) == "Sagen er lang."
    assert [(link.title, link.url) for link in item.links] == [
        ("Lukning af Norrby Skole", f"{HOME}/Vis/Pdf/bilag/d1"),
        ("Elevtal", f"{HOME}/Vis/Pdf/bilag/b1"),
    ]


def test_a_cancelled_meeting_is_told_and_midnight_is_no_time(meetings):
    assert (meetings["a2"].state, meetings["a2"].start.precision) == ("cancelled", "date")


def test_minutes_are_not_read_where_there_is_an_agenda(firstagenda, server):
    list(firstagenda.fetch(SOURCE, PERIOD, server))

    asked = [request.url.rsplit("/", 1)[-1] for request in server.asked]
    assert asked == ["", "udvalgsliste", "a1", "t1", "a2"]


def test_what_a_search_finds_tells_of_meetings_without_an_agenda(firstagenda):
    found = list(firstagenda.parse(saved("firstagenda/found.json", ALL["found"])))

    assert [(one.id, one.body.name, one.state) for one in found] == [
        ("a1", "Byrådet", "planned"),
        ("u1", "Byrådet", "agenda_not_published"),
    ]


def test_the_system_is_recognised(firstagenda):
    page = Page(url=f"{HOME}/", content=b"<script src='/firstagenda.js'></script>")

    assert firstagenda.recognise(page).source.url == f"{HOME}/"
    assert firstagenda.recognise(Page(url="https://granvik.example/", content=b"")) is None


def test_an_error_is_told_in_its_own_words(firstagenda):
    content = b'{"Message": "Authorization has been denied for this request."}'

    with pytest.raises(AnswerError, match="Authorization has been denied"):
        list(firstagenda.parse(Page(url=PAGES["list"], content=content)))


@pytest.mark.parametrize("name", ALL)
def test_anything_else_is_parsed_or_told(firstagenda, name):
    assert_total(firstagenda, saved(f"firstagenda/{name}.json", ALL[name]))


@pytest.mark.parametrize("name", ALL)
def test_a_page_parses_to_the_same_twice(firstagenda, name):
    assert_steady(firstagenda, saved(f"firstagenda/{name}.json", ALL[name]))
