"""Tell what the title of an agenda item is about, by its words and figures."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import NamedTuple

from agenda_risk.models import Mark
from agenda_risk.normalise import fold
from agenda_risk.title_noise import without_noise
from agenda_risk.title_words import TitleWords

# Figures in brackets are parts of estates, years and series: 1:14, 2026:12, 2027.
_TOKEN = re.compile(r"\d+(?:[:.]\d+)*|[^\W\d_]+")
_AFTER_STOP = re.compile(r"(?:^\s{,3}|[.!?:–—(]\s*|\s-\s*)$")
_BEFORE = 4
_BLOCK = 5
_KEPT = 20_000  # titles, of a kilobyte or two each


class Gist(NamedTuple):
    """What a title is about: *names* begin with a capital, *words* do not, *figures* are in order.

    *opening* are words of which the capital tells nothing, as they begin a sentence. *kind* is the
    form of business, if the title tells one. What *is_routine* is no case; what *is_own* each body
    has for itself. *sides* are pairs of a word and what it is told apart by, as in north and south.
    """

    names: frozenset[str]
    opening: frozenset[str]
    words: frozenset[str]
    figures: tuple[str, ...]
    kind: str = ""
    is_routine: bool = False
    weak: frozenset[str] = frozenset()
    is_own: bool = False
    sides: frozenset[tuple[str, str]] = frozenset()

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
        self._own = _Words(words.own)
        self._sides = {side: (group[0], side) for group in words.opposite for side in group}
        self._routine = [tuple(_Words((one,)) for one in entry) for entry in words.routine]
        self._marks = [(mark, _Words(told)) for mark, told in words.marks.items()]
        self._known: dict[str, str] = {}
        self._kept = lru_cache(_KEPT)(self._found)

    def gist(self, title: str, organisation: str = "") -> Gist:
        """Return what *title* is about; the name of the *organisation* itself tells nothing."""
        return self._kept(title, organisation)

    def _found(self, title: str, organisation: str) -> Gist:
        home = frozenset(stem(fold(word)) for word, _is_name in _tokens(organisation))
        told = ((fold(word), is_name) for word, is_name in _tokens(without_noise(title)))
        tokens = [(word, is_name) for word, is_name in told if stem(word) not in home]
        return self._gist(tokens)

    def _gist(self, tokens: list[tuple[str, bool | None]]) -> Gist:
        told = [(self._word(word), is_name) for word, is_name in tokens]
        words = [(word, is_name) for word, is_name in told if word and not word[0].isdigit()]
        plain = [word for word, _ in tokens if not self._small.match(word)]
        return Gist(
            names=frozenset(stem(word) for word, is_name in words if is_name),
            opening=frozenset(word for word, is_name in words if is_name is None),
            words=frozenset(word for word, is_name in words if is_name is False),
            figures=tuple(word for word, _ in told if word and word[0].isdigit()),
            kind=next((kind for kind in (self._kinds.match(one) for one, _ in tokens) if kind), ""),
            is_routine=self._is_routine(plain),
            weak=frozenset(word for word, _ in words if self._weak.match(word)),
            is_own=bool(words) and all(self._own.match(word) for word, _ in words),
            sides=frozenset(self._sides[word] for word, _ in tokens if word in self._sides),
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


def _tokens(title: str) -> Iterator[tuple[str, bool | None]]:
    """Yield the words of *title*, and whether each is a name; None where nobody can tell."""
    told = title.strip()
    for found in _TOKEN.finditer(told):
        word = found.group()
        before = told[max(0, found.start() - _BEFORE) : found.start()]
        opens = _AFTER_STOP.search(before) is not None
        yield word, (None if opens and word[0].isupper() else word[0].isupper())


def stem(name: str) -> str:
    """Return *name* without the ending of its genitive."""
    return name[:-1] if len(name) > 4 and name.endswith("s") else name


def _fits(entry: tuple[_Words, ...], tokens: list[str]) -> bool:
    """Tell whether *tokens* are the words of *entry*, whose last may stand for any number."""
    is_open = entry[-1].is_any
    head = entry[:-1] if is_open else entry
    if len(tokens) < len(head) or (not is_open and len(tokens) > len(head)):
        return False
    return all(word.match(token) for word, token in zip(head, tokens, strict=False))
