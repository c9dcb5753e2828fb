"""Give programs keys, and take them away. Every change is logged."""

from datetime import datetime

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import RefusedError
from agenda_risk.service.accounts import check_bodies
from agenda_risk.service.desk import Desk
from agenda_risk.store.keys import NewKey, add_key, new_secret, revoke_key
from agenda_risk.store.log import Deed, log

_LONGEST = 100


def add_program(desk: Desk, actor: str, name: str, grant: Grant, expires: datetime | None) -> str:
    """Return the secret of a new key called *name*, which is kept nowhere.

    Raises ConflictError for a name that is taken, RefusedError for one that cannot be.
    """
    if not name or len(name) > _LONGEST or not name.isprintable():
        raise RefusedError("A key needs a name of at most {most} characters.", most=_LONGEST)
    if grant.standing is Standing.ADMINISTRATOR:
        raise RefusedError("A program cannot be administrator.")
    secret = new_secret()
    with desk.store.writing() as connection:
        check_bodies(connection, (grant,))
        number = add_key(connection, NewKey(name, grant, expires), secret, desk.now())
        told = {"key": number, "role": grant.standing.value, "body": grant.body}
        log(connection, Deed(actor, "key-added", content=told), desk.now())
    return secret


def revoke_program(desk: Desk, actor: str, number: int) -> None:
    """Let the key numbered *number* open nothing any longer."""
    with desk.store.writing() as connection:
        if revoke_key(connection, number, desk.now()):
            log(connection, Deed(actor, "key-revoked", content={"key": number}), desk.now())
