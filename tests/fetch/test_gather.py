import json
from datetime import date, time

import pytest
from server import FakeTime, Said, serving, terms, web

from agenda_risk.errors import AnswerError, FetchError
from agenda_risk.extract.answers import json_in
from agenda_risk.fetch.limits import Limits
from agenda_risk.fetch.pace import Pace
from agenda_risk.fetch.replay import Recorder, Replay
from agenda_risk.fetch.web import Web
from agenda_risk.gather import fetch_all, fetch_source
from agenda_risk.models import (
    AgendaItem,
    Body,
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Moment,
    Organisation,
    Passage,
    Period,
    Recognition,
    Request,
    Source,
)

PERIOD = Period(first=date(2026, 11, 1), last=date(2026, 12, 31))
GRANVIK = Organisation(name="Granviks kommun")
SUMMONS = """Granviks kommun
KALLELSE
Barn- och utbildningsnämnden
Tid: {day} kl. 13.15
Plats: Sal A, kommunhuset

Ärendelista

1. Upprop
2. Nedläggning av Björkängens skola  Dnr BUN 2026/12
3. Budget 2027  Dnr BUN 2026/14
"""
SUPPLEMENT = """Granviks kommun
KALLELSE
Barn- och utbildningsnämnden
Tid: torsdag 10 december 2026 kl. 13.15

Ärendelista

3. Budget 2027  Dnr BUN 2026/14
4. Ny skolväg i Norrby  Dnr BUN 2026/19
"""


class Listed:
    """Reads a list of meetings in JSON, and then each meeting."""

    name = "listed"
    title = "Listed"
    cannot = ()
    is_seen = True

    def recognise(self, page) -> Recognition | None:
        return None

    def fetch(self, source, period, get):
        first = get(Request(url=source.url, accept="application/json"))
        yield first
        for url in json_in(first).get("more", ()):
            yield from get.tried(Request(url=url, accept="application/json"))

    def parse(self, page):
        for one in json_in(page)["meetings"]:
            yield Meeting(**one)


def meeting(name: str = "1", day: str = "2026-12-10", **more) -> dict:
    known = Meeting(
        id=name,
        body=Body(name="Barn- och utbildningsnämnden"),
        start=Moment(day=date.fromisoformat(day)) if day else Moment(),
        **more,
    )
    return json.loads(known.model_dump_json())


def listed(*meetings: dict, more: tuple[str, ...] = ()) -> Said:
    return Said(json.dumps({"meetings": meetings, "more": more}).encode())


def source_of(server, **more) -> Source:
    options = {"internal": "yes"}
    return Source(
        url=server.url("/list"), system="listed", organisation=GRANVIK, options=options, **more
    )


def fetched(server, source=None, **changed):
    source = source or source_of(server)
    return fetch_source(source, Listed(), PERIOD, web(server, **changed))


def item(title: str, **more) -> AgendaItem:
    return AgendaItem(id=title, title=Passage(text=title), **more)


def titles(one: Meeting) -> list[str]:
    return [item.title.text for item in one.items]


def papers(server, **kinds: LinkKind) -> tuple[Link, ...]:
    return tuple(
        Link(url=server.url(f"/{name}"), title=f"{name}.txt", kind=kind)
        for name, kind in kinds.items()
    )


def test_meetings_are_joined_and_filled_in_with_what_the_source_knows(server):
    server.say("/list", listed(meeting("1"), meeting("2"), more=(server.url("/1"),)))
    server.say("/1", listed(meeting("1", items=(item("Skolan"),), place="Sal A")))

    found = fetched(server)

    assert [one.id for one in found.meetings] == ["1", "2"]
    assert titles(found.meetings[0]) == ["Skolan"]
    assert found.meetings[1].organisation == GRANVIK
    assert found.meetings[1].source == server.url("/list")
    assert (found.pages, found.failures) == (2, ())


def test_times_are_in_the_zone_of_the_source(server):
    start = Moment(day=date(2026, 12, 10), clock=time(18))
    one = {**meeting(), "start": json.loads(start.model_dump_json())}
    server.say("/list", listed(one))

    (found,) = fetched(server, source_of(server, zone="Europe/Helsinki")).meetings

    assert found.start.instant().isoformat() == "2026-12-10T18:00:00+02:00"


