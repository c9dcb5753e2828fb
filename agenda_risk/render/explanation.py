"""An explanation of one item: text for people, JSON for programs."""

import json
from collections.abc import Iterator
from textwrap import wrap
from typing import NamedTuple

from agenda_risk.brief import masked_finding, quote
from agenda_risk.explain import Explanation, Lid, Turn
from agenda_risk.mask import masked
from agenda_risk.models import Factor, Finding, Meeting
from agenda_risk.near_misses import NearMiss
from agenda_risk.render.items import document_name
from agenda_risk.render.reasons import (
    Lemmas,
    category_word,
    either,
    lacking,
    level_word,
    lexicon,
    quoted,
)
from agenda_risk.render.words import PARTS, SYMBOLS, capital, clean, points, shorten
from agenda_risk.translate import Translator, translator

_WIDTH = 88
_LONGEST_TITLE = 200
_PARTS = ("turns", "nearest", "lids")
# What each kind of line begins with as text.
_FIRST = {"head": "", "quote": "  | ", "prose": "  ", "point": "  - ", "own": "- "}


def as_text(explanation: Explanation, language: str, lemmas: Lemmas) -> str:
    """Return *explanation* as text; *lemmas* holds words of each lexicon, to give examples."""
    lines = _Sheet(explanation, translator(language), lemmas).lines()
    return "\n".join(line.rstrip(" ") for line in lines) + "\n"


class Told(NamedTuple):
    """A line of an explanation; *kind* is one of those in _FIRST."""

    kind: str
    text: str


def sections(
    explanation: Explanation, say: Translator, lemmas: Lemmas
) -> tuple[tuple[str, tuple[Told, ...]], ...]:
    """Return the parts of *explanation*: headings and the lines under them; first, what it got."""
    parts = _Sheet(explanation, say, lemmas).parts()
    return tuple((heading, tuple(lines)) for heading, lines in parts)


