from datetime import date, time

import pytest
from hostile import assert_steady, assert_total
from payloads import saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

ROOT = "https://insynsverige.se"
DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
PAGES = {
    "municipality.html": f"{ROOT}/granvik",
    "body.html": f"{ROOT}/granvik-ks",
    "meeting.html": f"{ROOT}/granvik-ks/protokoll?date=2026-12-01",
}


@pytest.fixture(scope="module")
def insyn():
    return adapters(load_plugins())["insynsverige"]


def ours(name: str, **about: str) -> Page:
    return saved(f"insynsverige/{name}", PAGES[name], about=about)


def served(**more) -> Served:
    return Served({url: ours(name).content for name, url in PAGES.items()} | more)


def fetched(insyn, get: Served, name: str = "municipality.html"):
    pages = insyn.fetch(Source(url=PAGES[name]), DECEMBER, get)
    return {one.id: one for one in joined(m for page in pages for m in insyn.parse(page))}


def meeting_of(insyn):
    (meeting,) = insyn.parse(ours("meeting.html"))
    return meeting


@pytest.mark.parametrize(
    ("name", "url", "bodies"),
    [
        ("municipality.html", f"{ROOT}/granvik", ("Kommunfullmäktige", "Kommunstyrelsen")),
        ("meeting.html", f"{ROOT}/granvik-ks", ()),
    ],
)
def test_a_page_is_recognised_by_its_address(insyn, name, url, bodies):
    found = insyn.recognise(ours(name))

    assert (found.source.url, found.sure, found.bodies) == (url, 3, bodies)


@pytest.mark.parametrize("url", [ROOT, "https://a.se/?https://insynsverige.se/x", "x"])
def test_other_pages_are_not_recognised(insyn, url):
    assert insyn.recognise(Page(url=url, content=b"<p>Insyn</p>")) is None


@pytest.mark.parametrize("name", ["municipality.html", "body.html"])
def test_meetings_come_with_their_day_and_state(insyn, name):
    found = fetched(insyn, served(), name)

    assert [
        (one.id, one.body.name, one.start.day, one.start.clock, str(one.state))
        for one in found.values()
    ] == [
        ("granvik-ks/2026-12-01", "Kommunstyrelsen", date(2026, 12, 1), time(18, 30), "planned"),
        ("granvik-ks/2026-12-08", "Kommunstyrelsen", date(2026, 12, 8), None, "cancelled"),
        ("granvik-ks/2026-06-02", "Kommunstyrelsen", date(2026, 6, 2), None, "planned"),
        (
            "granvik-ks/2026-12-22",
            "Kommunstyrelsen",
            date(2026, 12, 22),
            None,
            "agenda_not_published",
        ),
    ]


def test_the_head_of_a_meeting_is_read(insyn):
    meeting = meeting_of(insyn)

    assert (meeting.organisation.name, meeting.body.name) == ("Granviks kommun", "Kommunstyrelsen")
    assert (meeting.start.day, meeting.start.clock) == (date(2026, 12, 1), time(18, 30))
    assert meeting.place == "Kommunhuset, Granvik"


def test_the_items_come_once_with_their_cases(insyn):
    assert [
        (one.id, one.number, str(one.title), one.case_number) for one in meeting_of(insyn).items
    ] == [
        ("1", "1", "Kommundirektörens rapport december 2026", "2026/KS 0001 001"),
        ("2", "2", "Avveckling av Norrby skola", "2026/BUN 0074 82"),
        ("2/2", "2", "Detaljplan för hamnen", "2026/KS 0300 10"),
    ]


def test_the_texts_of_an_item_are_kept_apart(insyn):
    first, second, _ = meeting_of(insyn).items

    assert str(first.proposal) == "- Informationen noteras."
    assert str(first.summary) == "Kommundirektören informerar.\nMer lämnas muntligt."
    assert str(second.proposal) == "1. Norrby skola avvecklas.\n2. Beslutet gäller från 1 juli."
    assert [(one.title, one.id, str(one.kind)) for one in first.links] == [
        ("Rapport.pdf", "2018002", "papers")
    ]


def test_the_first_file_is_the_agenda_and_the_second_the_minutes(insyn):
    assert [(one.title, one.id, str(one.kind)) for one in meeting_of(insyn).links] == [
        ("Kallelse", "2018001", "summons"),
        ("Protokoll", "2018009", "minutes"),
    ]


def test_a_page_without_an_h4_is_read_by_its_case_numbers(insyn):
    content = b"<p>Klockan</p><p>Plats</p><p>88 Rapport</p><p>Dnr 2011/KS 0019 002</p><p>89 Mer</p>"

    (meeting,) = insyn.parse(Page(url=PAGES["meeting.html"], content=content))

    assert [(one.number, str(one.title)) for one in meeting.items] == [("88", "Rapport")]
    assert (meeting.start.clock, meeting.place) == (None, "")


def test_only_meetings_within_the_period_are_opened(insyn):
    get = served()

    fetched(insyn, get)

    assert not any("2026-06-02" in one.url for one in get.asked)
    assert any("granvik-kf" in one for one in get.failed)


@pytest.mark.parametrize("content", [b"", b"<html><body>Just a moment...</body></html>"])
def test_another_page_is_not_a_body_without_meetings(insyn, content):
    with pytest.raises(AnswerError):
        fetched(insyn, Served({PAGES["body.html"]: content}), "body.html")
    with pytest.raises(AnswerError):
        list(insyn.parse(Page(url=PAGES["body.html"], content=content)))


def test_what_a_page_of_a_municipality_links_to_is_recognised(insyn):
    link = b'<a href="https://insynsverige.se/granvik-kf">Handlingar</a>'

    found = insyn.recognise(Page(url="https://www.granvik.se/moten", content=link))

    assert (found.source.url, found.sure) == ("https://insynsverige.se/granvik-kf", 2)


@pytest.mark.parametrize("name", PAGES)
def test_a_spoilt_page_is_read_or_refused(insyn, name):
    assert_total(insyn, ours(name))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_the_same_twice(insyn, name):
    assert_steady(insyn, ours(name))
