from datetime import date, time

import pytest
from hostile import assert_steady, assert_total
from payloads import saved
from served import Served

from agenda_risk.errors import ReadError, TooLargeError
from agenda_risk.models import LinkKind, MeetingState, Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

URL = "https://granvik.example/moten/"
DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
OWN = {"list": "div.meeting", "body": "h3.name", "date": "time.when", "link": "a.doc"}


@pytest.fixture(scope="module")
def webpage():
    return adapters(load_plugins())["webpage"]


@pytest.fixture(scope="module")
def found(webpage):
    page = saved("webpage/lista.html", URL)
    return {(one.body.name, str(one.start.day)): one for one in webpage.parse(page)}


def read(webpage, body: str, **about: str):
    markup = f"<html><body>{body}</body></html>"
    return list(webpage.parse(Page(url=URL, content=markup.encode(), about=about)))


def test_a_link_belongs_to_the_body_above_it_and_the_day_beside_it(found):
    meeting = found["Kommunfullmäktige", "2026-12-14"]

    assert [(link.title, link.kind) for link in meeting.links] == [
        ("Kallelse", LinkKind.SUMMONS),
        ("Kungörelse", LinkKind.OTHER),
    ]
    assert meeting.links[0].url == "https://granvik.example/download/18.abc/1700/Kallelse%20KF.pdf"
    assert meeting.start.clock == time(18)


def test_a_row_of_a_table_is_one_meeting(found):
    meeting = found["Socialnämnden", "2026-12-08"]

    assert [(link.title, link.kind) for link in meeting.links] == [
        ("Föredragningslista", LinkKind.SUMMONS),
        ("Bilaga 1", LinkKind.PAPERS),
    ]


def test_a_meeting_that_is_called_off_in_its_row_is_told(found):
    assert found["Socialnämnden", "2026-12-15"].state is MeetingState.CANCELLED
    assert found["Socialnämnden", "2026-12-08"].state is MeetingState.PLANNED


def test_a_link_to_the_page_of_a_meeting_is_its_page(found):
    meeting = found["Kommunstyrelsen", "2026-12-10"]

    assert meeting.web == "https://granvik.example/moten/ks-2026-12-10"
    assert meeting.state is MeetingState.AGENDA_NOT_PUBLISHED


def test_news_and_menus_are_no_meetings(found):
    assert set(found) == {
        ("Kommunfullmäktige", "2026-12-14"),
        ("Kommunfullmäktige", "2026-11-23"),
        ("Socialnämnden", "2026-12-08"),
        ("Socialnämnden", "2026-12-15"),
        ("Kommunstyrelsen", "2026-12-10"),
        ("Kommunstyrelsen", "2026-12-11"),
    }


def test_what_was_guessed_is_told(found):
    (notice,) = found["Kommunfullmäktige", "2026-12-14"].notices

    assert notice.fields == {"title": "Kallelse", "page": URL}


def test_pages_of_meetings_on_the_same_host_are_followed_one_level(webpage):
    page = "https://granvik.example/moten/ks-2026-12-10"
    answers = {URL: saved("webpage/lista.html", URL).content}
    get = Served({**answers, page: saved("webpage/mote.html", page).content})

    pages = list(webpage.fetch(Source(url=URL), DECEMBER, get))

    assert [one.url for one in pages] == [URL, page]
    (meeting,) = webpage.parse(pages[1])
    assert (meeting.id, meeting.body.name) == ("kommunstyrelsen 2026-12-10", "Kommunstyrelsen")
    assert [(link.title, link.kind) for link in meeting.links] == [
        ("Kungörelse", LinkKind.SUMMONS),
        ("Punkt 4, ny skola", LinkKind.OTHER),
    ]


def test_a_page_of_a_meeting_that_fails_does_not_hide_the_others(webpage):
    get = Served({URL: saved("webpage/lista.html", URL).content})

    pages = list(webpage.fetch(Source(url=URL), DECEMBER, get))

    assert ([one.url for one in pages], len(get.failed)) == ([URL], 1)


def test_selectors_of_the_source_say_where_to_look(webpage):
    page = saved("webpage/egen.html", URL, about={**OWN, "summons": "dagens lista"})

    first, second = webpage.parse(page)

    assert (first.body.name, first.start.day) == ("Regionstyrelsen", date(2026, 12, 9))
    assert first.start.clock == time(9)
    assert [(link.url, link.kind) for link in first.links] == [
        ("https://granvik.example/d/1", LinkKind.SUMMONS)
    ]
    assert (second.body.name, second.notices) == ("Patientnämnden", ())


