"""Which lengths the forms of words have, by a few of their letters."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

KEY = 6


class Lengths(NamedTuple):
    """How long forms can be that begin, or end, with some letters; *short* for any other letters.

    So a long word is cut only where some form can stand. The lengths of forms shorter than *KEY*
    letters are always among the answers.
    """

    known: dict[str, tuple[int, ...]]
    short: tuple[int, ...]

    def of(self, letters: str) -> tuple[int, ...]:
        """Return the lengths of the forms with *letters*."""
        return self.known.get(letters, self.short)


def lengths_by(letters: Callable[[str], str], forms: Iterable[str]) -> Lengths:
    """Return the lengths of *forms* by their *letters*."""
    found: dict[str, set[int]] = defaultdict(set)
    short: set[int] = set()
    for form in forms:
        if len(form) < KEY:
            short.add(len(form))
        else:
            found[letters(form)].add(len(form))
    known = {key: tuple(sorted(lengths | short)) for key, lengths in found.items()}
    return Lengths(known, tuple(sorted(short)))
