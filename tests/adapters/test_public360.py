from datetime import date, time

import pytest
from hostile import assert_steady, assert_total
from payloads import payload, saved
from served import Served

from agenda_risk.errors import AnswerError
from agenda_risk.joining import joined
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

HOST = "https://opengov.360online.com/Meetings"
GRANVIK = f"{HOST}/granvik"
TELEMARK = f"{HOST}/tfk"
DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
FOLDER = "public360"
PAGES = {
    "boards.html": f"{GRANVIK}/Boards",
    "meetings.html": f"{GRANVIK}/Boards/Details/301?Year=2026",
    "meeting.html": f"{GRANVIK}/Meetings/Details/9002",
    "item.html": f"{GRANVIK}/Meetings/LoadAgendaItemDetail/5002",
}
REAL = {
    "get-boards-page.html": f"{TELEMARK}/Boards",
    "get-meetings-page.html": f"{TELEMARK}/Boards/Details/216162?Year=2018",
    "get-agenda-page.html": f"{TELEMARK}/Meetings/Details/644324",
    "get-details-page.html": f"{TELEMARK}/Meetings/LoadAgendaItemDetail/211236",
}


@pytest.fixture(scope="module")
def public360():
    return adapters(load_plugins())["public360"]


def ours(name: str, **about: str) -> Page:
    return saved(f"{FOLDER}/{name}", PAGES[name], about=about)


def real(name: str, **about: str) -> Page:
    return payload(f"{FOLDER}/{name}", REAL[name], about=about)


def served() -> Served:
    answers = {url: ours(name).content for name, url in PAGES.items()}
    return Served(answers)


def fetched(public360, get: Served, source: Source | None = None, period: Period = DECEMBER):
    pages = public360.fetch(source or Source(url=GRANVIK), period, get)
    return joined(meeting for page in pages for meeting in public360.parse(page))


def test_the_bodies_of_a_real_tenant_are_recognised(public360):
    found = public360.recognise(real("get-boards-page.html"))

    assert (found.source.url, found.source.system, found.sure) == (TELEMARK, "public360", 3)
    assert len(found.bodies) == 48
    assert "Fylkestinget" in found.bodies


@pytest.mark.parametrize(
    ("url", "content"),
    [
        ("https://www.granvik.se/Meetings/x", b"<p>Hello</p>"),
        ("https://opengov.360online.com/", b"<p class='boardLink'></p>"),
        ("https://opengov.360online.com.evil.example/", b""),
    ],
)
def test_other_pages_are_not_recognised(public360, url, content):
    assert public360.recognise(Page(url=url, content=content)) is None


def test_the_meetings_of_a_real_body_come_with_day_and_time(public360):
    found = list(public360.parse(real("get-meetings-page.html")))

    assert [(one.id, one.start.day, one.start.clock, str(one.state)) for one in found] == [
        ("644324", date(2018, 3, 5), None, "planned"),
        ("627172", date(2018, 4, 24), time(13), "planned"),
        ("627173", date(2018, 6, 5), time(13), "planned"),
        ("216162/2018-10-24", date(2018, 10, 24), None, "agenda_not_published"),
        ("216162/2018-12-05", date(2018, 12, 5), None, "agenda_not_published"),
    ]
    assert {one.body.name for one in found} == {"Fylkestinget"}


def test_the_agenda_of_a_real_meeting_comes_in_order(public360):
    (meeting,) = public360.parse(real("get-agenda-page.html"))

    assert [(one.number, str(one.title)) for one in meeting.items if one.kind == "item"] == [
        ("1/18", "Møteinnkalling Fylkestinget 05.03.2018"),
        ("1/18", "Godkjenning - Møteprotokoll fylkestinget 6.-7. 12. 2017"),
        ("1/18", "Ny Skien videregående skole utgreiing om Inventar"),
        ("2/18", "Høring - Regionreformen. Rapport fra ekspertutvalg"),
        ("3/18", "Reglement for fellesnemnda mv."),
        ("4/18", "Godtgjering for medlemmene i fellesnemnda mv."),
        ("5/18", "Søknad om permisjon - Knut Morten Johansen"),
        ("6/18", "Gea Norvegica Geopark IKS – revidert selskapsavtale"),
        (
            "7/18",
            "Oppnevning av medlem til representantskapet for nasjonal digital læringsarena (NDLA)",
        ),
    ]
    assert [str(one.title) for one in meeting.items if one.kind == "heading"] == [
        "Møteinnkalling",
        "Møteprotokoll",
        "Saker til behandling",
    ]
    assert [(one.id, str(one.kind), one.digest) for one in meeting.links] == [
        ("845680", "summons", "881562"),
        ("849355", "minutes", "582829"),
    ]


