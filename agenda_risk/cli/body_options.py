"""Which body a command means, by its name and that of its organisation."""

from collections.abc import Callable

import click

from agenda_risk.cli.language import _
from agenda_risk.errors import MissingInputError, RefusedError
from agenda_risk.normalise import fold
from agenda_risk.service import Desk
from agenda_risk.store.screened import BodyRow, bodies


def body_options(command: Callable[..., object]) -> Callable[..., object]:
    """Let *command* take the name of a body, and whose it is."""
    body = click.option(
        "--body", default="", metavar="NAME", help=_("The body it holds in; else in all.")
    )
    organisation = click.option(
        "--organisation",
        default="",
        metavar="NAME",
        help=_("Whose body it is, where several have one of that name."),
    )
    return body(organisation(command))


def body_called(desk: Desk, body: str, organisation: str) -> int | None:
    """Return the number of the body called *body*; none without a name, which means all."""
    if not body and not organisation:
        return None
    with desk.store.reading() as connection:
        every = bodies(connection)
    found = [one for one in every if _is_called(one, body, organisation)]
    if not found:
        known = ", ".join(dict.fromkeys(one.name for one in every)) or "–"
        raise MissingInputError(
            "There is no body “{name}”. There are: {known}. One that has not met is named by "
            "agenda-risk users body NAME.",
            name=body,
            known=known,
        )
    if len(found) > 1:
        raise RefusedError(
            "Several organisations have a body “{name}”. Tell --organisation.", name=body
        )
    return found[0].id


def _is_called(one: BodyRow, body: str, organisation: str) -> bool:
    return fold(one.name) == fold(body) and fold(organisation) in {"", fold(one.organisation)}
