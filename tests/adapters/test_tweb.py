import json
from datetime import UTC, date, time, timedelta, timezone

import pytest
from hostile import assert_steady, assert_total
from payloads import payload, saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

HOST = "http://dokument.granvik.example"
SCRIPTS = f"{HOST}/ktwebbin/dbisa.dll/ktwebscr"
PAGES = {
    "form.html": f"{SCRIPTS}/epj_tek_tweb.htm",
    "list.html": f"{SCRIPTS}/epj_kokl_tweb.htm",
    "meeting.html": f"{SCRIPTS}/epj_asil_tweb.htm?+bid=101",
    "attachments.html": f"{SCRIPTS}/epjattn_tweb.htm?902",
}
PERIOD = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
SOURCE = Source(url=PAGES["form.html"], zone="Europe/Helsinki")
OULU = "http://asiakirjat.ouka.fi/ktwebbin/dbisa.dll/ktwebscr"


@pytest.fixture(scope="module")
def tweb():
    return adapters(load_plugins())["tweb"]


@pytest.fixture
def server():
    return Served({url: saved(f"tweb/{name}", url).content for name, url in PAGES.items()})


@pytest.fixture
def meetings(tweb, server):
    pages = list(tweb.fetch(SOURCE, PERIOD, server))
    return {one.id: one for one in joined(part for page in pages for part in tweb.parse(page))}


def expected(name):
    return json.loads(payload(f"tweb/{name}", OULU).content)


def test_a_swedish_meeting_is_fetched_with_its_items_and_documents(meetings):
    meeting = meetings["101"]

    assert (meeting.body.name, meeting.title) == ("Stadsstyrelsen", "Stadsstyrelsen: 12/2026")
    assert meeting.start.day == date(2026, 12, 10)
    assert meeting.start.clock == time(17, tzinfo=timezone(timedelta(hours=2)))
    assert meeting.state == "planned"
    assert [(link.kind, link.title) for link in meeting.links] == [("summons", "Pärmblad")]
    assert [(one.id, one.number, str(one.title), one.publicity) for one in meeting.items] == [
        ("901", "1", "Val av protokolljusterare", "unknown"),
        ("902", "2", "Indragning av Norrby skola", "unknown"),
        ("101#3", "3", "Markköp (sekretessbelagt)", "closed"),
    ]


def test_the_attachments_of_an_item_are_its_documents(meetings):
    item = meetings["101"].items[1]

    assert [link.title for link in item.links] == [
        "Indragning av Norrby skola",
        "Elevantal",
        "Karta",
    ]


def test_a_cancelled_meeting_is_told_and_midnight_is_no_time(meetings):
    assert (meetings["102"].state, meetings["102"].start.precision) == ("cancelled", "date")


def test_all_bodies_are_asked_for_at_once_by_the_form(tweb, server):
    list(tweb.fetch(SOURCE, PERIOD, server))

    assert server.asked[1].body == b"oper=where&kirjaamo=&pvm1=01.12.2026&pvm2=31.12.2026"


def test_the_system_is_recognised_by_its_addresses(tweb):
    assert (
        tweb.recognise(Page(url=f"{SCRIPTS}/pk_asil_tweb.htm?+bid=1", content=b"")).source.url
        == (PAGES["form.html"])
    )
    assert tweb.recognise(Page(url="https://granvik.example/", content=b"")) is None


def test_the_meetings_of_oulu_are_read(tweb):
    page = payload("tweb/oulu_tweb_kaupunginhallitus_kokoukset.html", f"{OULU}/pk_kokl_tweb.htm")
    found = list(tweb.parse(page))
    wanted = expected("oulu_kaupunginhallitus_kokoukset.json")

    assert [(one.id, one.title) for one in found] == [
        (one["sourceId"], one["name"]) for one in wanted
    ]
    assert {one.body.name for one in found} == {"Kaupunginhallitus"}
    assert [one.start.instant().astimezone(UTC).isoformat()[:16] for one in found] == [
        one["startDate"][:16] for one in wanted
    ]


def test_the_items_of_a_meeting_of_oulu_are_read(tweb):
    page = payload("tweb/oulu_tweb_kaupunginhallitus_5_2017.html", f"{OULU}/pk_asil_tweb.htm")
    (meeting,) = tweb.parse(page)

    assert (meeting.id, meeting.body.name) == ("12867", "Kaupunginhallitus")
    assert (meeting.start.day, meeting.start.clock.hour) == (date(2017, 3, 27), 15)
    assert [(one.id, one.number, str(one.title)) for one in meeting.items] == [
        (one["sourceId"], one["articleNumber"], one["title"])
        for one in expected("oulu_kaupunginhallitus_5_2017_asiat.json")
    ]
    assert [link.title for link in meeting.links] == [
        "Pöytäkirjan kansilehti",
        "Järjestäytymispykälät",
        "Muutoksenhakuohjeet",
    ]


def test_the_form_of_oulu_has_no_meetings(tweb):
    page = payload("tweb/oulu_tweb_haku.html", f"{OULU}/pk_tek_tweb.htm")

    assert list(tweb.parse(page)) == []


def test_a_page_of_something_else_is_told(tweb):
    with pytest.raises(AnswerError):
        list(tweb.parse(Page(url=OULU, content=b"<html><body>Huoltokatko</body></html>")))


@pytest.mark.parametrize("name", PAGES)
def test_anything_else_is_parsed_or_told(tweb, name):
    assert_total(tweb, saved(f"tweb/{name}", PAGES[name]))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_parses_to_the_same_twice(tweb, name):
    assert_steady(tweb, saved(f"tweb/{name}", PAGES[name]))
