from datetime import date, time, timedelta, timezone

import pytest
from hostile import assert_steady, assert_total
from payloads import payload, saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

REST = "https://ahjo.hel.fi:9802/ahjorest/v1"
DAYS = "start=2026-12-01T00:00:00Z&end=2026-12-31T23:59:59Z"
PAGES = {
    "meetings.json": f"{REST}/meetings/?{DAYS}&apireqlang=sv",
    "cancelled.json": f"{REST}/meetings/?{DAYS}&cancelledonly=true&apireqlang=sv",
    "meeting.json": f"{REST}/meetings/U1202612?apireqlang=sv",
    "item.html": f"{REST}/content/A2",
}
PERIOD = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
SOURCE = Source(url=REST, zone="Europe/Helsinki", options={"token": "granvik-token"})
EET = timezone(timedelta(hours=2))


@pytest.fixture(scope="module")
def ahjo():
    return adapters(load_plugins())["ahjo"]


@pytest.fixture
def server():
    return Served({url: saved(f"ahjo/{name}", url).content for name, url in PAGES.items()})


@pytest.fixture
def meetings(ahjo, server):
    pages = list(ahjo.fetch(SOURCE, PERIOD, server))
    return {one.id: one for one in joined(part for page in pages for part in ahjo.parse(page))}


def parsed(ahjo, name, **about):
    return list(ahjo.parse(payload(f"ahjo/{name}", f"{REST}/meetings/1", about=about)))


def test_a_swedish_meeting_is_fetched_with_its_items_and_documents(meetings):
    meeting = meetings["U1202612"]

    assert meeting.body.name == "Nämnden för fostran och utbildning"
    assert (meeting.start.day, meeting.start.clock) == (
        date(2026, 12, 10),
        time(16, 15, tzinfo=EET),
    )
    assert (meeting.place, meeting.state, meeting.is_extra) == ("Stadshuset", "planned", True)
    assert [(link.kind, link.title) for link in meeting.links] == [
        ("summons", "Föredragningslista 10.12.2026"),
        ("minutes", "Protokoll"),
    ]
    assert [(one.number, str(one.title), one.publicity) for one in meeting.items] == [
        ("1", "Val av protokolljusterare", "unknown"),
        ("2", "Nedläggning av Norrby skola", "unknown"),
        ("3", "Salassa pidettävä asia", "closed"),
    ]


def test_the_html_of_an_item_gives_its_case_number_and_texts(meetings):
    item = meetings["U1202612"].items[1]

    assert (item.case_number, item.presenter) == ("GRV 2026-000140 T 12 00 01", "sektorchefen")
    assert str(item.proposal) == "Nämnden lägger ned skolan.\nfrån 1.8.2027"
    assert (str(item.summary), str(item.body)) == ("Elevantalet minskar.", "Skälen är flera.")


def test_html_that_ahjo_could_not_make_is_no_text(meetings):
    item = meetings["U1202612"].items[0]

    assert (str(item.proposal), str(item.summary), str(item.body)) == ("", "", "")


def test_states_are_told(meetings):
    assert {number: one.state for number, one in meetings.items()} == {
        "U1202612": "planned",
        "029202613": "agenda_not_published",
        "U1202613": "cancelled",
    }


def test_kinds_of_bodies_are_known_in_finnish(meetings):
    assert meetings["029202613"].body.kind == "fullmaktige"


def test_the_language_and_the_token_are_asked_with(ahjo, server):
    list(ahjo.fetch(SOURCE, PERIOD, server))

    assert {request.headers["Authorization"] for request in server.asked} == {
        "Bearer granvik-token"
    }


def test_a_page_with_all_meetings_is_taken_as_it_is(ahjo):
    url = "https://paatokset.granvik.example/meetings_latest.json"
    server = Served({url: saved("ahjo/meetings.json", url).content})

    (page,) = ahjo.fetch(Source(url=url), PERIOD, server)

    assert len(list(ahjo.parse(page))) == 2


def test_the_service_is_recognised(ahjo):
    assert ahjo.recognise(saved("ahjo/meetings.json", PAGES["meetings.json"])).source.url == REST
    assert ahjo.recognise(Page(url="https://granvik.example/", content=b"{}")) is None


def test_the_meetings_of_helsinki_are_read(ahjo):
    found = {one.id: one for one in parsed(ahjo, "meetings_latest_ff12bcc9.json")}

    board = found["U0298020218"]
    assert len(found) == 48
    assert sum(one.state == "agenda_not_published" for one in found.values()) == 42
    assert board.body.name == "Kaupunginhallituksen elinkeinojaosto"
    assert (board.start.day, board.start.clock) == (date(2021, 11, 8), time(17, tzinfo=EET))
    assert [item.number for item in board.items] == ["1", "2", "3", "4"]
    assert str(board.items[2].title).startswith("Innovaatiorahaston käytön periaatteet")
    assert [link.kind for link in board.links] == ["summons"]


def test_the_cancelled_meetings_of_helsinki_are_read(ahjo):
    found = parsed(ahjo, "meetings_cancelled.json")

    assert [one.state for one in found] == ["cancelled"] * 11
    assert found[4].title == "Svenska sektionen vid nämnden för fostran och utbildning"


@pytest.mark.parametrize(
    ("name", "number", "case", "proposal"),
    [
        (
            "meeting.html",
            "§ 441",
            "HEL 2020-008126 T 00 01 06",
            "Kaupunkiympäristölautakunta esitti",
        ),
        ("decision-content.html", "§ 62", "HEL 2024-009117 T 00 00 03", ""),
        ("decision-motion.html", "", "", "Kaupunginhallitus katsoo aloitteen"),
    ],
)
def test_an_item_of_helsinki_is_read_from_its_html(ahjo, name, number, case, proposal):
    (part,) = parsed(ahjo, name, meeting="00400202213", item="{A}")

    (item,) = part.items
    assert (part.id, item.id) == ("00400202213", "{A}")
    assert (item.number, item.case_number) == (number, case)
    assert str(item.proposal).startswith(proposal)


def test_a_confidential_item_is_closed_and_says_why(ahjo):
    (part,) = parsed(ahjo, "confidential-decision-content.html")

    (item,) = part.items
    assert (item.publicity, item.publicity_ground) == (
        "closed",
        "Salassa pidettävä (SalassapidonPerustelut)",
    )


@pytest.mark.parametrize("name", ["case.json", "case-no-title.json", "decision-attachments.json"])
def test_cases_and_records_are_no_meetings(ahjo, name):
    assert parsed(ahjo, name) == []


def test_an_error_is_told_in_its_own_words(ahjo):
    page = Page(url=REST, content=b'{"error": "Unauthorized", "status": 401}')

    with pytest.raises(AnswerError, match="Unauthorized"):
        list(ahjo.parse(page))


@pytest.mark.parametrize("name", PAGES)
def test_anything_else_is_parsed_or_told(ahjo, name):
    assert_total(ahjo, saved(f"ahjo/{name}", PAGES[name]))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_parses_to_the_same_twice(ahjo, name):
    assert_steady(ahjo, saved(f"ahjo/{name}", PAGES[name]))
