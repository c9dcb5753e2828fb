"""Administration: accounts and roles, bodies, keys for programs, and whether the log is whole."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import AgendaRiskError, RefusedError
from agenda_risk.service import accounts
from agenda_risk.service.keys import add_program, revoke_program
from agenda_risk.service.leaving import forget_person
from agenda_risk.service.named_bodies import name_body, rename_body
from agenda_risk.store.log import Deed, log, logged
from agenda_risk.store.outbox import try_again
from agenda_risk.store.users import NewUser
from agenda_risk.store.verifying import check
from agenda_risk.web.administration_page import back, refused, shown
from agenda_risk.web.house import base_of, desk_of, say_in, visitor_in
from agenda_risk.web.numbers import Number, number_in

_YEAR = timedelta(days=365)

router = APIRouter(prefix="/administration")


@router.get("")
def show(request: Request, done: str = "") -> Response:
    """Show accounts, keys and the end of the log."""
    return shown(request, done=done)


@router.post("/konton")
def add(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    title: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[str, Form(max_length=20)] = "",
    body: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Add an account, and show the link by which it is entered first."""
    desk, actor = desk_of(request), visitor_in(request).actor
    try:
        user = NewUser(name=name.strip(), title=title.strip())
        number = accounts.add_account(desk, actor, user, [_grant(role, body)])
    except AgendaRiskError as error:
        return refused(request, error, "account", name=name, title=title, role=role, body=body)
    return _with_link(request, number)


@router.post("/konton/{user}/lank")
def link(request: Request, user: Number) -> Response:
    """Show a new link by which an account is entered, once."""
    return _with_link(request, user)


@router.post("/konton/{user}/roller")
def grant(
    request: Request,
    user: Number,
    role: Annotated[str, Form(max_length=20)] = "",
    body: Annotated[str, Form(max_length=10)] = "",
    take: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Give an account a role, or take it away."""
    change = accounts.take_role if take else accounts.give_role
    try:
        change(desk_of(request), visitor_in(request).actor, user, _grant(role, body))
    except AgendaRiskError as error:
        return refused(request, error, "" if take else f"roles-{user}", role=role, body=body)
    return back(request, "taken" if take else "given")


@router.post("/konton/{user}/oppet")
def open_or_close(
    request: Request, user: Number, is_open: Annotated[str, Form(alias="open", max_length=3)] = ""
) -> Response:
    """Let somebody log in, or not any longer."""
    actor = visitor_in(request).actor
    try:
        accounts.set_active(desk_of(request), actor, user, is_active=is_open == "yes")
    except AgendaRiskError as error:
        return refused(request, error)
    return back(request, "opened" if is_open == "yes" else "closed")


@router.post("/konton/{user}/tom")
def empty(request: Request, user: Number) -> Response:
    """Forget who somebody was whose account is closed."""
    try:
        forget_person(desk_of(request), visitor_in(request).actor, user)
    except AgendaRiskError as error:
        return refused(request, error)
    return back(request, "emptied")


@router.post("/konton/{user}/adress")
def set_address(
    request: Request, user: Number, address: Annotated[str, Form(max_length=320)] = ""
) -> Response:
    """Say where messages for an account go."""
    try:
        accounts.set_address(desk_of(request), visitor_in(request).actor, user, address)
    except AgendaRiskError as error:
        return refused(request, error, f"address-{user}", address=address)
    return back(request, "address")


@router.post("/organ")
def add_body(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    organisation: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Make a body known before its first meeting."""
    actor = visitor_in(request).actor
    try:
        name_body(desk_of(request), actor, organisation.strip(), name.strip())
    except AgendaRiskError as error:
        return refused(request, error, "body", name=name, organisation=organisation)
    return back(request, "body")


@router.post("/organ/{body}")
def call_body(
    request: Request,
    body: Number,
    name: Annotated[str, Form(max_length=200)] = "",
    organisation: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Call a body that has not met otherwise."""
    actor = visitor_in(request).actor
    try:
        rename_body(desk_of(request), actor, body, organisation.strip(), name.strip())
    except AgendaRiskError as error:
        return refused(request, error, f"body-{body}", name=name, organisation=organisation)
    return back(request, "body")


@router.post("/brev/{letter}")
def send_again(request: Request, letter: Number) -> Response:
    """Let a message that did not arrive be tried again."""
    desk = desk_of(request)
    with desk.store.writing() as connection:
        if try_again(connection, letter, desk.now()):
            told = Deed(visitor_in(request).actor, "letter-tried-again", content={"n": letter})
            log(connection, told, desk.now())
    return back(request, "letter")


@router.post("/nycklar")
def add_key(
    request: Request,
    name: Annotated[str, Form(max_length=200)] = "",
    role: Annotated[str, Form(max_length=20)] = "",
    body: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Add a key for a program, which is shown once and holds for a year."""
    desk = desk_of(request)
    try:
        told = _grant(role, body)
        expires = desk.now() + _YEAR
        secret = add_program(desk, visitor_in(request).actor, name.strip(), told, expires)
    except AgendaRiskError as error:
        return refused(request, error, "key", name=name, role=role, body=body)
    return shown(request, secret=secret)


@router.post("/nycklar/{key}/bort")
def revoke(request: Request, key: Number) -> Response:
    """Let a key open nothing any longer."""
    revoke_program(desk_of(request), visitor_in(request).actor, key)
    return back(request, "revoked")


@router.post("/logg")
def verify(request: Request) -> Response:
    """Check the whole log."""
    with desk_of(request).store.reading() as connection:
        checked = check(logged(connection))
    say = say_in(request)
    told = (
        say(checked.wrong.value, number=checked.number)
        if checked.wrong
        else say("The log is whole: {count} entries.", count=checked.last.number)
    )
    return shown(request, checked=told, is_wrong=checked.wrong is not None)


def _grant(role: str, body: str) -> Grant:
    if role not in set(Standing):
        raise RefusedError("Choose a role.")
    if body and not number_in(body):
        raise RefusedError("Choose a body, or all.")
    return Grant(Standing(role), number_in(body) or None)


def _with_link(request: Request, user: Number) -> Response:
    secret = accounts.login_secret(desk_of(request), visitor_in(request).actor, user)
    return shown(request, link=f"{base_of(request)}/logga-in/{secret}")
