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

API = "https://api.notubiz.nl"
FORM = "format=json&version=1.17.0"
PAGES = {
    "gremia": f"{API}/organisations/99/gremia?{FORM}",
    "events": f"{API}/events?organisation_id=99&date_from=2026-12-01%2000:00:00"
    f"&date_to=2026-12-31%2023:59:59&page=1&{FORM}",
    "meeting": f"{API}/events/meetings/1?{FORM}",
}
PERIOD = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
SOURCE = Source(url=f"{API}/events?organisation_id=99", zone="Europe/Amsterdam")
CET = timezone(timedelta(hours=1))
AMSTERDAM = f"{API}/events/meetings/458902?{FORM}"


@pytest.fixture(scope="module")
def notubiz():
    return adapters(load_plugins())["notubiz"]


@pytest.fixture
def server():
    return Served({url: saved(f"notubiz/{name}.json", url).content for name, url in PAGES.items()})


def fetched(notubiz, server):
    pages = list(notubiz.fetch(SOURCE, PERIOD, server))
    return {one.id: one for one in joined(part for page in pages for part in notubiz.parse(page))}


def test_a_meeting_is_fetched_with_its_items_and_documents(notubiz, server):
    meeting = fetched(notubiz, server)["1"]

    assert (meeting.body.name, meeting.title) == ("Gemeenteraad Granvik", "Gemeenteraad (extra)")
    assert meeting.start.day == date(2026, 12, 10)
    assert (meeting.start.clock, meeting.end) == (time(19, 30, tzinfo=CET), time(22, tzinfo=CET))
    assert (meeting.state, meeting.is_extra) == ("planned", True)
    assert [(link.kind, link.title) for link in meeting.links] == [
        ("summons", "Agenda"),
        ("minutes", "Stuk 2"),
    ]
    assert [(one.number, str(one.title), one.kind, one.publicity) for one in meeting.items] == [
        ("", "Algemeen", "heading", "public"),
        ("1.", "Opening", "item", "public"),
        ("2.", "Sluiting school Norrby", "item", "public"),
        ("2.a", "Amendement Norrby", "item", "public"),
        ("3.", "Grondaankoop", "item", "closed"),
        ("", "Pauze", "heading", "public"),
    ]


def test_a_confidential_document_is_not_to_be_fetched(notubiz, server):
    links = fetched(notubiz, server)["1"].items[2].links

    assert [(link.title, link.restricted) for link in links] == [
        ("Raadsvoorstel", False),
        ("Geheime bijlage", True),
    ]


def test_states_are_told_and_what_is_no_public_meeting_is_left_out(notubiz, server):
    found = fetched(notubiz, server)

    assert {number: one.state for number, one in found.items()} == {
        "1": "planned",
        "2": "cancelled",
        "3": "agenda_not_published",
    }


def test_without_the_names_of_bodies_the_title_is_the_body(notubiz, server):
    server.answers[PAGES["gremia"]] = b"<html>Storing</html>"
    pages = list(notubiz.fetch(SOURCE, PERIOD, server))

    with pytest.raises(AnswerError, match="Storing"):
        list(notubiz.parse(pages[0]))
    assert next(iter(notubiz.parse(pages[1]))).body.name == "Gemeenteraad (extra)"


@pytest.mark.parametrize(
    ("url", "content"),
    [
        (f"{API}/events?organisation_id=99&page=2", b""),
        ("https://granvik.notubiz.nl/", b'<script>var organisation_id = "99";</script>'),
    ],
)
def test_an_organisation_is_recognised(notubiz, url, content):
    found = notubiz.recognise(Page(url=url, content=content))

    assert found.source.url == f"{API}/events?organisation_id=99"


def test_other_pages_are_not_recognised(notubiz):
    assert (
        notubiz.recognise(Page(url="https://granvik.example/?organisation_id=99", content=b""))
        is None
    )


def test_a_meeting_of_amsterdam_is_read(notubiz):
    (meeting,) = notubiz.parse(payload("notubiz/notubiz_meeting_amsterdam.json", AMSTERDAM))

    items = meeting.items
    assert (meeting.id, meeting.body.name) == ("458902", "raadscommissie Financiën")
    assert (meeting.start.day, meeting.start.clock) == (
        date(2018, 2, 8),
        time(13, 30, tzinfo=CET),
    )
    assert [(link.kind, link.title) for link in meeting.links] == [
        ("minutes", "Uitslagenlijst FIN 2018 02 08"),
        ("minutes", "Definitief verslag FIN 08 02 2018"),
    ]
    assert len(items) == 45
    assert (items[3].number, str(items[3].title)) == ("1.", "Opening procedureel gedeelte")
    assert [str(one.title) for one in items if one.kind == "heading"][:3] == [
        "TIJD: 13.30 uur tot 17.00 uur",
        "LOCATIE: De Raadszaal",
        "Algemeen",
    ]
    assert len(items[7].links) == 5


def test_items_without_a_place_come_after_those_that_have_one(notubiz):
    page = saved("notubiz/meeting.json", PAGES["meeting"])
    told = json.loads(page.content)
    told["meeting"]["agenda_items"][1]["order"] = 1

    (meeting,) = notubiz.parse(page.model_copy(update={"content": json.dumps(told).encode()}))

    assert [str(one.title) for one in meeting.items][:2] == ["Opening", "Algemeen"]


def test_a_document_that_changed_without_the_meeting_s_stamp_is_told_apart(notubiz):
    (before,) = notubiz.parse(payload("notubiz/notubiz_meeting_amsterdam.json", AMSTERDAM))
    (after,) = notubiz.parse(payload("notubiz/notubiz_meeting_amsterdam_update1.json", AMSTERDAM))

    assert before.items == after.items
    assert before.links != after.links


def test_a_refusal_is_told_in_its_own_words(notubiz):
    page = Page(url=AMSTERDAM, content=b'{"message": "No rights to see this meeting"}', status=403)

    with pytest.raises(AnswerError, match="No rights to see this meeting"):
        list(notubiz.parse(page))


@pytest.mark.parametrize("name", PAGES)
def test_anything_else_is_parsed_or_told(notubiz, name):
    assert_total(notubiz, saved(f"notubiz/{name}.json", PAGES[name]))


@pytest.mark.parametrize("name", ["events", "meeting"])
def test_a_page_parses_to_the_same_twice(notubiz, name):
    assert_steady(notubiz, saved(f"notubiz/{name}.json", PAGES[name]))
