"""Keep which bodies there are: those that have met, and those that somebody named before."""

import sqlalchemy as sa

from agenda_risk.errors import ConflictError
from agenda_risk.models import Organisation
from agenda_risk.normalise import fold
from agenda_risk.store import screened_tables as tables
from agenda_risk.store.screened import BodyRow, bodies

_BODIES, _SCREENINGS = tables.bodies, tables.screenings


def body_number(connection: sa.Connection, organisation: Organisation, name: str) -> int:
    """Return the number of the body called *name*, which is made known where it is new.

    One that was named before it met is from now on called as its first agenda calls it; one that
    has met is the same in other capitals.
    """
    number = _exactly(connection, organisation.name, name)
    if number is not None:
        return number
    awaited = _awaited(connection, organisation.name, name)
    if awaited is None:
        known = bodies_called(connection, organisation.name, name)
        return known[0].id if known else _added(connection, organisation.name, name)
    _call(connection, awaited.id, organisation.name, name)
    return awaited.id


def bodies_called(connection: sa.Connection, organisation: str, name: str) -> tuple[BodyRow, ...]:
    """Return the bodies of that name, however it is capitalised; the one that is written so first.

    An older program took those for different bodies that differ in capitals.
    """
    wanted = (fold(organisation), fold(name))
    found = (
        one for one in bodies(connection) if (fold(one.organisation), fold(one.name)) == wanted
    )
    return tuple(sorted(found, key=lambda one: one[1:] != (organisation, name)))


def known_body(connection: sa.Connection, organisation: Organisation, name: str) -> int | None:
    """Return the number of the body called *name*, if it is known."""
    number = _exactly(connection, organisation.name, name)
    if number is not None:
        return number
    awaited = _awaited(connection, organisation.name, name)
    known = bodies_called(connection, organisation.name, name)
    return next((one.id for one in (awaited, *known) if one), None)


def met_as(connection: sa.Connection, organisation: Organisation, name: str) -> BodyRow | None:
    """Return the body of that *name*, in whatever capitals, that has met."""
    awaited = awaited_bodies(connection)
    known = bodies_called(connection, organisation.name, name)
    return next((one for one in known if one not in awaited), None)


def awaited_bodies(connection: sa.Connection) -> tuple[BodyRow, ...]:
    """Return the bodies that were named and have not met, by organisation and name."""
    has_met = sa.exists().where(_SCREENINGS.c.body_id == _BODIES.c.id)
    return bodies(connection, connection.scalars(sa.select(_BODIES.c.id).where(~has_met)))


def name_body(connection: sa.Connection, organisation: str, name: str) -> int:
    """Make the body called *name* known before it meets, and return its number.

    Raises ConflictError where it is known.
    """
    _check_new(connection, organisation, name)
    return _added(connection, organisation, name)


def rename_body(connection: sa.Connection, number: int, organisation: str, name: str) -> None:
    """Call the body numbered *number*, which has not met, *name*.

    Raises ConflictError where another is called so.
    """
    _check_new(connection, organisation, name, but=number)
    _call(connection, number, organisation, name)


def _exactly(connection: sa.Connection, organisation: str, name: str) -> int | None:
    called = (_BODIES.c.organisation == organisation) & (_BODIES.c.name == name)
    number: int | None = connection.scalar(sa.select(_BODIES.c.id).where(called))
    return number


def _awaited(connection: sa.Connection, organisation: str, name: str) -> BodyRow | None:
    """Return the body that was named for this one; its own organisation goes before none."""
    named = [one for one in awaited_bodies(connection) if fold(one.name) == fold(name)]
    own = (one for one in named if fold(one.organisation) == fold(organisation))
    open_ones = (one for one in named if not one.organisation or not organisation)
    return next(own, None) or next(open_ones, None)


def _added(connection: sa.Connection, organisation: str, name: str) -> int:
    added = _BODIES.insert().values(organisation=organisation, name=name)
    (number,) = connection.execute(added).inserted_primary_key or (0,)
    return int(number)


def _call(connection: sa.Connection, number: int, organisation: str, name: str) -> None:
    values = {"organisation": organisation, "name": name}
    connection.execute(_BODIES.update().where(_BODIES.c.id == number).values(values))


def _check_new(connection: sa.Connection, organisation: str, name: str, but: int = 0) -> None:
    wanted = (fold(organisation), fold(name))
    called = {(fold(one.organisation), fold(one.name)): one.id for one in bodies(connection)}
    if called.get(wanted, but) != but:
        raise ConflictError("There is a body “{name}” already.", name=name)
