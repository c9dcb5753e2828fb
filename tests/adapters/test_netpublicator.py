import json
from datetime import date, time

import pytest
from hostile import assert_steady, assert_total
from payloads import saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

BASE = "https://docs.netpublicator.com/api/public/r00000001"
SOURCE = Source(url=BASE, options={"path": "a1"})
DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
ABOUT = {"meeting": "c1", "title": "2026-12-14", "body": "Kommunfullmäktige"}


def read(path: str) -> str:
    return f"{BASE}/read?hash={path}&isr={'false' if '-' in path else 'true'}"


PAGES = {
    "root.json": (read("a1"), {"kind": "folder"}),
    "body.json": (read("a1-b1"), {"kind": "folder", "body": "Kommunfullmäktige"}),
    "year.json": (read("a1-b1-d26"), {"kind": "folder", "body": "Kommunfullmäktige"}),
    "meeting.json": (read("a1-b1-c1"), {"kind": "meeting", **ABOUT}),
    "item.json": (read("a1-b1-c1-e2"), {"kind": "part", "item": "e2", "folder": "2. A", **ABOUT}),
    "minutes.json": (read("a1-b1-c1-e9"), {"kind": "part", "folder": "Protokoll", **ABOUT}),
}


@pytest.fixture(scope="module")
def netpublicator():
    return adapters(load_plugins())["netpublicator"]


def ours(name: str) -> Page:
    url, about = PAGES[name]
    return saved(f"netpublicator/{name}", url, about=about)


def served(**more) -> Served:
    return Served({url: ours(name).content for name, (url, _) in PAGES.items()} | more)


def fetched(netpublicator, get: Served, source: Source = SOURCE):
    pages = netpublicator.fetch(source, DECEMBER, get)
    return {one.id: one for one in joined(m for page in pages for m in netpublicator.parse(page))}


def test_a_page_with_the_reader_is_recognised(netpublicator):
    page = saved("netpublicator/page.html", "https://www.granvik.se/moten")

    found = netpublicator.recognise(page)

    assert (found.source.url, found.source.options, found.sure) == (BASE, {"path": "a1"}, 3)


def test_a_reader_of_one_body_knows_the_way_to_it(netpublicator):
    script = b"""var c={readerName:'partille',previousPath:["c7","d8"],rootId:'15a3',
    rootName:"Fullm\xc3\xa4ktige"} // np-publicreader"""

    found = netpublicator.recognise(Page(url="https://www.granvik.se/np-kf.js", content=script))

    assert found.source.options == {"path": "c7-d8-15a3", "body": "Fullmäktige"}
    assert found.bodies == ("Fullmäktige",)


def test_a_page_that_only_links_to_a_reader_may_ask_where_its_folders_are(netpublicator):
    link = b'<a href="https://www.netpublicator.com/reader/r00000001">Handlingar</a>'
    page = Page(url="https://www.netpublicator.com/reader/r00000001", content=link)

    found = netpublicator.recognise(page)

    assert (found.source.url, found.source.options) == (
        page.url,
        {"hosts": "docs.netpublicator.com"},
    )


@pytest.mark.parametrize("content", [b"", b"<p>rootId: 7</p>", b"\xff\xfe"])
def test_other_pages_are_not_recognised(netpublicator, content):
    assert netpublicator.recognise(Page(url="https://www.granvik.se/", content=content)) is None


def test_a_page_that_only_has_the_script_leads_to_the_root(netpublicator):
    site = "https://www.netpublicator.com/reader/r00000001"
    script = "https://www.netpublicator.com/js/np-kf.js"
    get = served(
        **{
            site: '<script src="/js/np-kf.js"></script>',
            script: "var c = {readerName: 'r00000001', rootId: 'a1'}",
        }
    )

    assert "c1" in fetched(netpublicator, get, Source(url=site))


def test_a_page_without_a_reader_is_refused(netpublicator):
    with pytest.raises(AnswerError):
        fetched(netpublicator, served(**{"https://a.se/": "<p>x</p>"}), Source(url="https://a.se/"))


def test_meetings_come_with_their_body_day_and_state(netpublicator):
    found = fetched(netpublicator, served())

    assert [
        (one.id, one.body.name, one.start.day, one.start.clock, str(one.state), one.is_extra)
        for one in found.values()
    ] == [
        ("c1", "Kommunfullmäktige", date(2026, 12, 14), None, "planned", False),
        ("c2", "Kommunfullmäktige", date(2026, 12, 14), time(21), "planned", True),
        ("c3", "Kommunfullmäktige", date(2026, 12, 21), None, "cancelled", False),
        ("c4", "Kommunfullmäktige", date(2026, 2, 18), None, "planned", False),
        ("c5", "Kommunfullmäktige", date(2026, 12, 28), None, "planned", False),
    ]


