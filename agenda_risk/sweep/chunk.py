"""Cut many joined texts into words and sentences at once.

One UTF-16 unit is one character here: texts with characters beyond take the plain path. Each is
given a code of one byte: its small letter in Latin-1 for what stands in words, and small numbers
for the rest. What words and sentences are is told by the expressions in ``match``.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from agenda_risk.normalise import fold

ODD = 0x80  # a letter that is not in Latin-1; words with it are judged one by one
LONGEST = 64  # so are longer words

_GAP = "\0"
_UNITS = 0x10000
_LATIN_1 = 0xFF
_MARK, _LINE, _SPACE = 1, 2, 3
_JOINERS = {"'": 0x27, "’": 0x28, ":": 0x29, "-": 0x2D, "\u2011": 0x2E}
FIRST_LETTER = 0x30  # lesser codes are no letters
_FIRST_JOINER, _HYPHEN = 0x27, 0x2D
_BEFORE, _AFTER, _UPPER, _LOWER = 1, 2, 4, 8
_FLAGGED = (
    (re.compile(r"[a-zåäö0-9)”\"]"), _BEFORE),
    (re.compile(r"[A-ZÅÄÖ0-9”\"•–-]"), _AFTER),
)
_BLOCK = 1 << 16
_FEW = 6
_BASE = 0x9E3779B97F4A7C15 | 1
_IN_CAPITALS = np.uint64(0xD1B54A32D192ED03)

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]
Hashes = NDArray[np.uint64]


class Chunk(NamedTuple):
    """Texts joined into one, with the place where each begins and stops."""

    text: str
    units: NDArray[np.uint16]
    codes: bytes
    begins: Ints
    stops: Ints

    @property
    def letters(self) -> Bytes:
        """Return the codes as numbers."""
        return np.frombuffer(self.codes, np.uint8)


class Words(NamedTuple):
    """Where words start and end, and a number that tells them apart, by and large."""

    starts: Ints
    ends: Ints
    hashes: Hashes


def is_plain(text: str) -> bool:
    """Tell whether each character of *text* is one unit that is folded by itself."""
    return "Σ" not in text and len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)


def join(texts: Sequence[str]) -> Chunk:
    """Return *texts*, which are plain, as one chunk."""
    text = _GAP + _GAP.join(texts) + _GAP
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    stops = np.cumsum(lengths + 1)
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    return Chunk(text, units, _codes(units), stops - lengths, stops)


def words(chunk: Chunk) -> Words:
    """Return the words of *chunk*."""
    letters = chunk.letters
    inside = letters >= FIRST_LETTER
    joiners = np.flatnonzero((letters - _FIRST_JOINER) < FIRST_LETTER - _FIRST_JOINER)
    follows = inside[joiners + 1] | (letters[joiners] == _HYPHEN)
    inside[joiners[inside[joiners - 1] & follows]] = True
    edges = np.flatnonzero(inside[1:] != inside[:-1]) + 1
    starts, ends = edges[::2], edges[1::2]
    hashes = hashes_of(letters, starts, ends)
    hashes[in_capitals(chunk, starts)] += _IN_CAPITALS
    return Words(starts, ends, hashes)


def in_capitals(chunk: Chunk, starts: Ints) -> NDArray[np.bool_]:
    """Tell of each word whether its first two characters are written in capitals."""
    first, second = _flags()[chunk.units[starts]], _flags()[chunk.units[starts + 1]]
    is_capital: NDArray[np.bool_] = ((first | second) & (_UPPER | _LOWER)) == _UPPER
    return is_capital


def odd_words(chunk: Chunk, found: Words) -> Ints:
    """Return which of the words cannot be told apart by their codes, or are too long."""
    long = np.flatnonzero(found.ends - found.starts > LONGEST)
    if ODD not in chunk.codes:
        return long
    places = np.flatnonzero(chunk.letters == ODD)
    return np.union1d(long, np.searchsorted(found.starts, places, "right") - 1)


def sentence_ends(chunk: Chunk) -> Ints:
    """Return the places of the characters that end sentences, and of those between texts."""
    letters, flags = chunk.letters, _flags()
    marks = np.flatnonzero(letters == _MARK)
    marks = marks[(flags[chunk.units[marks - 1]] & _BEFORE) > 0]
    after = _after_space(letters, marks + 1)
    begins = (after > marks + 1) & ((flags[chunk.units[after]] & _AFTER) > 0)
    is_last = chunk.stops[np.searchsorted(chunk.stops, after)] == after
    ends = (marks[begins | is_last], np.flatnonzero(letters == _LINE), chunk.stops)
    return np.sort(np.concatenate(ends))


def _after_space(letters: Bytes, places: Ints) -> Ints:
    """Return the first of *places* or after each that is not white space."""
    for _ in range(_FEW):
        is_space = (letters[places] - _LINE) <= _SPACE - _LINE
        places = places + is_space
        if not is_space.any():
            return places
    solid = np.flatnonzero((letters - _LINE) > _SPACE - _LINE)
    return solid[np.searchsorted(solid, places)]


def _codes(units: NDArray[np.uint16]) -> bytes:
    codes = units.astype(np.uint8).tobytes().translate(_code_table()[:256].tobytes())
    beyond = np.flatnonzero(units > 0xFF)
    if not beyond.size:
        return codes
    changed = np.frombuffer(codes, np.uint8).copy()
    changed[beyond] = _code_table()[units[beyond]]
    return changed.tobytes()


def hashes_of(letters: Bytes, starts: Ints, ends: Ints) -> Hashes:
    """Return the polynomials of the words over their letters, block by block."""
    powers, inverses = _powers()
    hashes = np.empty(len(starts), np.uint64)
    sums = np.zeros(_BLOCK + 1, np.uint64)
    low = 0
    while low < len(starts):
        origin = starts[low]
        high = max(low + 1, int(np.searchsorted(ends, origin + _BLOCK, "right")))
        block = letters[origin : origin + _BLOCK]
        np.cumsum(block * powers[: len(block)], out=sums[1 : len(block) + 1])
        begin = starts[low:high] - origin
        end = np.minimum(ends[low:high] - origin, _BLOCK)
        hashes[low:high] = (sums[end] - sums[begin]) * inverses[begin]
        low = high
    return hashes


@cache
def _powers() -> tuple[Hashes, Hashes]:
    inverse = pow(_BASE, -1, 1 << 64)
    return _powers_of(_BASE), _powers_of(inverse)


def _powers_of(base: int) -> Hashes:
    factors = np.full(_BLOCK, base, np.uint64)
    factors[0] = 1
    return np.multiply.accumulate(factors)


@cache
def _code_table() -> Bytes:
    """Return the code of every unit."""
    folded = np.array([fold(chr(unit)) for unit in range(_UNITS)])
    number = folded.view(np.uint32)
    table = np.where(number > _LATIN_1, ODD, number).astype(np.uint8)
    table[~np.strings.isalnum(folded)] = 0
    table[np.strings.isspace(folded)] = _SPACE
    for character, code in {**_JOINERS, **dict.fromkeys(".!?", _MARK), "\n": _LINE}.items():
        table[ord(character)] = code
    return table


@cache
def _flags() -> Bytes:
    """Return of every unit what it is at the border of a sentence, and whether it is a capital."""
    characters = list(map(chr, range(_UNITS)))
    upper = np.fromiter(map(str.isupper, characters), np.bool_)
    lower = np.fromiter(map(str.islower, characters), np.bool_)
    title = np.fromiter(map(str.istitle, characters), np.bool_)
    table = (_UPPER * upper + _LOWER * (lower | (title > upper))).astype(np.uint8)
    for pattern, flag in _FLAGGED:
        table[list(map(ord, pattern.findall("".join(characters))))] |= flag
    return table
