"""Read whether an item was put off, sent back or taken back instead of decided.

Minutes tell it under "Beslut"; later agendas tell what was done before. What somebody moved, what
was voted down and what is only proposed has not happened.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from agenda_risk.models import AgendaItem, ItemState, Mark, Meeting
from agenda_risk.month_names import day_named
from agenda_risk.normalise import fold

_MOST, _NEAR = 6_000, 400
_WORTH_READING = re.compile(
    r"bord(?:l[aä]g|lade)|återremi|utgå|utgick|dras\b|drogs|åter(?:ta|tog)|stryks|tas bort", re.I
)
_DECISION = re.compile(
    r"(?:^|\n)[ \t]*(?:(?!Läns)[A-ZÅÄÖ][\w -]{1,60}"
    r"(?:nämndens|styrelsens|utskottets|fullmäktiges|:s)[ ]beslut|Beslut|BESLUT)"
    r"\b[ \t.:]*(?=\n|[A-ZÅÄÖ\d])"
)
_OTHER = re.compile(
    r"(?:(?<=\n)|(?<=[.!?]\s))[ \t]*(?:Yrkanden?|Reservation(?:er)?|Beslutsgång(?:en)?"
    r"|Propositionsordning|Omröstning\w*|Bakgrund|Sammanfattning|Ärendebeskrivning|Beslutsunderlag"
    r"|Protokollsanteckning(?:ar)?|Ärendet|Beredning|Skickas[ ]till|Expedieras|Bilag(?:a|or))"
    r"[ \t]*(?::|\n|$|(?=[A-ZÅÄÖ]))"
)
_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ\d])|\n+")
# Moved, voted down, conditional, only proposed, or of the board's own doing somewhere else.
_UNSURE = re.compile(
    r"\byrka|\byrkande[tn]?\b(?!.*bifall)|proposition|avsl[åoa]|reserver|\bföreslå|\bom ärendet\b"
    r"|\binte\b|\bkan\b|\bkunde\b|\bom det\b|\bifall\b|\bförslag(?:et)? (?:om|till|på)\b",
    re.I,
)
_MATTER = re.compile(
    r"\b(?:ärendet?|frågan|punkten|motionen|interpellationen|valet|förslaget|medborgarförslaget"
    r"|e-förslaget|detaljplanen|ansökan|rapporten|paragrafen)\b",
    re.I,
)
_NOW = {
    Mark.ADJOURNED: re.compile(
        r"\bbordlägg(?:er|s|es)\b|\bbesluta[rs]?\b.*\bbordlägga[s]?\b|\bbeslutar om bordläggning\b",
        re.I,
    ),
    Mark.RETURNED: re.compile(
        r"\båterremittera(?:r|s)\b|\bbesluta[rs]?\b.*\båterremittera[s]?\b"
        r"|\bbeslutar om (?:minoritets)?återremiss|\bbifaller\b.*\båterremiss",
        re.I,
    ),
    Mark.RECALLED: re.compile(
        r"\b(?:ärendet|punkten|frågan|motionen|interpellationen|medborgarförslaget|förslaget)\s+"
        r"(?:utgår|återtas|dras tillbaka|stryks|tas bort från|tas bort ur)\b|\båtertar\b",
        re.I,
    ),
}
_BEFORE = {
    Mark.ADJOURNED: re.compile(
        r"\bbordlades?\b|\bbordlagts?\b|\bbeslutade\b.*\bbordlägga\b"
        r"|\bbeslutade om bordläggning\b",
        re.I,
    ),
    Mark.RETURNED: re.compile(
        r"\båterremitterade?[st]?\b|\båterremitterats?\b|\bbeslutade\b.*\båterremittera\b"
        r"|\bbeslutade om (?:minoritets)?återremiss",
        re.I,
    ),
    Mark.RECALLED: re.compile(
        r"\b(?:motionen|ärendet|förslaget)\s+(?:utgick|återtogs|drogs tillbaka)\b"
        r"|\b(?:ärendet|punkten)\s+(?:utgår|dras tillbaka|(?:stryks|tas bort) (?:från|ur))\b",
        re.I,
    ),
}
_DOING = re.compile(r"\b(?:beslut|bordl|återremi)", re.I)
_BODIES = re.compile(r"([\w-]*(?:nämnd|styrelse|fullmäktige|utskott))(?:en|n|et)?\b")
_ISO = re.compile(r"\b((?:19|20)\d\d-\d\d-\d\d)\b")
_TO = re.compile(r"\btill\b(.*)$", re.I | re.S)


class Turn(NamedTuple):
    """What happened to an item: *marks* at any time, *result* at this meeting, if not a decision.

    *until* is the day that it was put off to, where that is told.
    """

    marks: tuple[Mark, ...] = ()
    result: Mark | None = None
    until: date | None = None


def turn_of(item: AgendaItem, meeting: Meeting, told: tuple[Mark, ...] = ()) -> Turn:
    """Return what happened to *item* at *meeting* and before; its title has *told* some of it."""
    found = set(told)
    if item.state is ItemState.WITHDRAWN:
        found.add(Mark.RECALLED)
    result, until = _result(item, meeting)
    found |= {result} if result else set()
    found |= set(_before(item))
    return Turn(tuple(mark for mark in Mark if mark in found), result, until)


def decision_in(item: AgendaItem) -> str:
    """Return what stands under Beslut in the minutes of *item*; nothing in an agenda.

    Agendas hold minutes of other bodies, among other papers, after what is proposed.
    """
    text = item.body.text[:_MOST]
    found = _DECISION.search(text)
    if not found or not ("§" in item.number or (found.start() < _NEAR and not item.proposal)):
        return ""
    end = _OTHER.search(text, found.end())
    return text[found.end() : end.start() if end else len(text)].strip()


def _result(item: AgendaItem, meeting: Meeting) -> tuple[Mark | None, date | None]:
    day, body = meeting.start.day, fold(meeting.body.name)
    for sentence in _sentences(decision_in(item)):
        mark = _mark_in(sentence, is_dated=_has_day(sentence, day))
        if mark and _is_done_by(body, sentence):
            return mark, _until(sentence, day) if mark is Mark.ADJOURNED else None
    return None, None


def _is_done_by(body: str, sentence: str) -> bool:
    """Tell whether no other body than *body* is the one that *sentence* tells of."""
    subject = _DOING.split(sentence, maxsplit=1)[0]
    return all(name in body for name in _BODIES.findall(fold(subject)))


def _mark_in(sentence: str, *, is_dated: bool) -> Mark | None:
    """Return what a *sentence* of a decision says was done now.

    Minutes may tell it in the past tense, too; with a day it is told of another meeting.
    """
    forms = (_NOW,) if is_dated else (_NOW, _BEFORE)
    marks = (mark for form in forms for mark, words in form.items() if words.search(sentence))
    return next(marks, None)


def _before(item: AgendaItem) -> Iterator[Mark]:
    """Yield what the texts of *item* say was done to it before this meeting."""
    texts = (item.proposal.text, item.summary.text, item.body.text[:_MOST])
    for sentence in _sentences("\n".join(texts)):
        if _MATTER.search(sentence):
            yield from (mark for mark, words in _BEFORE.items() if words.search(sentence))


def _sentences(text: str) -> Iterator[str]:
    """Yield the sentences of *text* that tell of what has happened."""
    if _WORTH_READING.search(text):
        for sentence in _SENTENCES.split(text):
            if _WORTH_READING.search(sentence) and not _UNSURE.search(sentence):
                yield sentence


def _has_day(sentence: str, day: date | None) -> bool:
    head = _TO.sub("", sentence)
    return _day_in(head, day) is not None


def _until(sentence: str, day: date | None) -> date | None:
    """Return the day after *day* that *sentence* puts the matter off to."""
    found = _TO.search(sentence)
    until = _day_in(found[1], day) if found else None
    return until if until and (day is None or until > day) else None


def _day_in(text: str, day: date | None) -> date | None:
    """Return the day in *text*; without a year it is the first from *day* on."""
    written = _ISO.search(text)
    if written:
        return _iso(written[1])
    found = day_named(text, day.year if day else None)
    if found and day and found < day and not re.search(rf"\b{found.year}\b", text):
        return found.replace(year=found.year + 1)
    return found


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
