"""Judge whether two titles of agenda items, in other words, may be of the same case."""

import re
from collections.abc import Iterator

from rapidfuzz.distance import OSA

from agenda_risk.title_gist import Gist, stem

_YEAR = re.compile(r"(?:19|20)\d\d")
_HEAVY, _PLAIN, _WEAK = 2.0, 1.0, 0.5
_BOTH_DIFFER = 0.8  # both titles have words that the other has not
_VAGUER = 0.9  # the later title tells less: what is built is not looked into afterwards
_SHORTEST_TYPO, _SHORTEST_NAME, _SHORTEST_FIRST, _SHORTEST_STEM = 5, 6, 8, 5
_ONE_WORD = 12  # letters of a word that is enough alone
# What nouns and verbs end with in their other forms.
_ENDINGS = frozenset(
    ("a", "ad", "ade", "an", "ande", "andet", "ar", "arna", "as", "at", "d", "de", "en", "er",
     "erna", "et", "na", "ning", "ningen", "ns", "or", "orna", "r", "s", "t")
)  # fmt: skip


def may_be_one(one: Gist, other: Gist) -> bool:
    """Tell whether two titles share something, and contradict each other in nothing."""
    return not one.keys().isdisjoint(other.keys()) and not _contradict(one, other)


def likeness(earlier: Gist, later: Gist) -> float:
    """Return how likely two titles are of the same case: 0 for no, 1 for the same words.

    Figures, names and the form of business never contradict each other in one case.
    """
    if earlier.is_routine or later.is_routine or earlier.kind != later.kind:
        return 0
    if _contradict(earlier, later):
        return 0
    pairs = dict(_pairs(earlier, later))
    figures = frozenset(_counted(earlier.figures)) & frozenset(_counted(later.figures))
    if not _is_enough(pairs, figures, earlier):
        return 0
    met = sum(map(_figure_weight, figures))
    own = met + sum(_weight(word, earlier) for word in pairs)
    its = met + sum(_weight(word, later) for word in pairs.values())
    return _scaled(own, its, _whole(earlier), _whole(later))


def _scaled(own: float, its: float, whole: float, other: float) -> float:
    """Return the share that both titles have in common, less where they part."""
    found = (own + its) / (whole + other)
    if own < whole and its < other:
        return found * _BOTH_DIFFER
    return found * _VAGUER if whole - own >= _PLAIN else found


def _agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether figures do not contradict each other.

    Where both titles have years, the first is the one that counts; other figures are the same, or
    stand in one title only if they are of a plan for several years.
    """
    years, others = _split(one), _split(other)
    if years[1] != others[1]:
        return False
    return not years[0] or not others[0] or years[0][0] == others[0][0]


def _split(figures: tuple[str, ...]) -> tuple[list[str], frozenset[str]]:
    years = [one for one in figures if _YEAR.fullmatch(one)]
    return years, frozenset(figures) - frozenset(years)


def _contradict(one: Gist, other: Gist) -> bool:
    is_alike = _agree(one.figures, other.figures) and _named_alike(one, other)
    return not is_alike or _are_opposite(one, other)


def _are_opposite(one: Gist, other: Gist) -> bool:
    """Tell whether two titles are on sides of one thing: the northern school, the southern one."""
    groups = {group for group, _side in one.sides} & {group for group, _side in other.sides}
    return any(
        not {side for side in one.sides if side[0] == group} & other.sides for group in groups
    )


def _named_alike(one: Gist, other: Gist) -> bool:
    """Tell whether all names of one title stand in the other; a letter may be wrong."""
    if not one.names or not other.names:
        return True
    return _holds(one, other.names) or _holds(other, one.names)


def _holds(title: Gist, names: frozenset[str]) -> bool:
    known = {stem(word) for word in title.tokens}
    return all(
        name in known or any(_is_typo(name, word, _SHORTEST_NAME) for word in known)
        for name in names
    )


def _is_typo(one: str, other: str, shortest: int) -> bool:
    if min(len(one), len(other)) < shortest:
        return False
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _pairs(one: Gist, other: Gist) -> Iterator[tuple[str, str]]:
    """Yield the words that both titles have, each with its form in the other."""
    left = set(other.tokens)
    for word in sorted(one.tokens):
        same = word if word in left else next((its for its in sorted(left) if _same(word, its)), "")
        if same:
            left.discard(same)
            yield word, same


def _same(one: str, other: str) -> bool:
    """Tell whether two words are forms, compounds or misspellings of one."""
    if one[0] != other[0]:
        return False
    if stem(one) == stem(other) or _is_typo(one, other, _SHORTEST_TYPO):
        return True
    short, long = sorted((one, other), key=len)
    if not long.startswith(short):
        return False
    is_form = len(short) >= _SHORTEST_STEM and long[len(short) :] in _ENDINGS
    return is_form or len(short) >= _SHORTEST_FIRST


def _weight(word: str, title: Gist) -> float:
    if word in title.weak:
        return _WEAK
    return _HEAVY if word in title.names else _PLAIN


def _figure_weight(figure: str) -> float:
    return _PLAIN if _YEAR.fullmatch(figure) else _HEAVY


def _whole(title: Gist) -> float:
    words = sum(_weight(word, title) for word in title.tokens)
    return words + sum(map(_figure_weight, _counted(title.figures)))


def _counted(figures: tuple[str, ...]) -> tuple[str, ...]:
    """Return the figures that tell what a matter is: of years, the first."""
    years, others = _split(figures)
    return (*years[:1], *others)


def _is_enough(pairs: dict[str, str], figures: frozenset[str], title: Gist) -> bool:
    """Tell whether what two titles share is enough to say anything."""
    if figures and pairs:
        return True
    telling = [word for word in pairs if word not in title.weak]
    if len(telling) > 1:
        return True
    return any(len(word) >= _ONE_WORD or word in title.names for word in telling)