def test_the_documents_and_the_case_of_a_real_item_are_its_own(public360):
    page = real("get-details-page.html", meeting="644324", item="211236")

    (part,) = public360.parse(page)

    (item,) = part.items
    assert (part.id, item.id, item.case_number) == ("644324", "211236", "18/03563")
    assert [one.id for one in item.links] == ["851214", "851213", "842415"]
    assert {str(one.kind) for one in item.links} == {"papers"}


def test_a_body_is_followed_to_the_documents_of_its_items(public360):
    get = served()

    meetings = {one.id: one for one in fetched(public360, get)}

    meeting = meetings["9002"]
    assert (meeting.start.clock, meeting.place) == (time(18), "Stadshuset, Granvik")
    assert meeting.body.kind == "fullmaktige"
    closing = next(one for one in meeting.items if one.id == "5002")
    assert (closing.number, closing.case_number) == ("91", "KS 2026-000133")
    assert str(closing.title) == "Avveckling av Norrby skola - slutligt beslut"
    assert [one.title for one in closing.links] == [
        "Tjänsteutlåtande avveckling",
        "Protokollsutdrag nämnden",
    ]


def test_what_could_not_be_had_is_told_and_hides_nothing(public360):
    get = served()

    meetings = fetched(public360, get)

    assert len(meetings) == 6
    assert any("Boards/Details/302" in one for one in get.failed)
    assert any("Meetings/Details/9003" in one for one in get.failed)


def test_only_meetings_within_the_period_are_opened(public360):
    get = served()

    fetched(public360, get)

    assert not any("9001" in one.url for one in get.asked)


def test_closed_items_are_not_asked_for(public360):
    get = served()

    fetched(public360, get)

    items = [one.url for one in get.asked if "LoadAgendaItemDetail" in one.url]
    assert [url.rsplit("/", 1)[-1] for url in items] == ["5001", "5002", "5003"]


def test_a_source_may_name_its_bodies(public360):
    get = served()
    source = Source(url=f"{GRANVIK}/Boards", options={"bodies": "kommunfullmäktige; Annan"})

    fetched(public360, get, source)

    assert not any("302" in one.url for one in get.asked)


def test_a_turn_of_the_year_is_asked_for_in_both(public360):
    get = served()

    fetched(public360, get, period=Period(first=date(2026, 12, 1), last=date(2027, 1, 31)))

    assert f"{GRANVIK}/Boards/Details/301?Year=2027" in [one.url for one in get.asked]


def test_closed_items_are_titles_with_their_ground(public360):
    (meeting,) = public360.parse(ours("meeting.html"))

    assert [
        (one.number, one.publicity_ground) for one in meeting.items if one.publicity == "closed"
    ] == [
        ("92", "OSL 18 kap 8 § Säkerhets- eller bevakningsåtgärd"),
        ("92", "OSL 19 kap 3 §"),
    ]


def test_an_item_taken_off_is_withdrawn(public360):
    (meeting,) = public360.parse(ours("meeting.html"))

    assert [str(one.title) for one in meeting.items if one.state == "withdrawn"] == [
        "Utgår - Detaljplan för hamnen"
    ]


def test_meetings_on_one_day_are_told_apart(public360):
    found = list(public360.parse(ours("meetings.html")))

    assert [(one.id, str(one.state), one.is_extra) for one in found[1:]] == [
        ("9002", "planned", False),
        ("9003", "planned", True),
        ("301/2026-12-21", "agenda_not_published", False),
        ("301/2026-12-21/2", "agenda_not_published", False),
        ("301/2026-12-28", "cancelled", False),
    ]


@pytest.mark.parametrize("content", [b"", b"<html><body><h1>Just a moment...</h1></body></html>"])
def test_another_page_is_not_a_place_without_meetings(public360, content):
    get = Served({f"{GRANVIK}/Boards": content})

    with pytest.raises(AnswerError):
        list(public360.fetch(Source(url=GRANVIK), DECEMBER, get))
    with pytest.raises(AnswerError):
        list(public360.parse(Page(url=f"{GRANVIK}/Boards/Details/1", content=content)))


def test_what_a_page_of_a_municipality_links_to_is_recognised(public360):
    link = b'<a href="https://opengov.360online.com/Meetings/granvik/Boards">Handlingar</a>'

    found = public360.recognise(Page(url="https://www.granvik.se/moten", content=link))

    assert (found.source.url, found.sure) == ("https://opengov.360online.com/Meetings/granvik", 2)


@pytest.mark.parametrize("name", PAGES)
def test_a_spoilt_page_is_read_or_refused(public360, name):
    assert_total(public360, ours(name))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_reads_the_same_twice(public360, name):
    assert_steady(public360, ours(name))
