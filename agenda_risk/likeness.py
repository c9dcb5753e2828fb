"""Judge whether two titles of agenda items, in other words, may be of the same case."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from rapidfuzz.distance import OSA

from agenda_risk.models import Mark
from agenda_risk.normalise import fold
from agenda_risk.title_words import TitleWords

# Figures in brackets are parts of estates, years and series: 1:14, 2026:12, 2027.
_TOKEN = re.compile(r"\d+(?:[:.]\d+)*|[^\W\d_]+")
_AFTER_STOP = re.compile(r"(?:^\s{,3}|[.!?:–—(]\s*|\s-\s*)$")
_BEFORE = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_HEAVY, _PLAIN, _WEAK = 2.0, 1.0, 0.5
_BOTH_DIFFER = 0.8  # both titles have words that the other has not
_VAGUER = 0.9  # the later title tells less: what is built is not looked into afterwards
_SHORTEST_TYPO, _SHORTEST_NAME, _SHORTEST_FIRST = 5, 6, 8
_BLOCK = 5
_ONE_WORD = 12  # letters of a word that is enough alone


class Gist(NamedTuple):
    """What a title is about: *names* begin with a capital, *words* do not, *figures* are in order.

    *opening* are words of which the capital tells nothing, as they begin a sentence. *kind* is the
    form of business, if the title tells one. What *is_routine* is no case.
    """

    names: frozenset[str]
    opening: frozenset[str]
    words: frozenset[str]
    figures: tuple[str, ...]
    kind: str = ""
    is_routine: bool = False
    weak: frozenset[str] = frozenset()

    @property
    def tokens(self) -> frozenset[str]:
        """Return all words and names."""
        return self.names | self.opening | self.words

    def keys(self) -> frozenset[str]:
        """Return what titles have to share one of, to be compared at all."""
        if self.is_routine:
            return frozenset()
        telling = self.tokens - self.weak or self.tokens
        return frozenset(one[:_BLOCK] for one in telling)


class Titles:
    """Knows the words of titles."""

    def __init__(self, words: TitleWords) -> None:
        self._small, self._passing = _Words(words.small), _Words(words.passing)
        self._weak, self._kinds = _Words(words.weak), _Words(words.kinds)
        self._same = [(_Words(group), group[0]) for group in words.same]
        self._routine = [tuple(_Words((one,)) for one in entry) for entry in words.routine]
        self._marks = [(mark, _Words(told)) for mark, told in words.marks.items()]
        self._known: dict[str, str] = {}

    def gist(self, title: str) -> Gist:
        """Return what *title* is about."""
        tokens = [(fold(word), is_name) for word, is_name in _tokens(title)]
        told = [(self._word(word), is_name) for word, is_name in tokens]
        words = [(word, is_name) for word, is_name in told if word and not word[0].isdigit()]
        return Gist(
            names=frozenset(_stem(word) for word, is_name in words if is_name),
            opening=frozenset(word for word, is_name in words if is_name is None),
            words=frozenset(word for word, is_name in words if is_name is False),
            figures=tuple(word for word, _ in told if word and word[0].isdigit()),
            kind=next((kind for kind in (self._kinds.match(one) for one, _ in tokens) if kind), ""),
            is_routine=self._is_routine([one for one, _ in tokens if not self._small.match(one)]),
            weak=frozenset(word for word, _ in words if self._weak.match(word)),
        )

    def marks(self, title: str) -> tuple[Mark, ...]:
        """Return what *title* says has happened to the item before."""
        words = [fold(word) for word, _is_name in _tokens(title)]
        return tuple(mark for mark, told in self._marks if any(map(told.match, words)))

    def _word(self, word: str) -> str:
        """Return what stands for *word*; nothing where it does not tell what a matter is."""
        if word not in self._known:
            first = next((first for group, first in self._same if group.match(word)), "")
            is_empty = self._small.match(word) or self._passing.match(word)
            self._known[word] = first or ("" if is_empty else word)
        return self._known[word]

    def _is_routine(self, tokens: list[str]) -> bool:
        if not tokens:
            return False
        begun = (entry for entry in self._routine if entry[0].match(tokens[0]))
        return any(_fits(entry, tokens) for entry in begun)


class _Words:
    """Words, and beginnings of words."""

    def __init__(self, words: Iterable[str]) -> None:
        told = tuple(words)
        self._whole = frozenset(one for one in told if not one.endswith("*"))
        self._begun = tuple(one[:-1] for one in told if one.endswith("*"))

    @cached_property
    def is_any(self) -> bool:
        """Tell whether every word is meant."""
        return "" in self._begun

    def match(self, word: str) -> str:
        """Return the entry that *word* is of, or nothing."""
        if word in self._whole:
            return word
        return next((one for one in self._begun if word.startswith(one)), "")


def likeness(earlier: Gist, later: Gist) -> float:
    """Return how likely two titles are of the same case: 0 for no, 1 for the same words.

    Figures, names and the form of business never contradict each other in one case.
    """
    if earlier.is_routine or later.is_routine or earlier.kind != later.kind:
        return 0
    if not _agree(earlier.figures, later.figures) or not _named_alike(earlier, later):
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


def _tokens(title: str) -> Iterator[tuple[str, bool | None]]:
    """Yield the words of *title*, and whether each is a name; None where nobody can tell."""
    told = title.strip()
    for found in _TOKEN.finditer(told):
        word = found.group()
        before = told[max(0, found.start() - _BEFORE) : found.start()]
        opens = _AFTER_STOP.search(before) is not None
        yield word, (None if opens and word[0].isupper() else word[0].isupper())


def _stem(name: str) -> str:
    """Return *name* without the ending of its genitive."""
    return name[:-1] if len(name) > 4 and name.endswith("s") else name


def _fits(entry: tuple[_Words, ...], tokens: list[str]) -> bool:
    """Tell whether *tokens* are the words of *entry*, whose last may stand for any number."""
    is_open = entry[-1].is_any
    head = entry[:-1] if is_open else entry
    if len(tokens) < len(head) or (not is_open and len(tokens) > len(head)):
        return False
    return all(word.match(token) for word, token in zip(head, tokens, strict=False))


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


def _named_alike(one: Gist, other: Gist) -> bool:
    """Tell whether all names of one title stand in the other; a letter may be wrong."""
    if not one.names or not other.names:
        return True
    return _holds(one, other.names) or _holds(other, one.names)


def _holds(title: Gist, names: frozenset[str]) -> bool:
    known = {_stem(word) for word in title.tokens}
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
    if _stem(one) == _stem(other) or _is_typo(one, other, _SHORTEST_TYPO):
        return True
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_FIRST and long.startswith(short)


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
