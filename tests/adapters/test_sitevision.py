from datetime import date

import pytest
from hostile import assert_steady, assert_total
from payloads import saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

ROOT = "https://www.granvik.se"
APP = f"{ROOT}/appresource/4.1fda7ccb1708b6c921b14d/12.78a524f319f0dc979ee5c66b/files"
SUMMONS = f"{APP}?folderId=19.3b3bf89619b2bf35d30f1a9d&svAjaxReqParam=ajax"
MINUTES = f"{APP}?folderId=19.3b3bf89619b2bf35d30f1b3c&svAjaxReqParam=ajax"
DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
PAGES = {
    "list.html": f"{ROOT}/moten.html",
    "folders.html": f"{ROOT}/kf.4.1fda7ccb1708b6c921b14d.html",
    "overview.html": f"{ROOT}/politik.html",
    "files.json": SUMMONS,
}


@pytest.fixture(scope="module")
def sitevision():
    return adapters(load_plugins())["sitevision"]


def ours(name: str, **about: str) -> Page:
    return saved(f"sitevision/{name}", PAGES[name], about=about)


def served(**more) -> Served:
    return Served({url: ours(name).content for name, url in PAGES.items()} | more)


def fetched(sitevision, get: Served, name: str, **options: str):
    pages = sitevision.fetch(Source(url=PAGES[name], options=options), DECEMBER, get)
    return {one.id: one for one in joined(m for page in pages for m in sitevision.parse(page))}


@pytest.mark.parametrize(
    ("name", "sure", "bodies"),
    [
        ("list.html", 2, ("Kommunfullmäktige", "Barn- och utbildningsnämnden")),
        ("folders.html", 1, ()),
        ("overview.html", 1, ()),
    ],
)
def test_a_page_that_leads_to_meetings_is_recognised(sitevision, name, sure, bodies):
    found = sitevision.recognise(ours(name))

    assert (found.source.url, found.sure, found.bodies) == (PAGES[name], sure, bodies)


@pytest.mark.parametrize(
    "content",
    [b"", b'<a href="/download/18.ab/1/bygglov.pdf">Bygglov</a>', b"<a href='/a'>Kommunstyrelsen"],
)
def test_other_pages_are_not_recognised(sitevision, content):
    assert sitevision.recognise(Page(url=f"{ROOT}/x", content=content)) is None


def test_files_make_a_meeting_for_each_body_and_day(sitevision):
    found = fetched(sitevision, served(), "list.html")

    assert [
        (one.id, one.body.kind, one.start.day, str(one.state), [str(x.kind) for x in one.links])
        for one in found.values()
    ] == [
        (
            "kommunfullmäktige/2026-12-14",
            "fullmaktige",
            date(2026, 12, 14),
            "planned",
            ["summons", "supplement"],
        ),
        (
            "kommunfullmäktige/2026-12-21",
            "fullmaktige",
            date(2026, 12, 21),
            "cancelled",
            ["summons"],
        ),
        (
            "kommunfullmäktige/2026-06-15",
            "fullmaktige",
            date(2026, 6, 15),
            "planned",
            ["minutes"],
        ),
        (
            "barn- och utbildningsnämnden/2026-12-14",
            "namnd",
            date(2026, 12, 14),
            "planned",
            ["summons"],
        ),
    ]


def test_a_file_that_is_published_anew_is_told_from_the_old(sitevision):
    first = fetched(sitevision, served(), "list.html")
    again = ours("list.html").content.replace(b"1764000000000", b"1764999999999")
    then = fetched(sitevision, served(**{PAGES["list.html"]: again}), "list.html")

    key = "kommunfullmäktige/2026-12-14"
    assert (first[key].links[0].id, first[key].links[0].digest) == (
        "18.1a2b3c4d5e6f7a8b9c0d1",
        "1764000000000",
    )
    assert then[key].links[0].digest == "1764999999999"


def test_the_folders_of_the_period_are_opened(sitevision):
    get = served(**{MINUTES: {"files": []}})

    found = fetched(sitevision, get, "folders.html")

    assert [one.url for one in get.asked] == [PAGES["folders.html"], SUMMONS, MINUTES]
    assert get.asked[1].headers == {"X-Requested-With": "XMLHttpRequest"}
    assert [(one.id, one.body.name) for one in found.values()] == [
        ("kommunfullmäktige/2026-12-14", "Kommunfullmäktige"),
        ("kommunfullmäktige/2026-02-12", "Kommunfullmäktige"),
    ]
    assert found["kommunfullmäktige/2026-12-14"].web == PAGES["folders.html"]


def test_a_file_without_a_telling_name_is_what_its_folder_says(sitevision):
    found = {one.id: one for one in sitevision.parse(ours("files.json", folder="Kallelser 2026"))}

    assert [str(one.kind) for one in found["kommunfullmäktige/2026-02-12"].links] == ["summons"]


def test_an_overview_leads_to_the_pages_of_its_bodies(sitevision):
    get = served(**{f"{ROOT}/ks.html": '<a href="/download/18.ab/1/x.pdf">Kallelse 2026-12-07</a>'})

    found = fetched(sitevision, get, "overview.html")

    assert found["kommunstyrelsen/2026-12-07"].links[0].kind == "summons"
    assert "kommunfullmäktige/2026-12-14" in found
    assert any("19.3b3bf89619b2bf35d30f1b3c" in one for one in get.failed)
    assert not any("andra.se" in one.url for one in get.asked)


def test_a_source_may_name_its_bodies(sitevision):
    get = served()

    fetched(sitevision, get, "overview.html", bodies="Kommunfullmäktige")

    assert f"{ROOT}/ks.html" not in [one.url for one in get.asked]


def test_a_page_that_leads_nowhere_is_refused(sitevision):
    with pytest.raises(AnswerError):
        fetched(sitevision, served(**{PAGES["list.html"]: "<p>Sidan finns inte</p>"}), "list.html")


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"<html>x</html>", b'{"files": null}'])
def test_another_answer_is_not_an_empty_folder(sitevision, content):
    with pytest.raises(AnswerError):
        list(sitevision.parse(Page(url=SUMMONS, content=content)))


@pytest.mark.parametrize("name", PAGES)
def test_a_spoilt_page_is_read_or_refused(sitevision, name):
    assert_total(sitevision, ours(name, body="Kommunfullmäktige"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_the_same_twice(sitevision, name):
    assert_steady(sitevision, ours(name))
