"""Tell compounds of a word from words that only happen to contain its letters.

Skolnedläggning is a compound of nedläggning, since skol- is a word too; beskrivning is none of
rivning. Where there is no list of known words, every split is taken for a compound.
"""

from collections.abc import Container

_SHORTEST = 3
_SHORTEST_LAST = 4
_LONG_FIRST = 4
_SHORTEST_NAME = 4
_RESTORED = ("a", "e", "")


def may_stand_first(part: str, whole: str, known: Container[str]) -> bool:
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


def may_stand_last(part: str, whole: str, known: Container[str]) -> bool:
    """Tell whether *part*, which follows one of our words in *whole*, is a word or a compound."""
    if len(part) < _SHORTEST:
        return False
    if part in known:
        is_short = len(part) < _SHORTEST_LAST and len(whole) - len(part) < _LONG_FIRST
        return not (is_short and whole in known)
    return _is_made_of(part, known)


def _is_made_of(whole: str, known: Container[str]) -> bool:
    """Tell whether *whole* is two known words, with or without an s between."""
    return any(
        whole[cut:] in known and _is_first(whole[:cut], known)
        for cut in range(_SHORTEST, len(whole) - _SHORTEST + 1)
    )


def _is_first(part: str, known: Container[str]) -> bool:
    return part in known or (part.endswith("s") and part[:-1] in known)
