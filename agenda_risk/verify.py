"""Compare the stamp of a brief with that of the same brief made again."""

from collections.abc import Iterator
from typing import NamedTuple

from agenda_risk.stamp import Stamp
from agenda_risk.translate import N_

_DIFFERS = {
    "program": N_("The brief was made by agenda-risk {was}, this is {now}."),
    "rules": N_("The rules were {was}, these are {now}."),
    "lexicons": N_("The lexicons were {was}, these are {now}."),
    "measures": N_("The measures were {was}, these are {now}."),
}
_INPUT = N_("The brief was made from other files: {was}. Given are: {now}.")
_CHECK = N_("What the same rules find in the same files is something else: {was}, now {now}.")


class Mismatch(NamedTuple):
    """What is not as the brief says: an English sentence and what fills it."""

    msgid: str
    was: str
    now: str


def mismatches(was: Stamp, now: Stamp) -> tuple[Mismatch, ...]:
    """Return what keeps a brief with the stamp *was* from following from what gave *now*."""
    found = tuple(_found(was, now))
    if not found and was.check != now.check:
        return (Mismatch(_CHECK, was.check, now.check),)
    return found


def _found(was: Stamp, now: Stamp) -> Iterator[Mismatch]:
    if sorted(was.inputs) != sorted(now.inputs):
        yield Mismatch(_INPUT, ", ".join(was.inputs) or "–", ", ".join(now.inputs) or "–")
    for name, msgid in _DIFFERS.items():
        before, after = getattr(was, name), getattr(now, name)
        if before != after and was.check != now.check:
            yield Mismatch(msgid, before, after)
