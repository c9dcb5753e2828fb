"""A bounded table from words to the plans for their verdicts."""

import numpy as np

from agenda_risk.match import Matcher
from agenda_risk.normalise import fold
from agenda_risk.sweep.chunk import LONGEST, Chunk, Hashes, Ints, Words, in_capitals, odd_words
from agenda_risk.sweep.letters import MIX
from agenda_risk.sweep.plans import Plans
from agenda_risk.sweep.telling import MOST, NUMBER_BITS, Telling
from agenda_risk.sweep.unseen import Unseen

BITS = 21
_NUMBER_BITS = np.uint64(NUMBER_BITS)
_NUMBER = np.uint64(MOST)
_OTHERS = (1, 2, 3)
_MANY = 64  # new words that are worth telling apart before they are judged


class Table:
    """Remembers the plan of every word seen, until other words need its slot.

    There are two to the power of *bits* slots, in fours: a word stands in its own or in another of
    the four. It is known again by its hash: the first bits tell the four, the last stand in the
    slot beside its number among those that mean something. These must have the same letters too.
    """

    def __init__(self, matcher: Matcher, plans: Plans, bits: int = BITS) -> None:
        self._matcher = matcher
        self._plans = plans
        self._unseen = Unseen(matcher)
        self._shift = np.uint64(64 - bits)
        self._slots = np.zeros(1 << bits, np.uint64)
        self._telling = Telling()

    def numbers(self, chunk: Chunk, words: Words) -> Ints:
        """Return the number of the plan for each of *words*."""
        if self._plans.is_full or self._telling.is_full:
            self._clear()
        mixed = words.hashes * MIX
        slots, marks = (mixed >> self._shift).view(np.int64), mixed << _NUMBER_BITS
        kept = self._slots[slots]
        away = np.flatnonzero((kept ^ marks) > _NUMBER)
        for other in _OTHERS:
            kept[away] = self._slots[slots[away] ^ other]
            away = away[(kept[away] ^ marks[away]) > _NUMBER]
        numbers = (kept & _NUMBER).view(np.int64)
        again = odd_words(chunk, words)
        if away.size:
            numbers[away], left = self._learn(chunk, words, slots, away)
            again = np.union1d(again, left)
        again = np.union1d(again, self._read(chunk, words, numbers))
        if again.size:
            numbers[again] = self._judge(chunk, words, again)
        return numbers

    def _clear(self) -> None:
        self._plans.clear()
        self._slots[:] = 0
        self._telling.clear()

    def _read(self, chunk: Chunk, words: Words, numbers: Ints) -> Ints:
        """Put plans for the words numbered, and return which are not spelled as remembered."""
        places = np.flatnonzero(numbers)
        known, starts = numbers[places], words.starts[places]
        numbers[places] = self._telling.plans(known)
        lengths = words.ends[places] - starts
        return places[self._telling.differing(chunk.letters, starts, lengths, known)]

    def _learn(self, chunk: Chunk, words: Words, slots: Ints, unseen: Ints) -> tuple[Ints, Ints]:
        """Judge each distinct word of *unseen* once, and remember it.

        Return their numbers among those that mean something, and for which there was no room.
        """
        hashes, first, inverse = np.unique(
            words.hashes[unseen], return_index=True, return_inverse=True
        )
        distinct = unseen[first]
        judged = self._judge_new(chunk, words, distinct)
        starts, lengths = words.starts[distinct], words.ends[distinct] - words.starts[distinct]
        telling = np.flatnonzero((judged > 0) & (lengths <= LONGEST))
        added = self._telling.add(chunk.letters, starts[telling], lengths[telling], judged[telling])
        numbers = np.zeros(distinct.size, np.int64)
        numbers[telling[: added.size]] = added
        is_left = np.zeros(distinct.size, np.bool_)
        is_left[telling[added.size :]] = True
        marked = (hashes * MIX << _NUMBER_BITS) | numbers.view(np.uint64)
        self._keep(slots[distinct[~is_left]], marked[~is_left])
        return numbers[inverse], unseen[is_left[inverse]]

    def _keep(self, own: Ints, marked: Hashes) -> None:
        """Put each of *marked* into an empty slot of its four; else the oldest is forgotten."""
        is_empty = np.stack([self._slots[own ^ other] == 0 for other in (0, *_OTHERS)])
        full = own[~is_empty.any(axis=0)]
        for other in reversed(_OTHERS):
            self._slots[full ^ other] = self._slots[full ^ (other - 1)]
        self._slots[own ^ is_empty.argmax(axis=0)] = marked

    def _judge_new(self, chunk: Chunk, words: Words, places: Ints) -> Ints:
        """Judge those of the words at *places* that may mean something, if that is worth it."""
        if places.size < _MANY:
            return self._judge(chunk, words, places)
        judged: Ints = np.zeros(places.size, np.int64)
        found, apart = self._unseen.verdicts(chunk, words, places)
        judged[list(found)] = list(map(self._plans.number, found.values()))
        judged[apart] = self._judge(chunk, words, places[apart])
        return judged

    def _judge(self, chunk: Chunk, words: Words, places: Ints) -> Ints:
        starts, ends = words.starts[places].tolist(), words.ends[places].tolist()
        capitals = in_capitals(chunk, words.starts[places]).tolist()
        tokens = [fold(chunk.text[start:end]) for start, end in zip(starts, ends, strict=True)]
        numbers = map(self._plans.number, map(self._matcher.verdict, tokens, capitals))
        return np.fromiter(numbers, np.int64, len(places))
