"""Fill an empty store with made-up meetings, for a first look at the service."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from agenda_risk.access import Grant, Standing
from agenda_risk.bodies import body_named
from agenda_risk.models import AgendaItem, Meeting, Moment, Organisation, Passage, Role, Source
from agenda_risk.service.desk import Desk
from agenda_risk.service.screening import keep_meeting
from agenda_risk.shipped import path_of, read_text
from agenda_risk.store import add_source, known_sources
from agenda_risk.store.outcomes import Course, Outcome, add_outcome
from agenda_risk.store.users import NewUser, add_user
from agenda_risk.translate import Translator

ACTOR = "demo"
_GRANVIK = Organisation(name="Granviks kommun")
_SOURCE = Source(name="samples", url="https://granvik.example/")


def fill(desk: Desk, coming: tuple[Meeting, ...], say: Translator) -> int:
    """Keep the *coming* meetings and some that have been held; return the number of a user.

    The user has every role.
    """
    add_source(desk.store, _SOURCE, desk.now())
    (source,) = known_sources(desk.store)
    for meeting, outcome in made_up(desk.today):
        number = keep_meeting(desk, source.id, meeting, ACTOR)
        if outcome:
            with desk.store.writing() as connection:
                add_outcome(connection, number, outcome, desk.now())
    for meeting in coming:
        keep_meeting(desk, source.id, meeting, ACTOR)
    with desk.store.writing() as connection:
        person = NewUser(name="demo", title=say("Guest with all roles"), language=say.language)
        return add_user(connection, person, map(Grant, Standing), desk.now())


def made_up(today: date) -> Iterator[tuple[Meeting, Outcome | None]]:
    """Yield meetings of the months before *today*, with how they went, and then one to come."""
    told = tomllib.loads(read_text(path_of("samples") / "history.toml"))
    monday = today - timedelta(days=today.weekday())
    for one in sorted(told["meetings"], key=lambda meeting: -meeting["weeks"]):
        day = monday - timedelta(weeks=one["weeks"]) + timedelta(days=one["weekday"] - 1)
        items = (
            AgendaItem(id=f"{place}", number=f"{place}", title=Passage(text=title))
            for place, title in enumerate(one["titles"], 1)
        )
        meeting = Meeting(
            organisation=_GRANVIK,
            body=body_named(one["body"]),
            start=Moment(day=day, clock=one["clock"]),
            place=one["place"],
            items=tuple(items),
        )
        yield meeting, _outcome(one) if "course" in one else None


def _outcome(told: dict[str, Any]) -> Outcome:
    return Outcome(
        Role.CLERK,
        Course(told["course"]),
        more_people=told.get("more_people"),
        incidents=told.get("incidents", 0),
    )