def test_a_selector_that_cannot_be_read_is_told(webpage):
    page = saved("webpage/egen.html", URL, about={"list": "div:nth-child(2"})

    with pytest.raises(ReadError, match="div:nth-child"):
        list(webpage.parse(page))


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ("<a href='a.pdf'>Kallelse kommunstyrelsen 2026-12-14</a>", "Kommunstyrelsen 2026-12-14"),
        ("<a href='a.pdf'>KS kallelse 2026-12-14</a>", ""),
        ("<h2>Byggnadsnämnden</h2><h3>3 december 2026</h3><a href='a.pdf'>Kallelse</a>",
         "Byggnadsnämnden 2026-12-03"),
        ("<h2>Byggnadsnämnden 2026</h2><p>3 december: <a href='a.pdf'>Kallelse</a></p>",
         "Byggnadsnämnden 2026-12-03"),
        ("<h2>Valnämnden</h2><button aria-expanded='false'>4 mars 2026</button>"
         "<div><a href='/download/1/x'>Dagordning</a></div>", "Valnämnden 2026-03-04"),
        ("<h1>Kommunfullmäktige</h1><p>Publicerad 2026-11-01 <a href='a.pdf'>Kallelse</a></p>",
         "Kommunfullmäktige None"),
        ("<h1>Kommunfullmäktige</h1><a href='/om'>Om oss 2026-12-14 och allt annat</a>", ""),
        ("<h1>Valnämnden</h1><a href='mailto:a@granvik.example'>Kallelse 2026-12-14</a>", ""),
    ],
    ids=["title", "letters", "headings", "year above", "accordion", "stamp", "page", "mail"],
)  # fmt: skip
def test_body_and_day_are_found_where_they_stand(webpage, markup, told):
    shown = [f"{one.body.name} {one.start.day}" for one in read(webpage, markup)]

    assert shown == ([told] if told else [])


@pytest.mark.parametrize(
    ("day", "told"), [("14 december", date(2026, 12, 14)), ("14 januari", date(2027, 1, 14))]
)
def test_a_day_without_any_year_is_in_that_of_the_period(webpage, day, told):
    markup = f"<h1>Kommunfullmäktige</h1><li>{day} <a href='a.pdf'>Kallelse</a></li>"

    (meeting,) = read(webpage, markup, first="2026-11-01", last="2027-01-31")

    assert meeting.start.day == told


def test_meetings_outside_the_period_and_of_other_bodies_are_left_out(webpage):
    about = {"first": "2026-12-01", "last": "2026-12-31", "bodies": "Socialnämnden"}
    page = saved("webpage/lista.html", URL, about=about)

    assert {one.id for one in webpage.parse(page)} == {
        "socialnämnden 2026-12-08",
        "socialnämnden 2026-12-15",
    }


def test_a_page_with_meetings_is_recognised_as_a_guess_and_says_what_it_saw(webpage):
    seen = webpage.recognise(saved("webpage/lista.html", URL))

    assert seen.sure == 1
    assert seen.marks[0] == "Kommunfullmäktige 2026-12-14: Kallelse, Kungörelse"


@pytest.mark.parametrize("content", [b"", b"{}", b"%PDF-1.7", b"<html><a href='/a'>Hej</a></html>"])
def test_a_page_without_meetings_is_not_recognised(webpage, content):
    assert webpage.recognise(Page(url=URL, content=content)) is None


@pytest.mark.parametrize("name", ["lista.html", "mote.html", "egen.html"])
def test_any_spoilt_page_is_read_or_told(webpage, name):
    about = OWN if name == "egen.html" else {}
    page = saved(f"webpage/{name}", URL, about=about)

    assert_steady(webpage, page)
    assert_total(webpage, page)


def test_a_huge_page_is_read_in_reasonable_time(webpage):
    rows = "".join(
        f"<li>Kommunstyrelsen 2026-12-{day % 28 + 1:02} <a href='{day}.pdf'>Kallelse</a></li>"
        for day in range(2000)
    )

    assert len(read(webpage, f"<ul>{rows}</ul>")) == 28


def test_a_page_with_more_links_than_a_list_of_meetings_has_is_told_and_not_cut(webpage):
    link = '<li><a href="/k.pdf">Kommunstyrelsen 2026-12-07 kallelse</a></li>'

    with pytest.raises(TooLargeError, match="more than 10000"):
        read(webpage, f"<ul>{link * 10_001}</ul>")
