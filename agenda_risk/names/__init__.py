"""The names that many people bear, read when they are first asked for."""

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent


@cache
def first_names() -> frozenset[str]:
    """Return first names, as written in running text."""
    return _names("first.txt")


@cache
def last_names() -> frozenset[str]:
    """Return surnames, as written in running text."""
    return _names("last.txt")


@cache
def also_words() -> frozenset[str]:
    """Return first names that are words, months or places too, and need more evidence."""
    return _names("also-words.txt")


@cache
def companies() -> frozenset[str]:
    """Return what tells that the words before are the name of a company or a club."""
    return _names("companies.txt")


@cache
def never() -> frozenset[str]:
    """Return words that no person's name holds, though they stand with a capital in titles."""
    return _names("never.txt")


@cache
def surname_ends() -> tuple[str, ...]:
    """Return how surnames end, Swedish ones and common ones from elsewhere."""
    return tuple(_names("surname-ends.txt"))


@cache
def things() -> frozenset[str]:
    """Return words, also the last parts of words, for streets, schools, bodies, prizes."""
    return _names("things.txt")


@cache
def thing_ends() -> tuple[str, ...]:
    """Return *things* as ends of words."""
    return tuple(things())


def _names(file: str) -> frozenset[str]:
    return frozenset((_FOLDER / file).read_text(encoding="utf-8").split())
