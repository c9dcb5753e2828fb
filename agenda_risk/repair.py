"""Read words that a scanner or a hand has damaged: nedlaggning, skoIa, förslcola."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 6
TWO_ERRORS = 12
_EDGE = 3
_MOST = 3
LOOKALIKE = ("1|íi0ôåäöéü", "llllooaaoeu")
MERGED = (("rn", "m"), ("lc", "k"), ("vv", "w"))


def skeleton(word: str) -> str:
    """Return *word* without what scanners confuse: rn and m, l and i and 1, dots and rings."""
    for letters, plain in (*zip(*LOOKALIKE, strict=True), *MERGED):
        word = word.replace(letters, plain)
    return word


class Repair(NamedTuple):
    """Knows the forms that a damaged word may have been.

    Forms with the same skeleton stand in one text. Others are kept by their first letter, which is
    seldom wrong, and by how they begin and end, since few errors spoil both; the shortest first.
    """

    skeletons: dict[str, str]
    edges: dict[str, list[str]]

    def forms_near(self, word: str) -> tuple[str, ...]:
        """Return the forms that *word* may be: one error away, two from twelve letters."""
        if len(word) < SHORTEST:
            return ()
        bones = skeleton(word)
        alike = self.skeletons.get(bones)
        if alike:
            return tuple(alike.split())
        most = 1 + (len(word) >= TWO_ERRORS)
        near = self._near(word, bones, most)
        if not near:
            return ()
        found = extract(word, near, scorer=OSA.distance, score_cutoff=most, limit=2 * _MOST)
        return tuple(dict.fromkeys(form for form, _errors, _place in found))[:_MOST]

    def _near(self, word: str, bones: str, most: int) -> list[str]:
        """Return the forms worth comparing, always in the same order; some stand twice."""
        near: list[str] = []
        for edge in _edges(word, bones):
            forms = self.edges.get(edge, [])
            low = bisect_left(forms, len(word) - most, key=len)
            near += forms[low : bisect_right(forms, len(word) + most, lo=low, key=len)]
        return near


def repair_to(forms: Iterable[str]) -> Repair:
    """Return what repairs words to *forms*."""
    long = sorted(form for form in forms if len(form) >= SHORTEST)
    # All skeletons are made at once, which takes a fifth of the time.
    bones = dict(zip(long, skeleton("\n".join(long)).split("\n"), strict=False))
    skeletons: dict[str, str] = {}
    for form, alike in bones.items():
        skeletons[alike] = f"{skeletons[alike]} {form}" if alike in skeletons else form
    edges: dict[str, list[str]] = defaultdict(list)
    for form in sorted(bones, key=len):
        start, end = _edges(form, bones[form])
        edges[start].append(form)
        edges[end].append(form)
    return Repair(skeletons, dict(edges))


def _edges(word: str, bones: str) -> tuple[str, str]:
    first = word[0]
    return first + "^" + bones[:_EDGE], first + "$" + bones[-_EDGE:]
