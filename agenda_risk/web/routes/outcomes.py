"""Utfall: tell in a minute how a meeting went, by the code on the sheet or within the login."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from agenda_risk.access import ALLOWED, ROLES, Right
from agenda_risk.errors import ConflictError, MissingInputError, RefusedError
from agenda_risk.models import Role
from agenda_risk.service.logins import network_of
from agenda_risk.service.outcomes import (
    BY_LINK,
    MOST_INCIDENTS,
    TELLERS,
    Asked,
    asked_by_link,
    asked_of,
    tell,
)
from agenda_risk.store.attempts import Limit, attempt_name, count_attempt
from agenda_risk.store.outcomes import Course, Effect, Outcome
from agenda_risk.translate import N_
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.outcome_words import COURSES, EFFECTS, MORE, TELLER_WORDS
from agenda_risk.web.pages import page
from agenda_risk.web.routes.login import from_where
from agenda_risk.web.trouble import status_of

_GUESSES = Limit(30, timedelta(minutes=10))
_SENT = Limit(20, timedelta(hours=1))
_NO_ROLE = N_("Choose the role that you had at the meeting.")
_NO_COURSE = N_("Choose how it went.")
_NO_NUMBER = N_("Write a number from 0 to {most}.")
_MORE = {"yes": True, "no": False}

router = APIRouter()


_Word = Annotated[str, Field(max_length=20)]


class Told(BaseModel):
    """What came of the form."""

    model_config = ConfigDict(frozen=True)

    role: _Word = ""
    course: _Word = ""
    more: _Word = ""
    effect: _Word = ""
    incidents: _Word = ""
    lesson: Annotated[str, Field(max_length=8000)] = ""


class Refusal(NamedTuple):
    """What is wrong with what was told, by field, and the status that tells so."""

    faults: dict[str, str]
    status: int = 422


@router.get("/u/{secret}")
def ask_by_link(request: Request, secret: str) -> Response:
    """Ask how the meeting went that *secret* leads to."""
    return _unreferred(_form(request, _behind(request, secret), TELLERS, Told()))


@router.post("/u/{secret}")
def tell_by_link(request: Request, secret: str, told: Annotated[Told, Form()]) -> Response:
    """Keep what is told, once for each role."""
    asked = _behind(request, secret)
    _count(request, "outcome", secret, _SENT)
    refused = _kept(request, asked, told, TELLERS, BY_LINK)
    if refused:
        return _unreferred(_form(request, _behind(request, secret), TELLERS, told, refused))
    return _unreferred(page(request, "outcome_thanks.html.j2", asked=asked, is_known=False))


@router.get("/mote/{meeting}/utfall")
def ask(request: Request, meeting: int, thanks: bool = False) -> Response:
    """Ask somebody who is logged in; what their role has told stands there to be corrected."""
    asked = asked_of(desk_of(request), meeting)
    if thanks:
        return page(request, "outcome_thanks.html.j2", asked=asked, is_known=True)
    roles = _roles(request, asked)
    return _form(request, asked, roles, _told_before(asked, roles))


@router.post("/mote/{meeting}/utfall")
def tell_known(request: Request, meeting: int, told: Annotated[Told, Form()]) -> Response:
    """Keep what is told, or corrected."""
    asked = asked_of(desk_of(request), meeting)
    roles = _roles(request, asked)
    refused = _kept(request, asked, told, roles, visitor_in(request).actor)
    if refused:
        return _form(request, asked, roles, told, refused)
    prefix = house_of(request).options.prefix
    return RedirectResponse(f"{prefix}/mote/{meeting}/utfall?thanks=1", 303)


def _behind(request: Request, secret: str) -> Asked:
    """Return the meeting behind *secret*; raises HTTPException where somebody guesses and guesses.

    A secret that is right is never refused because of what others tried.
    """
    try:
        return asked_by_link(desk_of(request), secret)
    except MissingInputError:
        _count(request, "outcome-link", network_of(from_where(request)), _GUESSES)
        raise


def _count(request: Request, kind: str, who: str, limit: Limit) -> None:
    desk = desk_of(request)
    with desk.store.writing() as connection:
        tries = count_attempt(connection, attempt_name(kind, who), limit, desk.now())
    if tries.wait:
        seconds = f"{int(tries.wait.total_seconds()) + 1}"
        raise HTTPException(429, headers={"Retry-After": seconds, "Referrer-Policy": "no-referrer"})


def _roles(request: Request, asked: Asked) -> tuple[Role, ...]:
    """Return the roles in which the visitor may tell of the meeting."""
    standings = visitor_in(request).standings(asked.body.id)
    held = {ROLES[one] for one in standings if one in ALLOWED[Right.TELL_OUTCOME]}
    return tuple(role for role in TELLERS if role in held)


def _told_before(asked: Asked, roles: tuple[Role, ...]) -> Told:
    mine = next((one for one in asked.told if one.role in roles), None)
    if mine is None:
        return Told(role=roles[0].value)
    more = next((word for word, value in _MORE.items() if value is mine.more_people), "")
    return Told(
        role=mine.role.value,
        course=mine.course.value,
        more=more,
        effect=mine.effect.value,
        incidents=f"{mine.incidents}",
        lesson=mine.lesson,
    )


def _kept(
    request: Request, asked: Asked, told: Told, roles: tuple[Role, ...], actor: str
) -> Refusal | None:
    """Keep what was *told*, or return what is wrong with it."""
    faults = _faults(request, told, roles)
    if faults:
        return Refusal(faults)
    try:
        tell(desk_of(request), asked, _outcome(told), actor)
    except (RefusedError, ConflictError) as error:
        field = "role" if isinstance(error, ConflictError) else "lesson"
        said = " ".join(error.told(say_in(request)))
        return Refusal({"" if asked.opens else field: said}, status_of(error))
    return None


def _faults(request: Request, told: Told, roles: Iterable[Role]) -> dict[str, str]:
    say, faults = say_in(request), {}
    if told.role not in {role.value for role in roles}:
        faults["role"] = say(_NO_ROLE)
    if told.course not in {one.value for one in Course}:
        faults["course"] = say(_NO_COURSE)
    if _number(told.incidents) is None:
        faults["incidents"] = say(_NO_NUMBER, most=MOST_INCIDENTS)
    return faults


def _number(written: str) -> int | None:
    """Return the number that is *written*; nothing counts as none."""
    text = written.strip() or "0"
    is_number = text.isascii() and text.isdigit() and len(text) <= len(f"{MOST_INCIDENTS}")
    return int(text) if is_number else None


def _outcome(told: Told) -> Outcome:
    known = {one.value for one in Effect}
    return Outcome(
        Role(told.role),
        Course(told.course),
        _MORE.get(told.more),
        Effect(told.effect if told.effect in known else ""),
        _number(told.incidents) or 0,
        told.lesson,
    )


def _form(
    request: Request,
    asked: Asked,
    roles: tuple[Role, ...],
    told: Told,
    refused: Refusal | None = None,
) -> Response:
    desk = desk_of(request)
    is_known = request.url.path.endswith("/utfall")
    return page(
        request,
        "outcome.html.j2",
        refused.status if refused else 200,
        asked=asked,
        roles=[(role, TELLER_WORDS[role]) for role in roles],
        told=told,
        faults=refused.faults if refused else {},
        is_known=is_known,
        is_done=not is_known and asked.tellers >= set(TELLERS),
        courses=COURSES,
        effects=EFFECTS,
        mores=MORE,
        most=MOST_INCIDENTS,
        report=desk.basis(desk.today).profile.incident_system,
    )


def _unreferred(response: Response) -> Response:
    """Return *response*, whose address is secret: no other site is told of it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
