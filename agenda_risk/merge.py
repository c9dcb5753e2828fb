"""Bring together what several documents say about one meeting."""

from collections.abc import Iterable
from itertools import groupby
from typing import TypeVar

from agenda_risk.models import AgendaItem, ItemKind, ItemState, Meeting, MeetingState
from agenda_risk.normalise import fold

Told = TypeVar("Told")
_JOINED = "+"  # stands in the id of an item that another document brought


def merge_meetings(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Return *meetings* with those of the same body and day made one, in order of time.

    The fullest agenda comes first; what only the others list is an added item. Meetings whose day
    is unknown, and two agendas that name different times of one day, stay apart.
    """
    ordered = sorted(meetings, key=_key)
    groups = (list(group) for _, group in groupby(ordered, key=_key))
    return tuple(merged for group in groups for merged in _merge_group(group))


def with_supplement(first: Meeting, later: Meeting) -> Meeting:
    """Return *first* with what only *later* lists, and with its time and place where it tells them.

    *later* was published after *first*, such as a supplementary list: what it proposes in an item
    that both list holds.
    """
    merged = _merged(first, later)
    newer = {_same(item): item.proposal for item in later.items if item.proposal}
    items = (
        item.model_copy(update={"proposal": newer.get(_same(item), item.proposal)})
        for item in merged.items
    )
    return merged.model_copy(
        update={
            "items": tuple(items),
            "start": later.start if later.start.clock else merged.start,
            "place": _place(merged.place, later.place),
        }
    )


def calls_off(meeting: Meeting) -> bool:
    """Tell whether *meeting* is read from a notice alone: it is cancelled, and lists nothing."""
    return meeting.state is MeetingState.CANCELLED and not meeting.items


def as_called_off(meeting: Meeting, notice: Meeting) -> Meeting:
    """Return *meeting* as cancelled by *notice*; its agenda and all that is known of it stay."""
    documents = _once(meeting.documents, notice.documents)
    return meeting.model_copy(update={"state": notice.state, "documents": documents})


def with_late_items(meeting: Meeting, before: Meeting) -> Meeting:
    """Return *meeting*, a whole agenda, with the items that a supplementary list brought *before*.

    That list stands, whether or not a later summons repeats it.
    """
    known = {_same(item) for item in meeting.items}
    late = [one for one in before.items if _JOINED in one.id and _same(one) not in known]
    own = {one.title.document for one in late}
    documents = (one for one in before.documents if one.id in own)
    return meeting.model_copy(
        update={
            "items": (*meeting.items, *late),
            "documents": _once(meeting.documents, documents),
        }
    )


def _place(known: str, later: str) -> str:
    """Return the *later* place, unless it is part of the one that is *known*: a house, no room."""
    return later if fold(later) not in fold(known) else known


def _key(meeting: Meeting) -> tuple[str, str, str]:
    day = meeting.start.day.isoformat() if meeting.start.day else ""
    return day, fold(meeting.organisation.name), fold(meeting.body.name)


def _merge_group(group: list[Meeting]) -> list[Meeting]:
    clocks = {meeting.start.clock for meeting in group if meeting.start.clock}
    if len(group) == 1 or group[0].start.day is None or len(clocks) > 1:
        return _told_apart(group)
    first, *others = sorted(group, key=lambda meeting: -len(meeting.items))
    for other in others:
        first = _merged(first, other)
    return [first]


def _told_apart(group: list[Meeting]) -> list[Meeting]:
    """Return *group* with ids that differ."""
    ids = [meeting.id for meeting in group]
    return [
        meeting.model_copy(update={"id": f"{meeting.id}-{count + 1}"})
        if (count := ids[:place].count(meeting.id))
        else meeting
        for place, meeting in enumerate(group)
    ]


def _merged(first: Meeting, other: Meeting) -> Meeting:
    known = {_same(item) for item in first.items}
    added = [
        item.model_copy(
            update={"state": _added(item), "id": f"{item.id}{_JOINED}{len(first.documents)}"}
        )
        for item in other.items
        if item.kind is ItemKind.ITEM and _same(item) not in known
    ]
    fuller = {_same(item): item for item in other.items}
    return first.model_copy(
        update={
            "start": first.start if first.start.clock or not other.start.clock else other.start,
            "place": first.place or other.place,
            "items": (*(_fuller(item, fuller) for item in first.items), *added),
            "documents": _once(first.documents, other.documents),
            "notices": _once(first.notices, other.notices),
            "links": _once(first.links, other.links),
        }
    )


def _once(first: Iterable[Told], others: Iterable[Told]) -> tuple[Told, ...]:
    """Return all of *first*, and those of *others* that are not among them."""
    known = tuple(first)
    return (*known, *(one for one in others if one not in known))


def _added(item: AgendaItem) -> ItemState:
    return item.state if item.state is ItemState.WITHDRAWN else ItemState.ADDED


def _same(item: AgendaItem) -> str:
    """Return what tells the matter apart from others: its case number and title."""
    return f"{fold(item.case_number)} {fold(item.title.text)}"


def _fuller(item: AgendaItem, others: dict[str, AgendaItem]) -> AgendaItem:
    """Return *item* with the texts that only the other document has."""
    other = others.get(_same(item))
    if other is None:
        return item
    parts = ("proposal", "summary", "body")
    missing = {part: getattr(other, part) for part in parts if not getattr(item, part)}
    return item.model_copy(update=missing)
