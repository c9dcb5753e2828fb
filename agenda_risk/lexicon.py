"""Lexicons: what words a person wrote down, and what they match.

A lexicon is a text with one term a line::

    -nedläggning- : nedlagd (a), lägga … ned|ner   ! kransnedläggning, spadnedläggning

``-word`` may stand last in a compound, ``word-`` first, ``-word-`` both; a word in round brackets
is its class (v verb, a adjective, x abbreviation, = no other forms; else noun); endings in square
brackets replace the guessed ones. After ``:`` come other words for the same thing; after ``!``
what must not match: words, beginnings (``word*``) and whole phrases. In a term of several words
``|`` separates alternatives and ``…`` lets up to three words stand between.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from agenda_risk.errors import RulesError
from agenda_risk.inflect import first_parts, forms

GAP = 3
_SHORTEST_TAIL = 5

_WORD = re.compile(
    r"(?P<last>-?)(?P<word>[^\s()\[\]…|-][^\s()\[\]…|]*?)(?P<first>-?)"
    r"(?:\s*\((?P<word_class>[a-z=]+)\))?(?:\s*\[(?P<endings>[^\]]*)\])?"
)
_MARKS = re.compile(r"(.*?)((?:\s*\([a-z=]+\))?(?:\s*\[[^\]]*\])?)", re.DOTALL)
_CLASSES = {"n", "v", "a", "x", "="}


class Word(NamedTuple):
    """One word of a term: its forms, and whether it may be part of a compound.

    One in *capitals* matches only what is written in capitals: LOV is a law, lov a permit.
    """

    lemma: str
    forms: frozenset[str]
    last: bool = False
    first: bool = False
    capitals: bool = False

    @property
    def first_parts(self) -> frozenset[str]:
        """Return how the word may stand first in a compound."""
        return first_parts(self.lemma)


class Step(NamedTuple):
    """One place in a term of several words: what may stand there, how far from the last."""

    words: tuple[Word, ...]
    gap: int = 0


class Term(NamedTuple):
    """One line of a lexicon, or one of its variants."""

    lexicon: str
    lemma: str
    steps: tuple[Step, ...]
    exceptions: frozenset[str] = frozenset()
    line: int = 0


Irregular = dict[str, frozenset[str]]


def parse_lexicon(name: str, text: str, irregular: Irregular) -> tuple[Term, ...]:
    """Return the terms of the lexicon called *name*; *irregular* has forms that are not guessed.

    Raises RulesError with the line where a term cannot be read.
    """
    found: list[Term] = []
    for number, line in enumerate(text.splitlines(), start=1):
        content = line.partition("#")[0].strip()
        if content:
            found.extend(_line(name, number, content, irregular))
    return tuple(found)


def parse_irregular(text: str) -> Irregular:
    """Return the forms of irregular words from lines like ``lägga: lägger lade lagt``."""
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    pairs = (line.partition(":") for line in lines if line)
    return {lemma.strip(): frozenset((lemma.strip(), *rest.split())) for lemma, _, rest in pairs}


def _line(name: str, number: int, content: str, irregular: Irregular) -> Iterator[Term]:
    positive, _, negative = content.partition("!")
    exceptions = frozenset(_exceptions(negative))
    head, _, variants = positive.partition(":")
    lemma = re.sub(r"\([a-z=]+\)|\[[^\]]*\]", "", head).strip().strip("-").strip()
    for written in (head, *variants.split(",")):
        if written.strip():
            try:
                steps = tuple(_steps(written.strip(), irregular))
            except ValueError as error:
                raise RulesError(
                    "{lexicon}, line {line}: the term “{term}” cannot be read.",
                    lexicon=name,
                    line=number,
                    term=written.strip(),
                ) from error
            yield Term(name, lemma, steps, exceptions, number)


def _exceptions(written: str) -> Iterator[str]:
    for word in written.split(","):
        lemma = word.strip().lower()
        if lemma.endswith("*") or " " in lemma:
            yield lemma
        elif lemma:
            yield from forms(lemma)


def _steps(written: str, irregular: Irregular) -> Iterator[Step]:
    gap = 0
    for piece in re.findall(r"…|[^\s…]+(?:\s*\([a-z=]+\))?(?:\s*\[[^\]]*\])?", written):
        if piece == "…":
            gap = GAP
            continue
        options, marks = _MARKS.fullmatch(piece).groups()  # type: ignore[union-attr]
        words = (_word(option + marks, irregular) for option in options.split("|"))
        yield Step(tuple(words), gap)
        gap = 0


def _word(written: str, irregular: Irregular) -> Word:
    found = _WORD.fullmatch(written.strip())
    if not found or (found["word_class"] or "n") not in _CLASSES:
        raise ValueError(written)
    lemma = found["word"].lower()
    endings = tuple(ending.strip() for ending in (found["endings"] or "").split(",") if ending)
    known = frozenset() if endings else _irregular_forms(lemma, irregular)
    made = known or forms(lemma, found["word_class"] or "n", endings)
    capitals = found["word_class"] == "x" and found["word"].isupper()
    return Word(lemma, made, bool(found["last"]), bool(found["first"]), capitals)


def _irregular_forms(lemma: str, irregular: Irregular) -> frozenset[str]:
    """Return the forms of *lemma* if it is irregular, or ends with a word that is."""
    tails = (lemma[cut:] for cut in range(len(lemma) - _SHORTEST_TAIL + 1))
    tail = next((tail for tail in (lemma, *tails) if tail in irregular), "")
    return (
        frozenset(lemma.removesuffix(tail) + form for form in irregular[tail])
        if tail
        else frozenset()
    )
