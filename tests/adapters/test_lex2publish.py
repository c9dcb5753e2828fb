import base64
import json
from datetime import date, time
from pathlib import Path

import pytest
from hostile import assert_steady, assert_total
from payloads import saved
from served import Served

import agenda_risk
from agenda_risk.errors import AnswerError, ReadError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Request, Source
from agenda_risk.plugins import adapters, load_plugins

TENANT = "8cc90cec-fba7-4ca0-9021-e9702c209213"
BASE = "https://lexext.granvik.se/Lex2PublishWasm"
API = f"{BASE}/publish"
SOURCE = Source(url=BASE, options={"tenant": TENANT})
DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
AGENDA = Path(agenda_risk.__file__).parent / "samples" / "kommunfullmaktige.pdf"
PAGES = {
    "search.json": f"{API}/search/{TENANT}",
    "meeting.json": f"{API}/getmeeting/{TENANT}",
    "nofile.json": f"{API}/getdocument/{TENANT}",
}


@pytest.fixture(scope="module")
def lex2publish():
    return adapters(load_plugins())["lex2publish"]


def ours(name: str, **about: str) -> Page:
    return saved(f"lex2publish/{name}", PAGES[name], about=about)


def summons(content: bytes = b"", **about: str) -> Page:
    held = base64.b64encode(content or AGENDA.read_bytes()).decode()
    answer = json.dumps({"id": 238330, "file": {"format": "pdf", "data": held}})
    return Page(url=PAGES["nofile.json"], content=answer.encode(), about=about)


def details(request: Request) -> bytes | dict:
    asked = json.loads(request.body)
    return ours("meeting.json").content if asked["uniqueId"] == "{AA01}" else {"documents": []}


def served(**more) -> Served:
    answers = {
        f"{API}/getsubjectareas/{TENANT}": saved("lex2publish/subjects.json", "x").content,
        PAGES["search.json"]: ours("search.json").content,
        PAGES["meeting.json"]: details,
        PAGES["nofile.json"]: summons().content,
    }
    return Served(answers | more)


def fetched(lex2publish, get: Served, source: Source = SOURCE, period: Period = DECEMBER):
    pages = lex2publish.fetch(source, period, get)
    return {one.id: one for one in joined(m for page in pages for m in lex2publish.parse(page))}


@pytest.mark.parametrize(
    ("url", "content", "sure", "options"),
    [
        (f"{BASE}/", b"", 3, {}),
        (f"{BASE}/?tenant={TENANT.upper()}", b"", 3, {"tenant": TENANT}),
        ("https://www.granvik.se/", f'<iframe src="{BASE}"></iframe>'.encode(), 2, {}),
    ],
)
def test_a_portal_is_recognised(lex2publish, url, content, sure, options):
    found = lex2publish.recognise(Page(url=url, content=content))

    assert (found.source.url, found.sure, found.source.options) == (BASE, sure, options)


def test_other_pages_are_not_recognised(lex2publish):
    assert lex2publish.recognise(Page(url="https://a.se/", content=b"Lex2PublishWasm")) is None


def test_meetings_come_with_body_day_and_state(lex2publish):
    found = fetched(lex2publish, served())

    assert [
        (one.id, one.body.name, one.start.day, one.start.clock, str(one.state))
        for one in found.values()
    ] == [
        ("1702", "Kommunfullmäktige", date(2026, 12, 14), time(18), "planned"),
        ("1703", "Kommunstyrelsen", date(2026, 12, 21), None, "agenda_not_published"),
        ("1704", "Socialnämnden", date(2026, 12, 17), None, "cancelled"),
    ]


def test_documents_have_the_addresses_that_the_portal_opens(lex2publish):
    (meeting,) = lex2publish.parse(ours("meeting.json", meeting="1702"))

    assert [(one.url.removeprefix(f"{BASE}/docs/"), str(one.kind)) for one in meeting.links] == [
        ("Kallelse_1702.pdf", "summons"),
        ("Kallelse_1702.pdf#238331", "supplement"),
        ("Kung%C3%B6relse%20KF_1702.pdf", "other"),
        ("Handling_1702.pdf", "papers"),
        ("Protokoll_1702.pdf", "minutes"),
    ]


def test_the_items_are_read_from_the_summons(lex2publish):
    get = served()

    meeting = fetched(lex2publish, get)["1702"]

    files = [json.loads(one.body) for one in get.asked if "getdocument" in one.url]
    assert [one["uniqueId"] for one in files] == ["{DD01}"]
    assert len(meeting.items) > 5
    assert meeting.body.name == "Kommunfullmäktige"
    assert meeting.documents


def test_the_subjects_of_the_session_are_searched(lex2publish):
    get = served()

    fetched(lex2publish, get)

    (sought,) = (json.loads(one.body) for one in get.asked if "/search/" in one.url)
    assert sought["subjects"] == ["{4730314541514741}", "{4730314541514742}"]
    assert sought["infoTypes"] == {"document": False, "case": False, "meeting": True}


def test_a_period_is_searched_by_month(lex2publish):
    get = served()
    period = Period(first=date(2026, 11, 28), last=date(2027, 1, 12))

    fetched(lex2publish, get, period=period)

    sought = [json.loads(one.body) for one in get.asked if "/search/" in one.url]
    assert [(one["fromDate"][:10], one["toDate"][:10]) for one in sought] == [
        ("2026-11-28", "2026-11-30"),
        ("2026-12-01", "2026-12-31"),
        ("2027-01-01", "2027-01-12"),
    ]


def test_a_source_without_a_tenant_finds_it_on_the_page(lex2publish):
    get = served(**{BASE: f"<script>var tenant = '{TENANT}'</script>"})

    assert "1702" in fetched(lex2publish, get, Source(url=BASE))


def test_a_page_without_a_tenant_is_told(lex2publish):
    with pytest.raises(AnswerError, match="tenant"):
        fetched(lex2publish, served(**{BASE: "<html></html>"}), Source(url=BASE))


def test_a_summons_without_a_file_says_nothing(lex2publish):
    assert list(lex2publish.parse(ours("nofile.json", meeting="1702"))) == []


@pytest.mark.parametrize("content", [b"%PDF-1.4 cut", b"\x00\x01", b"<html>"])
def test_a_broken_file_is_refused(lex2publish, content):
    with pytest.raises(ReadError):
        list(lex2publish.parse(summons(content)))


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"<html>504</html>", b'{"meetings": 1}'])
def test_another_answer_is_not_an_empty_list(lex2publish, content):
    with pytest.raises(AnswerError):
        list(lex2publish.parse(Page(url=PAGES["search.json"], content=content)))


@pytest.mark.parametrize("name", PAGES)
def test_a_spoilt_page_is_read_or_refused(lex2publish, name):
    assert_total(lex2publish, ours(name, meeting="1702"))


def test_a_spoilt_file_is_read_or_refused(lex2publish):
    assert_total(lex2publish, summons(b"1. Val av justerare\n2. Budget 2027\n" * 3))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_the_same_twice(lex2publish, name):
    assert_steady(lex2publish, ours(name))
