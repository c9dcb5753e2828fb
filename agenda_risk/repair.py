"""Read words that a scanner or a hand has damaged: nedlaggning, skoIa, förslcola."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

SHORTEST = 6
_TWO_ERRORS = 12
_EDGE = 3
_LOOKALIKE = str.maketrans("1|í0åäöéü", "lliôaaoeu")


def skeleton(word: str) -> str:
    """Return *word* without what scanners confuse: rn and m, l and i and 1, dots and rings."""
    plain = word.translate(_LOOKALIKE).replace("ô", "o")
    return plain.replace("rn", "m").replace("i", "l").replace("lc", "k").replace("vv", "w")


class Repair:
    """Knows the forms that a damaged word may have been."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._skeletons: dict[str, list[str]] = defaultdict(list)
        self._edges: dict[str, list[str]] = defaultdict(list)
        for form in forms:
            if len(form) >= SHORTEST:
                bones = skeleton(form)
                self._skeletons[bones].append(form)
                self._edges["^" + bones[:_EDGE]].append(form)
                self._edges["$" + bones[-_EDGE:]].append(form)

    def forms_near(self, word: str) -> tuple[str, ...]:
        """Return the forms that *word* may be: one error away, two from twelve letters."""
        if len(word) < SHORTEST:
            return ()
        bones = skeleton(word)
        alike = self._skeletons.get(bones)
        if alike:
            return tuple(alike)
        edges = ("^" + bones[:_EDGE], "$" + bones[-_EDGE:])
        near = {form for edge in edges for form in self._edges.get(edge, ())}
        most = 1 + (len(word) >= _TWO_ERRORS)
        close = [form for form in near if _may_be(word, form, most)]
        found = extract(word, close, scorer=OSA.distance, score_cutoff=most, limit=3)
        return tuple(form for form, _errors, _place in found)


def _may_be(word: str, form: str, most: int) -> bool:
    """Tell whether *form* begins as *word* does and is about as long; most errors stand later."""
    return word[0] == form[0] and abs(len(form) - len(word)) <= most
