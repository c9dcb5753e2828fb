import json
from datetime import date, time, timedelta, timezone

import pytest
from hostile import assert_steady, assert_total
from payloads import payload, saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

API = "http://granvik.cloudnc.example/api/opennc/v1"
PAGES = {
    "nodes": f"{API}/Nodes",
    "bodies": f"{API}/Nodes(2)/SubNodes",
    "folders": f"{API}/Nodes(10)/SubNodes",
    "meetings": f"{API}/Nodes(11)/SubNodes",
    "contents": f"{API}/Contents()?$filter=Classifications/any(f:f/NodeId%20eq%20101)",
    "p500": f"{API}/Contents(500)/ExtendedProperties",
    "p501": f"{API}/Contents(501)/ExtendedProperties",
    "p502": f"{API}/Contents(502)/ExtendedProperties",
}
PERIOD = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
SOURCE = Source(url=API, zone="Europe/Helsinki", options={"language": "sv"})
MIKKELI = "http://mikkeli.cloudnc.fi/api/opennc/v1"


@pytest.fixture(scope="module")
def casem():
    return adapters(load_plugins())["casem"]


@pytest.fixture
def server():
    return Served({url: saved(f"casem/{name}.json", url).content for name, url in PAGES.items()})


@pytest.fixture
def meetings(casem, server):
    pages = list(casem.fetch(SOURCE, PERIOD, server))
    return {one.id: one for one in joined(part for page in pages for part in casem.parse(page))}


def parsed(casem, name, path=""):
    return list(casem.parse(payload(f"casem/{name}.json", f"{MIKKELI}/{path}")))


def expected(name):
    return json.loads(payload(f"casem/{name}.json", MIKKELI).content)


def test_a_meeting_is_fetched_with_its_items_in_the_order_of_the_agenda(meetings):
    meeting = meetings["101"]

    assert (meeting.body.name, meeting.title) == ("Stadsstyrelsen", "Kokous 10.12.2026")
    assert meeting.start.day == date(2026, 12, 10)
    assert meeting.start.clock == time(15, tzinfo=timezone(timedelta(hours=2)))
    assert [(link.kind, link.url) for link in meeting.links] == [
        ("summons", "http://granvik.cloudnc.example/download/noname/{aaaa-1}/900")
    ]
    assert [(one.id, one.number, str(one.title), one.state) for one in meeting.items] == [
        ("502", "1", "Val av protokolljusterare", "listed"),
        ("501", "2", "Indragning av Norrby skola", "added"),
    ]


def test_an_item_has_its_case_number_texts_and_documents(meetings):
    item = meetings["101"].items[1]

    assert item.case_number == "GrvDno-2026-140"
    assert str(item.proposal) == "Skolan dras in.\nBeslutet gäller från 1.8.2027."
    assert str(item.summary) == "Elevantalet minskar."
    assert [link.title for link in item.links] == ["Elevantal.pdf", "Karta.pdf"]


def test_a_cancelled_meeting_is_told(meetings):
    assert meetings["102"].state == "cancelled"


def test_only_meetings_of_the_period_are_looked_into(casem, server):
    list(casem.fetch(SOURCE, PERIOD, server))

    assert not [url for url in server.failed if "103" in url]


def test_the_system_is_recognised_by_its_address(casem):
    found = casem.recognise(Page(url="https://granvik.cloudnc.fi/sv-FI/Organ", content=b""))

    assert found.source.url == "https://granvik.cloudnc.fi/api/opennc/v1"
    assert casem.recognise(Page(url="https://granvik.example/", content=b"")) is None


def test_the_meetings_of_mikkeli_are_read(casem):
    found = parsed(casem, "10717_11217_11218_subnodes")
    told = {(one.id, one.title, one.start.day.isoformat()) for one in found}

    assert told == {
        (str(one["sourceId"]), one["name"], one["startDate"][:10])
        for one in expected("mikkeli_kh_kokoukset")
    }


def test_the_items_of_a_meeting_of_mikkeli_are_read(casem):
    (meeting,) = parsed(casem, "node_12381_contents")

    assert (meeting.id, meeting.start.day) == ("12381", date(2017, 6, 5))
    # What was expected elsewhere leaves out the four items of form, which are on the agenda too.
    wanted = {(str(one["sourceId"]), one["title"]) for one in expected("mikkeli_kh_actions_170605")}
    found = {(item.id, str(item.title)) for item in meeting.items}
    assert wanted <= found
    assert {title for _, title in found - wanted} == {
        "Kokouksen laillisuus ja päätösvaltaisuus",
        "Pöytäkirjan tarkastus",
        "Ilmoitusasiat",
        "Otto-oikeus/lautakuntien/viranhaltijoiden päätökset",
    }


@pytest.mark.parametrize("number", range(4020, 4030))
def test_each_item_of_mikkeli_has_the_number_that_was_expected(casem, number):
    name = f"contents_{number}_extended_properties"
    (part,) = parsed(casem, name, f"Contents({number})/ExtendedProperties")

    (item,) = part.items
    wanted = {one["sourceId"]: one for one in expected("mikkeli_kh_actions_170605")}[number]
    assert (item.id, item.number) == (str(number), wanted["articleNumber"])
    assert str(item.title) == wanted["title"]


def test_the_agenda_of_mikkeli_tells_the_body_and_the_time(casem):
    (part,) = parsed(casem, "contents_4019_extended_properties")

    assert (part.body.name, part.start.day) == ("Kaupunginhallitus", date(2017, 6, 5))
    assert part.start.clock == time(15, tzinfo=timezone(timedelta(hours=3)))


@pytest.mark.parametrize("name", ["nodes", "10717_subnodes", "10717_11217_subnodes"])
def test_bodies_and_folders_are_no_meetings(casem, name):
    assert parsed(casem, name) == []


def test_an_error_is_told_in_its_own_words(casem):
    content = b'{"odata.error": {"code": "", "message": {"lang": "en", "value": "No such node."}}}'

    with pytest.raises(AnswerError, match=r"No such node\."):
        list(casem.parse(Page(url=API, content=content)))


@pytest.mark.parametrize("name", PAGES)
def test_anything_else_is_parsed_or_told(casem, name):
    assert_total(casem, saved(f"casem/{name}.json", PAGES[name]))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_parses_to_the_same_twice(casem, name):
    assert_steady(casem, saved(f"casem/{name}.json", PAGES[name]))
