"""Tell which of many words may be damaged forms, as ``Repair`` reads them.

A word is compared with few forms only: one error leaves the front or the back of a form whole, two
leave its front, its middle or its back. Between these stands a letter that is in neither, so that
no error, not even two letters that changed places, spoils two of them.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from agenda_risk.repair import LOOKALIKE, MERGED, SHORTEST, TWO_ERRORS
from agenda_risk.sweep.chunk import hashes_of
from agenda_risk.sweep.letters import Hashes, HashSet, Ints, Letters, Slots, spread

_FRONT, _MIDDLE, _BACK = 1, 2, 3
_BY_PART, _BY_LENGTH, _BY_FIRST = 0xD1B54A32D192ED03, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB
_ROOMY = 2  # bits more than the number of keys needs
_CLASSES = 31
# An error before the middle moves it by one letter at most, and so does one behind it the end. By
# how many letters a form is longer than the word thus tells where its middle can stand there.
_MOVES = {-2: (1,), -1: (0, 1), 0: (-1, 0, 1), 1: (-1, 0), 2: (-1,)}
_NEWLINE = 10
_PLAIN = bytes.maketrans(*(letters.encode("latin-1") for letters in LOOKALIKE))
_MERGED = tuple((letters.encode(), plain.encode()) for letters, plain in MERGED)

Bits = NDArray[np.uint32]
Counts = NDArray[np.int32]


class Signs(NamedTuple):
    """One bit for each letter that stands in a word, or stands there an odd number of times.

    An error changes how often two letters stand in a word, at most.
    """

    present: Bits
    odd: Bits
    lengths: Ints


class Index(NamedTuple):
    """Where the *forms* with a key stand: from the place of its slot to the next.

    *parities* tells of each form which letters it has an odd number of.
    """

    slots: Slots
    places: Counts
    forms: Ints
    parities: Bits


class Pairs(NamedTuple):
    """Words, each with a form that it may be; some pairs stand twice."""

    words: Ints
    forms: Ints


class Near:
    """Tells which words may be damaged forms of *forms*, whose *letters* are given too."""

    def __init__(self, forms: list[str], letters: Letters) -> None:
        self._forms = np.array(forms, object)
        self._signs = _signs_of(letters)
        self._long = np.flatnonzero(letters.lengths >= SHORTEST)
        bones = _skeletons(letters, self._long)
        self._skeletons = HashSet(bones)
        self._by_skeleton = np.argsort(bones)
        self._sorted_skeletons = bones[self._by_skeleton]
        self._indexes = {most: _index(letters, self._signs, most) for most in (1, 2)}

    def found(self, letters: Letters, words: Ints) -> Pairs:
        """Return which of *words* may be damaged, with all that ``Repair`` may read in them."""
        lengths = letters.lengths[words]
        one = words[(lengths >= SHORTEST) & (lengths < TWO_ERRORS)]
        two = words[lengths >= TWO_ERRORS]
        signs = _signs_of(letters)
        near = [self._within(letters, signs, of, most) for most, of in ((1, one), (2, two))]
        alike = self._alike(letters, words[lengths >= SHORTEST])
        return Pairs(*map(np.concatenate, zip(*near, alike, strict=True)))

    def _alike(self, letters: Letters, words: Ints) -> Pairs:
        """Return *words* with the forms that have the same skeletons."""
        bones = _skeletons(letters, words)
        at = self._skeletons.found(bones)
        low = np.searchsorted(self._sorted_skeletons, bones[at], "left")
        counts = np.searchsorted(self._sorted_skeletons, bones[at], "right") - low
        alike = self._by_skeleton[spread(low, counts)]
        return Pairs(np.repeat(words[at], counts), self._long[alike])

    def _within(self, letters: Letters, signs: Signs, words: Ints, most: int) -> Pairs:
        """Return those of *words* that are *most* errors or fewer from a form."""
        keys, of = _keys_of_words(letters, words, most)
        of, forms = self._alike_in_letters(
            signs, *_pairs(self._indexes[most], keys, of, signs.odd, 2 * most), most
        )
        if not of.size:
            return Pairs(of, forms)
        distinct, at = np.unique(of, return_inverse=True)
        texts = np.array(letters.texts(distinct), object)[at]
        errors = cpdist(texts, self._forms[forms], scorer=OSA.distance, score_cutoff=most)
        near = np.flatnonzero(errors <= most)
        return Pairs(of[near], forms[near])

    def _alike_in_letters(
        self, signs: Signs, of: Ints, forms: Ints, most: int
    ) -> tuple[Ints, Ints]:
        """Return those pairs of a word and a form that *most* errors can make of each other.

        A letter that is missing changes one letter, one in the place of another changes two.
        """
        own = self._signs
        most_changes = 2 * most - np.abs(signs.lengths[of] - own.lengths[forms])
        is_alike = np.bitwise_count(signs.odd[of] ^ own.odd[forms]) <= most_changes
        is_alike &= np.bitwise_count(signs.present[of] ^ own.present[forms]) <= most_changes
        alike = np.flatnonzero(is_alike)
        return of[alike], forms[alike]


def _index(letters: Letters, signs: Signs, most: int) -> Index:
    """Return where to look up words with *most* errors."""
    lengths = letters.lengths
    longest = TWO_ERRORS if most == 1 else lengths.max(initial=0)
    shortest = SHORTEST if most == 1 else TWO_ERRORS - most
    forms = np.flatnonzero((lengths >= shortest) & (lengths <= longest))
    parts = _parts(letters, forms, lengths[forms], most, (0,))
    keys, of = np.concatenate(parts), np.tile(forms, len(parts))
    slots = Slots(keys, _ROOMY)
    own, _tags = slots.of(keys)
    places = np.zeros(slots.size + 1, np.int32)
    np.cumsum(np.bincount(own, minlength=slots.size), out=places[1:])
    entries = of[np.argsort(own)]
    return Index(slots, places, entries, signs.odd[entries])


def _keys_of_words(letters: Letters, words: Ints, most: int) -> tuple[Hashes, Ints]:
    """Return the keys that a form has which *words* may be, and the word of each."""
    keys = [
        key
        for change in range(-most, most + 1)
        for key in _parts(letters, words, letters.lengths[words] + change, most, _MOVES[change])
    ]
    return np.concatenate(keys), np.tile(words, len(keys))


def _parts(
    letters: Letters, words: Ints, lengths: Ints, most: int, shifts: tuple[int, ...]
) -> list[Hashes]:
    """Return the keys of the parts that *words* share with forms of *lengths* letters.

    The middle is taken at each of *shifts*: an error before it may move it by one letter.
    """
    ends = letters.lengths[words]
    first = letters.codes[letters.starts[words]].astype(np.uint64) * np.uint64(_BY_FIRST)
    salt = first + lengths.view(np.uint64) * np.uint64(_BY_LENGTH)
    side = (lengths - (1 if most == 1 else 5)) // 2
    parts = [
        (_FRONT, letters.pieces(words, 0, side)),
        (_BACK, letters.pieces(words, ends - side, ends)),
    ]
    for shift in shifts if most > 1 else ():
        begin, end = side + 1 + shift, lengths - side - 1 + shift
        parts.append((_MIDDLE, letters.pieces(words, begin, end)))
    return [hashes + salt + np.uint64(part * _BY_PART % (1 << 64)) for part, hashes in parts]


def _pairs(index: Index, keys: Hashes, of: Ints, odd: Bits, most: int) -> tuple[Ints, Ints]:
    """Return pairs of a word and a form with a key in common, and about the same letters.

    *most* letters stand an odd number of times in but one of the two.
    """
    told, slots = index.slots.maybe(keys)
    of = of[told]
    lows = index.places.take(slots)
    counts = index.places.take(slots + 1) - lows
    ends = np.cumsum(counts, dtype=np.int32)
    at = np.repeat(lows - (ends - counts), counts)
    at += np.arange(at.size, dtype=np.int32)
    parities = np.repeat(odd[of], counts)
    alike = np.flatnonzero(np.bitwise_count(parities ^ index.parities.take(at)) <= most)
    return of[np.searchsorted(ends, alike, "right")], index.forms[at[alike]]


def _signs_of(letters: Letters) -> Signs:
    bits = np.left_shift(np.uint32(1), letters.codes & _CLASSES, dtype=np.uint32)
    if not bits.size:
        return Signs(bits, bits, letters.lengths)
    present = np.bitwise_or.reduceat(bits, letters.starts)
    odd = np.bitwise_xor.reduceat(bits, letters.starts)
    return Signs(present, odd, letters.lengths)


def _skeletons(letters: Letters, words: Ints) -> Hashes:
    """Return the hashes of the skeletons of *words*."""
    lengths = letters.lengths[words] + 1
    begins = np.cumsum(lengths) - lengths
    places = np.arange(int(lengths.sum())) - np.repeat(begins - letters.starts[words], lengths)
    # The letter after each word, whose place the line end takes, may be none.
    lines = np.append(letters.codes, np.uint8(0)).take(places)
    lines[begins + lengths - 1] = _NEWLINE
    codes = np.frombuffer(_bones(lines.tobytes()), np.uint8)
    ends = np.flatnonzero(codes == _NEWLINE)
    return hashes_of(codes, np.append(0, ends + 1)[:-1], ends)


def _bones(lines: bytes) -> bytes:
    """Return what ``skeleton`` does of the same letters in Latin-1."""
    lines = lines.translate(_PLAIN)
    for letters, plain in _MERGED:
        lines = lines.replace(letters, plain)
    return lines
