"""What a person can do to a meeting's file: each act gives a new file.

The functions here are those of every shell: the command line and the web. Each raises
RefusedError where a text is missing, too long or tells of a person.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, TypedDict

from rapidfuzz import fuzz, process

from agenda_risk.by_hand import standing, undone_numbers
from agenda_risk.errors import RefusedError
from agenda_risk.law.own_words import plain
from agenda_risk.mask import masked
from agenda_risk.meeting_file import MeetingFile, SeenItem, changed
from agenda_risk.models import (
    Entry,
    ItemAdded,
    Level,
    LevelSet,
    MeasureAnswered,
    PretestAnswered,
    Publicity,
    PublicitySet,
    Reviewed,
    Role,
    Undone,
)
from agenda_risk.translate import N_

CHAIRS = frozenset({Role.CHAIR, Role.DEPUTY})
_LONGEST = 500
_NO_REASON = N_("Write a short reason. One sentence is enough.")
_NOTHING = N_("Something has to be written here.")


class Signature(NamedTuple):
    """Who does something, by role, and when."""

    role: Role
    at: datetime


class _Common(TypedDict):
    at: datetime
    role: Role
    version: int


def with_item(
    file: MeetingFile, title: str, level: Level, reason: str, by: Signature
) -> MeetingFile:
    """Return *file* with an item that the agenda does not show.

    Raises RefusedError where a text is missing, too long or tells of a person.
    """
    count = sum(isinstance(one, ItemAdded) for one in file.entries)
    return _with(
        file,
        ItemAdded(
            **_act(file, by),
            item=f"hand-{count + 1}",
            title=checked_text(title, "title"),
            level=level,
            reason=checked_text(reason),
        ),
    )


def with_level(
    file: MeetingFile, item: str, level: Level, reason: str, by: Signature
) -> MeetingFile:
    """Return *file* with another level for *item*, which is a number, a key or the title.

    Raises RefusedError where no such item is known or the reason is missing.
    """
    seen = find_item(file, item)
    return _with(
        file,
        LevelSet(
            **_act(file, by),
            item=seen.key,
            number=seen.number,
            title=seen.title,
            content=seen.content,
            was=seen.level,
            level=level,
            reason=checked_text(reason),
        ),
    )


def with_answer(
    file: MeetingFile, measure: str, reason: str, by: Signature, *, answer: bool
) -> MeetingFile:
    """Return *file* with the chair's yes or no to *measure*; a no needs a reason.

    Raises RefusedError where the role may not decide, or the measure was never suggested.
    """
    _need_chair(by)
    known = {one.id: one.text for version in file.versions for one in version.measures}
    if measure not in known:
        raise RefusedError(
            "No measure “{measure}” is suggested for this meeting. The nearest is “{near}”.",
            measure=measure,
            near=_nearest(measure, known),
        )
    told = checked_text(reason) if reason or not answer else ""
    return _with(
        file,
        MeasureAnswered(
            **_act(file, by), measure=measure, text=known[measure], answer=answer, reason=told
        ),
    )


def with_pretest(
    file: MeetingFile,
    item: str,
    by: Signature,
    *,
    can_be_influenced: bool | None,
    willing: bool | None,
) -> MeetingFile:
    """Return *file* with the chair's answers to the two questions before any dialogue on *item*.

    The questions are those of SKR's Medborgardialog i styrning (2019).
    """
    _need_chair(by)
    if can_be_influenced is None and willing is None:
        raise RefusedError("Answer at least one of the two questions.", part="influence")
    seen = find_item(file, item)
    return _with(
        file,
        PretestAnswered(
            **_act(file, by),
            item=seen.key,
            title=seen.title,
            can_be_influenced=can_be_influenced,
            willing=willing,
        ),
    )


def with_publicity(
    file: MeetingFile, publicity: Publicity, ground: str, by: Signature
) -> MeetingFile:
    """Return *file* with what a person knows of whether the public may attend, and why."""
    return _with(
        file,
        PublicitySet(**_act(file, by), publicity=publicity, ground=checked_text(ground, "ground")),
    )


def with_review(file: MeetingFile, by: Signature) -> MeetingFile:
    """Return *file* marked as gone through by the chair or the deputy."""
    _need_chair(by)
    return _with(file, Reviewed(**_act(file, by)))


def undone(file: MeetingFile, entry: int, reason: str, by: Signature) -> MeetingFile:
    """Return *file* in which the entry numbered *entry*, counted from 1, no longer holds."""
    every = file.entries
    holds = 1 <= entry <= len(every) and entry not in undone_numbers(every)
    if not holds or isinstance(every[entry - 1], Undone):
        raise RefusedError("There is no entry {number} that could be undone.", number=entry)
    told = checked_text(reason) if reason else ""
    return _with(file, Undone(**_act(file, by), entry=entry, reason=told))


def find_item(file: MeetingFile, name: str) -> SeenItem:
    """Return the item called *name*: by number, key or title, among the agenda's and the added.

    Raises RefusedError, naming the nearest, where there is none.
    """
    items = (*file.version.items, *map(_seen_added, _added(file)))
    wanted = name.strip().casefold()
    for part in ("number", "key", "title"):
        found = [one for one in items if wanted and getattr(one, part).casefold() == wanted]
        if found:
            return found[0]
    raise RefusedError(
        "There is no item “{item}” in the meeting. The nearest is “{near}”.",
        item=name,
        near=_nearest(name, {one.number or one.title for one in items}),
        part="item",
    )


def _added(file: MeetingFile) -> tuple[ItemAdded, ...]:
    return tuple(one for one in standing(file.entries) if isinstance(one, ItemAdded))


def _seen_added(added: ItemAdded) -> SeenItem:
    return SeenItem(
        key=added.item, number="", title=added.title, case_number="", level=added.level, content=""
    )


def _act(file: MeetingFile, by: Signature) -> _Common:
    return {"at": by.at, "role": by.role, "version": len(file.versions)}


def _with(file: MeetingFile, entry: Entry) -> MeetingFile:
    return changed(file, entries=(*file.entries, entry))


def _need_chair(by: Signature) -> None:
    if by.role not in CHAIRS:
        raise RefusedError("Only the chair or the deputy can decide this.")


def checked_text(text: str, part: str = "reason") -> str:
    """Return *text* on one line; *part* is what it is called where it is told.

    Raises RefusedError where it is empty, too long or tells of a person.
    """
    told = plain(text)
    if not told:
        raise RefusedError(_NO_REASON if part == "reason" else _NOTHING, part=part)
    if len(told) > _LONGEST:
        raise RefusedError("The text is longer than {most} characters.", most=_LONGEST, part=part)
    if masked(told) != told:
        raise RefusedError("Write no names or other personal data; a role is enough.", part=part)
    return told


def _nearest(name: str, known: Iterable[str]) -> str:
    found = process.extractOne(name, sorted(known), scorer=fuzz.ratio)
    return found[0] if found else "–"
