"""Try an agenda without keeping it, correct what was read, and keep it if it is wanted."""

from datetime import date, time, timedelta
from enum import Enum
from secrets import token_urlsafe
from typing import NamedTuple

from agenda_risk.access import Right, Visitor
from agenda_risk.agenda.meeting_facts import organisation
from agenda_risk.basis import occasion_of
from agenda_risk.bodies import body_named
from agenda_risk.errors import ConflictError, RefusedError
from agenda_risk.lost_texts import with_losses
from agenda_risk.merge import as_called_off, calls_off
from agenda_risk.models import Brief, Meeting, Moment, Organisation
from agenda_risk.normalise import fold
from agenda_risk.pipeline import brief_on
from agenda_risk.service.desk import Desk
from agenda_risk.service.moved import earlier, moved_away
from agenda_risk.service.screening import keep_meeting
from agenda_risk.service.supplements import Namesake, joined
from agenda_risk.service.uploads import new_id, uploads
from agenda_risk.store import Connection, known_sources, seen_meeting
from agenda_risk.store.drafts import draft_of, drop_draft, drop_drafts, put_draft
from agenda_risk.store.known_bodies import bodies_called, known_body, met_as
from agenda_risk.store.screened import bodies, screenings

KEPT = timedelta(minutes=60)


class Wish(Enum):
    """As what an agenda is kept: a next version, beside a fetched one, joined to one, or moved."""

    NEXT = "next"
    BESIDE = "beside"
    JOINED = "joined"
    MOVED = "moved"


class Correction(NamedTuple):
    """What somebody says of a meeting that was read."""

    organisation: str
    body: str
    day: date | None
    clock: time | None
    place: str


def add_draft(desk: Desk, meeting: Meeting, actor: str) -> str:
    """Return the secret under which *actor* finds *meeting* for an hour."""
    secret, now = token_urlsafe(24), desk.now()
    with desk.store.writing() as connection:
        drop_drafts(connection, now)
        put_draft(connection, secret, actor, placed(meeting, desk), now + KEPT)
    return secret


def draft(desk: Desk, secret: str, actor: str) -> Meeting:
    """Return what *actor* finds under *secret*; raises MissingInputError where nothing is left."""
    with desk.store.reading() as connection:
        return draft_of(connection, secret, actor, desk.now())


def correct_draft(desk: Desk, secret: str, actor: str, told: Correction) -> None:
    """Let what was read under *secret* be as *told*."""
    now = desk.now()
    with desk.store.writing() as connection:
        meeting = corrected(draft_of(connection, secret, actor, now), told)
        put_draft(connection, secret, actor, _spelt(connection, meeting), now + KEPT)


def take_away(desk: Desk, secret: str, actor: str) -> None:
    """Forget what *actor* read under *secret*."""
    with desk.store.writing() as connection:
        drop_draft(connection, secret, actor)


def corrected(meeting: Meeting, told: Correction) -> Meeting:
    """Return *meeting* with what was *told* of it; raises RefusedError without body or day."""
    if not told.body.strip() or told.day is None:
        raise RefusedError("Write which body it is and which day it meets.")
    organisation = Organisation(name=told.organisation.strip(), kind=meeting.organisation.kind)
    is_other = told.body.strip() != meeting.body.name
    return meeting.model_copy(
        update={
            "id": "",
            "organisation": organisation,
            "body": body_named(told.body.strip()) if is_other else meeting.body,
            "start": Moment(day=told.day, clock=told.clock),
            "place": told.place.strip(),
        }
    )


def draft_brief(desk: Desk, meeting: Meeting) -> Brief:
    """Return the brief on a *meeting* that is not kept."""
    occasion = occasion_of(desk.today, (meeting,))
    return brief_on(meeting, desk.basis(desk.today), occasion)


def namesakes(desk: Desk, meeting: Meeting, visitor: Visitor) -> tuple[Namesake, ...]:
    """Return the kept meetings of the same body on the same day that *visitor* may read."""
    day = meeting.start.day
    if day is None:
        return ()
    with desk.store.reading() as connection:
        called = bodies_called(connection, meeting.organisation.name, meeting.body.name)
        rows = screenings(connection, [one.id for one in called], day, day)
    names = {one.id: one.source.name for one in known_sources(desk.store)}
    return tuple(
        Namesake(row.meeting, names.get(seen.source, ""))
        for row in rows
        if visitor.may(Right.READ, row.body.id) and (seen := seen_meeting(desk.store, row.meeting))
    )


def own_bodies(desk: Desk, visitor: Visitor) -> tuple[str, ...]:
    """Return the names of the known bodies whose meetings *visitor* may keep."""
    with desk.store.reading() as connection:
        rows = bodies(connection, visitor.bodies(Right.KEEP))
    return tuple(dict.fromkeys(row.name for row in rows))


