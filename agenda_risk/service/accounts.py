"""Look after accounts: who may log in, and what they may do. Every change is logged."""

from collections.abc import Collection, Iterable
from datetime import timedelta
from secrets import token_urlsafe

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import MissingInputError, RefusedError
from agenda_risk.mailbox import is_mailbox
from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store import users as kept
from agenda_risk.store.accounts import (
    change_user,
    drop_links,
    grants_by_hand,
    has_administrator,
    has_users,
    may_set_up,
    offer_setup,
    user_numbered,
)
from agenda_risk.store.log import Deed, log
from agenda_risk.store.screened import bodies
from agenda_risk.store.users import NewUser, User

LINK_HOLDS = timedelta(hours=24)
LONGEST_NAME = 100


def setup_secret(desk: Desk) -> str:
    """Return a secret that an administrator sets the service up with; empty where there is one.

    It holds until it is used, or a day has passed, or another is asked for.
    """
    secret, now = token_urlsafe(32), desk.now()
    with desk.store.writing() as connection:
        if has_administrator(connection):
            return ""
        offer_setup(connection, secret, now + LINK_HOLDS)
    return secret


def set_up(desk: Desk, secret: str, user: NewUser) -> int | None:
    """Add the first administrator, and return their number; none where *secret* does not hold."""
    now = desk.now()
    with desk.store.writing() as connection:
        if not may_set_up(connection, secret, now):
            return None
        number = _added(connection, desk, "set-up", user, (Grant(Standing.ADMINISTRATOR),))
        offer_setup(connection, token_urlsafe(32), now)
    return number


def add_account(desk: Desk, actor: str, user: NewUser, grants: Iterable[Grant] = ()) -> int:
    """Add *user* in the name of *actor*, and return their number.

    Raises ConflictError for a name that is taken, RefusedError for one that cannot be.
    """
    with desk.store.writing() as connection:
        return _added(connection, desk, actor, user, tuple(grants))


def give_role(desk: Desk, actor: str, number: int, grant: Grant) -> None:
    """Grant a user *grant* beside what they hold."""
    with desk.store.writing() as connection:
        _check_grants(connection, (grant,))
        known_account(connection, number)
        held = grants_by_hand(connection, number)
        _change_roles(connection, desk, actor, number, (*held, grant))


def take_role(desk: Desk, actor: str, number: int, grant: Grant) -> bool:
    """Take *grant* from a user, and tell whether it was given them here.

    Raises RefusedError where nobody would be administrator.
    """
    with desk.store.writing() as connection:
        known_account(connection, number)
        held = grants_by_hand(connection, number)
        left = tuple(one for one in held if one != grant)
        if len(left) < len(held):
            _change_roles(connection, desk, actor, number, left)
        return len(left) < len(held)


def set_active(desk: Desk, actor: str, number: int, *, is_active: bool) -> None:
    """Let a user log in, or not any longer: then they are logged out everywhere at once."""
    with desk.store.writing() as connection:
        known_account(connection, number)
        change_user(connection, number, is_active=is_active)
        if not is_active:
            _shut_out(connection, number)
        _check_administrators(connection)
        act = "account-opened" if is_active else "account-closed"
        log(connection, Deed(actor, act, content={"user": number}), desk.now())


def login_secret(desk: Desk, actor: str, number: int) -> str:
    """Return a secret that logs a user in, once, within a day; earlier ones are worth nothing.

    Raises RefusedError for somebody who logs in elsewhere: there it is told who may come in.
    """
    secret, now = token_urlsafe(32), desk.now()
    with desk.store.writing() as connection:
        if known_account(connection, number).issuer:
            raise RefusedError("The account logs in elsewhere, and no link is made for it.")
        drop_links(connection, number)
        kept.add_link(connection, number, secret, now + LINK_HOLDS)
        log(connection, Deed(actor, "login-link-made", content={"user": number}), now)
    return secret


def set_password(desk: Desk, actor: str, number: int, password: str) -> None:
    """Let *password*, a hash, be a user's; they are logged out everywhere, and links are void."""
    with desk.store.writing() as connection:
        change_user(connection, number, password=password)
        _shut_out(connection, number)
        log(connection, Deed(actor, "password-changed", content={"user": number}), desk.now())


def set_address(
    desk: Desk, actor: str, number: int, address: str, *, notices: bool | None = None
) -> None:
    """Let messages for a user go to *address*, and *notices* that go with a role come, or not.

    An empty address means that none come. The log tells that it was set, not what it is. Raises
    RefusedError where it is no address of a mailbox.
    """
    told = address.strip()
    if told and not is_mailbox(told):
        raise RefusedError("Write one e-mail address, as anna@granvik.example.")
    with desk.store.writing() as connection:
        known_account(connection, number)
        values: dict[str, object] = {"address": told}
        if notices is not None:
            values["notices"] = notices
        change_user(connection, number, **values)
        log(connection, Deed(actor, "address-set", content={"user": number}), desk.now())


def renew_password(desk: Desk, number: int, password: str) -> None:
    """Keep the same *password*, hashed as is done today."""
    with desk.store.writing() as connection:
        change_user(connection, number, password=password)


def _change_roles(
    connection: Connection, desk: Desk, actor: str, number: int, grants: Iterable[Grant]
) -> None:
    told = tuple(dict.fromkeys(grants))
    kept.set_grants(connection, number, told)
    _check_administrators(connection)
    deed = Deed(actor, "roles-changed", content={"user": number, "roles": shown_grants(told)})
    log(connection, deed, desk.now())


def _added(
    connection: Connection, desk: Desk, actor: str, user: NewUser, grants: tuple[Grant, ...]
) -> int:
    if not user.name or len(user.name) > LONGEST_NAME or not user.name.isprintable():
        raise RefusedError("An account needs a name of at most {most} characters.", most=100)
    _check_grants(connection, grants)
    number = kept.add_user(connection, user, grants, desk.now())
    told = {"user": number, "roles": shown_grants(grants)}
    log(connection, Deed(actor, "account-added", content=told), desk.now())
    return number


def known_account(connection: Connection, number: int) -> User:
    """Return the account with that *number*. Raises MissingInputError where there is none."""
    user = user_numbered(connection, number)
    if user is None:
        raise MissingInputError("There is no account with the number {number}.", number=number)
    return user


def _check_grants(connection: Connection, grants: Collection[Grant]) -> None:
    if any(one.standing is Standing.ADMINISTRATOR and one.body for one in grants):
        raise RefusedError("An administrator is so for all bodies.")
    check_bodies(connection, grants)


def check_bodies(connection: Connection, grants: Iterable[Grant]) -> None:
    """Raise RefusedError where one of *grants* is for a body that is not known."""
    wanted = {one.body for one in grants if one.body is not None}
    if len(bodies(connection, wanted)) < len(wanted):
        raise RefusedError("Choose a body, or all.")


def _check_administrators(connection: Connection) -> None:
    if has_users(connection) and not has_administrator(connection):
        raise RefusedError("Somebody has to be administrator. Make another account one first.")


def _shut_out(connection: Connection, number: int) -> None:
    kept.end_sessions(connection, number)
    drop_links(connection, number)


def shown_grants(grants: Iterable[Grant]) -> list[dict[str, object]]:
    """Return *grants* as the log tells them."""
    return [{"role": one.standing.value, "body": one.body} for one in grants]