def test_every_folder_of_a_meeting_that_is_no_sorting_is_an_item(netpublicator):
    meeting = fetched(netpublicator, served())["c1"]

    assert [(one.id, one.number, str(one.title), str(one.state)) for one in meeting.items] == [
        ("e1", "1", "Val av justerare", "listed"),
        ("e2", "2", "Handlingsplan mot hot och våld", "listed"),
        ("e3", "", "Tilläggsbudget 2026", "listed"),
        ("e4", "2", "Avveckling av Norrby skola (utgår)", "withdrawn"),
    ]


def test_documents_belong_to_the_meeting_or_to_an_item(netpublicator):
    meeting = fetched(netpublicator, served())["c1"]

    assert [(one.title, str(one.kind)) for one in meeting.links] == [
        ("Kallelse förstasida", "summons"),
        ("Kungörelse KF", "other"),
        ("1s. 2026-12-14", "minutes"),
    ]
    assert meeting.links[0].url == (
        f"{BASE}/document/6d42fd78f846b82ba601-c6f3-46bb-b18e-9b2cdc23a438?hash=a1-b1-c1"
    )
    papers = meeting.items[1].links
    assert [(one.title, str(one.kind)) for one in papers] == [
        ("Tjänsteskrivelse & bilagor", "papers"),
        ("Protokoll från skolråd", "papers"),
    ]
    assert papers[0].url == f"{BASE}/document/f1-a?hash=a1-b1-c1-e2"


def test_only_folders_that_may_hold_the_period_are_opened(netpublicator):
    get = served()

    fetched(netpublicator, get)

    asked = [one.url for one in get.asked]
    assert read("a1-b1-d26") in asked
    assert read("a1-b1-d25") not in asked
    assert read("a1-b1-c4") not in asked


def test_what_could_not_be_had_is_told(netpublicator):
    get = served()

    fetched(netpublicator, get)

    assert any("hash=a1-b2&" in one for one in get.failed)
    assert any("hash=a1-b1-c2&" in one for one in get.failed)


def test_a_meeting_whose_folder_is_empty_has_no_agenda_yet(netpublicator):
    get = served(**{read("a1-b1-c5"): {"history": [], "items": []}})
    get.answers = get.answers | {read("a1-b1-d26-c5"): {"items": []}}

    assert fetched(netpublicator, get)["c5"].state == "agenda_not_published"


def test_a_reader_that_answers_with_its_root_again_comes_to_an_end(netpublicator):
    root = ours("root.json").content

    class Loop(dict):
        def __contains__(self, url):
            return True

        def __getitem__(self, url):
            return root

    get = Served(Loop())

    assert fetched(netpublicator, get) == {}
    assert len(get.asked) < 60


def test_documents_that_lie_loose_in_a_body_make_a_meeting_a_day(netpublicator):
    items = [
        {"id": "k1", "text": "Kallelse KS 2026-12-07", "type": "document"},
        {"id": "k2", "text": "Protokoll KS 2026-12-07", "type": "document"},
        {"id": "k3", "text": "Kallelse KS 2026-12-21", "type": "document"},
    ]
    get = served(**{read("a1-b2"): {"items": items}})

    found = fetched(netpublicator, get)

    assert [str(one.kind) for one in found["b2/2026-12-07"].links] == ["summons", "minutes"]
    assert found["b2/2026-12-21"].body.name == "Socialnämnden"


def test_what_old_widgets_get_is_read_as_well(netpublicator):
    page = Page(
        url=read("a1-b1"),
        content=b'jQuery17_1([{"id":"c1","text":"2026-12-14","type":"meeting"}]);',
    )

    (meeting,) = netpublicator.parse(page)

    assert (meeting.id, meeting.start.day) == ("c1", date(2026, 12, 14))


@pytest.mark.parametrize("content", [b"", b"{}", b'{"items": null}', b"7", b"<html></html>"])
def test_another_answer_is_not_an_empty_folder(netpublicator, content):
    with pytest.raises(AnswerError):
        list(netpublicator.parse(Page(url=read("a1"), content=content)))


def test_a_name_that_is_made_to_be_slow_is_not(netpublicator):
    name = "närvaro" * 200 + "!"
    items = [{"id": "1", "text": name, "type": "channel"}, {"id": "2", "text": "9" * 5000}]
    page = ours("meeting.json").model_copy(update={"content": json.dumps(items).encode()})

    (meeting,) = netpublicator.parse(page)

    assert str(meeting.items[0].title) == name


@pytest.mark.parametrize("name", PAGES)
def test_a_spoilt_page_is_read_or_refused(netpublicator, name):
    assert_total(netpublicator, ours(name))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_the_same_twice(netpublicator, name):
    assert_steady(netpublicator, ours(name))
