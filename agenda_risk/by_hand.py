"""Let what people did by hand hold over what was found automatically, and say where it does not.

A level that was raised by hand stays when the text of the item changes; one that was lowered does
not, since what it was lowered for may be gone. Nothing that was found is taken away.
"""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from agenda_risk.assess import reassess
from agenda_risk.matters import content_of, keyed_items
from agenda_risk.models import (
    Act,
    AgendaItem,
    Assessment,
    Brief,
    Entry,
    ItemAdded,
    ItemState,
    LevelSet,
    MeasureAnswered,
    Meeting,
    MeetingAssessment,
    Notice,
    Passage,
    PublicitySet,
    Reviewed,
    Suggestion,
    Undone,
)
from agenda_risk.translate import N_

_Act = TypeVar("_Act", bound=Act)
_LAPSED = N_(
    "The level of “{title}” was lowered by hand before its text changed; that no longer holds."
)
_GONE = N_("The level of “{title}” was set by hand, but the item is no longer on the agenda.")


class Amended(NamedTuple):
    """A meeting and its assessment as they are with what people did by hand."""

    meeting: Meeting
    assessment: MeetingAssessment


def standing(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries that hold: those that nobody has undone."""
    every = tuple(entries)
    numbers = undone_numbers(every)
    return tuple(
        one
        for number, one in enumerate(every, start=1)
        if number not in numbers and not isinstance(one, Undone)
    )


def undone_numbers(entries: Iterable[Entry]) -> frozenset[int]:
    """Return the numbers, counted from 1, of the entries that somebody has undone."""
    return frozenset(one.entry for one in entries if isinstance(one, Undone))


def of_kind(entries: Iterable[Entry], kind: type[_Act]) -> tuple[_Act, ...]:
    """Return the standing entries of one *kind*, in order of time."""
    return tuple(one for one in standing(entries) if isinstance(one, kind))


def answers(entries: Iterable[Entry]) -> dict[str, MeasureAnswered]:
    """Return the last answer to each measure."""
    return {one.measure: one for one in of_kind(entries, MeasureAnswered)}


def unanswered(brief: Brief) -> tuple[Suggestion, ...]:
    """Return what *brief* suggests and still waits for a yes or no."""
    given = answers(brief.entries)
    return tuple(one for one in brief.suggestions if one.measure not in given)


def reviewed(entries: Iterable[Entry]) -> Reviewed | None:
    """Return when the agenda was last gone through, or nothing."""
    return next(iter(reversed(of_kind(entries, Reviewed))), None)


def amend(meeting: Meeting, assessment: MeetingAssessment, entries: tuple[Entry, ...]) -> Amended:
    """Return *meeting* and *assessment* with what standing *entries* add to them or change."""
    if not standing(entries):
        return Amended(meeting, assessment)
    told = _with_publicity(meeting, of_kind(entries, PublicitySet))
    added = of_kind(entries, ItemAdded)
    whole = told.model_copy(update={"items": (*told.items, *map(_item, added))})
    levels = {one.item: one for one in of_kind(entries, LevelSet)}
    items = (*_releveled(meeting, assessment, levels), *(_assessment(one, levels) for one in added))
    noticed = whole.model_copy(
        update={"notices": (*whole.notices, *_notices(meeting, added, levels))}
    )
    return Amended(noticed, reassess(whole, assessment, items))


def _with_publicity(meeting: Meeting, told: tuple[PublicitySet, ...]) -> Meeting:
    if not told:
        return meeting
    last = told[-1]
    return meeting.model_copy(update={"publicity": last.publicity, "publicity_ground": last.ground})


def _item(added: ItemAdded) -> AgendaItem:
    return AgendaItem(id=added.item, title=Passage(text=added.title), state=ItemState.ADDED)


def _assessment(added: ItemAdded, levels: dict[str, LevelSet]) -> Assessment:
    level = levels[added.item].level if added.item in levels else added.level
    return Assessment(item=added.item, level=level)


def _releveled(
    meeting: Meeting, assessment: MeetingAssessment, levels: dict[str, LevelSet]
) -> tuple[Assessment, ...]:
    changed = {item.id: (levels[key], item) for key, item in keyed_items(meeting) if key in levels}
    return tuple(
        found.model_copy(update={"level": changed[found.item][0].level})
        if found.item in changed and _holds(*changed[found.item])
        else found
        for found in assessment.items
    )


def _holds(change: LevelSet, item: AgendaItem) -> bool:
    """Tell whether *change* holds for *item* as its texts are now."""
    is_raise = change.level.rank >= change.was.rank
    return is_raise or change.content == content_of(item)


def _notices(
    meeting: Meeting, added: tuple[ItemAdded, ...], levels: dict[str, LevelSet]
) -> tuple[Notice, ...]:
    """Return what the reader has to know of levels by hand that do not hold."""
    present = dict(keyed_items(meeting))
    known = {one.item for one in added}
    told = [
        (_GONE if key not in present else _LAPSED, change)
        for key, change in levels.items()
        if key not in known and (key not in present or not _holds(change, present[key]))
    ]
    return tuple(Notice(msgid=msgid, fields={"title": one.title}) for msgid, one in told)
