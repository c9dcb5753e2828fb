"""Whether the words in a text, or what kind of matter it is, meet a condition."""

from collections.abc import Iterable, Iterator, Set
from functools import cache

from agenda_risk.match import Hit
from agenda_risk.rules import Condition

Hits = tuple[Hit, ...]


def satisfy(condition: Condition, hits: Hits) -> Hits | None:
    """Return the hits that make *condition* true, or None when it is not true.

    A condition that only forbids is true without hits.
    """
    return _met(condition, hits) if could_hold(condition, {hit.lexicon for hit in hits}) else None


def satisfy_beside(
    condition: Condition, found: Condition, hits: Hits, *, everywhere: bool
) -> Hits | None:
    """Return the hits that make *condition* true in sentences in which those of *found* stand.

    With *everywhere* nothing may be left to *found*: without these sentences it is not true.
    """
    met = {one: satisfy(condition, _in_sentences(hits, {one})) for one in _sentences(found, hits)}
    beside = {one: own for one, own in met.items() if own is not None}
    others = {hit.sentence for hit in hits} - beside.keys()
    if not beside or (everywhere and satisfy(found, _in_sentences(hits, others)) is not None):
        return None
    return tuple(hit for own in beside.values() for hit in own)


def _sentences(condition: Condition, hits: Hits) -> Iterator[int]:
    """Yield the sentences in which stand hits that make *condition* true, also by themselves."""
    left = {hit.sentence for hit in hits}
    while met := satisfy(condition, _in_sentences(hits, left)):
        own = left & {hit.sentence for hit in met if hit.start < hit.end}
        if not own:
            return
        yield from sorted(own)
        left -= own


def could_hold(condition: Condition, names: Set[str]) -> bool:
    """Tell whether hits of no other lexicons than *names* may make *condition* true.

    It rules out quickly, and never what holds: where the words stand is not looked at.
    """
    if condition.lexicon:
        return condition.lexicon in names
    if condition.procedure:
        return any(procedure_mark(name).lexicon in names for name in condition.procedure)
    if condition.any:
        return any(could_hold(clause, names) for clause in condition.any)
    needed = condition.sentence or condition.near or condition.all
    return all(could_hold(clause, names) for clause in needed)


def _met(condition: Condition, hits: Hits) -> Hits | None:
    if condition.lexicon or condition.procedure:
        return _named(condition, hits)
    if condition.any:
        return _any(condition.any, hits)
    if condition.sentence:
        return _within(condition.sentence, _by_sentence(hits))
    if condition.near:
        return _within(condition.near, _windows(hits, condition.within))
    if any(_met(clause, hits) is not None for clause in condition.none):
        return None
    return _all(condition.all, hits)


@cache
def procedure_mark(name: str) -> Hit:
    """Return what stands among the hits of an item that is of the procedure called *name*."""
    return Hit(f"procedure:{name}", "", 0, 0, 0, 0, 0)


def _named(condition: Condition, hits: Hits) -> Hits | None:
    """Return the hits of the lexicon, or none of them where the procedure is one of those asked."""
    if condition.lexicon:
        return tuple(hit for hit in hits if hit.lexicon == condition.lexicon) or None
    wanted = {procedure_mark(name) for name in condition.procedure}
    return None if wanted.isdisjoint(hits) else ()


def _any(clauses: tuple[Condition, ...], hits: Hits) -> Hits | None:
    met = [found for clause in clauses if (found := _met(clause, hits)) is not None]
    return tuple(hit for found in met for hit in found) if met else None


def _all(clauses: tuple[Condition, ...], hits: Hits) -> Hits | None:
    """Return the hits that make all *clauses* true; two clauses may share a compound word."""
    met = [_met(clause, hits) for clause in clauses]
    if any(found is None for found in met):
        return None
    return tuple(hit for found in met if found for hit in found)


def _within(clauses: tuple[Condition, ...], groups: Iterable[Hits]) -> Hits | None:
    return next((met for group in groups if (met := _all(clauses, group))), None)


def _by_sentence(hits: Hits) -> Iterator[Hits]:
    for sentence in sorted({hit.sentence for hit in hits}):
        yield tuple(hit for hit in hits if hit.sentence == sentence)


def _in_sentences(hits: Hits, sentences: Set[int]) -> Hits:
    """Return those of *hits* that stand in *sentences*; what tells the procedure stands in all."""
    return tuple(hit for hit in hits if hit.sentence in sentences or hit.start == hit.end)


def _windows(hits: Hits, words: int) -> Iterator[Hits]:
    for anchor in hits:
        yield tuple(
            hit
            for hit in hits
            if hit.sentence == anchor.sentence and 0 <= hit.first - anchor.first <= words
        )
