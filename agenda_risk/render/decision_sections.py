"""The sections of a decision's papers: what is written, and room for what is not."""

from datetime import datetime
from zoneinfo import ZoneInfo

from agenda_risk.law.circumstances import Circumstance
from agenda_risk.law.named import NamedMeeting
from agenda_risk.law.sections import Consultation, Decision, Ruling, Step
from agenda_risk.models import STOCKHOLM, Role
from agenda_risk.render.decision_words import (
    CIRCUMSTANCES,
    DANGERS,
    PERFORMERS,
    STEPS,
)
from agenda_risk.render.law import law_lines, question_lines
from agenda_risk.render.paper import Bullets, Form, Line, Prose, Section, Table
from agenda_risk.render.words import ROLES, capital, clean, points
from agenda_risk.translate import Translator

_THE_ACT = (
    "check-threshold",
    "decision-one-meeting",
    "decision-premises",
    "decision-chair",
    "decision-consultation",
    "check-entrance",
    "check-visitors",
    "check-identity",
    "check-object",
    "check-bags",
    "check-performer",
    "check-detector",
    "proportionality",
    "decision-no-appeal",
)
_ASK_LAWYER = (
    "ask-visitor-refuses",
    "ask-found-objects",
    "ask-secrecy",
    "ask-registration",
    "ask-notice",
    "ask-changes",
)
_ASK_POLICE = ("ask-threshold", "ask-less", "ask-cost")


def facts(meeting: NamedMeeting, say: Translator) -> tuple[str, ...]:
    """Return who meets, and when."""
    who = ", ".join(clean(name) for name in (meeting.organisation, meeting.body) if name)
    return (who, _when(meeting, say))


def meeting_section(decision: Decision, say: Translator) -> Section:
    """Return which meeting it is about, and that the public may attend."""
    meeting, closed = decision.meeting, decision.reach.closed
    fields = [
        (say("Body"), clean(meeting.body)),
        (say("Day and time"), _when(meeting, say)),
        (say("Place"), clean(meeting.place)),
    ]
    if decision.public_ground:
        fields.append((say("Why the meeting is public"), clean(decision.public_ground)))
    if closed:
        numbers = capital(points([clean(one) for one in closed], say))
        fields.append((say("Behind closed doors, and not covered"), numbers))
    law = Bullets(law_lines(decision.reach.why, say))
    return Section(say("The meeting"), (Form(tuple(fields)), law))


def premises_section(decision: Decision, say: Translator) -> Section:
    """Return where."""
    found = decision.premises
    adjoining = say.listed([clean(room) for room in found.adjoining]) if found else ""
    none = say("no other rooms") if found else ""
    fields = (
        (say("Meeting room"), clean(found.room) if found else ""),
        (say("Entrance"), clean(found.entrance) if found else ""),
        (say("Adjoining rooms that visitors need"), adjoining or none),
    )
    return Section(say("The premises"), (Form(fields),))


def ladder_section(decision: Decision, say: Translator) -> Section:
    """Return all milder steps, with room to write why those left are not enough."""
    told = Line("", say("The mildest step stands first. An empty row has not been considered."))
    return _milder(decision, tuple(Step), (Prose((told,)),), say)


def considered_section(decision: Decision, say: Translator) -> Section:
    """Return the milder steps that were considered, and why each is not enough."""
    return _milder(decision, tuple(one.step for one in decision.considered), (), say)


def past_consultation(decision: Decision, say: Translator) -> Line | None:
    """Return what is told of a consultation that was held before the draft was changed, if any.

    What it led to is not told here: that is kept apart.
    """
    if decision.consultation or not decision.past_consultations:
        return None
    last = decision.past_consultations[-1]
    held = say(
        "A consultation was written down before the draft was changed: {day}, {unit}.",
        day=say.plain_day(last.day),
        unit=clean(last.unit),
    )
    again = say(
        "It does not count for the draft as it is now. If it was about what stands here now as"
        " well, write it down again; else a new one is needed."
    )
    return Line(held, again)


def consultation_section(found: Consultation | None, say: Translator) -> Section:
    """Return the consultation; where there is none, room to write it by hand."""
    fields = [
        (say("Day"), say.day(found.day) if found else ""),
        (say("Unit at Polismyndigheten"), clean(found.unit) if found else ""),
    ]
    if found is None:
        fields.append((say("What the consultation led to"), ""))
    return Section(say("Consultation with Polismyndigheten"), (Form(tuple(fields)),))


