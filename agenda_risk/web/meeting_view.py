"""What the page of a meeting says besides the brief: its versions, and what people did."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from agenda_risk.by_hand import of_kind, undone_numbers
from agenda_risk.meeting_file import Difference, MeetingFile, difference, is_changed_since_review
from agenda_risk.models import Brief, ItemAdded, Undone
from agenda_risk.render.extent import may_be_released
from agenda_risk.render.meeting import changed_facts, difference_lines, entry_lines
from agenda_risk.render.paper import Line
from agenda_risk.translate import Translator


@dataclass(frozen=True)
class Done:
    """Something that was done by hand; *may_undo* where it still holds."""

    number: int
    text: str
    may_undo: bool


@dataclass(frozen=True)
class Choice:
    """An item to choose in a form."""

    key: str
    name: str


@dataclass(frozen=True)
class VersionView:
    """A version of the agenda, and what became different in it."""

    number: int
    read: str
    changes: tuple[Line, ...]


@dataclass(frozen=True)
class MeetingView:
    """The versions of a meeting, the latest first, what was done by hand, and its items."""

    version: str
    versions: tuple[VersionView, ...]
    done: tuple[Done, ...]
    items: tuple[Choice, ...]
    is_changed_since_review: bool


def meeting_view(file: MeetingFile, say: Translator) -> MeetingView:
    """Return what *file* says in the language of *say*."""
    return MeetingView(
        version=_version(file, say),
        versions=tuple(_versions(file, say))[::-1],
        done=tuple(_done(file, say)),
        items=tuple(_items(file)),
        is_changed_since_review=is_changed_since_review(file),
    )


def released(told: MeetingView, file: MeetingFile, brief: Brief) -> MeetingView:
    """Return what is *told* of *file* without what was answered on protection in its *brief*."""
    shown = zip(told.done, file.entries, strict=True)
    return replace(told, done=tuple(one for one, own in shown if may_be_released(own, brief)))


def _version(file: MeetingFile, say: Translator) -> str:
    """Return which version it is, and what is new in it, in a sentence or three."""
    number, found = len(file.versions), difference(file)
    if number == 1:
        return say("This is version 1.")
    return say(
        "This is version {number}. {changes}. Your decisions are kept.",
        number=number,
        changes=". ".join(_changes(found, say)) or say("Nothing that matters has changed"),
    )


def _changes(found: Difference, say: Translator) -> Iterator[str]:
    """Yield a sentence on items and one on facts, without their full stops."""
    counted = say.listed([*_counted(found, say)])
    if counted:
        yield counted[:1].upper() + counted[1:]
    if found.facts:
        yield f"{changed_facts(found, say)}".removesuffix(".")


def _counted(found: Difference, say: Translator) -> Iterator[str]:
    if found.added:
        yield say.plural("one item is new", "{count} items are new", len(found.added))
    if found.changed:
        yield say.plural("one item has changed", "{count} items have changed", len(found.changed))
    if found.gone:
        yield say.plural("one item is gone", "{count} items are gone", len(found.gone))


def _versions(file: MeetingFile, say: Translator) -> Iterator[VersionView]:
    for number, version in enumerate(file.versions, 1):
        until = file.model_copy(update={"versions": file.versions[:number]})
        read = f"{say.plain_day(version.at.date())} {say.clock(version.at.time())}"
        yield VersionView(number, read, difference_lines(difference(until), say))


def _done(file: MeetingFile, say: Translator) -> Iterator[Done]:
    gone = undone_numbers(file.entries)
    lines = entry_lines(file.entries, say)
    for number, (entry, line) in enumerate(zip(file.entries, lines, strict=True), 1):
        may_undo = number not in gone and not isinstance(entry, Undone)
        yield Done(number, str(line), may_undo)


def _items(file: MeetingFile) -> Iterator[Choice]:
    for item in file.version.items:
        yield Choice(item.key, f"{item.number} {item.title}".strip())
    for added in of_kind(file.entries, ItemAdded):
        yield Choice(added.item, f"+ {added.title}")
