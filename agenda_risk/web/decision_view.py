"""What the pages on a decision under act 2010:294 show: how far it has come, section by section."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from agenda_risk.decision_acts import named_in
from agenda_risk.law.missing import Gap, Gate, changed_since, gate, missing
from agenda_risk.law.sections import Decision
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import Role
from agenda_risk.render.decision_sections import (
    capacity,
    carrying_out_sections,
    considered_section,
    consultation_section,
    moment,
    past_consultation,
    premises_section,
    remarks,
)
from agenda_risk.render.decision_state import stale_told
from agenda_risk.render.decision_words import CHANGES, CIRCUMSTANCES, DANGERS, GAPS
from agenda_risk.render.law import law_lines
from agenda_risk.render.paper import Block, Form, Line, Prose
from agenda_risk.render.words import capital, clean
from agenda_risk.translate import N_, Translator
from agenda_risk.web.decision_forms import FORMS, Kept, SectionForm, next_form

PAPERS = {
    "basis": N_("The basis for the consultation"),
    "decision": N_("The decision"),
    "no-check": N_("The decision not to check"),
    "note": N_("The note after the meeting"),
    "law": N_("Which law applies"),
}


class Part(NamedTuple):
    """A section: its form, what is written of it, what the law says, and whether it comes next."""

    form: SectionForm
    written: tuple[Block, ...]
    law: tuple[Line, ...]
    kept: Kept
    is_next: bool


class Stand(NamedTuple):
    """How far a decision has come; *changed* says what of the meeting is another than it was.

    *papers* are the names of those that can be written, *earlier* are decisions that were made and
    begun again. *past* tells of a consultation that was held before the draft was changed.
    """

    is_open: bool
    lacks: tuple[str, ...]
    changed: str
    stale: str
    answer: str
    decided: str
    reasons: str
    is_yes: bool
    may_note: bool
    papers: tuple[str, ...]
    circumstances: tuple[tuple[Line, Role], ...]
    exemptions: tuple[Line, ...]
    parts: tuple[Part, ...]
    next_form: str
    earlier: tuple[str, ...]
    past: tuple[Block, ...]


def stand(file: MeetingFile, decision: Decision, today: date, say: Translator) -> Stand:
    """Return where *decision* in *file* stands *today*, in the language of *say*."""
    changed, ruling = changed_since(decision, named_in(file)), decision.ruling
    is_open = gate(decision) is Gate.CONSULTATION
    lacks = [gap for gap in missing(decision) if gap is not Gap.RULING]
    told = [say(CHANGES[one]) for one in changed]
    return Stand(
        is_open=is_open,
        lacks=tuple(capital(say(GAPS[gap])) for gap in lacks),
        changed=say.listed(told) if told else "",
        stale=stale_told(decision, say) if changed else "",
        answer=answer(decision, say),
        decided=f"{moment(ruling.at, say)}, {capacity(ruling, say)}" if ruling else "",
        reasons=clean(ruling.reasons) if ruling else "",
        is_yes=decision.is_yes,
        may_note=decision.is_yes and today >= decision.meeting.day,
        papers=tuple(_papers(decision, is_open=is_open, is_changed=bool(changed))),
        circumstances=tuple(_circumstances(decision, say)),
        exemptions=tuple(Line(f"{one.who}:", one.why) for one in decision.exemptions),
        parts=tuple(_parts(decision, say)),
        next_form=next_form(decision),
        earlier=tuple(_earlier(file, say)),
        past=tuple(_past(decision, say)),
    )


def answer(decision: Decision, say: Translator) -> str:
    """Return what was decided, if anything was."""
    if decision.ruling is None:
        return ""
    return say("Visitors are checked") if decision.is_yes else say("No check is made")


def _papers(decision: Decision, *, is_open: bool, is_changed: bool) -> Iterator[str]:
    is_made = decision.ruling is not None
    can_be = {
        "basis": is_open and not is_changed,
        "decision": decision.is_yes and not is_changed,
        "no-check": is_made and not decision.is_yes and not is_changed,
        "note": decision.note is not None,
        "law": True,
    }
    return (name for name, can in can_be.items() if can)


def _circumstances(decision: Decision, say: Translator) -> Iterator[tuple[Line, Role]]:
    """Yield what is known, and which role recorded it."""
    for one in decision.circumstances:
        told = f"{clean(one.text)} – {clean(one.source)}, {say.plain_day(one.day)}"
        whole = " ".join((told, *remarks(one, say)))
        yield Line(f"{say(CIRCUMSTANCES[one.kind])}.", whole), one.recorded_by


def _parts(decision: Decision, say: Translator) -> Iterator[Part]:
    written, comes_next = _written(decision, say), next_form(decision)
    for form in FORMS:
        law = law_lines(form.law, say)
        is_next = form.name == comes_next
        yield Part(form, written.get(form.name, ()), law, form.kept(decision), is_next)


def _written(decision: Decision, say: Translator) -> dict[str, tuple[Block, ...]]:
    """Return what is written of each section that something is written of."""
    _exempt, performer, information = carrying_out_sections(decision, say)
    found = {
        "lokaler": (decision.premises, premises_section(decision, say).blocks),
        "brott": (decision.crime_feared, (_crime(decision, say),)),
        "mildare": (decision.considered, considered_section(decision, say).blocks),
        "samrad": (decision.consultation, _consultation(decision, say)),
        "utforare": (decision.performer, performer.blocks),
        "upplysning": (decision.information, information.blocks),
    }
    return {name: blocks for name, (part, blocks) in found.items() if part}


def _crime(decision: Decision, say: Translator) -> Form:
    found = decision.crime_feared
    dangers = say.listed([say(DANGERS[one]) for one in found.dangers]) if found else ""
    return Form(
        (
            (say("The crime that the chair fears"), clean(found.text) if found else ""),
            (say("What it would endanger, as the chair judges it"), capital(dangers)),
        )
    )


def _consultation(decision: Decision, say: Translator) -> tuple[Block, ...]:
    found = decision.consultation
    outcome = Form(((say("What the consultation led to"), clean(found.outcome) if found else ""),))
    return (*consultation_section(found, say).blocks, outcome)


def _past(decision: Decision, say: Translator) -> Iterator[Block]:
    told = past_consultation(decision, say)
    if told:
        outcome = clean(decision.past_consultations[-1].outcome)
        yield Prose((told,))
        yield Form(((say("What the consultation led to"), outcome),))


def _earlier(file: MeetingFile, say: Translator) -> Iterator[str]:
    for one in file.earlier:
        if one.ruling:
            yield f"{moment(one.ruling.at, say)}: {answer(one, say)}"
