"""The papers of a decision under act 2010:294.

A paper that is called a decision is refused until all that it needs is there, and when the meeting
is another than the one it was prepared for.
"""

from collections.abc import Callable

from agenda_risk.errors import RefusedError
from agenda_risk.law.missing import Gate, changed_since, gate, missing
from agenda_risk.law.named import NamedMeeting
from agenda_risk.law.reach import Answer, Reach
from agenda_risk.law.sections import Decision, Ruling
from agenda_risk.models import Meeting
from agenda_risk.render.decision_sections import (
    capacity,
    carrying_out_sections,
    considered_section,
    consultation_section,
    facts,
    kept_apart_section,
    ladder_section,
    law_section,
    lawyer_section,
    meeting_section,
    moment,
    police_section,
    premises_section,
    signed_form,
)
from agenda_risk.render.decision_words import CHANGES, GAPS
from agenda_risk.render.law import law_foot, law_lines, question_lines
from agenda_risk.render.paper import Bullets, Line, Paper, Prose, Section, Table
from agenda_risk.render.words import capital, clean
from agenda_risk.translate import N_, Translator

_ANSWERS = {
    Answer.YES: N_("The act reaches this meeting. That does not mean that a check is allowed."),
    Answer.PARTLY: N_(
        "The act reaches only the part of this meeting that is open to the public. That does not"
        " mean that a check is allowed."
    ),
    Answer.ASK: N_(
        "It is not known whether the act reaches this meeting. Until it is, no decision is drafted."
    ),
    Answer.NO: N_("The act does not reach this meeting, so no decision is drafted."),
}


def basis_paper(decision: Decision, meeting: Meeting | NamedMeeting, say: Translator) -> Paper:
    """Return what to bring to the consultation with Polismyndigheten: a draft.

    The consultation is left empty. Raises RefusedError where nobody has recorded a circumstance
    that is enough, or *meeting* is another than the draft was made for.
    """
    _refuse_stale(decision, meeting, say)
    if gate(decision) is Gate.CLOSED:
        raise RefusedError(
            "There is no basis for a consultation: no concrete circumstance has been recorded."
        )
    told = say(
        "This is a draft for the consultation, not a decision. People have written what stands"
        " here; the program has not judged it. The part last can be kept apart."
    )
    return _paper(
        decision,
        say("Basis for consultation with Polismyndigheten"),
        (
            Section(say("What this is"), (Prose((Line("", told),)),)),
            meeting_section(decision, say),
            premises_section(decision, say),
            ladder_section(decision, say),
            police_section(say),
            consultation_section(None, say),
            *carrying_out_sections(decision, say),
            law_section(say),
            lawyer_section(say),
            kept_apart_section(_unconsulted(decision), say, room=True),
        ),
        say,
        mark=say("Draft"),
    )


def decision_paper(decision: Decision, meeting: Meeting | NamedMeeting, say: Translator) -> Paper:
    """Return the decision that a check is made.

    Raises RefusedError, naming what is missing or what of *meeting* has changed.
    """
    ruling = _complete(decision, say)
    _refuse_stale(decision, meeting, say)
    text = say(
        "{capacity} decides that visitors are checked at the meeting and in the premises that are"
        " told here.",
        capacity=capital(capacity(ruling, say)),
    )
    lapses = say("The decision is about this meeting only, and lapses with it.")
    lines = (Line("", text), Line("", lapses))
    return _paper(
        decision,
        say("Decision"),
        (
            Section(say("The decision"), (Prose(lines), signed_form(ruling, say))),
            meeting_section(decision, say),
            premises_section(decision, say),
            _reasons(ruling, say, more=say("What is known and feared stands in the last part.")),
            considered_section(decision, say),
            consultation_section(decision.consultation, say),
            *carrying_out_sections(decision, say),
            law_section(say),
            kept_apart_section(decision, say),
        ),
        say,
        subtitle=say("Check of visitors at one meeting (Act 2010:294)"),
    )


