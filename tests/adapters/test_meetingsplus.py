from datetime import date, time

import pytest
from hostile import assert_steady, assert_total
from payloads import saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

ROOT = "https://meetingsplus.granvik.se"
BODY = f"{ROOT}/committees/kommunfullmaktige"
SCHOOL = f"{ROOT}/committees/barn-och-utbildningsnamnden"
DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
PAGES = {
    "committees.html": f"{ROOT}/committees",
    "body.html": BODY,
    "meeting.html": f"{BODY}/mote-2026-12-14",
    "meetings.json": f"{ROOT}/api/v2.0/committees/898/meetings",
}


@pytest.fixture(scope="module")
def meetingsplus():
    return adapters(load_plugins())["meetingsplus"]


def ours(name: str, **about: str) -> Page:
    return saved(f"meetingsplus/{name}", PAGES[name], about=about)


def served(**more) -> Served:
    return Served({url: ours(name).content for name, url in PAGES.items()} | more)


def fetched(meetingsplus, get: Served, source: Source | None = None):
    pages = meetingsplus.fetch(source or Source(url=ROOT), DECEMBER, get)
    return {one.id: one for one in joined(m for page in pages for m in meetingsplus.parse(page))}


@pytest.mark.parametrize(
    ("url", "content", "sure"),
    [
        (f"{ROOT}/committees", b"", 3),
        ("https://granvikkommun.ondemand.formpipe.com/", b"<p>", 3),
        ("https://sammantraden.granvik.se/", b'<a href="/digital-bulletin-board">', 2),
        ("https://x.se/", b'<a href="/api/dbb/v1.0/x"></a><i class="accessible-table-cell">', 3),
    ],
)
def test_a_portal_is_recognised(meetingsplus, url, content, sure):
    found = meetingsplus.recognise(Page(url=url, content=content))

    assert (found.source.url, found.sure) == ("/".join(url.split("/")[:3]), sure)


def test_the_portal_that_a_page_links_to_is_recognised(meetingsplus):
    link = b'<a href="https://sammantraden.granvik.se/digital-bulletin-board">Anslagstavla</a>'

    found = meetingsplus.recognise(Page(url="https://www.granvik.se/moten", content=link))

    assert (found.source.url, found.sure) == ("https://sammantraden.granvik.se", 2)


def test_the_bodies_of_a_portal_are_told_once(meetingsplus):
    found = meetingsplus.recognise(ours("committees.html"))

    assert found.bodies == ("Kommunfullmäktige", "Barn- och utbildningsnämnden")


@pytest.mark.parametrize("url", ["https://www.granvik.se/", "https://a.se/?meetingsplus.b", "x"])
def test_other_pages_are_not_recognised(meetingsplus, url):
    assert meetingsplus.recognise(Page(url=url, content=b"<p>Hello</p>")) is None


def test_meetings_come_with_their_day_and_state(meetingsplus):
    found = fetched(meetingsplus, served())

    assert [
        (one.id, one.start.day, one.start.clock, str(one.state), one.is_extra)
        for one in found.values()
    ] == [
        ("kommunfullmaktige/mote-2026-12-14", date(2026, 12, 14), time(18), "planned", False),
        (
            "kommunfullmaktige/extra-kommunfullmaktige-54131",
            date(2026, 12, 14),
            time(21),
            "planned",
            True,
        ),
        (
            "kommunfullmaktige/kommunfullmaktige-2026-12-21",
            date(2026, 12, 21),
            None,
            "cancelled",
            False,
        ),
        ("kommunfullmaktige/mote-2026-06-15", date(2026, 6, 15), None, "planned", False),
    ]
    assert {one.body.name for one in found.values()} == {"Kommunfullmäktige"}


def test_each_document_of_a_meeting_comes_once(meetingsplus):
    meeting = fetched(meetingsplus, served())["kommunfullmaktige/mote-2026-12-14"]

    assert meeting.place == "Stadshuset, Granvik"
    assert [(one.title, str(one.kind), one.id) for one in meeting.links] == [
        ("Kallelse KF 2026-12-14.pdf", "summons", "kallelse-kf-2026-12-14pdf"),
        ("1. Tilläggslista.pdf", "supplement", "1-tillaggslistapdf-19038"),
    ]


def test_numbered_headings_over_documents_are_items(meetingsplus):
    meeting = fetched(meetingsplus, served())["kommunfullmaktige/mote-2026-12-14"]

    assert [
        (one.id, str(one.title), str(one.state), [link.title for link in one.links])
        for one in meeting.items
    ] == [
        ("§ 1", "Val av justerare", "listed", []),
        ("§ 2", "Avveckling av Norrby skola", "listed", ["tjansteskrivelse ss 2"]),
        ("§ 2/2", "Detaljplan för hamnen – utgår", "withdrawn", []),
    ]


def test_only_meetings_within_the_period_are_opened(meetingsplus):
    get = served()

    fetched(meetingsplus, get)

    assert not any("2026-06-15" in one.url for one in get.asked)
    assert any("barn-och-utbildningsnamnden" in one for one in get.failed)


def test_a_page_that_a_script_fills_is_read_by_its_list(meetingsplus):
    page = '<a href="/committees/x">X</a><div data-committee-id="898"></div>'

    found = fetched(meetingsplus, served(**{SCHOOL: page}))

    assert [(one.id, one.start.day, str(one.state)) for one in list(found.values())[-2:]] == [
        ("70011", date(2026, 12, 14), "planned"),
        ("70012", date(2026, 12, 21), "cancelled"),
    ]
    assert found["70011"].body.name == "Barn- och utbildningsnämnden"
    assert found["70011"].links[0].url == (
        f"{ROOT}/api/v2.0/meetings/70011/download/Agenda?downloadMode=download"
    )


def test_a_single_document_under_the_agenda_is_the_summons(meetingsplus):
    url = f"{BODY}/mote-2026-12-14"
    page = (
        f'<h1>Möte 2026-12-14</h1><a href="{url}/agenda/kf-decemberpdf?downloadMode=open">Öppna</a>'
    )

    (meeting,) = meetingsplus.parse(Page(url=url, content=page.encode()))

    assert [(one.title, str(one.kind)) for one in meeting.links] == [("kf december", "summons")]


def test_a_meeting_without_documents_has_no_agenda_yet(meetingsplus):
    page = Page(url=f"{BODY}/mote-2026-12-14", content=b"<h1>2026-12-14</h1>")

    (meeting,) = meetingsplus.parse(page)

    assert meeting.state == "agenda_not_published"


@pytest.mark.parametrize("content", [b"", b"<html><body><h1>Just a moment...</h1></body></html>"])
def test_another_page_is_not_a_portal_without_meetings(meetingsplus, content):
    with pytest.raises(AnswerError):
        fetched(meetingsplus, Served({f"{ROOT}/committees": content}))
    with pytest.raises(AnswerError):
        list(meetingsplus.parse(Page(url=BODY, content=content)))


@pytest.mark.parametrize("name", PAGES)
def test_a_spoilt_page_is_read_or_refused(meetingsplus, name):
    assert_total(meetingsplus, ours(name))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_the_same_twice(meetingsplus, name):
    assert_steady(meetingsplus, ours(name))
