import json
from datetime import date

import pytest
from hostile import assert_steady, assert_total
from payloads import saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Request, Source
from agenda_risk.plugins import adapters, load_plugins

ROOT = "https://diariet.granvik.se"
URL = f"{ROOT}/json"
SOURCE = Source(url=f"{ROOT}/#!/search/")
DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
FIRST = "?t=1&i=Kommunfullmäktige&d=2026-12-14&n=KS"
PAGES = ("list.json", "details.json", "empty.json", "cancelled.json")


@pytest.fixture(scope="module")
def ciceron():
    return adapters(load_plugins())["ciceron"]


def ours(name: str, **about: str) -> Page:
    return saved(f"ciceron/{name}", URL, about=about)


def answer(request: Request) -> bytes:
    """Answer as a server does that knows the diary KS, and details by their place in a search."""
    question = json.loads(request.body)
    params = question["params"]
    match question["method"].removeprefix("CiceronsokServer:"):
        case "ReadDiaries":
            name = "diaries.json"
        case "Search":
            name = "search.json" if json.loads(params["param"])["diary"] == "KS" else "none"
        case "ReadItems":
            name = "list.json"
        case "ReadObjectDetails":
            name = ("details.json", "empty.json", "empty.json")[int(params["id"])]
    if name == "none":
        return b'{"result": {"result": "{\\"hits\\": 0}"}}'
    return ours(name).content


def fetched(ciceron, get: Served, source: Source = SOURCE):
    pages = ciceron.fetch(source, DECEMBER, get)
    return {one.id: one for one in joined(m for page in pages for m in ciceron.parse(page))}


def questions(get: Served) -> list[dict]:
    return [json.loads(one.body) for one in get.asked]


@pytest.mark.parametrize(
    ("url", "content", "sure"),
    [
        (f"{ROOT}/#!/search/", b'<script src="/iciceronsok.js"></script>', 3),
        ("https://granvik-sok.ciceron.cloud/", b"", 2),
        ("https://granvik-sok.ciceron.cloud", b"<html>", 2),
    ],
)
def test_a_search_page_is_recognised(ciceron, url, content, sure):
    found = ciceron.recognise(Page(url=url, content=content))

    assert (found.source.system, found.sure) == ("ciceron", sure)
    assert found.source.url == "/".join(url.split("/")[:3])


@pytest.mark.parametrize(
    ("url", "content"),
    [
        (ROOT, b"<p>Hello</p>"),
        ("https://a.se/?x=.ciceron.cloud/", b""),
        ("file.html", b"ciceronsok"),
    ],
)
def test_other_pages_are_not_recognised(ciceron, url, content):
    assert ciceron.recognise(Page(url=url, content=content)) is None


def test_meetings_are_known_by_what_does_not_change_between_searches(ciceron):
    found = fetched(ciceron, Served({URL: answer}))

    assert [(one.id, one.body.name, one.start.day, str(one.state)) for one in found.values()] == [
        (FIRST, "Kommunfullmäktige", date(2026, 12, 14), "planned"),
        (f"{FIRST}/2", "Kommunfullmäktige", date(2026, 12, 14), "agenda_not_published"),
        (
            "?t=1&i=Kommunstyrelsens arbetsutskott&d=2026-12-01&n=KS",
            "Kommunstyrelsens arbetsutskott",
            date(2026, 12, 1),
            "cancelled",
        ),
        (
            "?t=1&i=Kommunstyrelsen&d=2026-11-03&n=KS",
            "Kommunstyrelsen",
            date(2026, 11, 3),
            "planned",
        ),
    ]


def test_the_agenda_comes_with_cases_and_documents(ciceron):
    meeting = fetched(ciceron, Served({URL: answer}))[FIRST]

    assert [
        (one.number, str(one.title), one.case_number, str(one.state)) for one in meeting.items
    ] == [
        ("1", "Val av justerare", "", "listed"),
        ("§ 2", "Avveckling av Norrby skola", "KS/2026/0133", "listed"),
        ("2", "Detaljplan för hamnen (utgår)", "", "withdrawn"),
    ]
    assert [one.id for one in meeting.items[1].links] == ["5001"]


def test_a_file_is_asked_for_by_its_name_as_the_server_writes_it(ciceron):
    meeting = fetched(ciceron, Served({URL: answer}))[FIRST]

    assert [(one.url, str(one.kind)) for one in meeting.links] == [
        (
            f"{ROOT}/download/document?filename=S2FsbGVsc2UucHViLnBkZg%3D%3D&id=4870",
            "summons",
        ),
        (
            f"{ROOT}/download/document?filename=VGlsbORnZy5wdWIucGRm&id=4871",
            "supplement",
        ),
    ]


def test_the_session_of_the_first_answer_is_kept(ciceron):
    get = Served({URL: answer})

    fetched(ciceron, get)

    asked = questions(get)
    assert "session_id" not in asked[0]
    assert {one["session_id"] for one in asked[1:]} == {"AB22227AC78C"}
    assert [one["method"].split(":")[1] for one in asked] == [
        "ReadDiaries",
        "Search",
        "ReadItems",
        *["ReadObjectDetails"] * 3,
    ]


def test_the_period_is_asked_for(ciceron):
    get = Served({URL: answer})

    fetched(ciceron, get)

    param = json.loads(questions(get)[1]["params"]["param"])
    assert (param["from_date"], param["to_date"]) == ("2026-12-01", "2026-12-31")
    assert param["diary"] == "KS"


def test_a_source_may_name_its_diaries(ciceron):
    get = Served({URL: answer})
    source = SOURCE.model_copy(update={"options": {"diaries": "BUN; KS"}})

    assert FIRST in fetched(ciceron, get, source)
    assert "ReadDiaries" not in str(questions(get))


def test_where_no_diary_has_meetings_all_are_searched(ciceron):
    def nothing(request: Request) -> bytes:
        return b'{"session_id": "1", "result": {"result": "{\\"hits\\": 0}"}}'

    get = Served({URL: nothing})

    assert fetched(ciceron, get) == {}
    assert json.loads(questions(get)[-1]["params"]["param"])["diary"] == ""


def test_a_meeting_whose_one_document_says_so_is_cancelled(ciceron):
    (meeting,) = ciceron.parse(ours("cancelled.json", meeting="1"))

    assert meeting.state == "cancelled"


def test_an_error_of_the_server_is_told_in_its_words(ciceron):
    content = '{"jsonrpc":"2.0","error":{"code":-1,"message":"Ingen åtkomst"}}'.encode()

    with pytest.raises(AnswerError, match="Ingen åtkomst"):
        list(ciceron.parse(Page(url=URL, content=content)))


@pytest.mark.parametrize("content", [b"", b"{}", b"<html>502</html>", b'{"result": {"hits": 0}}'])
def test_another_answer_is_not_an_empty_list(ciceron, content):
    with pytest.raises(AnswerError):
        list(ciceron.parse(Page(url=URL, content=content)))


def test_what_a_page_of_a_municipality_links_to_is_recognised(ciceron):
    link = b'<a href="https://granvik-sok.ciceron.cloud/#!/search/">Handlingar</a>'

    found = ciceron.recognise(Page(url="https://www.granvik.se/moten", content=link))

    assert (found.source.url, found.sure) == ("https://granvik-sok.ciceron.cloud", 2)


@pytest.mark.parametrize("name", PAGES)
def test_a_spoilt_page_is_read_or_refused(ciceron, name):
    assert_total(ciceron, ours(name, meeting="1", title="Kommunfullmäktige 2026-12-14"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_the_same_twice(ciceron, name):
    assert_steady(ciceron, ours(name))
