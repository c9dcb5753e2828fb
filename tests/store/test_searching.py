"""Search finds what agendas hold, inside words too, and takes whatever people type."""

from datetime import date

import pytest
from store.conftest import NOW, made

from agenda_risk.models import Organisation
from agenda_risk.store import keep
from agenda_risk.store.known_bodies import body_number
from agenda_risk.store.limits import UNTOLD, Search
from agenda_risk.store.listing import meeting_number
from agenda_risk.store.screened import Screened, put_screening
from agenda_risk.store.screened_tables import outcomes
from agenda_risk.store.searching import count, find

GRANVIK = Organisation(name="Granviks kommun")


@pytest.fixture
def search(store, source):
    """Return what keeps items (day, body, level, texts) and searches them."""

    def put(day: int, body: str, *texts: str, level: int = 0) -> int:
        meeting = made("Upprop", day=day, id=f"{body} {day}")
        keep(store, source, meeting, NOW)
        number = meeting_number(store, source, f"{body} {day}")
        with store.writing() as connection:
            own = body_number(connection, GRANVIK, body)
            put_screening(connection, number, screened(own, day, level, texts))
        return own

    def titles(words: str = "", **more) -> list[str]:
        with store.reading() as connection:
            asked = Search(tuple(words.split()), **more)
            found = [hit.title for hit in find(connection, asked, 20)]
            assert count(connection, asked, 20) == len(found)
            return found

    search.put, search.titles, search.store = put, titles, store
    return search


def screened(body: int, day: int, level: int, texts) -> Screened:
    row = {"body_id": body, "version": 1, "at": NOW, "place": "", "status": "", "level": level}
    row |= {"seen_version": 1, "items": len(texts), "raised": 0, "is_complete": True, "made": {}}
    told = {"body_id": body, "key": "", "number": "", "case_number": "", "level": level}
    items = tuple((told | {"title": text, "text": text, "categories": ""}, ()) for text in texts)
    return Screened(date(2026, 12, day), row, items, ())


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("läggning", ["Nedläggning av Björkängens skola"]),
        ("BJÖRKÄNG", ["Nedläggning av Björkängens skola"]),
        ("skola nedlägg", ["Nedläggning av Björkängens skola"]),
        ("skola avgift", []),
        ("å", ["Avgifter på färjan, 100 % mer"]),
        ("Å", ["Avgifter på färjan, 100 % mer"]),
        ("av skola", ["Nedläggning av Björkängens skola"]),
        ("0 %", ["Avgifter på färjan, 100 % mer"]),
        ("_", []),
    ],
)
def test_words_are_found_inside_words_and_all_of_them_must_be_there(search, typed, found):
    search.put(14, "Nämnden", "Nedläggning av Björkängens skola", "Avgifter på färjan, 100 % mer")

    assert search.titles(typed) == found


@pytest.mark.parametrize(
    "typed",
    ['"', '""" OR', "skola AND", "NEAR(", "*", "^skola", "text:skola", "-", "'; DROP TABLE items",
     "\0\0\0x", "a\0b", "\ud800abc", "%%%", "\\\\\\", "(" * 5000, "skola " * 5000],
    ids=lambda typed: ascii(typed[:12]),
)  # fmt: skip
def test_whatever_is_typed_is_searched_for_as_it_is(search, typed):
    search.put(14, "Nämnden", "Upprop")

    assert search.titles(typed) == []


def test_the_latest_come_first_page_by_page(search):
    for day in (9, 21, 14):
        search.put(day, "Nämnden", f"Taxa den {day}", f"Taxa igen den {day}")
    with search.store.reading() as connection:
        first = find(connection, Search(("taxa",)), 4)
        rest = find(connection, Search(("taxa",)), 4, first[-1].id)

    assert [hit.day.day for hit in first] == [21, 21, 14, 14]
    assert [hit.day.day for hit in rest] == [9, 9]


def test_a_visitor_only_finds_what_is_of_their_bodies(search):
    own = search.put(14, "Nämnden", "Taxa ett")
    search.put(14, "Styrelsen", "Taxa två")

    assert search.titles("taxa", among=frozenset({own})) == ["Taxa ett"]
    assert search.titles("", among=frozenset({own})) == ["Taxa ett"]
    assert search.titles("ta", among=frozenset({own})) == ["Taxa ett"]
    assert search.titles("taxa", among=frozenset({own, *range(1000, 1100)})) == ["Taxa ett"]
    assert search.titles("taxa", among=frozenset()) == []
    assert search.titles("taxa", body=own) == ["Taxa ett"]
    assert search.titles("taxa", body=own, among=frozenset({own + 1})) == []


def test_level_and_days_narrow_what_is_found(search):
    search.put(9, "Nämnden", "Taxa låg", level=1)
    search.put(14, "Nämnden", "Taxa hög", level=3)

    assert search.titles("taxa", level=2) == ["Taxa hög"]
    assert search.titles("taxa", first=date(2026, 12, 14), last=date(2026, 12, 14)) == ["Taxa hög"]
    assert search.titles("taxa", last=date(2026, 12, 13)) == ["Taxa låg"]
    assert search.titles("taxa", first=date.min, last=date.max) == ["Taxa hög", "Taxa låg"]


def test_an_agenda_that_is_screened_again_is_found_as_it_is_now(search):
    search.put(14, "Nämnden", "Taxa för vatten")
    search.put(14, "Nämnden", "Avgift för vatten")

    assert search.titles("vatten") == ["Avgift för vatten"]
    assert search.titles("taxa") == []


def test_how_a_meeting_went_narrows_what_is_found(search):
    search.put(14, "Nämnden", "Taxa ett", level=3)
    search.put(15, "Nämnden", "Taxa två")
    with search.store.writing() as connection:
        meeting = find(connection, Search(("ett",)), 1)[0].meeting
        values = {"meeting_id": meeting, "role": "chair", "at": NOW, "course": "calm"}
        values |= {"effect": "", "incidents": 0, "lesson": ""}
        connection.execute(outcomes.insert().values(values))

    assert search.titles("taxa", outcome="calm") == ["Taxa ett"]
    assert search.titles("taxa", outcome="calm", level=2) == ["Taxa ett"]
    assert search.titles("taxa", outcome=UNTOLD) == ["Taxa två"]
    assert search.titles("", outcome=UNTOLD) == ["Taxa två"]
