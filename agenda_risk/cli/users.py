"""The commands that look after accounts: who may log in, and what they may do."""

from collections.abc import Callable
from functools import partial

import click

from agenda_risk.access import Grant, Standing
from agenda_risk.basis import BasisFiles, load_basis
from agenda_risk.cli.account_lines import accounts_in, as_json, line_of, tell
from agenda_risk.cli.body_options import body_called, body_options
from agenda_risk.cli.keeping import now, opened, store_option
from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.screens import format_option
from agenda_risk.cli.writing import echo
from agenda_risk.errors import MissingInputError, RefusedError
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.service import Desk, accounts
from agenda_risk.service.leaving import forget_person
from agenda_risk.service.named_bodies import name_body
from agenda_risk.store.users import NewUser, User, user_called
from agenda_risk.translate import translator

ACTOR = "program"
_HERE = "http://127.0.0.1:8000"


@click.group(
    "users",
    help=_(
        "Look after the accounts of the service: who may log in, and what they may do. All that is "
        "done stands in the log."
    ),
    epilog=_(
        "Examples: agenda-risk users add eva --role clerk --body Socialnämnden · "
        "agenda-risk users link eva · agenda-risk users close eva"
    ),
)
def command() -> None:
    """Hold the commands."""


def _role_argument(command: Callable[..., object]) -> Callable[..., object]:
    return click.argument("role", type=click.Choice([one.value for one in Standing]))(command)


def _common_options(command: Callable[..., object]) -> Callable[..., object]:
    return language_option(format_option(store_option(command)))


@command.command(
    "list",
    help=_("List the accounts, and the roles of each."),
    epilog=_("Example: agenda-risk users list --format json"),
)
@_common_options
def list_users(language: str, form: str, place: str | None) -> int:
    """Print the accounts."""
    told = list(accounts_in(_desk(place)))
    if form == "json":
        echo(as_json(told))
        return 0
    say = translator(language)
    lines = [line_of(one, say) for one in told]
    echo("\n".join(lines or [say("There are no accounts. Add one: agenda-risk users add NAME")]))
    return 0


@command.command(
    "add",
    help=_(
        "Add an account, and print a link that logs in once. With --issuer and --subject it is "
        "somebody who logs in elsewhere, before they have been here."
    ),
    epilog=_("Example: agenda-risk users add eva --title Kansliet --role clerk"),
)
@click.argument("name")
@click.option("--title", default="", metavar="NAME", help=_("What pages call them."))
@click.option(
    "--role", type=click.Choice([one.value for one in Standing]), help=_("A role to begin with.")
)
@body_options
@click.option("--issuer", metavar="ADDRESS", help=_("Who knows them: the “iss” of a provider."))
@click.option("--subject", metavar="ID", help=_("What they are called there: the “sub”."))
@_common_options
def add(name: str, language: str, form: str, place: str | None, **told: str | None) -> int:
    """Add an account."""
    desk = _desk(place)
    issuer, subject = told["issuer"], told["subject"]
    if bool(issuer) != bool(subject):
        raise RefusedError("--issuer and --subject belong together.")
    body = body_called(desk, told["body"] or "", told["organisation"] or "")
    grants = [Grant(Standing(told["role"]), body)] if told["role"] else []
    user = NewUser(name.strip(), told["title"] or "", issuer=issuer, subject=subject)
    number = accounts.add_account(desk, ACTOR, user, grants)
    link = "" if issuer else _link(desk, number)
    say = translator(language)
    tell(desk, number, form, say("The account is added."), link=link)
    return 0


@command.command(
    "link",
    help=_("Print a link that logs somebody in once, within a day."),
    epilog=_("Example: agenda-risk users link eva"),
)
@click.argument("name")
@_common_options
def link(name: str, language: str, form: str, place: str | None) -> int:
    """Print a link."""
    desk = _desk(place)
    number = _known(desk, name).id
    made = _link(desk, number)
    say = translator(language)
    tell(desk, number, form, say("Earlier links hold no longer."), link=made)
    return 0


