"""Let people tell how a meeting went: by a link without a login, or within the login."""

import hmac
from base64 import urlsafe_b64encode
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from agenda_risk.errors import ConflictError, MissingInputError, RefusedError
from agenda_risk.law.own_words import told
from agenda_risk.models import STOCKHOLM, Role
from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.log import Deed, log
from agenda_risk.store.outcomes import (
    Outcome,
    add_outcome,
    change_outcome,
    meeting_behind,
    outcome_link_expires,
    outcomes_of,
    put_outcome_link,
)
from agenda_risk.store.screened import BodyRow, ScreeningRow, screening_of
from agenda_risk.store.secrets import known_secret, secret_called

OPEN_FOR = timedelta(days=14)
BY_LINK = "link"
TELLERS = (Role.CHAIR, Role.CLERK, Role.SECURITY)
MOST_INCIDENTS = 99

_WITHOUT_DAY = timedelta(days=60)
_SIGNED_WITH = "outcome links"
_BYTES = 16  # bytes of the secret: 128 bits


class Reached(Protocol):
    """How the service is reached from outside; *address* is empty where nobody has said so."""

    @property
    def address(self) -> str:
        """Return the address that paths are added to."""


class Asked(NamedTuple):
    """The meeting that is asked about, no more than body and day, and who has *told* of it.

    *opens* is the day on which it can be told, where that is still to come.
    """

    meeting: int
    body: BodyRow
    day: date | None
    opens: date | None
    told: tuple[Outcome, ...]

    @property
    def tellers(self) -> frozenset[Role]:
        """Return the roles that have told."""
        return frozenset(one.role for one in self.told)


def outcome_address(desk: Desk, options: Reached, meeting: int) -> str:
    """Return where it can be told without a login how *meeting* went.

    It is empty where the service has no address, or there is no longer anything to tell. Whoever
    has the address may tell for any role: show it to nobody without that right. It is the same
    each time, so that what was printed holds. Raises MissingInputError where there is no such
    meeting.
    """
    if not options.address:
        return ""
    with desk.store.reading() as connection:
        screened = _screened(connection, meeting)
        key = known_secret(connection, _SIGNED_WITH)
        secret = _secret(key, meeting) if key else ""
        until = outcome_link_expires(connection, secret)
    expires = _expires(screened, desk.now())
    if expires <= desk.now():
        return ""
    if until is None or (screened.day and until != expires) or until <= desk.now():
        secret = _renewed(desk, meeting, expires)
    return f"{options.address}/u/{secret}"


def asked_by_link(desk: Desk, secret: str) -> Asked:
    """Return the meeting that *secret* leads to. Raises MissingInputError where there is none."""
    with desk.store.reading() as connection:
        meeting = meeting_behind(connection, secret, desk.now())
    if meeting is None:
        raise MissingInputError("The link leads nowhere, or holds no longer.")
    return asked_of(desk, meeting)


def asked_of(desk: Desk, meeting: int) -> Asked:
    """Return what is asked about *meeting*. Raises MissingInputError where there is none."""
    with desk.store.reading() as connection:
        screened = _screened(connection, meeting)
        outcomes = outcomes_of(connection, meeting)
    is_early = screened.day is not None and screened.day > desk.today
    opens = screened.day if is_early else None
    return Asked(meeting, screened.body, screened.day, opens, outcomes)


def tell(desk: Desk, asked: Asked, outcome: Outcome, actor: str = BY_LINK) -> None:
    """Keep *outcome* of the meeting that was *asked* about.

    By the link each role tells once, within the login it may be corrected. Raises RefusedError
    before the day of the meeting, for a role that is not asked, and where the lesson tells of a
    person; ConflictError where the role has told already.
    """
    _refuse_early(asked)
    if outcome.role not in TELLERS or not 0 <= outcome.incidents <= MOST_INCIDENTS:
        raise RefusedError("This cannot be told in that way.")
    said = outcome._replace(lesson=told(outcome.lesson) if outcome.lesson.strip() else "")
    with desk.store.writing() as connection:
        is_first = add_outcome(connection, asked.meeting, said, desk.now())
        if not is_first:
            _correct(connection, asked, said, (actor, desk.now()))
        act = "outcome-told" if is_first else "outcome-corrected"
        content = {"role": said.role.value, "course": said.course.value, "n": said.incidents}
        log(connection, Deed(actor, act, asked.meeting, content), desk.now())


def _correct(
    connection: Connection, asked: Asked, outcome: Outcome, by: tuple[str, datetime]
) -> None:
    actor, now = by
    if actor == BY_LINK:
        raise ConflictError(
            "Somebody has already answered in this role. Thank you all the same: whoever did so"
            " can change the answer within the login."
        )
    change_outcome(connection, asked.meeting, outcome, now)


def _refuse_early(asked: Asked) -> None:
    if asked.opens:
        raise RefusedError("You can answer from the day of the meeting on.")


def _screened(connection: Connection, meeting: int) -> ScreeningRow:
    screened = screening_of(connection, meeting)
    if screened is None:
        raise MissingInputError("There is no meeting with the number {number}.", number=meeting)
    return screened


def _expires(screened: ScreeningRow, now: datetime) -> datetime:
    """Return when the link ends: two weeks after the day of the meeting, at midnight in Sweden."""
    if screened.day is None:
        return now + _WITHOUT_DAY
    last = screened.day + OPEN_FOR + timedelta(days=1)
    return datetime.combine(last, time(), ZoneInfo(STOCKHOLM))


def _renewed(desk: Desk, meeting: int, expires: datetime) -> str:
    """Return the secret of *meeting*, made known until it *expires*."""
    with desk.store.writing() as connection:
        secret = _secret(secret_called(connection, _SIGNED_WITH), meeting)
        put_outcome_link(connection, meeting, secret, desk.now(), expires)
    return secret


def _secret(key: bytes, meeting: int) -> str:
    made = hmac.new(key, f"{meeting}".encode(), sha256).digest()[:_BYTES]
    return urlsafe_b64encode(made).decode().rstrip("=")
