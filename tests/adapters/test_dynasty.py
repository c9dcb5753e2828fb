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

HOME = "http://granvik.oncloudos.example/kokous"
PAGES = {
    name: f"{HOME}/{name}"
    for name in ("TELIMET.HTM", "TELIN-200001.HTM", "2026400001.HTM", "2026400001-2.HTM")
}
FEED = "http://granvik.oncloudos.example/cgi/DREQUEST.PHP?page=rss/meetingitems&show=50"
NEWER = "http://granvik.oncloudos.example/cgi/DREQUEST.PHP?page=meetingitem&id=2026400001-2"
ALL = PAGES | {"rss.xml": FEED, "newer.html": NEWER}
PERIOD = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
SOURCE = Source(url=f"{HOME}/TELIMET.HTM", zone="Europe/Helsinki")
ESPOO = "http://espoo04.hosting.documenta.fi/kokous"
EEST = timezone(timedelta(hours=3))


@pytest.fixture(scope="module")
def dynasty():
    return adapters(load_plugins())["dynasty"]


@pytest.fixture
def server():
    return Served({url: saved(f"dynasty/{name}", url).content for name, url in PAGES.items()})


@pytest.fixture
def meetings(dynasty, server):
    pages = list(dynasty.fetch(SOURCE, PERIOD, server))
    parts = (part for page in pages for part in dynasty.parse(page))
    return {one.id: one for one in joined(parts)}


def parsed(dynasty, name):
    return list(dynasty.parse(payload(f"dynasty/{name}", f"{ESPOO}/{name}")))


def expected(name):
    return json.loads(payload(f"dynasty/{name}", ESPOO).content)


def test_a_meeting_is_fetched_with_its_items_and_documents(meetings):
    meeting = meetings["2026400001"]

    assert (meeting.body.name, meeting.body.kind) == ("Kaupunginhallitus", "styrelse")
    assert meeting.start.day == date(2026, 12, 10)
    assert meeting.start.clock == time(15, 30, tzinfo=timezone(timedelta(hours=2)))
    assert meeting.web == f"{HOME}/2026400001.HTM"
    assert [(link.kind, link.url) for link in meeting.links] == [
        ("summons", f"{HOME}/2026400001.PDF")
    ]
    assert [(one.id, one.number, str(one.title), one.publicity) for one in meeting.items] == [
        ("2026400001-1", "1", "Pöytäkirjan tarkastajien valinta", "unknown"),
        ("2026400001-2", "2", "Norrbyn koulun lakkauttaminen", "unknown"),
        ("2026400001#3", "3", "Maakauppa (salassa pidettävä)", "closed"),
    ]


def test_the_page_of_an_item_gives_its_case_number_texts_and_documents(meetings):
    item = meetings["2026400001"].items[1]

    assert item.case_number == "140/12.00.01/2026"
    assert str(item.proposal) == "Koulu lakkautetaan 1.8.2027."
    assert str(item.body) == "Oppilasmäärä vähenee."
    assert [(link.title, link.kind) for link in item.links] == [
        ("Kokousasia PDF-muodossa", "papers"),
        ("Oppilasmäärät", "papers"),
        ("Muutoksenhakuohje", "other"),
    ]


def test_a_cancelled_meeting_is_told(meetings):
    assert meetings["2026400002"].state == "cancelled"


def test_only_meetings_of_the_period_are_looked_into(dynasty, server):
    list(dynasty.fetch(SOURCE, PERIOD, server))

    assert set(server.failed) == {
        f"{HOME}/TELIN-200002.HTM",
        f"{HOME}/2026400002.HTM",
        f"{HOME}/2026400001-1.HTM",
    }


def test_the_feed_gives_meetings_with_their_items(dynasty):
    meeting, other = joined(dynasty.parse(saved("dynasty/rss.xml", FEED)))

    assert (other.id, other.body.name, other.items) == ("2026400009", "Rakennuslautakunta", ())
    assert other.start.day == date(2026, 12, 14)
    assert (meeting.id, meeting.body.name) == ("2026400001", "Kaupunginhallitus")
    assert [(one.id, str(one.title)) for one in meeting.items] == [
        ("2026400001-1", "Pöytäkirjan tarkastajien valinta"),
        ("2026400001-2", "Norrbyn koulun lakkauttaminen"),
    ]


