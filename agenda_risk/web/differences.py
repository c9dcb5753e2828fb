"""What differs between two texts, line by line, as a page shows it."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_AROUND = 2
_MOST = 3000  # lines; beyond this, comparing would take longer than anybody waits


class DiffLine(NamedTuple):
    """A line that is the same, added or removed, or a gap where lines are left out."""

    kind: str
    text: str = ""


def differences(before: str, after: str) -> tuple[DiffLine, ...]:
    """Return what differs, with a few lines around it; nothing where the texts are the same."""
    old, new = before.splitlines(), after.splitlines()
    if old == new:
        return ()
    if max(len(old), len(new)) > _MOST:
        return (*_all("removed", old), *_all("added", new))
    return tuple(_grouped(old, new))


def _grouped(old: list[str], new: list[str]) -> Iterator[DiffLine]:
    for place, group in enumerate(SequenceMatcher(a=old, b=new).get_grouped_opcodes(_AROUND)):
        if place:
            yield DiffLine("gap")
        for kind, start, end, first, last in group:
            if kind == "equal":
                yield from _all("same", old[start:end])
            else:
                yield from _all("removed", old[start:end])
                yield from _all("added", new[first:last])


def _all(kind: str, lines: list[str]) -> Iterator[DiffLine]:
    return (DiffLine(kind, line) for line in lines)
