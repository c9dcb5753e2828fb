"""Bevakningar: what one is told of, how often, and what that would have been."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Right
from agenda_risk.errors import AgendaRiskError, MissingInputError
from agenda_risk.models import Category, Channel, Level, Rhythm
from agenda_risk.render.words import CATEGORIES
from agenda_risk.service import subscriptions as service
from agenda_risk.service.previews import FLOOD, Preview, preview
from agenda_risk.service.tokens import signer
from agenda_risk.store.accounts import user_numbered
from agenda_risk.store.screened import bodies
from agenda_risk.store.subscriptions import subscriptions_of
from agenda_risk.translate import N_
from agenda_risk.web.house import base_of, desk_of, house_of, say_in, visitor_in
from agenda_risk.web.numbers import Number
from agenda_risk.web.pages import page
from agenda_risk.web.subscription_form import (
    FIRST,
    LOWEST,
    Written,
    terms_of,
    wanted_of,
    written_of,
)
from agenda_risk.web.trouble import status_of

RHYTHMS = {
    Rhythm.AT_ONCE: N_("at once"),
    Rhythm.DAILY: N_("each day at 07:00"),
    Rhythm.WEEKLY: N_("each Monday at 07:00"),
}
CHANNELS = {
    Channel.MAIL: N_("by e-mail"),
    Channel.FEED: N_("as a feed (Atom)"),
    Channel.CALENDAR: N_("as a calendar"),
    Channel.WEBHOOK: N_("to another program"),
    Channel.CHAT: N_("in a chat"),
}
KINDS = {**CATEGORIES, Category.OTHER: N_("other")}

router = APIRouter(prefix="/bevakningar")


@router.get("")
def show(request: Request, done: str = "") -> Response:
    """List the visitor's subscriptions."""
    desk, visitor = desk_of(request), visitor_in(request)
    signed, base = signer(desk), base_of(request)
    with desk.store.reading() as connection:
        user = user_numbered(connection, service.user_of(visitor))
        mine = subscriptions_of(connection, service.user_of(visitor))
        names = {one.id: one.name for one in bodies(connection)}
    feeds = {
        one.id: f"{base}/f/{signed.feed(one)}.{_ENDINGS[one.terms.channel]}"
        for one in mine
        if one.terms.channel in _ENDINGS
    }
    values = {
        "mine": mine,
        "names": names,
        "feeds": feeds,
        "has_address": bool(user and user.address),
    }
    return page(request, "subscriptions.html.j2", done=done, **values, **_words())


@router.get("/stopp/{token}")
def ask_to_stop(request: Request, token: str) -> Response:
    """Ask whoever has the link whether they mean it: programs that look at links stop nothing."""
    if signer(desk_of(request)).stopped(token) is None:
        raise MissingInputError("The link leads nowhere, or holds no longer.")
    return _unreferred(page(request, "stop.html.j2", token=token, is_stopped=False))


@router.post("/stopp/{token}")
def stop(request: Request, token: str) -> Response:
    """Stop what the link stops, with one click and without a login (RFC 8058)."""
    desk = desk_of(request)
    service.stop(desk, signer(desk), token)
    return _unreferred(page(request, "stop.html.j2", token=token, is_stopped=True))


@router.get("/ny")
def begin(request: Request, written: Annotated[Written, Query()]) -> Response:
    """Show the form, with what it would have sent where that is asked for."""
    return _form(request, written, None)


@router.post("")
def add(request: Request, written: Annotated[Written, Form()]) -> Response:
    """Keep a new subscription."""
    try:
        terms = terms_of(written, _ways(request))
        service.subscribe(desk_of(request), visitor_in(request), terms)
    except AgendaRiskError as error:
        return _form(request, written, None, error)
    return _back(request, "added")


@router.get("/{number}")
def edit(request: Request, number: Number, written: Annotated[Written, Query()]) -> Response:
    """Show the form of a subscription, as it is or as it would be."""
    with desk_of(request).store.reading() as connection:
        one = service.own_subscription(connection, visitor_in(request), number)
    return _form(request, written if written.preview else written_of(one), number)


@router.post("/{number}")
def change(request: Request, number: Number, written: Annotated[Written, Form()]) -> Response:
    """Let a subscription ask for something else."""
    try:
        terms = terms_of(written, _ways(request))
        service.resubscribe(desk_of(request), visitor_in(request), number, terms)
    except MissingInputError:
        raise
    except AgendaRiskError as error:
        return _form(request, written, number, error)
    return _back(request, "changed")


@router.post("/{number}/paus")
def pause(
    request: Request, number: Number, paused: Annotated[str, Form(max_length=3)] = ""
) -> Response:
    """Let a subscription be silent, or tell again."""
    is_paused = paused == "yes"
    service.pause(desk_of(request), visitor_in(request), number, is_paused=is_paused)
    return _back(request, "paused" if is_paused else "resumed")


@router.post("/{number}/bort")
def remove(request: Request, number: Number) -> Response:
    """Take a subscription away."""
    service.unsubscribe(desk_of(request), visitor_in(request), number)
    return _back(request, "removed")


@router.post("/{number}/adress")
def renew(request: Request, number: Number) -> Response:
    """Give a feed another address."""
    service.renew_feed(desk_of(request), visitor_in(request), number)
    return _back(request, "renewed")


_ENDINGS = {Channel.FEED: "atom", Channel.CALENDAR: "ics"}


def _form(
    request: Request, written: Written, number: int | None, error: AgendaRiskError | None = None
) -> Response:
    desk, visitor, say = desk_of(request), visitor_in(request), say_in(request)
    found, wrong = None, " ".join(error.told(say)) if error else ""
    if written.preview and not error:
        found, wrong = _preview(request, written)
    with desk.store.reading() as connection:
        own = bodies(connection, visitor.bodies(Right.READ))
    return page(
        request,
        "subscription.html.j2",
        status_of(error) if error else 422 if wrong else 200,
        written=written,
        number=number,
        wrong=wrong,
        found=found,
        flood=FLOOD,
        own=own,
        ways=_ways(request),
        lowest=LOWEST,
        firsts=FIRST,
        **_words(),
    )


def _preview(request: Request, written: Written) -> tuple[Preview | None, str]:
    """Return what is *written* would have sent, or what is wrong with it."""
    try:
        terms = terms_of(written, _ways(request))
        wanted = wanted_of(written)
    except AgendaRiskError as error:
        return None, " ".join(error.told(say_in(request)))
    return preview(desk_of(request), visitor_in(request), wanted, terms.rhythm), ""


def _ways(request: Request) -> dict[str, tuple[Channel, str]]:
    """Return the ways of telling that there are, by what stands in the form."""
    always = (Channel.MAIL, Channel.FEED, Channel.CALENDAR)
    told = house_of(request).options.destinations
    return {one.value: (one, "") for one in always} | {
        f"{channel.value}:{name}": (channel, name) for channel, name in told
    }


def _words() -> dict[str, object]:
    levels = {one: one.rank for one in Level}
    return {"rhythms": RHYTHMS, "channels": CHANNELS, "categories": KINDS, "levels": levels}


def _back(request: Request, done: str) -> Response:
    return RedirectResponse(f"{house_of(request).options.prefix}/bevakningar?done={done}", 303)


def _unreferred(response: Response) -> Response:
    """Return *response*, whose address is secret: no other site is told of it."""
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