def carrying_out_sections(decision: Decision, say: Translator) -> tuple[Section, ...]:
    """Return who is exempt, who carries out the check, and what visitors are told."""
    done, told = decision.performer, decision.information
    by_law = Line("", say("Only those whom the act itself exempts."))
    exempt = tuple(Line(f"{clean(one.who)}:", clean(one.why)) for one in decision.exemptions)
    performer = (
        (say("Carried out by"), say(PERFORMERS[done.kind]) if done else ""),
        (say("According to the police"), clean(done.told_by) if done else ""),
    )
    information = (
        (say("When"), say.day(told.day) if told else ""),
        (say("Where"), clean(told.where) if told else ""),
        (say("What"), clean(told.what) if told else ""),
    )
    return (
        Section(say("Exempt from the check"), (Bullets(exempt or (by_law,)),)),
        Section(say("Who carries out the check"), (Form(performer),)),
        Section(say("Information to visitors"), (Form(information),)),
    )


def kept_apart_section(decision: Decision, say: Translator, *, room: bool = False) -> Section:
    """Return what is known and feared, on a page that can be kept apart from the rest.

    *room* leaves room to write by hand what is feared, where nobody has.
    """
    told = say(
        "This part stands on a page of its own so that it can be kept apart. Whether something in"
        " it can be given out is judged for each piece of information, each time somebody asks."
    )
    head = (say("Circumstance"), say("Day"), say("Source"), say("What is known"))
    rows = tuple(
        (say(CIRCUMSTANCES[one.kind]), say.plain_day(one.day), clean(one.source), _known(one, say))
        for one in decision.circumstances
    )
    table = (Table(head, rows, say("Circumstances that people have recorded")),) if rows else ()
    fields = _feared(decision, say, room=room)
    form = (Form(fields),) if fields else ()
    return Section(
        say("What is known and feared"), (Prose((Line("", told),)), *table, *form), new_page=True
    )


def remarks(circumstance: Circumstance, say: Translator) -> tuple[str, ...]:
    """Return the remarks on *circumstance*, each in brackets with the role that wrote it."""
    told = (
        say("Remark ({role}): {text}", role=say(ROLES[one.recorded_by]), text=clean(one.text))
        for one in circumstance.remarks
    )
    return tuple(f"[{one}]" for one in told)


def _known(circumstance: Circumstance, say: Translator) -> str:
    return " ".join((clean(circumstance.text), *remarks(circumstance, say)))


def law_section(say: Translator) -> Section:
    """Return what the act says."""
    return Section(say("What the law says"), (Bullets(law_lines(_THE_ACT, say)),))


def lawyer_section(say: Translator) -> Section:
    """Return what to ask the lawyer."""
    return Section(say("Questions to the lawyer"), (Bullets(question_lines(_ASK_LAWYER, say)),))


def police_section(say: Translator) -> Section:
    """Return what to ask the police."""
    return Section(
        say("Questions to Polismyndigheten"), (Bullets(question_lines(_ASK_POLICE, say)),)
    )


def signed_form(found: Ruling, say: Translator) -> Form:
    """Return when and in which capacity it was decided, and room to sign."""
    return Form(
        (
            (say("Decided"), moment(found.at, say)),
            (say("Decided by"), capital(capacity(found, say))),
            (say("Signature"), ""),
            (say("Name in print"), ""),
        )
    )


def capacity(found: Ruling, say: Translator) -> str:
    """Return in which capacity it was decided."""
    if found.role is Role.CHAIR:
        return say("the chair of the meeting")
    return say("the deputy chair, who is to chair the meeting")


def moment(at: datetime, say: Translator) -> str:
    """Return the day and time in Sweden."""
    here = at.astimezone(ZoneInfo(STOCKHOLM))
    return f"{say.day(here.date())} {say.clock(here.time())}"


def _milder(
    decision: Decision, steps: tuple[Step, ...], before: tuple[Prose, ...], say: Translator
) -> Section:
    reasons = {one.step: clean(one.why) for one in decision.considered}
    rows = tuple((say(STEPS[step]), reasons.get(step, "")) for step in steps)
    head = (say("Milder step"), say("Why it is not enough"))
    return Section(say("Why milder steps are not enough"), (*before, Table(head, rows)))


def _feared(decision: Decision, say: Translator, *, room: bool) -> tuple[tuple[str, str], ...]:
    crime, consultation = decision.crime_feared, decision.consultation
    fields: list[tuple[str, str]] = []
    if crime or room:
        dangers = say.listed([say(DANGERS[one]) for one in crime.dangers]) if crime else ""
        fields += [
            (say("The crime that the chair fears"), clean(crime.text) if crime else ""),
            (say("What it would endanger, as the chair judges it"), capital(dangers)),
        ]
    if consultation:
        fields.append((say("What the consultation led to"), clean(consultation.outcome)))
    return tuple(fields)


def _when(meeting: NamedMeeting, say: Translator) -> str:
    day = say.day(meeting.day)
    return f"{day} {say.clock(meeting.clock)}" if meeting.clock else day