def no_check_paper(decision: Decision, meeting: Meeting | NamedMeeting, say: Translator) -> Paper:
    """Return the decision that no check is made, and why.

    Raises RefusedError where the chair has not decided so, or *meeting* has changed.
    """
    ruling = decision.ruling
    if ruling is None or ruling.is_yes:
        raise RefusedError("The chair has not decided that no check is made.")
    _refuse_stale(decision, meeting, say)
    who = capital(capacity(ruling, say))
    text = say("{capacity} decides that visitors are not checked at this meeting.", capacity=who)
    known = decision.circumstances or decision.crime_feared or decision.consultation
    return _paper(
        decision,
        say("Decision not to carry out a security check"),
        (
            Section(say("The decision"), (Prose((Line("", text),)), signed_form(ruling, say))),
            meeting_section(decision, say),
            _reasons(ruling, say),
            *([consultation_section(decision.consultation, say)] if decision.consultation else []),
            *([kept_apart_section(decision, say)] if known else []),
        ),
        say,
    )


def note_paper(decision: Decision, say: Translator) -> Paper:
    """Return what happened, in counts.

    Raises RefusedError where nothing has been noted.
    """
    note = decision.note
    if note is None or decision.lapsed is None:
        raise RefusedError("Nothing has been noted of what happened.")
    rows = (
        (say("Objects found"), str(note.found)),
        (say("Visitors who were refused entry"), str(note.refused)),
    )
    head = (say("What happened"), say("Number"))
    lapsed = say("The decision lapsed with the meeting.")
    noted = say("Noted {moment}. Only numbers are noted.", moment=moment(note.recorded_at, say))
    lines = (Line("", lapsed), Line("", noted))
    return _paper(
        decision,
        say("Note after the meeting"),
        (Section(say("What happened"), (Table(head, rows), Prose(lines))),),
        say,
        subtitle=say("Check of visitors at one meeting (Act 2010:294)"),
    )


def other_law_paper(meeting: Meeting, found: Reach, say: Translator) -> Paper:
    """Return whether the act reaches *meeting*, why, and which law applies instead."""
    day = meeting.start.day
    answer = Prose((Line("", say(_ANSWERS[found.answer])),))
    asked = Bullets(question_lines((*found.ask, "ask-changes"), say))
    return Paper(
        language=say.language,
        title=say("Which law applies"),
        subtitle=say("Security checks at public meetings (Act 2010:294), and what else there is"),
        facts=(clean(meeting.body.name), *((say.day(day),) if day else ())),
        sections=(
            Section(say("The answer"), (answer, Bullets(law_lines(found.why, say)))),
            Section(say("What else applies"), (Bullets(law_lines(found.instead, say)),)),
            Section(say("Questions to the lawyer"), (asked,)),
        ),
        foot=(law_foot(say),),
    )


def _paper(  # noqa: PLR0913  the last two have a usual value
    decision: Decision,
    title: str,
    sections: tuple[Section, ...],
    say: Translator,
    *,
    subtitle: str = "",
    mark: str = "",
) -> Paper:
    return Paper(
        language=say.language,
        title=title,
        sections=sections,
        subtitle=subtitle,
        facts=facts(decision.meeting, say),
        mark=mark,
        foot=(law_foot(say),),
    )


def _reasons(ruling: Ruling, say: Translator, more: str = "") -> Section:
    lines = tuple(Line("", text) for text in (clean(ruling.reasons), more) if text)
    return Section(say("The chair's reasons"), (Prose(lines),))


def _complete(decision: Decision, say: Translator) -> Ruling:
    lacking = missing(decision)
    if lacking or decision.ruling is None:
        told = say.listed([say(GAPS[gap]) for gap in lacking])
        raise RefusedError(
            "There is no decision to write yet. What is missing: {missing}.", missing=told
        )
    return decision.ruling


def _refuse_stale(decision: Decision, meeting: Meeting | NamedMeeting, say: Translator) -> None:
    changed = changed_since(decision, meeting)
    if changed:
        raise RefusedError(
            "The meeting has changed since the draft was made: {changes}. Begin the draft again.",
            changes=say.listed([say(CHANGES[one]) for one in changed]),
        )


def _unconsulted(decision: Decision) -> Decision:
    """Return *decision* without its consultation, which a basis leaves to be written by hand."""
    return decision.model_copy(update={"consultation": None})


PAPERS: dict[str, Callable[[Decision, Meeting | NamedMeeting, Translator], Paper]] = {
    "basis": basis_paper,
    "decision": decision_paper,
    "no-check": no_check_paper,
    "note": lambda decision, _meeting, say: note_paper(decision, say),
}
