"""Check that nobody has touched the log: each entry must follow from the one before."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from agenda_risk.store.log import FIRST, Logged, hash_of
from agenda_risk.translate import N_


class Wrong(StrEnum):
    """What is wrong with an entry, or before it."""

    REMOVED = N_("Entries are missing before entry {number}.")
    CHANGED = N_("Entry {number} was changed.")
    MOVED = N_("Entry {number} does not follow the one before it: one was replaced or moved.")
    SHORTENED = N_("Entry {number}, which was noted elsewhere, is no longer there.")
    REPLACED = N_("Entry {number} is not the one that was noted elsewhere.")


class Anchor(NamedTuple):
    """An entry as it was noted elsewhere."""

    number: int
    hash: str


class Checked(NamedTuple):
    """What checking came to: the last entry, and the first that is *wrong*, if any."""

    last: Anchor
    wrong: Wrong | None = None
    number: int = 0


def check(entries: Iterable[Logged], anchor: Anchor | None = None) -> Checked:
    """Return the first entry that is not as it was written, if the log was touched.

    Whoever makes all entries anew is only found out by an *anchor*.
    """
    last = Anchor(0, FIRST)
    for entry in entries:
        wrong = _wrong(entry, last, anchor)
        if wrong:
            return Checked(last, wrong, entry.number)
        last = Anchor(entry.number, entry.hash)
    if anchor and anchor.number > last.number:
        return Checked(last, Wrong.SHORTENED, anchor.number)
    return Checked(last)


def _wrong(entry: Logged, last: Anchor, anchor: Anchor | None) -> Wrong | None:
    is_noted = anchor is not None and anchor.number == entry.number
    tests = {
        Wrong.REMOVED: entry.number != last.number + 1,
        Wrong.CHANGED: entry.hash != hash_of(entry),
        Wrong.MOVED: entry.previous != last.hash,
        Wrong.REPLACED: is_noted and Anchor(entry.number, entry.hash) != anchor,
    }
    return next((wrong for wrong, is_so in tests.items() if is_so), None)
