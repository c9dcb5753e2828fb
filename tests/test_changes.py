"""Changes are told by content: what happened to the meeting, its items and its documents."""

import json
from datetime import date, time, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.changes import changes, fingerprint
from agenda_risk.models import (
    AgendaItem,
    Body,
    ItemKind,
    ItemState,
    Link,
    Meeting,
    MeetingState,
    Moment,
    Passage,
)
from agenda_risk.render.changes import lines, said
from agenda_risk.translate import translator

KARLSRUHE = Path("../shared/systems/payloads/oparl/karlsruhe/versions")


def item(key: str, number: str = "", title: str = "", **more) -> AgendaItem:
    shown = Passage(text=title or f"Ärende {key}")
    return AgendaItem(id=key, number=number or key, title=shown, **more)


def meeting(*items: AgendaItem, **more) -> Meeting:
    start = Moment(day=date(2026, 12, 14), clock=time(18))
    told = {"id": "m1", "body": Body(name="Kommunfullmäktige"), "start": start, "place": "Salen"}
    return Meeting(**{**told, **more}, items=items)


def read(number: str, title: str, case_number: str = "") -> AgendaItem:
    """Return an item as it is read out of a document: its id is only its place."""
    return AgendaItem(
        id=f"item-{number}",
        number=number,
        title=Passage(text=title, document="d1"),
        case_number=case_number,
    )


THREE = (item("a", "1"), item("b", "2"), item("c", "3"))
SUMMONS = Link(url="https://granvik.example/k.pdf", title="Kallelse", digest="1")
HEADING = item("h", "", "Beslutsärenden", kind=ItemKind.HEADING)

