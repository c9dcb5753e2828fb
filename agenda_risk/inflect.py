"""The forms of a Swedish word, from its dictionary form.

Too many forms rather than too few: a form that no one writes harms nobody.
"""

from collections.abc import Callable, Iterator

_NOUN_AFTER_CONSONANT = ("", "en", "et", "ar", "er", "arna", "erna", "ens", "ets")
_NOUN_AFTER_A = ("a", "an", "or", "orna")
_NOUN_AFTER_E = ("e", "en", "et", "ena", "ar", "arna", "er", "erna")
_NOUN_AFTER_VOWEL = ("", "n", "t", "na", "er", "erna", "r", "rna", "ar", "arna", "en", "et")
_WEAK_VERB = (
    *("a", "ar", "ade", "at", "as", "ades", "ats", "ad", "ande", "andet"),
    *("ing", "ingen", "ingar", "ingarna", "ingens"),
)
_STRONG_VERB = (
    *("er", "de", "te", "t", "s", "es", "des", "tes", "ts", "d", "da", "ta"),
    *("ning", "ningen", "ningar", "ningarna", "ningens"),
)
_VERB_AFTER_VOWEL = ("", "r", "dde", "tt", "s", "ddes", "tts", "dd", "dda", "ende", "endet")
_ABBREVIATION = ("", ":s", ":n", ":en", ":et", ":t", ":er", ":erna", "s")
_SHORT = 5
_VOWELS = "aeiouyåäöé"


def forms(word: str, word_class: str = "n", endings: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the forms of *word*, itself included, in lower case.

    *word_class* is ``n`` (noun), ``v`` (verb), ``a`` (adjective or participle), ``x`` (an
    abbreviation) or ``=`` (a word that has no other forms). *endings* replace the guess.
    """
    word = word.lower()
    if endings:
        return _genitives({word, *(_joined(word, ending) for ending in endings)})
    return frozenset(_FORMS[word_class](word)) | {word}


def first_parts(word: str) -> frozenset[str]:
    """Return how *word* may stand first in a compound: skola → skol-, skole-, avgift → avgifts-."""
    word = word.lower()
    if word.endswith("a"):
        stem = word[:-1]
        return frozenset(
            {stem, *(stem + joint for joint in ("e", "o", "u", "es")), word, word + "s"}
        )
    if word.endswith("e"):
        shorter = {word[:-1], word[:-1] + "s"} if len(word) > _SHORT else set()
        return frozenset({word, word + "s", *shorter})
    return frozenset({word, word + "s", word + "e"})


def _nouns(word: str) -> Iterator[str]:
    yield from _genitives(set(_noun_forms(word)))


def _noun_forms(word: str) -> Iterator[str]:
    if word.endswith("a"):
        yield from (word[:-1] + ending for ending in _NOUN_AFTER_A)
    elif word.endswith("um"):
        yield from (word[:-2] + ending for ending in ("et", "er", "erna"))
        yield from (word + ending for ending in ("", "et", "en"))
    elif word.endswith("e"):
        yield from (word[:-1] + ending for ending in _NOUN_AFTER_E)
    elif word[-1] in _VOWELS:
        yield from (word + ending for ending in _NOUN_AFTER_VOWEL)
    else:
        yield from _after_consonant(word)


def _after_consonant(word: str) -> Iterator[str]:
    yield from (word + ending for ending in _NOUN_AFTER_CONSONANT)
    if word[-1] in "mn":
        yield from (word + word[-1] + ending for ending in _NOUN_AFTER_CONSONANT[1:])
    if word.endswith("or"):
        yield word + "n"
    if word.endswith("an"):
        yield from (word[:-2] + ending for ending in ("ningar", "ningarna"))
    if word[-2:] in {"el", "er", "en"}:
        stem = word[:-2] + word[-1]
        yield from (stem + ending for ending in _NOUN_AFTER_CONSONANT[1:])
        yield word + "n"
    if word.endswith("are"):
        yield from (word + ending for ending in ("n", "na"))


def _verbs(word: str) -> Iterator[str]:
    if not word.endswith("a"):
        yield from (word + ending for ending in _VERB_AFTER_VOWEL)
        return
    stem = word[:-1]
    yield from (stem + ending for ending in _WEAK_VERB)
    if not stem.endswith("er"):
        yield from (stem + ending for ending in _STRONG_VERB)


def _adjectives(word: str) -> Iterator[str]:
    yield from (word, word + "a", word + "e", word + "t", word + "es", word + "as")
    if word[-1] in "dt":
        yield from (word[:-1] + "t", word[:-1] + "tt")
    if word[-2:] in {"en", "el", "er", "ad"}:
        yield from (word[:-2] + word[-1] + "a", word + "e", word[:-1] + "t")


def _abbreviations(word: str) -> Iterator[str]:
    yield from (word + ending for ending in _ABBREVIATION)


def _genitives(found: set[str]) -> frozenset[str]:
    return frozenset(found) | {form + "s" for form in found if not form.endswith("s")}


def _joined(word: str, ending: str) -> str:
    return word[:-1] + ending if word[-1] in "ae" and ending[:1] in _VOWELS else word + ending


_FORMS: dict[str, Callable[[str], Iterator[str]]] = {
    "n": _nouns,
    "v": _verbs,
    "a": _adjectives,
    "x": _abbreviations,
    "=": lambda _word: iter(()),
}
