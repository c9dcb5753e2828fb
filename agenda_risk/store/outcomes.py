"""Keep how meetings went, as each role tells it once, and the links by which that is told."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import sqlalchemy as sa

from agenda_risk.models import Role
from agenda_risk.store import screened_tables
from agenda_risk.store.users import hashed

_OUTCOMES, _LINKS = screened_tables.outcomes, screened_tables.outcome_links


class Course(StrEnum):
    """How a meeting went; the gravest stands last."""

    CALM = "calm"
    LOUD = "loud"
    DISTURBED = "disturbed"
    THREAT = "threat"


COURSES = tuple(Course)


def gravest() -> sa.ColumnElement[int]:
    """Return the place in COURSES of the gravest that was told, for what is grouped by meeting."""
    places = {course.value: place for place, course in enumerate(COURSES)}
    return sa.func.max(sa.case(places, value=_OUTCOMES.c.course))


class Effect(StrEnum):
    """Whether the measures had any effect; empty where nobody has said so."""

    UNKNOWN = ""
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    NONE_TAKEN = "none-taken"


class Outcome(NamedTuple):
    """How a meeting went, as *role* tells it; *lesson* is masked."""

    role: Role
    course: Course
    more_people: bool | None = None
    effect: Effect = Effect.UNKNOWN
    incidents: int = 0
    lesson: str = ""


def outcomes_of(connection: sa.Connection, meeting: int) -> tuple[Outcome, ...]:
    """Return what has been told of how the meeting numbered *meeting* went, the earliest first."""
    asked = sa.select(_OUTCOMES).where(_OUTCOMES.c.meeting_id == meeting).order_by(_OUTCOMES.c.id)
    return tuple(
        Outcome(
            Role(row.role),
            Course(row.course),
            row.more_people,
            Effect(row.effect),
            row.incidents,
            row.lesson,
        )
        for row in connection.execute(asked)
    )


def add_outcome(connection: sa.Connection, meeting: int, outcome: Outcome, at: datetime) -> bool:
    """Keep *outcome*, and tell whether it is: a role that has told before tells nothing more."""
    if any(one.role is outcome.role for one in outcomes_of(connection, meeting)):
        return False
    values = {**_values(outcome), "meeting_id": meeting, "at": at}
    connection.execute(_OUTCOMES.insert().values(values))
    return True


def change_outcome(connection: sa.Connection, meeting: int, outcome: Outcome, at: datetime) -> None:
    """Let *outcome* be what its role tells from now on."""
    own = (_OUTCOMES.c.meeting_id == meeting) & (_OUTCOMES.c.role == outcome.role.value)
    connection.execute(_OUTCOMES.update().where(own).values({**_values(outcome), "at": at}))


def put_outcome_link(
    connection: sa.Connection, meeting: int, secret: str, made: datetime, expires: datetime
) -> None:
    """Let *secret* lead to the meeting numbered *meeting* until it expires; old links go."""
    own = _LINKS.c.hash == hashed(secret)
    connection.execute(_LINKS.delete().where((_LINKS.c.expires <= made) | own))
    values = {"hash": hashed(secret), "meeting_id": meeting, "made": made, "expires": expires}
    connection.execute(_LINKS.insert().values(values))


def outcome_link_expires(connection: sa.Connection, secret: str) -> datetime | None:
    """Return when *secret* stops to lead to a meeting, if it does."""
    asked = sa.select(_LINKS.c.expires).where(_LINKS.c.hash == hashed(secret))
    expires: datetime | None = connection.scalar(asked)
    return expires


def meeting_behind(connection: sa.Connection, secret: str, at: datetime) -> int | None:
    """Return the number of the meeting that *secret* leads to, where it does so at that time."""
    own = (_LINKS.c.hash == hashed(secret)) & (_LINKS.c.expires > at)
    meeting: int | None = connection.scalar(sa.select(_LINKS.c.meeting_id).where(own))
    return meeting


def _values(outcome: Outcome) -> dict[str, object]:
    return {
        "role": outcome.role.value,
        "course": outcome.course.value,
        "more_people": outcome.more_people,
        "effect": outcome.effect.value,
        "incidents": outcome.incidents,
        "lesson": outcome.lesson,
    }