def as_json(explanation: Explanation) -> str:
    """Return *explanation* without the texts of the agenda."""
    told, item, meeting = explanation, explanation.item, explanation.meeting
    answer = {
        "schema": "agenda-risk/explanation/1",
        "item": {"id": item.id, "number": item.number, "title": masked(item.title.text)},
        "body": meeting.body.name,
        **told.assessment.model_dump(mode="json", exclude={"item", "findings"}),
        "findings": [_as_row(masked_finding(one, item, meeting)) for one in told.findings],
        "capped": told.capped,
        **{name: [_masked(one) for one in getattr(told, name)] for name in _PARTS},
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _as_row(one: Finding | Turn | NearMiss | Lid) -> dict[str, object]:
    return one.model_dump(mode="json")


def _masked(one: Turn | NearMiss | Lid) -> dict[str, object]:
    terms = (term.model_copy(update={"text": masked(term.text)}) for term in one.terms)
    return _as_row(one.model_copy(update={"terms": tuple(terms)}))


class _Sheet:
    """Writes an explanation line by line."""

    def __init__(self, told: Explanation, say: Translator, lemmas: Lemmas) -> None:
        self._told = told
        self.say = say
        self._lemmas = lemmas

    def lines(self) -> Iterator[str]:
        for place, (heading, lines) in enumerate(self.parts()):
            if place:
                yield ""
                yield heading.upper()
            for line in lines:
                yield from _wrapped(line.text, _FIRST[line.kind])

    def parts(self) -> Iterator[tuple[str, list[Told]]]:
        """Yield each heading with the lines under it, where there are any."""
        say = self.say
        parts = (
            ("", self._head()),
            (say("Why this level"), self._findings()),
            (say("What holds it down"), self._lids()),
            (say("What would change the level"), self._turns()),
            (self._nearest_heading(), self._nearest()),
        )
        told = ((heading, list(lines)) for heading, lines in parts)
        return ((heading, lines) for heading, lines in told if lines)

    def _head(self) -> Iterator[Told]:
        say, item, found = self.say, self._told.item, self._told.assessment
        number = capital(points((clean(item.number),), say)) if item.number else ""
        title = shorten(clean(item.title.text), _LONGEST_TITLE)
        yield Told("head", " · ".join(part for part in (number, title) if part))
        if not found.screened:
            yield Told("head", say("Not screened: {why}", why=say(found.why_not_screened)))
            return
        level = say("Need for preparation: {level}", level=level_word(found.level, say))
        kinds = [category_word(category, say) for category in found.categories]
        yield Told("head", " · ".join((f"{SYMBOLS[found.level]} {level}".strip(), *kinds)))

    def _findings(self) -> Iterator[Told]:
        say = self.say
        if self._told.assessment.screened and not self._told.findings:
            yield Told("head", say("No rule fired."))
        for finding in self._told.findings:
            level = level_word(finding.level, say)
            yield Told("head", f"[{finding.rule}] {say(finding.title)} – {level}")
            yield Told("quote", self._quote(finding))
            yield Told("prose", say(finding.why))
            for factor in finding.factors:
                yield Told("point", self._factor(factor))
            for notice in finding.overlay:
                yield Told("point", say(notice.msgid, **notice.fields))
            if finding.rule in self._told.capped:
                yield Told("point", self._cap(finding))

    def _quote(self, finding: Finding) -> str:
        found = quote(finding, self._told.item, self._told.meeting)
        words = clean(found.text) if found else ""
        place = _place(finding, self._told.meeting, self.say)
        marked = quoted(finding.terms, self.say)
        whole = self.say("“{words}”", words=words)
        return f"{whole} ({place})" if whole == marked else f"{whole} ({place}): {marked}"

    def _factor(self, factor: Factor) -> str:
        say = self.say
        moved = say("Lowers the level") if factor.step <= 0 else say("Raises the level")
        words = f" ({quoted(factor.terms, say)})" if factor.terms else ""
        return f"{moved}{words}: {say(factor.why)}"

    def _cap(self, finding: Finding) -> str:
        part = self.say(PARTS[finding.part])
        return self.say(
            "Stands only in the {part}, where such words give {level} at the most.",
            part=part,
            level=level_word(finding.level, self.say),
        )

    def _lids(self) -> Iterator[Told]:
        for lid in self._told.lids:
            yield Told("own", self._lid(lid))

    def _lid(self, lid: Lid) -> str:
        say = self.say
        level, words = level_word(lid.level, say), quoted(lid.terms, say)
        told = say("With {words} the need is at most: {level}.", words=words, level=level)
        return f"{told} {say(lid.why)}"

    def _turns(self) -> Iterator[Told]:
        for turn in self._told.turns:
            yield Told("own", f"{self._turn(turn)} {self.say(turn.why)}")

    def _turn(self, turn: Turn) -> str:
        say = self.say
        level = level_word(turn.level, say)
        if turn.terms:
            words = quoted(turn.terms, say)
            return say("Becomes {level} without {words}:", level=level, words=words)
        if turn.lexicons:
            named = either([lexicon(name, self._lemmas) for name in turn.lexicons], say)
            return say("Becomes {level} with a word of {lexicons}:", level=level, lexicons=named)
        if turn.holds:
            return say("Becomes {level} if this did not hold:", level=level)
        return say("Becomes {level} if this held too:", level=level)

    def _nearest_heading(self) -> str:
        say, found = self.say, self._told.assessment
        if found.level.is_raised:
            return say("Rules that came near")
        return say("Why it was not raised: the nearest rules")

    def _nearest(self) -> Iterator[Told]:
        say = self.say
        told, found = self._told, self._told.assessment
        if found.screened and not (found.level.is_raised or told.nearest or told.lids):
            yield Told("head", say("No other rule came near."))
        for miss in self._told.nearest:
            level = say("would give {level}", level=level_word(miss.level, say))
            yield Told("head", f"[{miss.rule}] {say(miss.title)} – {level}")
            yield Told("prose", capital(lacking(miss, self._lemmas, say)))


def _place(finding: Finding, meeting: Meeting, say: Translator) -> str:
    document = meeting.document(finding.terms[0].document) if finding.terms else None
    name = document_name(document.name, meeting, say) if document else ""
    page = finding.terms[0].page if finding.terms else None
    told = say("p.\u00a0{page}", page=page) if page else ""
    return ", ".join(part for part in (say(PARTS[finding.part]), f"{name} {told}".strip()) if part)


def _wrapped(text: str, first: str = "") -> Iterator[str]:
    """Yield *text* in lines that hang under *first*."""
    hanging = first if first.endswith("| ") else " " * len(first)
    yield from wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=hanging, break_on_hyphens=False
    )
