"""The organisation's own rules: read, check, see what they would change, publish, go back."""

from collections.abc import Callable
from typing import Annotated, NamedTuple

from fastapi import APIRouter, BackgroundTasks, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Right
from agenda_risk.errors import AgendaRiskError, Fault, FaultsError
from agenda_risk.render.paper import kind_of
from agenda_risk.render.replay import replay_csv, replay_paper
from agenda_risk.service import rule_books
from agenda_risk.service.replaying import MOST, replay_year
from agenda_risk.service.rule_books import LONGEST, Changed
from agenda_risk.store.rule_books import Published, all_published, published
from agenda_risk.web.differences import differences
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.numbers import Number
from agenda_risk.web.pages import page
from agenda_risk.web.trouble import status_of

_SHOWN = 200
_BESIDE = 100_000  # room for the other fields of the form
_ROOM = 12 * LONGEST + _BESIDE  # a letter may take up to twelve bytes in a form

router = APIRouter()


class Refused(NamedTuple):
    """Why something was not published, the comment on it, and the status that tells so."""

    wrong: str
    comment: str
    status: int


@router.get("/regler/egna")
def show(request: Request, version: int = 0, done: int = 0) -> Response:
    """Show the own rules that hold, and the text of an earlier *version* to go back to."""
    chosen = _version(request, version) if version else rule_books.holding(desk_of(request))
    return _editor(request, chosen.text if chosen else "", done=done)


@router.post("/regler/egna/granska", max_body_size=_ROOM)
def check(
    request: Request, text: Annotated[str, Form()] = "", basis: Annotated[int, Form()] = 0
) -> Response:
    """Show all that is wrong in *text*, or what it would change."""
    return checked(request, _lines(text), basis)


@router.post("/regler/egna/aret", max_body_size=_ROOM)
def try_year(
    request: Request,
    text: Annotated[str, Form()] = "",
    basis: Annotated[int, Form()] = 0,
    form: Annotated[str, Form()] = "page",
) -> Response:
    """Show what *text* would change in the agendas of a whole year, or give it as a table."""
    desk, say = desk_of(request), say_in(request)
    try:
        found = replay_year(desk, _lines(text), _may_read(request))
    except FaultsError:
        return checked(request, _lines(text), basis)
    if form == "csv":
        named = {"Content-Disposition": 'attachment; filename="regler-ett-ar.csv"'}
        content = replay_csv(found, say).encode("utf-8")
        return Response(content, media_type="text/csv; charset=utf-8", headers=named)
    paper = replay_paper(found, say)
    more = {"found": found, "most": MOST, "text": _lines(text), "basis": basis}
    return page(request, "rules_replay.html.j2", paper=paper, kind_of=kind_of, **more)


@router.post("/regler/egna", max_body_size=_ROOM)
def publish(
    request: Request,
    background: BackgroundTasks,
    text: Annotated[str, Form()] = "",
    comment: Annotated[str, Form(max_length=8000)] = "",
    basis: Annotated[int, Form()] = 0,
) -> Response:
    """Let *text* hold from now on, and screen the coming meetings anew behind the scenes."""
    desk, actor = desk_of(request), visitor_in(request).actor
    try:
        number = rule_books.publish_rules(desk, _lines(text), comment, basis, actor)
    except FaultsError:
        return checked(request, _lines(text), basis)
    except AgendaRiskError as error:
        wrong = " ".join(error.told(say_in(request)))
        return checked(request, _lines(text), basis, Refused(wrong, comment, status_of(error)))
    background.add_task(rule_books.screen_coming, desk)
    prefix = house_of(request).options.prefix
    return RedirectResponse(f"{prefix}/regler/egna?done={number}", 303)


@router.get("/regler/egna/{version}")
def show_version(request: Request, version: Number) -> Response:
    """Show an earlier version, and what it changed."""
    chosen = _version(request, version)
    with desk_of(request).store.reading() as connection:
        earlier = [one.id for one in all_published(connection) if one.id < version]
        before = published(connection, earlier[0]) if earlier else None
    lines = differences(before.text if before else "", chosen.text)
    return page(request, "rule_version.html.j2", chosen=chosen, before=before, lines=lines)


def _version(request: Request, number: int) -> Published:
    with desk_of(request).store.reading() as connection:
        found = published(connection, number) if 0 < number < 2**31 else None
    if found is None:
        raise HTTPException(404)
    return found


def _editor(request: Request, text: str, status: int = 200, **more: object) -> Response:
    desk = desk_of(request)
    holding = rule_books.holding(desk)
    with desk.store.reading() as connection:
        versions = all_published(connection)
    values: dict[str, object] = {
        "text": text,
        "holding": holding,
        "broken": holding is not None and bool(rule_books.faults_of(desk, holding.text)),
        "versions": versions,
        "faults": (),
        "trial": None,
        "changed": (),
        "lines": (),
        "basis": holding.id if holding else 0,
        "wrong": "",
        "comment": "",
        "done": 0,
        "checked": False,
        "may_publish": visitor_in(request).may(Right.PUBLISH_RULES),
    }
    return page(request, "own_rules.html.j2", status, **(values | more))


def checked(
    request: Request,
    text: str,
    basis: int,
    refused: Refused | None = None,
    also: int = 0,
) -> Response:
    """Show all that is wrong in *text*, or what it would change, at the meeting *also* too."""
    desk = desk_of(request)
    faults = rule_books.faults_of(desk, text)
    if faults:
        told = [(fault, _sentence(request, fault)) for fault in faults]
        return _editor(request, text[: 2 * LONGEST], 422, faults=told, basis=basis)
    holding = rule_books.holding(desk)
    tried = rule_books.trial(desk, text, also)
    more = {
        "trial": tried,
        "changed": [_shown(request, one) for one in tried.changed[:_SHOWN]],
        "lines": differences(holding.text if holding else "", text),
        "basis": basis,
        "wrong": refused.wrong if refused else "",
        "comment": refused.comment if refused else "",
        "checked": True,
    }
    return _editor(request, text, refused.status if refused else 200, **more)


def _shown(request: Request, changed: Changed) -> Changed:
    """Return *changed* without the title, where the visitor may not read of that body."""
    may_read = _may_read(request)(changed.meeting.body.id)
    return changed if may_read else changed._replace(title="")


def _may_read(request: Request) -> Callable[[int], bool]:
    """Return what tells whether the visitor may read of a body."""
    visitor = visitor_in(request)
    return lambda body: visitor.may(Right.READ, body)


def _sentence(request: Request, fault: Fault) -> str:
    return fault._replace(line=0, file="").said(say_in(request)).removeprefix(": ")


def _lines(text: str) -> str:
    """Return *text* as it was written; a form sends each line with two marks at its end."""
    return text.replace("\r\n", "\n")