def keep_draft(
    desk: Desk, secret: str, visitor: Visitor, wish: Wish = Wish.NEXT, of: int = 0
) -> int:
    """Keep what was read under *secret* as is the *wish*, and return the number of the meeting.

    *of* is what it is joined to or moved from. Raises ConflictError where that is another by now,
    and what keep_read raises.
    """
    meeting = draft(desk, secret, visitor.actor)
    if wish is Wish.JOINED:
        meeting = joined(desk, meeting, namesakes(desk, meeting, visitor), of)
    if wish is Wish.MOVED:
        _check_earlier(desk, meeting, visitor, of)
    number = keep_read(desk, meeting, visitor, wish, of)
    take_away(desk, secret, visitor.actor)
    return number


def keep_read(
    desk: Desk, meeting: Meeting, visitor: Visitor, wish: Wish = Wish.NEXT, of: int = 0
) -> int:
    """Keep a *meeting* that was read from what somebody sent, and return its number.

    It is the next version of the meeting of its body and day, or as the *wish* is: after version
    *of* if it was joined to that, or of the meeting numbered *of* that it was moved from.

    Raises RefusedError where the visitor may not keep meetings of its body, where body or day are
    not known, and where a source already gives that meeting, unless it is kept beside it;
    ConflictError where the version that it was joined to is not the last one, or where somebody
    else keeps a new meeting first.
    """
    if not meeting.body.name or meeting.start.day is None:
        raise RefusedError("Write which body it is and which day it meets.")
    with desk.store.reading() as connection:
        _check_right(connection, meeting, visitor)
    known = namesakes(desk, meeting, visitor)
    fetched = [one for one in known if one.is_fetched]
    if fetched and wish is not Wish.BESIDE:
        raise RefusedError(
            "This meeting is fetched from {source} already. Open that one, or keep yours beside "
            "it.",
            source=fetched[0].source,
        )
    own = next((one.meeting for one in known if not one.is_fetched), 0)
    after = of if wish is Wish.MOVED else own
    onto = (of if wish is Wish.JOINED else None) if after else 0
    return keep_meeting(desk, uploads(desk), _identified(desk, meeting, after), visitor.actor, onto)


def placed(meeting: Meeting, desk: Desk) -> Meeting:
    """Return *meeting*, where its agenda names no organisation of the one that it must be of.

    That is the one that runs the service, or else the only one whose body of this name is known.
    A body that has met is called as it is called already.
    """
    if not meeting.organisation.name:
        profile = desk.basis(desk.today).profile
        own = Organisation(name=profile.name, kind=profile.kind)
        told = own if own.name else _known(meeting, desk)
        meeting = meeting.model_copy(update={"organisation": told})
    with desk.store.reading() as connection:
        return _spelt(connection, meeting)


def _spelt(connection: Connection, meeting: Meeting) -> Meeting:
    known = met_as(connection, meeting.organisation, meeting.body.name)
    if known is None:
        return meeting
    parts = {"organisation": known.organisation, "body": known.name}
    named = {
        part: getattr(meeting, part).model_copy(update={"name": parts[part]}) for part in parts
    }
    return meeting.model_copy(update=named)


def _known(meeting: Meeting, desk: Desk) -> Organisation:
    with desk.store.reading() as connection:
        rows = bodies(connection)
    names = {row.organisation for row in rows if fold(row.name) == fold(meeting.body.name)}
    return organisation(names.pop()) if len(names) == 1 else Organisation()


def _check_right(connection: Connection, meeting: Meeting, visitor: Visitor) -> None:
    body = known_body(connection, meeting.organisation, meeting.body.name)
    may = visitor.may(Right.KEEP, body) if body else visitor.bodies(Right.KEEP) is None
    if not may:
        raise RefusedError(
            "You may not keep meetings of {body}. Ask your administrator.", body=meeting.body.name
        )


def _check_earlier(desk: Desk, meeting: Meeting, visitor: Visitor, number: int) -> None:
    asked = (find(desk, meeting, visitor, is_asked=True) for find in (earlier, moved_away))
    if number not in {one.meeting for one in asked if one}:
        raise ConflictError("Somebody else has changed the meeting in between. Look at it again.")


def _identified(desk: Desk, meeting: Meeting, own: int) -> Meeting:
    """Return *meeting* under the id of the kept one numbered *own*, or of its body and day.

    It tells which items have lost the texts that the kept one has; a notice that it is cancelled
    takes nothing off its agenda.
    """
    kept = seen_meeting(desk.store, own) if own else None
    if kept:
        if calls_off(meeting):
            return as_called_off(kept.meeting, meeting)
        return with_losses(meeting, kept.meeting).model_copy(update={"id": kept.meeting.id})
    return meeting.model_copy(update={"id": new_id(desk, meeting)})