def test_the_newer_page_of_an_item_gives_its_text(dynasty):
    (part,) = dynasty.parse(saved("dynasty/newer.html", NEWER))

    (item,) = part.items
    assert (part.id, item.id) == ("2026400001", "2026400001-2")
    assert (str(item.title), str(item.body)) == (
        "Norrbyn koulun lakkauttaminen",
        "Koulu lakkautetaan.",
    )


def test_the_system_is_recognised(dynasty):
    assert dynasty.recognise(saved("dynasty/TELIMET.HTM", PAGES["TELIMET.HTM"])).sure == 3
    assert dynasty.recognise(Page(url="https://granvik.example/", content=b"<p>Hej</p>")) is None


def test_the_meetings_of_a_body_of_espoo_are_read(dynasty):
    lists = ("TELIN-217668.HTM", "TELIN-214778.HTM", "TELIN-200120.HTM")
    found = [one for name in lists for one in parsed(dynasty, name)]
    wanted = expected("espoo_kh_kokoukset.json")

    assert [one.id for one in found] == [one["sourceId"] for one in wanted]
    assert [one.start.day.isoformat() for one in found] == [one["startDate"][:10] for one in wanted]
    assert {one.body.name for one in found} == {"Kaupunginhallitus"}


def test_the_latest_meeting_of_each_body_of_espoo_is_read(dynasty):
    found = parsed(dynasty, "TELIMET.HTM")

    assert len(found) == 52
    assert found[0].body.name == "Kaupunginhallituksen elinkeino- ja kilpailukykyjaosto"
    assert found[0].start.day == date(2013, 1, 14)


def test_a_meeting_of_espoo_is_read(dynasty):
    (meeting,) = parsed(dynasty, "2017406946.HTM")

    assert (meeting.id, meeting.body.name) == ("2017406946", "Kaupunginhallitus")
    assert (meeting.start.day, meeting.start.clock) == (date(2017, 5, 8), time(15, 30, tzinfo=EEST))
    assert [item.number for item in meeting.items] == [str(one) for one in range(125, 147)]
    assert str(meeting.items[4].title) == "Vuoden 2017 maaliskuun kuukausiraportti"
    assert [link.kind for link in meeting.links] == ["minutes"]
    told = {one["sourceId"]: one["title"] for one in expected("espoo_kh_actions_170508.json")}
    titles = {item.id: str(item.title) for item in meeting.items}
    assert {number: titles[number] for number in told} == told


@pytest.mark.parametrize(
    ("name", "facts", "title"),
    [
        ("2017409886-4.HTM", ("4", "5316/2016", 2), "Valtuustoaloite konserniohjeen"),
        ("2017409886-26.HTM", ("26", "2751/10.02.03/2015", 8), "Laurinlahti, asemakaava"),
        ("2017406946-3.HTM", ("127", "730/2017", 3), "Espoon kaupungin hallintosäännön"),
        ("2013262303-5.HTM", ("5", "3700/11.01.00/2011", 2), "Korkeimman hallinto-oikeuden"),
    ],
)
def test_an_item_of_espoo_is_read(dynasty, name, facts, title):
    (part,) = parsed(dynasty, name)

    (item,) = part.items
    assert item.id == name.removesuffix(".HTM")
    assert (item.number, item.case_number, len(item.links)) == facts
    assert str(item.title).startswith(title)
    assert str(item.proposal)


def test_a_page_of_something_else_is_told(dynasty):
    with pytest.raises(AnswerError):
        list(dynasty.parse(Page(url=HOME, content=b"<html><body>Huoltokatko</body></html>")))


@pytest.mark.parametrize("name", ALL)
def test_anything_else_is_parsed_or_told(dynasty, name):
    assert_total(dynasty, saved(f"dynasty/{name}", ALL[name]))


@pytest.mark.parametrize("name", ALL)
def test_a_page_parses_to_the_same_twice(dynasty, name):
    assert_steady(dynasty, saved(f"dynasty/{name}", ALL[name]))