TABLE = {
    "nothing": (meeting(*THREE), meeting(*THREE), []),
    "a heading is no item": (meeting(*THREE), meeting(HEADING, *THREE), []),
    "another day": (
        meeting(*THREE),
        meeting(*THREE, start=Moment(day=date(2026, 12, 15), clock=time(18))),
        ["meeting_moved day: 2026-12-14 > 2026-12-15"],
    ),
    "another time": (
        meeting(*THREE),
        meeting(*THREE, start=Moment(day=date(2026, 12, 14), clock=time(17, 30))),
        ["meeting_moved clock: 18:00 > 17:30"],
    ),
    "the same time, now with its offset": (
        meeting(*THREE),
        meeting(
            *THREE,
            start=Moment(
                day=date(2026, 12, 14), clock=time(18, tzinfo=timezone(timedelta(hours=1)))
            ),
        ),
        [],
    ),
    "another place": (
        meeting(*THREE),
        meeting(*THREE, place="Folkets hus"),
        ["meeting_moved place: Salen > Folkets hus"],
    ),
    "cancelled": (
        meeting(*THREE),
        meeting(*THREE, state=MeetingState.CANCELLED),
        ["meeting_cancelled"],
    ),
    "held after all": (
        meeting(*THREE, state=MeetingState.CANCELLED),
        meeting(*THREE),
        ["meeting_restored"],
    ),
    "agenda published with its documents": (
        meeting(state=MeetingState.AGENDA_NOT_PUBLISHED),
        meeting(*THREE, links=(SUMMONS,)),
        ["agenda_published: 3"],
    ),
    "agenda no longer there": (meeting(*THREE), meeting(), ["agenda_gone: 3"]),
    "added last": (
        meeting(*THREE),
        meeting(*THREE, item("d", "4")),
        ["item_added 4 Ärende d"],
    ),
    "added first, the rest renumbered and not moved": (
        meeting(*THREE),
        meeting(item("d", "1"), item("a", "2"), item("b", "3"), item("c", "4")),
        [
            "item_added 1 Ärende d",
            "item_renumbered 2 Ärende a: 1 > 2",
            "item_renumbered 3 Ärende b: 2 > 3",
            "item_renumbered 4 Ärende c: 3 > 4",
        ],
    ),
    "gone": (meeting(*THREE), meeting(*THREE[:2]), ["item_gone 3 Ärende c"]),
    "withdrawn": (
        meeting(*THREE),
        meeting(*THREE[:2], item("c", "3", state=ItemState.WITHDRAWN)),
        ["item_withdrawn 3 Ärende c"],
    ),
    "replaced by a new item of the same number": (
        meeting(*THREE),
        meeting(*THREE[:2], item("x", "3", "Ärende c")),
        ["item_added 3 Ärende c", "item_gone 3 Ärende c"],
    ),
    "title changed": (
        meeting(*THREE),
        meeting(*THREE[:2], item("c", "3", "Ny rubrik")),
        ["item_changed 3 Ny rubrik title: Ärende c > Ny rubrik"],
    ),
    "proposal and summary changed": (
        meeting(item("a", "1", proposal=Passage(text="Bifall"))),
        meeting(item("a", "1", proposal=Passage(text="Avslag"), summary=Passage(text="Kort"))),
        [
            "item_changed 1 Ärende a proposal: Bifall > Avslag",
            "item_changed 1 Ärende a summary:  > Kort",
        ],
    ),
    "only the spaces differ": (
        meeting(item("a", "1", "Ärende  a")),
        meeting(item("a", "1", "Ärende\u00a0a\n")),
        [],
    ),
    "moved": (
        meeting(*THREE),
        meeting(item("c", "1"), item("a", "2"), item("b", "3")),
        [
            "item_moved 1 Ärende c: 3 > 1",
            "item_renumbered 2 Ärende a: 1 > 2",
            "item_renumbered 3 Ärende b: 2 > 3",
        ],
    ),
    "closed": (
        meeting(item("a", "1", publicity="public")),
        meeting(item("a", "1", publicity="closed")),
        ["item_changed 1 Ärende a publicity: public > closed"],
    ),
    "document of an item": (
        meeting(item("a", "1")),
        meeting(item("a", "1", links=(SUMMONS,))),
        ["document_added 1 Ärende a [Kallelse]"],
    ),
    "document replaced behind the same address": (
        meeting(*THREE, links=(SUMMONS,)),
        meeting(*THREE, links=(SUMMONS.model_copy(update={"digest": "2"}),)),
        ["document_replaced [Kallelse]: Kallelse > Kallelse"],
    ),
    "document at another address under its own id": (
        meeting(*THREE, links=(Link(id="7", url="https://granvik.example/a", title="A"),)),
        meeting(*THREE, links=(Link(id="7", url="https://granvik.example/b", title="A"),)),
        ["document_replaced [A]: A > A"],
    ),
    "an address that changes with each visit, and the same digest": (
        meeting(*THREE, links=(Link(id="7", url="https://x.example/?s=1", digest="1"),)),
        meeting(*THREE, links=(Link(id="7", url="https://x.example/?s=2", digest="1"),)),
        [],
    ),
    "document gone": (
        meeting(*THREE, links=(SUMMONS,)),
        meeting(*THREE),
        ["document_gone [Kallelse]"],
    ),
    "read from a document, one put in between": (
        meeting(read("1", "Upprop"), read("2", "Budget", "KS 1"), read("3", "Skolan")),
        meeting(
            read("1", "Upprop"), read("2", "Ny"), read("3", "Budget", "KS 1"), read("4", "Skolan")
        ),
        [
            "item_added 2 Ny",
            "item_renumbered 3 Budget: 2 > 3",
            "item_renumbered 4 Skolan: 3 > 4",
        ],
    ),
    "read from a document, a title changed under its case number": (
        meeting(read("1", "Budget", "KS 1"), read("2", "Skolan", "KS 2")),
        meeting(read("1", "Budget och plan", "KS 1"), read("2", "Skolan", "KS 2")),
        ["item_changed 1 Budget och plan title: Budget > Budget och plan"],
    ),
}


def told(change) -> str:
    head = " ".join(part for part in (change.kind, change.number, change.title) if part)
    head += f" [{change.document}]" if change.document else ""
    head += f" {change.part}" if change.part else ""
    if change.kind.startswith("agenda_"):
        return f"{head}: {change.was or change.now}"
    return f"{head}: {change.was} > {change.now}" if change.was or change.now else head


@pytest.mark.parametrize(("before", "now", "expected"), TABLE.values(), ids=TABLE)
def test_each_change_is_told_for_what_it_is(before, now, expected):
    assert [told(change) for change in changes(before, now)] == expected


def test_a_meeting_not_seen_before_is_new_and_nothing_more():
    assert [told(change) for change in changes(None, meeting(*THREE))] == ["meeting_new"]


def test_what_is_told_of_a_change_is_masked():
    number = "19640823-3234"
    before = meeting(item("a", "1", "Bostad åt Anna Karlsson"))
    now = meeting(item("a", "1", f"Bostad åt Anna Karlsson, {number}, anna@granvik.example"))

    written = changes(before, now)[0].model_dump_json()

    assert "Karlsson" not in written
    assert number not in written
    assert "anna@" not in written


def test_of_a_long_text_what_differs_is_shown():
    long = "Ord som är desamma. " * 400
    before = meeting(item("a", "1", summary=Passage(text=long + "Avslag")))
    now = meeting(item("a", "1", summary=Passage(text=long + "Bifall")))

    (change,) = changes(before, now)

    assert change.was.endswith("Avslag")
    assert change.now.endswith("Bifall")
    assert len(change.now) < 320


