"""Swedish-like words, lexicons and agendas for measuring: always the same, and nobody's."""

import random
from itertools import accumulate
from typing import NamedTuple

PAGE = 2_700
_SMALL = """
    och i att av för den till på som är det med en om ett har inte de var vid från kan ska enligt
    under eller samt efter även detta sin mot ut vi hos utan sig över ej bör inom mellan nya denna
""".split()  # noqa: SIM905
_ONSETS = """
    b bl br d dr f fl fr g gr h j k kl kr kv l m n p pl pr r s sk skr sl sm sp st str t tr v
""".split()  # noqa: SIM905
_VOWELS = "aeiouyåäöaeio"
_CODAS = "d g k l ll lm lt m n nd ng nk nn p r rd rk rm rn rt s sk st t tt v x".split()  # noqa: SIM905
_ENDINGS = ("", "en", "ar", "arna", "s", "et", "er", "ens")
_MARKS = (".", ".", ".", ",", ",", ",", ":", ";", " –", ")", "”", "?")
_STEMS, _LEMMAS, _MIDDLE, _WORDS = 6_000, 40_000, 20_000, 450_000


class Language(NamedTuple):
    """Lemmas and words, the frequent first; *known* are those that a dictionary has."""

    lemmas: list[str]
    words: list[str]
    known: list[str]


def make_language() -> Language:
    """Return a language with a long tail of rare words, most of them compounds."""
    draw = random.Random(1)
    stems = _distinct(lambda: _stem(draw), _STEMS)
    compounds = _distinct(lambda: _compound(draw, stems), _LEMMAS - _STEMS)
    lemmas = sorted((*stems, *compounds), key=lambda lemma: len(lemma) + draw.random() * 12)
    forms = [lemma + ending for lemma in lemmas for ending in _ENDINGS[:4]]
    rare = _distinct(lambda: _rare(draw, lemmas, stems), _WORDS - len(forms))
    middle, tail = forms[:_MIDDLE], [*forms[_MIDDLE:], *rare]
    draw.shuffle(middle)
    draw.shuffle(tail)
    return Language(lemmas, list(dict.fromkeys((*_SMALL, *middle, *tail))), [*_SMALL, *forms])


def make_pages(language: Language, size: int) -> list[str]:
    """Return pages of agendas with some *size* bytes in all."""
    draw = random.Random(2)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(language.words))))
    pages: list[str] = []
    while size > 0:
        words = draw.choices(language.words, cum_weights=weights, k=PAGE // 7)
        pages.append(_page(draw, words, len(pages)))
        size -= len(pages[-1].encode())
    return pages


def make_titles(language: Language, number: int) -> list[str]:
    """Return titles of items."""
    draw = random.Random(3)
    weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(language.words))))
    drawn = draw.choices(language.words, cum_weights=weights, k=number * 6)
    return [" ".join(drawn[at : at + 6]).capitalize() for at in range(0, len(drawn), 6)]


def make_terms(language: Language, number: int) -> list[str]:
    """Return terms for a lexicon; a longer one holds a shorter, and more that is rare."""
    draw = random.Random(4)
    long = [lemma for lemma in language.lemmas if len(lemma) >= 8]
    head = draw.sample(long[:4_000], 1_000)
    rest = [lemma for lemma in long[4_000:] if lemma not in set(head)]
    return [*head, *draw.sample(rest, 20_000)][:number]


def make_absent_terms(language: Language, number: int) -> list[str]:
    """Return terms that no text has, as most of a long lexicon is absent from any one text."""
    draw = random.Random(5)
    stems = [lemma for lemma in language.lemmas[:6_000] if len(lemma) >= 4]
    return _distinct(lambda: "q".join(draw.sample(stems, 2)) + "qx", number)


def _page(draw: random.Random, words: list[str], number: int) -> str:
    lines = [f"§ {number % 90 + 1} Dnr KS 2026/{number:05d}"]
    at = 0
    while at < len(words):
        sentence = words[at : at + draw.randint(5, 18)]
        at += len(sentence)
        sentence[0] = sentence[0].capitalize()
        place = draw.randrange(len(sentence))
        sentence[place] += draw.choice(_MARKS)
        if draw.random() < 0.05:
            sentence[place] = sentence[place].upper()
        if draw.random() < 0.2:
            sentence.append(str(draw.randint(1, 2_030)))
        lines.append(" ".join(sentence) + draw.choice((".", ".\n", ".", "\r\n")))
    return "\n".join(lines[:2]) + "\n" + " ".join(lines[2:])


def _stem(draw: random.Random) -> str:
    syllables = draw.choice((1, 2, 2))
    open_ones = (draw.choice(_ONSETS) + draw.choice(_VOWELS) for _ in range(syllables))
    return "".join(open_ones) + draw.choice(_CODAS)


def _compound(draw: random.Random, stems: list[str]) -> str:
    return draw.choice(stems) + draw.choice(("", "s", "s", "e")) + draw.choice(stems)


def _rare(draw: random.Random, lemmas: list[str], stems: list[str]) -> str:
    return draw.choice(lemmas) + draw.choice(stems) + draw.choice(_ENDINGS)


def _distinct(make, number: int) -> list[str]:
    found: dict[str, None] = {}
    while len(found) < number:
        found[make()] = None
    return list(found)