def test_meetings_outside_the_period_are_left_out_but_not_those_of_no_known_day(server):
    days = ["2026-10-31", "2026-11-01", "2026-12-31", "2027-01-01", ""]
    server.say("/list", listed(*(meeting(f"m{day}", day) for day in days)))

    assert [one.id for one in fetched(server).meetings] == ["m2026-11-01", "m2026-12-31", "m"]


def test_a_page_that_cannot_be_parsed_is_told_and_the_others_go_on(server):
    urls = tuple(server.url(path) for path in ("/html", "/odd", "/gone", "/2"))
    server.say("/list", listed(meeting("1"), more=urls))
    server.say("/html", Said(b"<html>Fel</html>"))
    server.say("/odd", Said(b'{"other": 1}'))
    server.say("/2", listed(meeting("2")))

    found = fetched(server)

    assert [one.id for one in found.meetings] == ["1", "2"]
    assert sorted(one.url for one in found.failures) == sorted(urls[:3])
    stumbled = next(one.error for one in found.failures if one.url == urls[1])
    assert "stumbled over" in str(stumbled)
    assert "KeyError" in str(stumbled)


def test_a_list_that_cannot_be_had_is_a_failure_and_not_no_meetings(server):
    server.say("/list", Said(b"<html>Underhall</html>"))

    found = fetched(server)

    assert found.meetings == ()
    (failure,) = found.failures
    assert isinstance(failure.error, AnswerError)


def test_a_source_whose_time_is_up_keeps_what_came_before(server):
    now = FakeTime()
    server.say("/list", listed(meeting("1"), more=(server.url("/2"), server.url("/3"))))
    server.say("/2", lambda asked: setattr(now, "at", now.at + 700) or listed(meeting("2")))
    server.say("/3", listed(meeting("3")))
    get = web(server, now)

    found = fetch_source(source_of(server), Listed(), PERIOD, get)

    assert [one.id for one in found.meetings] == ["1", "2"]
    assert [failure.url for failure in found.failures] == [server.url("/list")]


def test_an_agenda_that_is_only_in_a_document_is_read(server):
    links = papers(server, kallelse=LinkKind.SUMMONS)
    server.say("/list", listed(meeting(state=MeetingState.AGENDA_NOT_PUBLISHED, links=links)))
    server.say("/kallelse", SUMMONS.format(day="torsdag 10 december 2026").encode())

    (found,) = fetched(server).meetings

    assert titles(found)[1:] == ["Nedläggning av Björkängens skola", "Budget 2027"]
    assert found.id == "1"
    assert [one.id for one in found.items] == ["1-p1", "1-p2", "1-p3"]
    assert found.state is MeetingState.PLANNED
    assert found.start.clock == time(13, 15)
    assert found.organisation == GRANVIK
    assert [one.name for one in found.documents] == ["kallelse.txt"]
    assert found.notices == ()


def test_a_document_of_another_day_does_not_move_the_meeting(server):
    links = papers(server, kallelse=LinkKind.SUMMONS)
    server.say("/list", listed(meeting(links=links)))
    server.say("/kallelse", SUMMONS.format(day="torsdag 12 november 2026").encode())

    (found,) = fetched(server).meetings

    assert (found.start.day, found.start.clock) == (date(2026, 12, 10), None)
    (notice,) = found.notices
    assert notice.fields == {"name": "kallelse.txt", "day": "2026-11-12"}


def test_a_supplement_adds_what_is_new(server):
    links = papers(server, kallelse=LinkKind.SUMMONS, extra=LinkKind.SUPPLEMENT)
    server.say("/list", listed(meeting(links=links)))
    server.say("/kallelse", SUMMONS.format(day="torsdag 10 december 2026").encode())
    server.say("/extra", SUPPLEMENT.encode())

    (found,) = fetched(server).meetings

    assert titles(found)[-2:] == ["Budget 2027", "Ny skolväg i Norrby"]
    assert [one.state for one in found.items] == ["listed", "listed", "listed", "added"]
    assert found.items[-1].id == "1-s1p2"
    assert len(found.documents) == 2