def test_changes_are_said_in_one_sentence():
    found = changes(
        meeting(item("a"), item("b"), item("c"), item("d")),
        meeting(item("a", title="X"), item("b", title="Y"), item("c", title="Z"), item("e")),
    )

    assert said(found, translator("sv")) == (
        "Ett ärende tillagt, 3 ärenden ändrade och ett ärende struket eller borta sedan version 1"
    )


def test_an_item_with_two_changes_is_counted_once():
    before = meeting(item("a", proposal=Passage(text="Bifall")))
    now = meeting(item("a", title="X", proposal=Passage(text="Avslag")))

    assert said(changes(before, now), translator("sv"), 2) == "Ett ärende ändrat sedan version 2"


def test_nothing_changed_is_said_too():
    assert said((), translator("sv"), 4) == "Inget ändrat sedan version 4"


def test_changes_are_told_line_by_line():
    before = meeting(*THREE)
    now = meeting(*THREE[:2], start=Moment(day=date(2026, 12, 15)), links=(SUMMONS,))

    assert [
        line.replace("\u00a0", " ") for line in lines(changes(before, now), translator("sv"))
    ] == [
        "Mötet har annan dag, tid eller plats: dag måndag 14 december 2026 → "
        "tisdag 15 december 2026",
        "Mötet har annan dag, tid eller plats: tid kl. 18.00 → okänt",
        "3 Ärende c – står inte längre på dagordningen",
        "Ny handling: Kallelse",
    ]


def test_a_thousand_items_turned_round_are_compared_in_time():
    many = [item(f"i{number}", str(number)) for number in range(1000)]

    assert len(changes(meeting(*many), meeting(*reversed(many)))) == 999


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, min_size=1)


@given(KEYS, KEYS)
def test_added_and_gone_are_what_the_ids_say(before, now):
    found = changes(meeting(*map(item, before)), meeting(*map(item, now)))

    def of(kind):
        return {change.number for change in found if change.kind == kind}

    assert of("item_added") == set(now) - set(before)
    assert of("item_gone") == set(before) - set(now)
    assert of("item_moved") <= set(now) & set(before)


@given(KEYS)
def test_the_same_content_has_no_changes_and_the_same_fingerprint(keys):
    one, other = meeting(*map(item, keys)), meeting(*map(item, keys))

    assert changes(one, other) == ()
    assert fingerprint(one) == fingerprint(other)


def test_fingerprints_tell_items_and_meetings_apart():
    a, b = item("a"), item("a", proposal=Passage(text="Bifall"))

    assert fingerprint(a) != fingerprint(b)
    assert fingerprint(meeting(a)) != fingerprint(meeting(b))


def karlsruhe(number: str) -> list[Meeting]:
    """Return the recorded versions of a meeting, by its public fields."""
    if not KARLSRUHE.is_dir():
        pytest.skip(f"{KARLSRUHE} is not here")
    return [
        meeting(
            *(
                item(one["id"], one.get("number", ""), one["name"])
                for one in json.loads(path.read_text(encoding="utf-8"))["agendaItem"]
            )
        )
        for path in sorted(KARLSRUHE.glob(f"{number}.*.json"))
    ]


def test_an_item_removed_without_a_new_stamp_is_found():
    before, now = karlsruhe("10730")

    kinds = [change.kind for change in changes(before, now)]

    assert kinds.count("item_gone") == 1
    assert set(kinds) == {"item_gone", "item_renumbered"}


def test_items_put_into_a_real_agenda_are_found_one_by_one():
    versions = karlsruhe("10566")
    steps = [[change.kind for change in changes(*pair)] for pair in pairwise(versions)]

    grown = [step.count("item_added") - step.count("item_gone") for step in steps]
    assert grown == [1, 3, 0, 1]
    assert all(step.count("item_moved") <= 2 for step in steps)


def test_what_changed_in_one_item_stands_together_and_a_text_that_is_gone_is_missing():
    parts = ("proposal", "summary", "body")
    before = meeting(item("a", **{part: Passage(text="Skolan läggs ned.") for part in parts}))
    now = meeting(item("a", title="X", body=Passage(text="Den läggs ned.")))

    assert list(lines(changes(before, now), translator("sv"))) == [
        "A X – ändrat: rubriken",
        "A X – saknas nu: förslaget till beslut och ärendets beskrivning",
        "A X – ändrat: ärendets text",
    ]
