"""Find the terms of lexicons in a text, as Swedish writes them.

Every distinct word of a text gets one verdict, which is remembered: the words of lexicons that it
is a form of, ends with or begins with. Terms of several words are then looked for among the
verdicts, so the cost of a text hardly depends on how many terms there are.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from agenda_risk.compound import NO_WORDS, Known, may_stand_first, may_stand_last
from agenda_risk.exceptions import is_exception, is_phrase
from agenda_risk.lengths import KEY, lengths_by
from agenda_risk.lexicon import Term, Word
from agenda_risk.normalise import fold
from agenda_risk.repair import SHORTEST, Repair, repair_to

_TOKEN = re.compile(r"[^\W_]+(?:[-:’'\u2011][^\W_]+)*-?|%")
_SENTENCE_END = re.compile(r"(?<=[a-zåäö0-9)”\"])[.!?](?=\s+[A-ZÅÄÖ0-9”\"•–-]|\s*$)|\n")
_SHORTEST_REST = 2
_SHORTEST_SAFE = 3  # a shorter abbreviation is too often something else in small letters
_LONGEST_CACHE = 1 << 17

Verdict = frozenset[int]
_NOTHING: Verdict = frozenset()


class Hit(NamedTuple):
    """A term stands in the text from *start* to *end*; *first* and *last* count its words."""

    lexicon: str
    lemma: str
    start: int
    end: int
    first: int
    last: int
    sentence: int


class Token(NamedTuple):
    """One word of a text: where it stands, and what the lexicons know it as."""

    start: int
    end: int
    sentence: int
    verdict: Verdict


class Forms(NamedTuple):
    """What a word is, ends or begins with that has a verdict; it may be damaged if *repaired*."""

    whole: Mapping[str, Verdict]
    last: Mapping[str, Verdict]
    first: Mapping[str, Verdict]
    repaired: bool


class Matcher:
    """Knows the terms of all lexicons.

    *known* are the words of the language. They keep compounds of our words apart from words that
    only contain their letters, and damaged words apart from other words. *names* are the last
    parts that make a compound the name of a place: Moskégränd is no mosque.
    """

    def __init__(
        self,
        terms: Iterable[Term],
        known: Known = NO_WORDS,
        names: frozenset[str] = frozenset(),
    ) -> None:
        self._known = known
        self._names = names
        self._repair: Repair | None = None
        self._exact: dict[str, Verdict] = {}
        self._last: dict[str, Verdict] = {}
        self._first: dict[str, Verdict] = {}
        self._make_repair = partial(repair_to, self._exact)
        self._exceptions: dict[int, frozenset[str]] = {}
        self._capitals: set[int] = set()
        self.chains: dict[int, list[tuple[Term, tuple[frozenset[int], ...]]]] = defaultdict(list)
        self._ids: dict[tuple[Word, frozenset[str]], int] = {}
        self._verdicts: dict[tuple[str, bool], Verdict] = {}
        self.lexicons: set[str] = set()
        for term in terms:
            self._add(term)
        guarded = (word_id for word_id, words in self._exceptions.items() if words)
        self._doubtful = frozenset((*guarded, *self._capitals))
        self._tails = lengths_by(lambda form: form[-KEY:], self._last)
        self._heads = lengths_by(lambda form: form[:KEY], self._first)

    def hits(self, text: str) -> tuple[Hit, ...]:
        """Return where terms stand in *text*, in order; offsets count characters of *text*."""
        folded = fold(text)
        tokens = list(self._tokens(text, folded))
        found = {
            hit
            for place, token in enumerate(tokens)
            if token.verdict
            for hit in self._hits_at(tokens, place, folded)
        }
        return tuple(sorted(found, key=lambda hit: (hit.start, hit.end, hit.lexicon, hit.lemma)))

    def terms(self) -> Iterator[Term]:
        """Yield the terms that are looked for, one with several spellings more than once."""
        return (term for chains in self.chains.values() for term, _ in chains)

    def forms(self) -> Forms:
        """Return all forms of the words that are known."""
        return Forms(self._exact, self._last, self._first, bool(self._known))

    def _add(self, term: Term) -> None:
        self.lexicons.add(term.lexicon)
        chain = tuple(
            frozenset(self._id(word, term.exceptions) for word in step.words) for step in term.steps
        )
        for word_id in chain[0]:
            self.chains[word_id].append((term, chain))

    def _id(self, word: Word, exceptions: frozenset[str]) -> int:
        known = self._ids.get((word, exceptions))
        if known is not None:
            return known
        made = self._ids[word, exceptions] = len(self._ids)
        self._exceptions[made] = exceptions
        if word.capitals and (len(word.lemma) < _SHORTEST_SAFE or word.lemma in self._known):
            self._capitals.add(made)
        self._remember(word, made)
        return made

    def _remember(self, word: Word, word_id: int) -> None:
        alone = frozenset((word_id,))
        _add_to(self._exact, word.forms, alone)
        if word.last:
            _add_to(self._last, word.forms, alone)
        if word.first:
            _add_to(self._first, word.first_parts, alone)

    def _tokens(self, text: str, folded: str) -> Iterator[Token]:
        ends = iter([found.start() for found in _SENTENCE_END.finditer(text)] + [len(text) + 1])
        sentence, limit = 0, next(ends)
        for found in _TOKEN.finditer(folded):
            start, end = found.span()
            while start > limit:
                sentence, limit = sentence + 1, next(ends)
            verdict = self.verdict(found.group(), text[start : start + 2].isupper())
            yield Token(start, end, sentence, verdict)

    def verdict(self, token: str, capitals: bool) -> Verdict:
        """Return the ids of the words that the folded *token* is, remembered for the next time."""
        known = self._verdicts.get((token, capitals))
        if known is None:
            if len(self._verdicts) >= _LONGEST_CACHE:
                self._verdicts.clear()
            whole, judged = self._judge(token)
            known = self.settled(whole, frozenset(judged), capitals) if judged else _NOTHING
            self._verdicts[token, capitals] = known
        return known

    def settled(self, word: str, found: Verdict, capitals: bool) -> Verdict:
        """Return what remains of *found* for *word* without exceptions.

        Where it is not written in *capitals*, what must be is no word of ours either.
        """
        if self._doubtful.isdisjoint(found):
            return found
        known = self._exceptions
        kept = frozenset(
            word_id
            for word_id in found
            if not known[word_id] or not is_exception(word, known[word_id])
        )
        return kept if capitals else kept - self._capitals

    def _judge(self, token: str) -> tuple[str, set[int]]:
        """Return the word that *token* is judged as, and what it is but for exceptions."""
        if token.isalpha():  # as nearly all are
            whole, found = token, self._candidates(token)
        else:
            whole = token.strip("-").partition(":")[0].replace("\u2011", "-")
            found = self._candidates(whole)
            if "-" in whole:
                found |= self._candidates(whole.replace("-", ""))
        if not found:
            found = self._repaired(whole)
        return whole, found

    def _candidates(self, word: str) -> set[int]:
        """Return the words that *word* is a form or a compound of."""
        found = set(self._exact.get(word, ()))
        for length in self._tails.of(word[-KEY:]):
            if length > len(word) - _SHORTEST_REST:
                break  # the shortest come first
            words = self._last.get(word[-length:])
            if words and self.may_end(word, length):
                found |= words
        return self._add_beginnings(word, found)

    def _add_beginnings(self, word: str, found: set[int]) -> set[int]:
        for length in self._heads.of(word[:KEY]):
            if length >= len(word):
                break
            words = self._first.get(word[:length])
            if words and length >= _SHORTEST_REST and self.may_begin(word, length):
                found |= words
        return found

    def may_end(self, word: str, length: int) -> bool:
        """Tell whether what precedes the last *length* letters makes *word* a compound."""
        return not self._known or may_stand_first(word[:-length], word, self._known)

    def may_begin(self, word: str, length: int) -> bool:
        """Tell whether what follows the first *length* letters makes *word* a compound."""
        rest = word[length:].lstrip("-")
        if rest in self._names:
            return False
        return not self._known or may_stand_last(rest, word, self._known)

    def repair(self) -> Repair:
        """Return what reads damaged words; it is made when the first one is met."""
        if self._repair is None:
            self._repair = self._make_repair()
        return self._repair

    def may_be_damaged(self, word: str) -> bool:
        """Tell whether *word* may be another one with an error; a known word is not damaged."""
        return bool(self._known) and len(word) >= SHORTEST and word not in self._known

    def _repaired(self, word: str) -> set[int]:
        """Return the words that *word* is a damaged form of."""
        near = self.repair().forms_near(word) if self.may_be_damaged(word) else ()
        return {word_id for form in near for word_id in self._exact[form]}

    def _hits_at(self, tokens: list[Token], place: int, folded: str) -> Iterator[Hit]:
        for word_id in tokens[place].verdict:
            for term, chain in self.chains[word_id]:
                last = end_of(term, chain, tokens, place)
                if last is not None and not is_phrase(
                    term.exceptions, folded, tokens[place].start, tokens[last].end
                ):
                    yield Hit(
                        term.lexicon,
                        term.lemma,
                        tokens[place].start,
                        tokens[last].end,
                        place,
                        last,
                        tokens[place].sentence,
                    )


def _add_to(known: dict[str, Verdict], forms: Iterable[str], alone: Verdict) -> None:
    """Add the word that stands *alone* to those *known* by *forms*, which share one set."""
    for form in forms:
        others = known.get(form)
        known[form] = others | alone if others else alone


def end_of(
    term: Term, chain: tuple[frozenset[int], ...], tokens: list[Token], place: int
) -> int | None:
    """Return the place of the last word of *term* when it begins at *place*, else nothing."""
    sentence = tokens[place].sentence
    for step, wanted in zip(term.steps[1:], chain[1:], strict=True):
        reach = tokens[place + 1 : place + 2 + step.gap]
        ahead = (
            offset
            for offset, token in enumerate(reach, start=place + 1)
            if token.sentence == sentence and token.verdict & wanted
        )
        found = next(ahead, None)
        if found is None:
            return None
        place = found
    return place