def test_a_supplement_that_is_listed_as_a_meeting_of_its_own_is_joined_to_it(server):
    whole = meeting("1", items=(item("Skolan"),))
    late = meeting("2", title="Tilläggslista", links=papers(server, kallelse=LinkKind.SUMMONS))
    other = meeting("3", "2026-12-17", title="Tilläggslista", items=(item("Badhuset"),))
    server.say("/list", listed(late, whole, other))
    server.say("/kallelse", SUPPLEMENT.encode())

    first, alone = fetched(server).meetings

    assert titles(first) == ["Skolan", "Budget 2027", "Ny skolväg i Norrby"]
    assert [one.state for one in first.items] == ["listed", "added", "added"]
    assert (alone.id, titles(alone)) == ("3", ["Badhuset"])


def test_a_summons_that_only_adds_by_its_own_words_does_not_hide_the_other(server):
    links = papers(server, nyast=LinkKind.SUMMONS, kallelse=LinkKind.SUMMONS)
    server.say("/list", listed(meeting(links=links)))
    server.say("/nyast", SUPPLEMENT.replace("KALLELSE", "TILLÄGGSLISTA").encode())
    server.say("/kallelse", SUMMONS.format(day="torsdag 10 december 2026").encode())

    (found,) = fetched(server).meetings

    assert titles(found)[1:] == [
        "Nedläggning av Björkängens skola",
        "Budget 2027",
        "Ny skolväg i Norrby",
    ]
    assert len({one.id for one in found.items}) == 4


@pytest.mark.parametrize(
    ("answer", "told"),
    [(Said(b"", 404), "could not be read"), (Said(b"Bara text utan lista."), "could not be read")],
)
def test_a_summons_that_cannot_be_read_is_told_in_the_meeting_as_well(server, answer, told):
    links = papers(server, kallelse=LinkKind.SUMMONS)
    server.say("/list", listed(meeting(links=links), meeting("2")))
    server.say("/kallelse", answer)

    found = fetched(server)

    assert [failure.url for failure in found.failures] == [server.url("/kallelse")]
    (notice,) = found.meetings[0].notices
    assert told in notice.msgid
    assert found.meetings[1].notices == ()


def unnamed(server, *names: str) -> tuple[Link, ...]:
    return tuple(
        Link(url=server.url(f"/{name}"), title=name, media_type="application/pdf") for name in names
    )


def test_an_agenda_in_a_document_that_is_not_called_a_summons_is_read_and_told(server):
    server.say("/list", listed(meeting(links=unnamed(server, "karta", "dokument"))))
    server.say("/karta", "En karta utan ärenden.".encode())
    server.say("/dokument", SUMMONS.format(day="torsdag 10 december 2026").encode())

    found = fetched(server)

    (one,) = found.meetings
    assert titles(one)[1:] == ["Nedläggning av Björkängens skola", "Budget 2027"]
    (notice,) = one.notices
    assert (notice.msgid.split()[:4], notice.fields) == (
        ["The", "agenda", "was", "read"],
        {"name": "dokument"},
    )
    assert found.failures == ()


@pytest.mark.parametrize(
    "text",
    [
        SUMMONS.format(day="torsdag 12 november 2026"),
        SUMMONS.replace("Tid: {day} kl. 13.15\n", ""),
        "Granvik Energi AB\nÅrsredovisning 2025\n\nDen 10 december 2026 fastställdes …",
    ],
    ids=["another day", "no day", "no agenda"],
)
def test_an_unnamed_document_that_holds_no_agenda_of_the_day_is_left_in_silence(server, text):
    server.say("/list", listed(meeting(links=unnamed(server, "dokument"))))
    server.say("/dokument", text.encode())

    found = fetched(server)

    (one,) = found.meetings
    assert (one.items, one.notices, found.failures) == ((), (), ())


