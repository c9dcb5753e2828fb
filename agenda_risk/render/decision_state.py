"""Where a decision stands: what is written, what is missing, and what comes next."""

from collections.abc import Iterator
from dataclasses import replace

from agenda_risk.law.missing import Gate, changed_since, gate, missing
from agenda_risk.law.named import NamedMeeting
from agenda_risk.law.sections import Decision
from agenda_risk.models import Meeting
from agenda_risk.render.decision_sections import (
    capacity,
    carrying_out_sections,
    consultation_section,
    facts,
    kept_apart_section,
    ladder_section,
    meeting_section,
    moment,
    past_consultation,
    premises_section,
)
from agenda_risk.render.decision_words import CHANGES, GAPS
from agenda_risk.render.law import law_foot
from agenda_risk.render.paper import Bullets, Form, Line, Paper, Prose, Section
from agenda_risk.render.words import capital, clean
from agenda_risk.translate import N_, Translator

_GATES = {
    Gate.CLOSED: N_(
        "No concrete circumstance that is enough has been recorded. There is nothing to consult"
        " Polismyndigheten about, and nothing to decide."
    ),
    Gate.CONSULTATION: N_(
        "A concrete circumstance has been recorded. That opens the way to consulting"
        " Polismyndigheten, not to a decision."
    ),
}


def state_paper(decision: Decision, meeting: Meeting | NamedMeeting, say: Translator) -> Paper:
    """Return all sections of *decision* with what is filled in, and what is missing."""
    return Paper(
        language=say.language,
        title=say("Security check: where the decision stands"),
        facts=facts(decision.meeting, say),
        mark="" if decision.ruling else say("Draft"),
        sections=tuple(_sections(decision, meeting, say)),
        foot=(law_foot(say),),
    )


def _sections(
    decision: Decision, meeting: Meeting | NamedMeeting, say: Translator
) -> Iterator[Section]:
    yield _state(decision, meeting, say)
    yield meeting_section(decision, say)
    yield premises_section(decision, say)
    yield kept_apart_section(decision, say)
    yield ladder_section(decision, say)
    yield _consultation(decision, say)
    yield from carrying_out_sections(decision, say)


def _consultation(decision: Decision, say: Translator) -> Section:
    section = consultation_section(decision.consultation, say)
    past = past_consultation(decision, say)
    return replace(section, blocks=(Prose((past,)), *section.blocks)) if past else section


def _state(decision: Decision, meeting: Meeting | NamedMeeting, say: Translator) -> Section:
    changed = changed_since(decision, meeting)
    told = say.listed([say(CHANGES[one]) for one in changed])
    stale = Line(stale_told(decision, say), say("Changed: {what}.", what=told))
    first = (stale,) if changed else ()
    if decision.ruling:
        fields = Form(tuple(_end(decision, say)))
        return Section(say("Where it stands"), (*([Prose(first)] if changed else []), fields))
    gated = Line("", say(_GATES[gate(decision)]))
    lacks = Line("", say("Still missing for a decision that a check is made:"))
    lacking = Bullets(tuple(Line("", capital(say(GAPS[gap]))) for gap in missing(decision)))
    return Section(say("Where it stands"), (Prose((*first, gated, lacks)), lacking))


def stale_told(decision: Decision, say: Translator) -> str:
    """Return what a meeting that has changed means for *decision*; one that was made stands."""
    if decision.ruling:
        return say("The meeting has changed since the decision was made.")
    return say("The draft no longer holds.")


def _end(decision: Decision, say: Translator) -> Iterator[tuple[str, str]]:
    ruling, note = decision.ruling, decision.note
    if ruling:
        answer = say("Visitors are checked") if ruling.is_yes else say("No check is made")
        yield say("The decision"), answer
        yield say("Decided"), moment(ruling.at, say)
        yield say("Decided by"), capital(capacity(ruling, say))
        yield say("The chair's reasons"), clean(ruling.reasons)
    if note:
        yield say("Objects found"), str(note.found)
        yield say("Visitors who were refused entry"), str(note.refused)
