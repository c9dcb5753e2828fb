"""The machine makes the forms: measured on words whose lexicon lines were written blind to them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from agenda_risk.known import known_words, name_endings
from agenda_risk.lexicon import parse_irregular, parse_lexicon
from agenda_risk.match import Matcher
from agenda_risk.shipped import path_of

HERE = Path(__file__).parent
SHARED = HERE.parents[2] / "shared" / "gold" / "variants.txt"
LEXICONS = path_of("lexicons")
KNOWN, NAMES = known_words(LEXICONS), name_endings(LEXICONS)
IRREGULAR = parse_irregular((LEXICONS / "sv" / "_irregular.txt").read_text("utf-8"))


class Words(NamedTuple):
    """What a lemma must and must not match."""

    must: dict[str, list[str]]
    must_not: dict[str, list[str]]


def words_in(path: Path) -> Words:
    must, must_not = path.read_text("utf-8").split("# must not", 1)
    return Words(dict(rows(must)), dict(rows(must_not.partition("\n")[2])))


def rows(text: str) -> Iterator[tuple[str, list[str]]]:
    for line in text.splitlines():
        if "|" in line and not line.startswith("#"):
            lemma, *_, written = line.split("|")
            variants = (variant.partition(":") for variant in written.split())
            yield lemma, [(last or first).replace("_", " ") for first, _, last in variants]


def lines_of(path: Path, lemmas: list[str]) -> dict[str, str]:
    lines = [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return dict(zip(lemmas, lines, strict=True))


def shares(words: Words, lines: dict[str, str]) -> tuple[float, float]:
    """Return which share of the variants is found, and which share of the others."""
    found, false = [], []
    for lemma, line in lines.items():
        matcher = Matcher(parse_lexicon("sv/test", line, IRREGULAR), KNOWN, NAMES)
        found += [bool(matcher.hits(text)) for text in words.must[lemma]]
        false += [bool(matcher.hits(text)) for text in words.must_not.get(lemma, ())]
    return sum(found) / len(found), sum(false) / len(false)


def test_two_hundred_words_made_blind():
    words = words_in(HERE / "variants.txt")

    recall, false = shares(words, lines_of(HERE / "entries.txt", list(words.must)))

    assert recall >= 0.96
    assert false <= 0.15


@pytest.mark.skipif(not SHARED.exists(), reason="the shared list of variants is not here")
def test_the_shared_list():
    words = words_in(SHARED)
    lemmas = [lemma for lemma in words.must if " " not in lemma or lemma == "lägga ned"]

    recall, false = shares(words, lines_of(HERE / "entries-shared.txt", lemmas))

    assert recall >= 0.97
    assert false <= 0.15
