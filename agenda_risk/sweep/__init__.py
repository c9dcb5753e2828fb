"""Find terms in many texts at once: what ``Matcher.hits`` finds, many times as fast.

Texts are joined into chunks, cut into words by numpy, and every word is looked up by its hash in
one table of verdicts. Only words never seen go through the analysis of the matcher, and only words
with a verdict become Python values.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

import numpy as np

from agenda_risk.match import Hit, Matcher
from agenda_risk.normalise import fold
from agenda_risk.sweep.chunk import is_plain, join, words
from agenda_risk.sweep.marked import Marked
from agenda_risk.sweep.plans import MOST, Plans
from agenda_risk.sweep.table import BITS, Table

Hits = tuple[Hit, ...]


class Room(NamedTuple):
    """How much to take and to remember.

    *chunk* is the number of characters that texts are joined to, *bits* tells how many words are
    remembered, as a power of two, and *verdicts* how many verdicts.
    """

    chunk: int = 1 << 18
    bits: int = BITS
    verdicts: int = MOST


class Sweep:
    """Finds the terms of *matcher* in archives of texts."""

    def __init__(self, matcher: Matcher, room: Room = Room()) -> None:  # noqa: B008
        self._matcher = matcher
        self._chunk = room.chunk
        self._plans = Plans(matcher, room.verdicts)
        self._table = Table(matcher, self._plans, room.bits)

    def hits(self, texts: Iterable[str]) -> list[Hits]:
        """Return where terms stand in each of *texts*, as ``Matcher.hits`` does for one."""
        return list(self.stream(texts))

    def stream(self, texts: Iterable[str]) -> Iterator[Hits]:
        """Yield where terms stand in each of *texts*, which are read as they are needed."""
        batch: list[str] = []
        size = 0
        for text in texts:
            batch.append(text)
            size += len(text) + 1
            if size >= self._chunk:
                yield from self._batch(batch)
                batch, size = [], 0
        yield from self._batch(batch)

    def _batch(self, texts: list[str]) -> list[Hits]:
        if is_plain("".join(texts)):
            return self._plain(texts)
        plain = [text if is_plain(text) else "" for text in texts]
        return [
            hits if kept == text else self._matcher.hits(text)
            for text, kept, hits in zip(texts, plain, self._plain(plain), strict=True)
        ]

    def _plain(self, texts: list[str]) -> list[Hits]:
        found: list[Hits] = [()] * len(texts)
        chunk = join(texts)
        cut = words(chunk)
        numbers = self._table.numbers(chunk, cut)
        places = np.flatnonzero(numbers)
        if not places.size:
            return found
        marked = Marked(chunk, cut, places, numbers[places])
        for text, hits in marked.singles(self._plans):
            found[text] = hits
        others: dict[int, set[Hit]] = defaultdict(set)
        for text, hit in marked.others(self._plans, cache(lambda text: fold(texts[text]))):
            others[text].add(hit)
        for text, more in others.items():
            found[text] = _in_order(more.union(found[text]))
        return found


def _in_order(hits: Iterable[Hit]) -> Hits:
    return tuple(sorted(hits, key=lambda hit: (hit.start, hit.end, hit.lexicon, hit.lemma)))
