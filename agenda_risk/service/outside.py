"""Let in those whom somebody else knows: a provider, or a proxy before the service.

They are known again by what their issuer calls them, and by nothing else: an account that only has
the same name or address is another one. What was granted elsewhere is granted anew at each login,
and what was given here by hand stays.
"""

import hmac
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe
from typing import Protocol

from agenda_risk.access import Grant
from agenda_risk.errors import LoginError
from agenda_risk.login_settings import Admission
from agenda_risk.role_mapping import Identity, Left, NamedBody, Secrets, granted
from agenda_risk.service.accounts import LONGEST_NAME, shown_grants
from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.accounts import change_user, grants_by_hand
from agenda_risk.store.drafts import drop_drafts
from agenda_risk.store.events import begin_event, end_event
from agenda_risk.store.log import Deed, log
from agenda_risk.store.outsiders import (
    Trip,
    begin_trip,
    end_outside,
    end_trip,
    free_name,
    outsider,
)
from agenda_risk.store.screened import bodies
from agenda_risk.store.users import NewUser, User, add_user, grants_of, hashed, set_grants
from agenda_risk.translate import N_

TRIP = timedelta(minutes=10)
_STRANGER = N_("You are known, but have no role here. Ask your administrator for one.")
_CLOSED = N_("Your account here is closed. Ask your administrator.")
_TOLD_BEFORE = N_("This logout was told before.")
_NOT_YOURS = N_(
    "This login was not begun in this browser, was used already, or took too long. Log in again."
)


class Provider(Protocol):
    """Knows who people are, and tells so when they have been there."""

    title: str
    admission: Admission

    def way_to(self, secrets: Secrets) -> str:
        """Return the address at which whoever goes there tells who they are."""

    def identity(self, code: str, secrets: Secrets) -> Identity:
        """Return who came back with *code*. Raises LoginError or BusyError."""

    def left(self, token: str) -> Left:
        """Return who left by what the logout *token* tells. Raises LoginError or BusyError."""

    def way_out(self) -> str:
        """Return the address at which one logs out there as well; empty where there is none."""


Providers = Mapping[str, Provider]


def set_out(desk: Desk, trip: Trip) -> Secrets:
    """Return what somebody who goes on *trip* takes along."""
    state, now = token_urlsafe(32), desk.now()
    with desk.store.writing() as connection:
        begin_trip(connection, trip, state, now, now + TRIP)
    return _secrets(trip.browser, state)


def came_back(desk: Desk, trip: Trip, state: str) -> tuple[Trip, Secrets]:
    """Return where somebody came from with *state*, and what they had taken along.

    Raises LoginError where it is not theirs, or does not hold any longer.
    """
    with desk.store.writing() as connection:
        ended = end_trip(connection, trip, state, desk.now())
    if ended is None:
        raise LoginError(_NOT_YOURS)
    return ended, _secrets(trip.browser, state)


def admit(desk: Desk, identity: Identity, admission: Admission) -> int:
    """Return the number of the account of *identity*, which is made where there is none.

    Raises LoginError where they are not let in.
    """
    with desk.store.writing() as connection:
        user = outsider(connection, identity.issuer, identity.subject)
        grants = granted(identity, admission.roles, map(NamedBody._make, bodies(connection)))
        refusal = _refusal(connection, user, grants, admission)
        number = user.id if user else 0
        if user and user.is_active:
            _sync(connection, desk, (user, identity), grants)
        elif not refusal:
            number = _added(connection, desk, identity, grants)
        if refusal:
            told = {"user": number, "why": refusal.why}
            log(connection, Deed(identity.origin, "login-refused", content=told), desk.now())
    if refusal:
        raise refusal
    return number


def log_out(desk: Desk, origin: str, left: Left) -> None:
    """End the sessions of who has *left* at *origin*, which has not told it in this token before.

    Raises LoginError where it has: then nothing is done.
    """
    with desk.store.writing() as connection:
        if begin_event(connection, f"logout:{origin}", hashed(left.token), desk.now()):
            raise LoginError(_TOLD_BEFORE, why="logout: jti")
        users = end_outside(connection, origin, left)
        end_event(connection, f"logout:{origin}", hashed(left.token), {"ended": len(users)})
        for user in dict.fromkeys(users):
            actor = f"user:{user}"
            drop_drafts(connection, desk.now(), actor)
            told = {"user": user, "sessions": users.count(user)}
            log(connection, Deed(origin, "logged-out-elsewhere", content=told), desk.now())


def note_refusal(desk: Desk, origin: str, error: LoginError) -> None:
    """Log why somebody who came back from a provider was not let in."""
    with desk.store.writing() as connection:
        told = {"why": error.why}
        log(connection, Deed(origin, "login-refused", content=told), desk.now())


def _secrets(browser: str, state: str) -> Secrets:
    """Return what belongs to *state* in the browser that knows the secret *browser*."""
    made = (
        hmac.new(browser.encode(), f"{kind}:{state}".encode(), sha256).hexdigest()
        for kind in ("nonce", "verifier")
    )
    return Secrets(state, *made)


def _refusal(
    connection: Connection, user: User | None, grants: tuple[Grant, ...], admission: Admission
) -> LoginError | None:
    if user and not user.is_active:
        return LoginError(_CLOSED, why="closed")
    is_let_in = grants or admission.strangers == "admit"
    if is_let_in or (user and grants_by_hand(connection, user.id)):
        return None
    return LoginError(_STRANGER, why="no-role")


def _sync(
    connection: Connection, desk: Desk, known: tuple[User, Identity], grants: tuple[Grant, ...]
) -> None:
    """Let *grants* be all that the user is granted elsewhere, and log it where that is news."""
    user, identity = known
    title = _printable(identity.title)
    if title and title != user.title:
        change_user(connection, user.id, title=title)
    before = set(grants_of(connection, user.id))
    set_grants(connection, user.id, grants, identity.origin)
    after = grants_of(connection, user.id)
    if set(after) != before:
        told = {"user": user.id, "roles": shown_grants(after)}
        log(connection, Deed(identity.origin, "roles-changed", content=told), desk.now())


def _added(
    connection: Connection, desk: Desk, identity: Identity, grants: tuple[Grant, ...]
) -> int:
    name = free_name(connection, _printable(identity.account) or _printable(identity.subject))
    title = _printable(identity.title)
    user = NewUser(name, title, issuer=identity.issuer, subject=identity.subject)
    number = add_user(connection, user, (), desk.now())
    set_grants(connection, number, grants, identity.origin)
    told = {"user": number, "roles": shown_grants(grants)}
    log(connection, Deed(identity.origin, "account-added", content=told), desk.now())
    return number


def _printable(name: str) -> str:
    return "".join(one for one in name if one.isprintable()).strip()[:LONGEST_NAME]
