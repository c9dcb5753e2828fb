"""The forms in which people prepare a decision under act 2010:294, one for each section of it."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from agenda_risk.errors import RefusedError
from agenda_risk.law import decision as sections
from agenda_risk.law.missing import Gap, Gate, gate, missing
from agenda_risk.law.sections import By, Danger, Decision, PerformerKind, Step
from agenda_risk.render.decision_words import CIRCUMSTANCES, DANGERS, PERFORMERS, STEPS
from agenda_risk.translate import N_
from agenda_risk.web.fields import Field, Kind, Values

Kept = Mapping[str, tuple[str, ...]]
_NO_NAMES = N_("Write what is known and functions, no names.")


class SectionForm(NamedTuple):
    """A form: how its *fields* change a decision, and what of them is *kept* already.

    *law* are ids of what the law says of it, *opens_with* is what is missing until the form has
    been filled in. What is added one by one, and the consultation, is never filled in beforehand.
    """

    name: str
    heading: str
    hint: str
    law: tuple[str, ...]
    fields: tuple[Field, ...]
    change: Callable[[Decision, Values, By], Decision]
    kept: Callable[[Decision], Kept] = lambda _decision: {}
    button: str = N_("Keep")
    opens_with: Gap | None = None


def _circumstance(decision: Decision, told: Values, by: By) -> Decision:
    texts = (told.text("source"), told.text("text"))
    return sections.with_circumstance(decision, told.text("kind"), told.day("day"), texts, by)


def _premises(decision: Decision, told: Values, _by: By) -> Decision:
    rooms = told.several("adjoining")
    return sections.with_premises(decision, told.text("room"), told.text("entrance"), rooms)


def _kept_premises(decision: Decision) -> Kept:
    found = decision.premises
    if found is None:
        return {}
    adjoining = "\n".join(found.adjoining)
    return {"room": (found.room,), "entrance": (found.entrance,), "adjoining": (adjoining,)}


def _crime(decision: Decision, told: Values, _by: By) -> Decision:
    dangers = map(Danger, told.choices("dangers"))
    return sections.with_crime_feared(decision, dangers, told.text("text"))


def _kept_crime(decision: Decision) -> Kept:
    found = decision.crime_feared
    return {"dangers": found.dangers, "text": (found.text,)} if found else {}


def _milder(decision: Decision, told: Values, _by: By) -> Decision:
    whys = {step: told.text(step.value) for step in Step if told.text(step.value).strip()}
    if not whys:
        raise RefusedError(
            "Write why at least one of the milder steps is not enough.", part=Step.INFORMATION.value
        )
    return sections.with_milder_steps(decision, whys)


def _kept_milder(decision: Decision) -> Kept:
    return {one.step.value: (one.why,) for one in decision.considered}


def _consultation(decision: Decision, told: Values, by: By) -> Decision:
    day, unit, outcome = told.day("day"), told.text("unit"), told.text("outcome")
    return sections.with_consultation(decision, day, unit, outcome, by)


def _exempt(decision: Decision, told: Values, _by: By) -> Decision:
    return sections.with_exemption(decision, told.text("who"), told.text("why"))


def _performer(decision: Decision, told: Values, _by: By) -> Decision:
    kind = PerformerKind(told.text("kind"))
    return sections.with_performer(decision, kind, told.text("told_by"))


def _kept_performer(decision: Decision) -> Kept:
    found = decision.performer
    return {"kind": (found.kind.value,), "told_by": (found.told_by,)} if found else {}


def _information(decision: Decision, told: Values, _by: By) -> Decision:
    day, where, what = told.day("day"), told.text("where"), told.text("what")
    return sections.with_public_information(decision, day, where, what)


def _kept_information(decision: Decision) -> Kept:
    found = decision.information
    if found is None:
        return {}
    return {"day": (f"{found.day}",), "where": (found.where,), "what": (found.what,)}


CIRCUMSTANCE = SectionForm(
    "omstandighet",
    N_("Concrete circumstances"),
    N_(
        "What an item is about, how many come, petitions, lawful demonstrations, criticism and who"
        " people are never count. The program refuses texts that plainly are about a petition, a"
        " demonstration or many people and tell of no danger; otherwise it does not judge what you"
        " write."
    ),
    ("check-threshold",),
    (
        Field("kind", N_("Which kind of circumstance?"), Kind.CHOICE, choices=CIRCUMSTANCES),
        Field("source", N_("How is it known?"), hint=_NO_NAMES),
        Field("day", N_("Which day?"), Kind.DAY),
        Field("text", N_("What is known?"), Kind.TEXT, _NO_NAMES),
    ),
    _circumstance,
    button=N_("Record the circumstance"),
    opens_with=Gap.CIRCUMSTANCE,
)
# After the circumstances, in the order in which they are written.
FORMS = (
    SectionForm(
        "lokaler",
        N_("The premises"),
        "",
        ("decision-premises", "decision-one-meeting"),
        (
            Field("room", N_("Meeting room")),
            Field("entrance", N_("Entrance")),
            Field(
                "adjoining",
                N_("Adjoining rooms that visitors need"),
                Kind.SEVERAL,
                N_("One a line. Leave it empty if there are none."),
                is_needed=False,
            ),
        ),
        _premises,
        _kept_premises,
        opens_with=Gap.PREMISES,
    ),
    SectionForm(
        "brott",
        N_("The crime that the chair fears"),
        N_("The chair's own assessment. The program does not judge it."),
        ("check-threshold",),
        (
            Field("dangers", N_("What would it endanger?"), Kind.CHOICES, choices=DANGERS),
            Field("text", N_("Which crime, in the chair's own words?"), Kind.TEXT, _NO_NAMES),
        ),
        _crime,
        _kept_crime,
        opens_with=Gap.CRIME_FEARED,
    ),
    SectionForm(
        "mildare",
        N_("Why milder steps are not enough"),
        N_("The mildest step stands first. Leave empty what you have not considered."),
        ("proportionality",),
        tuple(Field(step.value, STEPS[step], Kind.TEXT, is_needed=False) for step in Step),
        _milder,
        _kept_milder,
        opens_with=Gap.PROPORTIONALITY,
    ),
    SectionForm(
        "samrad",
        N_("Consultation with Polismyndigheten"),
        N_("Write it down when it has been held. Nothing is filled in for you."),
        ("decision-consultation",),
        (
            Field("day", N_("Which day?"), Kind.DAY),
            Field("unit", N_("Unit at Polismyndigheten")),
            Field("outcome", N_("What the consultation led to"), Kind.TEXT, _NO_NAMES),
        ),
        _consultation,
        button=N_("Keep the consultation"),
        opens_with=Gap.CONSULTATION,
    ),
    SectionForm(
        "undantag",
        N_("Exempt from the check"),
        N_("Exempt a group, never a person."),
        ("check-visitors", "check-identity"),
        (Field("who", N_("Which group?")), Field("why", N_("Why?"))),
        _exempt,
        button=N_("Exempt the group"),
    ),
    SectionForm(
        "utforare",
        N_("Who carries out the check"),
        N_("As the police has told it."),
        ("check-performer",),
        (
            Field("kind", N_("Carried out by"), Kind.CHOICE, choices=PERFORMERS),
            Field("told_by", N_("Who at the police has told it?"), hint=N_("A function, no name.")),
        ),
        _performer,
        _kept_performer,
    ),
    SectionForm(
        "upplysning",
        N_("Information to visitors"),
        N_("What visitors are told before the meeting."),
        (),
        (
            Field("day", N_("Which day?"), Kind.DAY),
            Field("where", N_("Where?")),
            Field("what", N_("What?"), Kind.TEXT),
        ),
        _information,
        _kept_information,
    ),
)
BY_NAME = {one.name: one for one in (CIRCUMSTANCE, *FORMS)}


def next_form(decision: Decision) -> str:
    """Return the name of the form that comes next, if something is missing that has one."""
    lacks = missing(decision)
    if gate(decision) is Gate.CLOSED:
        return CIRCUMSTANCE.name
    return next((one.name for one in FORMS if one.opens_with in lacks), "")
