"""Name bodies before their first meeting, so that roles can be given in them. All is logged."""

from agenda_risk.errors import MissingInputError, RefusedError
from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection, known_bodies
from agenda_risk.store.log import Deed, log

LONGEST = 100


def name_body(desk: Desk, actor: str, organisation: str, name: str) -> int:
    """Make the body called *name* known in the name of *actor*, and return its number.

    Raises ConflictError where it is known, RefusedError for a name that cannot be.
    """
    _check(organisation, name)
    with desk.store.writing() as connection:
        number = known_bodies.name_body(connection, organisation, name)
        _log(connection, desk, actor, number)
    return number


def rename_body(desk: Desk, actor: str, number: int, organisation: str, name: str) -> None:
    """Call a body that has not met *name*; roles that were given in it stay.

    Raises what name_body raises, and MissingInputError where none awaits its first meeting.
    """
    _check(organisation, name)
    with desk.store.writing() as connection:
        if number not in {one.id for one in known_bodies.awaited_bodies(connection)}:
            raise MissingInputError("The body has met, and is called as its agendas call it.")
        known_bodies.rename_body(connection, number, organisation, name)
        _log(connection, desk, actor, number)


def _check(organisation: str, name: str) -> None:
    is_whole = all(len(one) <= LONGEST for one in (organisation, name))
    if not name or not is_whole or not (organisation + name).isprintable():
        raise RefusedError("A body needs a name of at most {most} characters.", most=LONGEST)


def _log(connection: Connection, desk: Desk, actor: str, number: int) -> None:
    log(connection, Deed(actor, "body-named", content={"body": number}), desk.now())
