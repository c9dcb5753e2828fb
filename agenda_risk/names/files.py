"""Write the names of files so that names of people are seen in them: anna-bjorkman_brev.pdf."""

import re
from collections.abc import Iterable
from functools import cache

from agenda_risk.names import also_words, first_names, last_names

_JOINED = re.compile(r"_|(?<=[^\W\d])-(?=\w)")
_WORDS = re.compile(r"([^\W\d_]+)")
_BETWEEN = {" ", "."}
_SHORTEST_FIRST = 3  # shorter ones are too often words
_SHORTEST_LEADING = 6  # and so are shorter surnames that stand before the first name
_WITHOUT_DOTS = str.maketrans("åäöéèüøæ", "aaoeeuoa")


def spaced(name: str) -> str:
    """Return the *name* of a file with its words apart, and names in small letters as in a text.

    A single word in small letters is no name: a first name and a surname stand together, in either
    order. Dots and rings over letters may be missing, as they often are in names of files.
    """
    pieces = _WORDS.split(_JOINED.sub(" ", name))
    begun: set[int] = set()
    for one in range(len(pieces) - 4, 0, -2):
        if pieces[one + 1] in _BETWEEN:
            _write_name(pieces, one, begun)
    return "".join(pieces)


def _write_name(pieces: list[str], one: int, begun: set[int]) -> None:
    """Write the words at *one* and after it as a name if they are one, which is noted in *begun*.

    *begun* has the places where names begin, so that one more first name joins them.
    """
    word, following, firsts = pieces[one], pieces[one + 2], _firsts()
    if word in firsts and one + 2 in begun:
        pieces[one : one + 2] = firsts[word], " "
        begun.add(one)
    elif word in firsts and _surname(following):
        pieces[one : one + 3] = firsts[word], " ", _surname(following)
        begun.add(one)
    elif following in firsts and len(word) >= _SHORTEST_LEADING and _surname(word):
        pieces[one : one + 3] = _surname(word), ", ", firsts[following]


def _surname(word: str) -> str:
    """Return the surname that is written *word* in small letters, or nothing."""
    if word.islower() and word.endswith("sson"):
        return word.title()
    return _lasts().get(word, "")


@cache
def _firsts() -> dict[str, str]:
    names = first_names() - also_words()
    return _by_small_letters(name for name in names if len(name) >= _SHORTEST_FIRST)


@cache
def _lasts() -> dict[str, str]:
    return _by_small_letters(last_names())


def _by_small_letters(names: Iterable[str]) -> dict[str, str]:
    """Return *names* by how they are written in names of files, those with all their dots first."""
    found = {name.lower(): name for name in sorted(names)}
    plain = {small.translate(_WITHOUT_DOTS): name for small, name in found.items()}
    return plain | found
