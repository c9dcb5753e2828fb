"""Whom to call, whom to turn to afterwards, and the days of following up."""

from datetime import date, timedelta
from typing import NamedTuple

from agenda_risk.models import Brief, Contact, Profile, Role
from agenda_risk.render.paper import Line
from agenda_risk.render.words import ROLES, one_line
from agenda_risk.translate import N_, Translator

# Days after the meeting, as Borlänge follows up (SKR 2019).
FOLLOW_UP = (
    (0, N_("The same day: ask those who took part how they are. Report what happened.")),
    (1, N_("The next day: call those who were exposed or stood in the front.")),
    (14, N_("Within 14 days: talk again, and decide whether more support is needed.")),
    (91, N_("After three months: ask again.")),
    (365, N_("After a year: ask a last time, and close the matter.")),
)


class FollowUp(NamedTuple):
    """A day of following up, and what to do on it; None where the day is not known."""

    day: date | None
    text: str


def support(brief: Brief, say: Translator) -> tuple[Line, ...]:
    """Return whom to turn to and what holds for everyone who is exposed."""
    return (
        Line(say("Turn to:"), _turn_to(brief.profile, say)),
        Line(say("Report the same day:"), _report(brief.profile, say)),
        Line(
            say("Relatives count too."),
            say("Threats against them, and threats in leisure time, are reported in the same way."),
        ),
        Line(
            say("Offer support to all."),
            say(
                "Women and men, young people and those who are well known are exposed in"
                " different ways. This is a reminder to ask everyone, and plays no part in how"
                " items are judged."
            ),
        ),
    )


def _turn_to(profile: Profile, say: Translator) -> str:
    wanted = (Role.SECURITY, Role.CRISIS_SUPPORT, Role.DUTY_OFFICER)
    known = {role: one for role, one in profile.contacts.items() if one.phone}
    found = [" ".join(_called(role, known[role], say)) for role in wanted if role in known]
    return (
        ", ".join(found) + "." if found else say("the security coordinator or your group leader.")
    )


def _called(role: Role, contact: Contact, say: Translator) -> tuple[str, str]:
    told = (one_line(contact.phone), one_line(contact.hours))
    return one_line(contact.title) or say(ROLES[role]), ", ".join(part for part in told if part)


def _report(profile: Profile, say: Translator) -> str:
    where = one_line(profile.incident_system)
    told = say("in {system}.", system=where) if where else say("to the security function.")
    return f"{told} {say('Help those who want to report to the police.')}"


def follow_up(brief: Brief, say: Translator) -> tuple[FollowUp, ...]:
    """Return the days of following up those who were exposed."""
    day = brief.meeting.start.day
    return tuple(
        FollowUp(day + timedelta(days=after) if day else None, say(text))
        for after, text in FOLLOW_UP
    )