@command.command(
    "grant",
    help=_("Give somebody a role, in a body or in all."),
    epilog=_("Example: agenda-risk users grant eva chair --body Socialnämnden"),
)
@click.argument("name")
@_role_argument
@body_options
@_common_options
def grant(name: str, role: str, language: str, form: str, place: str | None, **told: str) -> int:
    """Give a role."""
    desk = _desk(place)
    user, wanted = _known(desk, name), Grant(Standing(role), body_called(desk, **told))
    accounts.give_role(desk, ACTOR, user.id, wanted)
    say = translator(language)
    tell(desk, user.id, form, say("The role is given."))
    return 0


@command.command(
    "revoke",
    help=_("Take a role away that was given here. What a provider tells is changed there."),
    epilog=_("Example: agenda-risk users revoke eva chair --body Socialnämnden"),
)
@click.argument("name")
@_role_argument
@body_options
@_common_options
def revoke(name: str, role: str, language: str, form: str, place: str | None, **told: str) -> int:
    """Take a role away."""
    desk = _desk(place)
    user, gone = _known(desk, name), Grant(Standing(role), body_called(desk, **told))
    if not accounts.take_role(desk, ACTOR, user.id, gone):
        raise MissingInputError("“{name}” was not given that role here.", name=name)
    say = translator(language)
    tell(desk, user.id, form, say("The role is taken away."))
    return 0


@command.command(
    "body",
    help=_("Name a body before its first meeting, so that roles can be given in it."),
    epilog=_("Example: agenda-risk users body Socialnämnden --organisation 'Granviks kommun'"),
)
@click.argument("name")
@click.option(
    "--organisation",
    default="",
    metavar="NAME",
    help=_("Whose body it is, as its agendas say; else of your own organisation."),
)
@_common_options
def body(name: str, organisation: str, language: str, form: str, place: str | None) -> int:
    """Name a body."""
    own = (organisation or load_profile(load_settings().profile).name).strip()
    number = name_body(_desk(place), ACTOR, own, name.strip())
    told = {"number": number, "name": name.strip(), "organisation": own}
    echo(as_json(told) if form == "json" else translator(language)("The body is named."))
    return 0


@command.command(
    "close",
    help=_("Let somebody log in no longer; they are out at once."),
    epilog=_("Example: agenda-risk users close eva"),
)
@click.argument("name")
@_common_options
def close(name: str, language: str, form: str, place: str | None) -> int:
    """Close an account."""
    return _let(place, name, form, translator(language)("The account is closed."), is_active=False)


@command.command(
    "open",
    help=_("Let somebody log in again whose account was closed."),
    epilog=_("Example: agenda-risk users open eva"),
)
@click.argument("name")
@_common_options
def open_again(name: str, language: str, form: str, place: str | None) -> int:
    """Open an account."""
    return _let(place, name, form, translator(language)("The account is open."), is_active=True)


@command.command(
    "forget",
    help=_("Take the personal data out of a closed account, which stays as a number."),
    epilog=_("Example: agenda-risk users forget eva"),
)
@click.argument("name")
@_common_options
def forget(name: str, language: str, form: str, place: str | None) -> int:
    """Forget who somebody was."""
    desk = _desk(place)
    number = _known(desk, name).id
    forget_person(desk, ACTOR, number)
    tell(desk, number, form, translator(language)("The personal data is taken out of the account."))
    return 0


def _let(place: str | None, name: str, form: str, sentence: str, *, is_active: bool) -> int:
    desk = _desk(place)
    number = _known(desk, name).id
    accounts.set_active(desk, ACTOR, number, is_active=is_active)
    tell(desk, number, form, sentence)
    return 0


def _desk(place: str | None) -> Desk:
    return Desk(opened(place), partial(load_basis, BasisFiles()), now)


def _known(desk: Desk, name: str) -> User:
    with desk.store.reading() as connection:
        user = user_called(connection, name)
    if user is None:
        raise MissingInputError("There is no account “{name}”.", name=name)
    return user


def _link(desk: Desk, number: int) -> str:
    secret = accounts.login_secret(desk, ACTOR, number)
    return f"{load_settings().service.address or _HERE}/logga-in/{secret}"