def test_unnamed_documents_come_after_a_summons_and_not_all_are_tried(server):
    links = (*unnamed(server, "a", "b", "c", "d"), *papers(server, kallelse=LinkKind.SUMMONS))
    server.say("/list", listed(meeting(links=links)))
    for name in ("a", "b", "c", "d", "kallelse"):
        server.say(f"/{name}", b"Ingenting.")

    fetched(server)

    assert server.paths() == ["/list", "/kallelse", "/a", "/b", "/c"]


def test_a_supplement_without_an_agenda_is_only_noted(server):
    links = papers(server, bilaga=LinkKind.SUPPLEMENT, borta=LinkKind.SUPPLEMENT)
    server.say("/list", listed(meeting(items=(item("Skolan"),), links=links)))
    server.say("/bilaga", "En bilaga utan ärenden.".encode())

    found = fetched(server)

    assert [failure.url for failure in found.failures] == [server.url("/borta")]
    assert [one.msgid.split()[1] for one in found.meetings[0].notices] == ["holds", "could"]


@pytest.mark.parametrize(
    "changed",
    [
        {"state": MeetingState.CANCELLED},
        {"items": (item("Skolan"),)},
        {"day": "2027-03-01"},
        {"links": (Link(url="/x", kind=LinkKind.SUMMONS, restricted=True),)},
        {"links": (Link(url="/x", kind=LinkKind.MINUTES),)},
    ],
    ids=["cancelled", "has items", "far away", "restricted", "minutes"],
)
def test_documents_that_are_not_needed_are_not_fetched(server, changed):
    links = papers(server, kallelse=LinkKind.SUMMONS)
    server.say("/list", listed(meeting(**{"links": links, **changed})))

    fetched(server)

    assert server.paths() == ["/list"]


def test_when_nothing_more_can_be_had_the_other_meetings_are_still_told(server):
    links = papers(server, a=LinkKind.SUMMONS), papers(server, b=LinkKind.SUMMONS)
    server.say("/list", listed(meeting("1", links=links[0]), meeting("2", links=links[1])))
    server.say("/a", SUMMONS.format(day="torsdag 10 december 2026").encode())

    found = fetched(server, limits=Limits(pages=3))  # robots.txt, the list and one summons

    assert [len(one.items) for one in found.meetings] == [3, 0]
    assert len(found.meetings[1].notices) == 1
    (failure,) = found.failures
    assert "More than 3 pages" in str(failure.error)


def test_a_saved_run_gives_the_same_meetings_again(server, tmp_path):
    links = papers(server, kallelse=LinkKind.SUMMONS)
    server.say("/list", listed(meeting(links=links), more=(server.url("/bad"),)))
    server.say("/kallelse", SUMMONS.format(day="torsdag 10 december 2026").encode())
    server.say("/bad", b"<html>Fel</html>")
    came = fetched(server, keep=Recorder(str(tmp_path)).keep)

    again = fetch_source(source_of(server), Listed(), PERIOD, Replay(str(tmp_path)))

    assert again.meetings == came.meetings
    assert [str(one.error) for one in again.failures] == [str(one.error) for one in came.failures]


def test_many_sources_are_fetched_and_a_bad_one_does_not_stop_them(server):
    with serving() as other:
        server.say("/list", listed(meeting("1")))
        other.say("/list", Said(status=0))
        sources = [
            source_of(server, name="good"),
            source_of(other, name="bad"),
            source_of(server, name="unknown").model_copy(update={"system": "none"}),
            source_of(server, name="broken").model_copy(update={"url": "http://[::1"}),
            source_of(server, name="again"),
        ]

        found = {
            one.source.name: one
            for one in fetch_all(sources, {"listed": Listed()}, PERIOD, _web_of())
        }

    assert set(found) == {"good", "bad", "unknown", "broken", "again"}
    assert {name for name, one in found.items() if one.failures} == {"bad", "unknown", "broken"}
    assert all(isinstance(one.failures[0].error, FetchError) for one in found.values() if one[3])


def _web_of():
    shared = terms(pace=Pace(0.0))
    return lambda source: Web(source, shared)
