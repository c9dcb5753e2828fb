"""Read words that a scanner or a hand has damaged: nedlaggning, skoIa, förslcola."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 6
TWO_ERRORS = 12
_EDGE = 3
_MOST = 3
_LOOKALIKE = str.maketrans("1|íi0ôåäöéü", "llllooaaoeu")


def skeleton(word: str) -> str:
    """Return *word* without what scanners confuse: rn and m, l and i and 1, dots and rings."""
    plain = word.translate(_LOOKALIKE)
    return plain.replace("rn", "m").replace("lc", "k").replace("vv", "w")


class Repair(NamedTuple):
    """Knows the forms that a damaged word may have been.

    Forms are kept by how they begin and end, since few errors spoil both, by their first letter,
    which is seldom wrong, and by their length.
    """

    skeletons: dict[str, list[str]]
    edges: dict[tuple[str, str, int], list[str]]

    def forms_near(self, word: str) -> tuple[str, ...]:
        """Return the forms that *word* may be: one error away, two from twelve letters."""
        if len(word) < SHORTEST:
            return ()
        bones = skeleton(word)
        alike = self.skeletons.get(bones)
        if alike:
            return tuple(alike)
        most = 1 + (len(word) >= TWO_ERRORS)
        near = self._near(word, bones, most)
        if not near:
            return ()
        found = extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=2 * _MOST)
        return tuple(dict.fromkeys(form for form, _errors, _place in found))[:_MOST]

    def _near(self, word: str, bones: str, most: int) -> list[str]:
        """Return the forms worth comparing, always in the same order; some stand twice."""
        near: list[str] = []
        for edge in _edges(bones):
            for length in range(len(word) - most, len(word) + most + 1):
                near += self.edges.get((edge, word[0], length), ())
        return near


def repair_to(forms: Iterable[str]) -> Repair:
    """Return what repairs words to *forms*."""
    skeletons: dict[str, list[str]] = defaultdict(list)
    edges: dict[tuple[str, str, int], list[str]] = defaultdict(list)
    for form in sorted(form for form in forms if len(form) >= SHORTEST):
        bones = skeleton(form)
        skeletons[bones].append(form)
        for edge in _edges(bones):
            edges[edge, form[0], len(form)].append(form)
    return Repair(dict(skeletons), dict(edges))


def _edges(bones: str) -> tuple[str, str]:
    return "^" + bones[:_EDGE], "$" + bones[-_EDGE:]
