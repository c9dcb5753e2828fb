"""Show what the lines of lexicons match, and why they match a word."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum

from agenda_risk.lexicon import Step, Term
from agenda_risk.lint import written
from agenda_risk.match import Matcher
from agenda_risk.models import Model
from agenda_risk.normalise import fold


class How(StrEnum):
    """In which way a term matches a text."""

    FORM = "form"
    LAST = "last"
    FIRST = "first"
    PHRASE = "phrase"
    OTHER = "other"


class Forms(Model):
    """What one place in a term matches: alone, last and first in compounds."""

    words: tuple[str, ...]
    gap: int
    alone: tuple[str, ...]
    last: tuple[str, ...]
    first: tuple[str, ...]


class Entry(Model):
    """One line of a lexicon, or one of its variants, with all that it matches."""

    lexicon: str
    line: int
    term: str
    steps: tuple[Forms, ...]
    exceptions: tuple[str, ...]


class Match(Model):
    """A line of a lexicon matches a text: in which way, through which part of the word.

    *is_excepted* tells that it would, were there not an exception on the line.
    """

    lexicon: str
    line: int
    term: str
    how: How
    piece: str = ""
    is_excepted: bool = False


class Trace(Model):
    """What lexicons know of a word or phrase: lines that it stands on, lines that match it."""

    asked: str
    entries: tuple[Entry, ...]
    matches: tuple[Match, ...]


Making = Callable[[Iterable[Term]], Matcher]


def trace(asked: str, terms: Iterable[Term], matcher: Making = Matcher) -> Trace:
    """Return the lines of *terms* that *asked* stands on, and those that match it in a text.

    *matcher* makes what looks for terms.
    """
    known = tuple(terms)
    wanted = fold(" ".join(asked.split())).strip("-")
    lines = {(term.lexicon, term.line) for term in known if _is_named(term, wanted)}
    entries = (_entry(term) for term in known if (term.lexicon, term.line) in lines)
    return Trace(
        asked=asked, entries=tuple(entries), matches=tuple(_matches(asked, known, matcher))
    )


def _is_named(term: Term, wanted: str) -> bool:
    if wanted in (fold(term.lemma).replace("-", " ").strip(), fold(term.lemma), written(term)):
        return True
    return len(term.steps) == 1 and any(word.lemma == wanted for word in term.steps[0].words)


def _entry(term: Term) -> Entry:
    return Entry(
        lexicon=term.lexicon,
        line=term.line,
        term=written(term),
        steps=tuple(_forms(step) for step in term.steps),
        exceptions=tuple(sorted(term.exceptions)),
    )


def _forms(step: Step) -> Forms:
    words = step.words
    return Forms(
        words=tuple(word.lemma for word in words),
        gap=step.gap,
        alone=tuple(sorted({form for word in words for form in word.forms})),
        last=tuple(sorted({form for word in words if word.last for form in word.forms})),
        first=tuple(sorted({part for word in words if word.first for part in word.first_parts})),
    )


def _matches(asked: str, terms: tuple[Term, ...], matcher: Making) -> Iterator[Match]:
    """Yield the lines that match somewhere in *asked*, and those that an exception holds back."""
    freed = tuple(term._replace(exceptions=frozenset()) for term in terms)
    hits = {(hit.lexicon, hit.lemma) for hit in matcher(freed).hits(asked)}
    for term, free in zip(terms, freed, strict=True):
        if (term.lexicon, term.lemma) not in hits:
            continue
        for hit in matcher((free,)).hits(asked)[:1]:
            how, piece = _how(term, fold(asked[hit.start : hit.end]))
            yield Match(
                lexicon=term.lexicon,
                line=term.line,
                term=written(term),
                how=how,
                piece=piece,
                is_excepted=not matcher((term,)).hits(asked),
            )


def _how(term: Term, text: str) -> tuple[How, str]:
    """Return in which way *term* matches *text*, and which part of the word tells."""
    if len(term.steps) > 1:
        return How.PHRASE, text
    (forms,) = (_forms(step) for step in term.steps)
    if text in forms.alone:
        return How.FORM, text
    heads = [form for form in forms.last if text.endswith(form)]
    if heads:
        return How.LAST, max(heads, key=len)
    firsts = [part for part in forms.first if text.startswith(part)]
    return (How.FIRST, max(firsts, key=len)) if firsts else (How.OTHER, text)
