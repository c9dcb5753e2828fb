"""What an organisation's profile says to the chair: whom to call, and what support there is."""

from collections.abc import Iterator

from agenda_risk.models import Level, Profile, Role
from agenda_risk.profile import contact, is_reached
from agenda_risk.render.law import elected_lines
from agenda_risk.render.paper import Line
from agenda_risk.render.words import one_line
from agenda_risk.translate import N_, Translator

Row = tuple[str, str]

LEVELS = {
    None: N_("The level of responsibility is unknown."),
    1: N_("Level 1: the organisation has full responsibility."),
    2: N_("Level 2: the organisation has part of the responsibility."),
    3: N_("Level 3: the parties have the responsibility."),
}
_SUPPORT = {
    None: N_(
        "It should be decided. Until then promise no support that nobody has decided on, and help"
        " whoever is exposed to reach the police."
    ),
    1: N_(
        "A document of its own tells how threats, hate and violence are prevented and what is done"
        " when they happen. The organisation begins measures and follows up."
    ),
    2: N_(
        "A decision tells what the person, the assembly and the party answer for, and which"
        " support the organisation gives. What it does not name cannot be counted on."
    ),
    3: N_(
        "The person turns to the party. The security staff of the organisation can give advice"
        " and be a sounding board."
    ),
}
_HIGHER = {
    1: "",
    2: N_("At level 1 there would also be routines made for the assignments of elected persons."),
    3: N_("At level 2 it would be decided which support the organisation gives, and when."),
}
_TITLES = {
    Role.SECURITY: N_("Security coordinator"),
    Role.DUTY_OFFICER: N_("Duty officer (TIB)"),
    Role.CRISIS_SUPPORT: N_("Crisis support (POSOM)"),
    Role.POLICE: N_("The local police"),
    Role.GROUP_LEADERS: N_("The group leaders"),
    Role.COMMUNICATOR: N_("The communicator"),
    Role.PREMISES: N_("Caretaker"),
}
# Left to be written by hand where it is not known: these are needed in the room.
_ALWAYS = frozenset({Role.SECURITY, Role.PREMISES})
_FIRST = (Role.SECURITY, Role.DUTY_OFFICER, Role.GROUP_LEADERS)
_FIRST_OF_PARTIES = (Role.GROUP_LEADERS, Role.SECURITY, Role.DUTY_OFFICER)


def contacts(profile: Profile, say: Translator) -> tuple[Row, ...]:
    """Return whom to call, first those who are called first; an empty number is to be filled in."""
    duty = one_line(profile.duty_number)
    return (
        (say("Emergency"), "112"),
        (say("The police, not urgent"), "114\u00a014"),
        *(((say("Round the clock"), duty),) if duty else ()),
        *_known(profile, say),
        (say("Meeting point"), one_line(profile.meeting_point)),
    )


def duty_warning(profile: Profile, level: Level | None, say: Translator) -> str:
    """Return the warning that nobody can be called at night, where a raised meeting calls for it.

    Nothing is to be warned of where it is empty.
    """
    if profile.duty_number or level is None or not level.is_raised:
        return ""
    return say(
        "Check: whom can you call outside office hours? No number that is answered round the"
        " clock is known."
    )


def responsibility_lines(profile: Profile, say: Translator) -> tuple[Line, ...]:
    """Return who answers for the safety of elected persons, whom to call, and the law."""
    level = profile.responsibility
    return (
        Line(say(LEVELS[level]), say(_SUPPORT[level])),
        Line(say("Call first:"), _first(profile, say)),
        *_agreed(profile, say),
        *elected_lines(say),
    )


def higher_level(profile: Profile, say: Translator) -> str:
    """Return what the next higher level of responsibility would add, if there is one."""
    return say(_HIGHER[profile.responsibility]) if profile.responsibility else ""


def _known(profile: Profile, say: Translator) -> Iterator[Row]:
    """Yield the contacts that are known, and those that somebody has to fill in."""
    for role in _in_order(profile):
        reached = _reached(profile, role, say)
        if reached or role in _ALWAYS:
            yield _title(profile, role, say), reached


def _in_order(profile: Profile) -> tuple[Role, ...]:
    first = _FIRST_OF_PARTIES if profile.responsibility == 3 else _FIRST
    others = (role for role in _TITLES if role not in first and role is not Role.PREMISES)
    return (*first, *others, Role.PREMISES)


def _title(profile: Profile, role: Role, say: Translator) -> str:
    return one_line(contact(profile, role).title) or say(_TITLES[role])


def _reached(profile: Profile, role: Role, say: Translator) -> str:
    """Return the number, else the address, of *role*, and when it is answered."""
    found = contact(profile, role)
    way, hours = one_line(found.phone or found.email), one_line(found.hours)
    return say("{number} ({hours})", number=way, hours=hours) if way and hours else way


def _first(profile: Profile, say: Translator) -> str:
    """Return whom to call first, by what is known and by who answers for it."""
    danger = say("112 in an emergency.")
    if profile.responsibility == 3:
        return f"{danger} {_of_parties(profile, say)}"
    if profile.duty_number:
        number = one_line(profile.duty_number)
        return f"{danger} " + say("Otherwise {number}, round the clock.", number=number)
    role = next((one for one in _FIRST if is_reached(profile, one)), None)
    if role is None:
        return f"{danger} " + say(
            "Otherwise the police on 114 14. None of the organisation's own numbers is known."
        )
    told = {"title": _title(profile, role, say), "number": _reached(profile, role, say)}
    return f"{danger} " + say("Otherwise {title}: {number}.", **told)


def _of_parties(profile: Profile, say: Translator) -> str:
    reached = _reached(profile, Role.GROUP_LEADERS, say)
    if not reached:
        return say("Otherwise your group leader.")
    return say("Otherwise your group leader: {number}.", number=reached)


def _agreed(profile: Profile, say: Translator) -> Iterator[Line]:
    """Yield the documents and systems that are known."""
    document = profile.steering_document
    known = (
        (say("Steering document:"), document.title, document.link),
        (say("Code of conduct:"), profile.code_of_conduct, ""),
        (say("Rules of order:"), profile.order_rules, ""),
        (say("Report incidents:"), profile.incident_system, ""),
    )
    for lead, text, link in known:
        told = " ".join(one_line(part) for part in (text, link) if part)
        if told:
            yield Line(lead, told)
