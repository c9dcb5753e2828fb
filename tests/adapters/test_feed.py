from datetime import date, time

import pytest
from hostile import assert_steady, assert_total
from payloads import payload, saved
from served import Served

from agenda_risk.errors import AnswerError, TooLargeError
from agenda_risk.models import LinkKind, MeetingState, Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

RSS = "https://granvik.example/moten.rss"
ATOM = "https://granvik.example/arenden.atom"
DECEMBER = {"first": "2026-12-01", "last": "2026-12-31"}


@pytest.fixture(scope="module")
def feed():
    return adapters(load_plugins())["feed"]


@pytest.fixture(scope="module")
def summonses(feed):
    return {one.body.name: one for one in feed.parse(saved("feed/kallelser.rss", RSS))}


@pytest.fixture(scope="module")
def council(feed):
    (meeting,) = feed.parse(saved("feed/arenden.atom", ATOM))
    return meeting


def test_documents_of_one_meeting_are_one_meeting(summonses):
    meeting = summonses["Kommunfullmäktige"]

    assert [(link.kind, link.url) for link in meeting.links] == [
        (LinkKind.SUMMONS, "https://granvik.example/filer/kf-kallelse.pdf"),
        (LinkKind.SUPPLEMENT, "https://granvik.example/filer/kf-tillagg.pdf"),
    ]
    assert (meeting.start.day, meeting.state) == (date(2026, 12, 14), MeetingState.PLANNED)


def test_the_day_of_publishing_is_not_the_day_of_the_meeting(summonses):
    assert summonses["Kommunstyrelsen"].start.day == date(2026, 12, 10)
    assert summonses["Kommunstyrelsen"].start.clock == time(9)


def test_a_meeting_that_is_called_off_is_told(summonses):
    assert summonses["Socialnämnden"].state is MeetingState.CANCELLED


def test_news_are_no_meetings(summonses):
    assert set(summonses) == {"Kommunfullmäktige", "Socialnämnden", "Kommunstyrelsen"}


def test_entries_that_are_items_are_one_meeting_in_the_order_of_their_numbers(council):
    assert [(one.number, str(one.title)) for one in council.items] == [
        ("2", "Val av justerare"),
        ("10", "Ny skola i Norrby & Söderby"),
    ]
    assert council.id == council.web == "https://granvik.example/moten/77"
    assert (council.start.day, council.body.name) == (date(2026, 12, 10), "Kommunstyrelsen")


def test_an_item_keeps_its_identity_its_summary_and_its_papers(council):
    item = council.items[1]

    assert (item.id, str(item.summary)) == ("urn:granvik:arende:10", "Förslag om en ny skola.")
    assert [(one.url, one.kind) for one in item.links] == [
        ("https://granvik.example/filer/10.pdf", LinkKind.PAPERS)
    ]


def test_what_only_labels_an_item_is_no_summary(council):
    assert str(council.items[0].summary) == ""


def test_scripts_within_an_entry_are_no_text(feed):
    page = saved("feed/arenden.atom", ATOM)
    bare = page.content.replace(b'<summary type="html">', b"<no>").replace(b"</summary>", b"</no>")

    (meeting,) = feed.parse(page.model_copy(update={"content": bare}))

    assert "x()" not in str(meeting.items[1].summary)


def test_each_page_of_a_feed_is_fetched_once(feed):
    first = saved("feed/arenden.atom", ATOM).content
    get = Served({ATOM: first, f"{ATOM}?sida=2": first})
    period = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))

    pages = list(feed.fetch(Source(url=ATOM), period, get))

    assert [page.url for page in pages] == [ATOM, f"{ATOM}?sida=2"]


def test_a_page_of_a_feed_that_fails_does_not_hide_the_first(feed):
    get = Served({ATOM: saved("feed/arenden.atom", ATOM).content})
    period = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))

    pages = list(feed.fetch(Source(url=ATOM), period, get))

    assert ([page.url for page in pages], len(get.failed)) == ([ATOM], 1)


def test_meetings_outside_the_period_are_left_out(feed):
    page = saved("feed/kallelser.rss", RSS, about={"first": "2026-12-11", "last": "2026-12-31"})

    assert [one.body.name for one in feed.parse(page)] == ["Kommunfullmäktige"]


def test_a_word_of_the_source_names_a_summons(feed):
    page = saved("feed/kallelser.rss", RSS, about={"summons": "inbjudan"})
    other = page.content.replace(b"Kallelse kommun", b"Inbjudan kommun")

    meeting = next(iter(feed.parse(page.model_copy(update={"content": other}))))

    assert meeting.links[0].kind is LinkKind.SUMMONS


@pytest.mark.parametrize("name", ["kallelser.rss", "arenden.atom"])
def test_any_spoilt_feed_is_read_or_told(feed, name):
    page = saved(f"feed/{name}", f"https://granvik.example/{name}")

    assert_steady(feed, page)
    assert_total(feed, page)


@pytest.mark.parametrize("content", [b"<a/>", b"<html><body>Hej</body></html>", b"", b"{}"])
def test_what_is_no_feed_is_told(feed, content):
    with pytest.raises(AnswerError):
        list(feed.parse(Page(url=RSS, content=content)))


def test_a_feed_of_summonses_is_recognised_surely(feed):
    found = feed.recognise(saved("feed/kallelser.rss", RSS))

    assert (found.sure, found.source.url) == (3, RSS)
    assert "Socialnämnden" in found.bodies


def test_a_feed_that_tells_of_no_meeting_only_looks_like_one(feed):
    news = b"<rss><channel><title>Nyheter</title><item><title>Sol</title></item></channel></rss>"

    assert feed.recognise(Page(url=RSS, content=news)).sure == 1


def test_a_page_that_names_its_feed_is_recognised(feed):
    link = b'<html><link rel="alternate" type="application/rss+xml" href="moten.rss"></html>'

    found = feed.recognise(Page(url="https://granvik.example/", content=link))

    assert (found.source.url, found.sure) == (RSS, 1)


def test_a_recorded_feed_of_items_is_read_meeting_by_meeting(feed):
    url = "https://feed.example/tagesordnungspunkte.xml"
    page = payload("feeds/karlsruhe-tagesordnungspunkte-recent.atom.xml", url)

    meetings = {one.id.rpartition("-")[2]: one for one in feed.parse(page)}

    july = meetings["10566"]
    assert (july.body.name, july.start.day) == ("Gemeinderat", date(2026, 7, 28))
    assert sum(len(one.items) for one in meetings.values()) == 100
    assert [one.number for one in july.items][:8] == ["1", "2", "3", "4", "5", "6", "6.1", "7"]
    assert str(july.items[7].title) == (
        "Änderung der Verwaltungsgebührensatzung - Befreiungsgebühren im Zusammenhang mit dem"
        " Bauturbo"
    )
    assert july.items[1].links[0].url.endswith("/downloadfiles/00678918.pdf")


def test_a_feed_with_more_entries_than_meetings_have_is_told_and_not_cut(feed):
    entry = "<entry><id>1</id><title>Kallelse Kommunstyrelsen 2026-12-07</title></entry>"
    written = f'<feed xmlns="http://www.w3.org/2005/Atom">{entry * 10_001}</feed>'

    with pytest.raises(TooLargeError, match="more than 10000"):
        list(feed.parse(Page(url="https://granvik.example/feed", content=written.encode())))
