"""Tell compounds of a word from words that only happen to contain its letters.

Skolnedläggning is a compound of nedläggning, since skol- is a word too; beskrivning is none of
rivning. Where there is no list of known words, every split is taken for a compound.
"""

from typing import Protocol

_SHORTEST = 3
_SHORTEST_LAST = 4
_LONG_FIRST = 4
_SHORTEST_NAME = 4
_RESTORED = ("a", "e")


class Known(Protocol):
    """The words of a language."""

    def __contains__(self, word: object) -> bool: ...

    def prefixes(self, word: str) -> list[str]:
        """Return the words that *word* begins with, itself included."""


class WordSet(frozenset[str]):
    """The words of a language in memory."""

    def prefixes(self, word: str) -> list[str]:
        """Return the words that *word* begins with, itself included."""
        begun = (word[:end] for end in range(1, len(word) + 1))
        return [part for part in begun if part in self]


NO_WORDS = WordSet()


def may_stand_first(part: str, whole: str, known: Known) -> bool:
    """Tell whether *part*, which precedes one of our words in *whole*, is a word or a name.

    A name is taken for granted only where *whole* is no word, nor made of other words.
    """
    if part.endswith("-"):
        return True
    if len(part) < _SHORTEST:
        return False
    bare = part[:-1] if part[-1] in "seouan" else part
    is_word = part in known or bare in known or any(part + end in known for end in _RESTORED)
    return is_word or (
        len(part) >= _SHORTEST_NAME and whole not in known and not _is_made_of(whole, known)
    )


def may_stand_last(part: str, whole: str, known: Known) -> bool:
    """Tell whether *part*, which follows one of our words in *whole*, is a word or a compound."""
    if len(part) < _SHORTEST:
        return False
    if part in known:
        is_short = len(part) < _SHORTEST_LAST and len(whole) - len(part) < _LONG_FIRST
        return not (is_short and whole in known)
    return _is_made_of(part, known)


def _is_made_of(whole: str, known: Known) -> bool:
    """Tell whether *whole* is two known words, with or without an s between."""
    longest = len(whole) - _SHORTEST
    for first in known.prefixes(whole[:longest]):
        cut = len(first)
        if cut >= _SHORTEST and whole[cut:] in known:
            return True
        after = cut + 1
        if _SHORTEST <= after <= longest and whole[cut] == "s" and whole[after:] in known:
            return True
    return False
