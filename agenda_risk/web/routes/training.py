"""Öva: a past agenda with the answer hidden. What is guessed is shown once, and kept nowhere."""

from secrets import choice
from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Right
from agenda_risk.service.training import exercise, judged, next_exercise
from agenda_risk.web.house import desk_of, house_of, visitor_in
from agenda_risk.web.outcome_words import COURSES
from agenda_risk.web.pages import page

_MOST = 500

router = APIRouter(prefix="/arkiv/ova")


@router.get("")
def begin(request: Request) -> Response:
    """Lead to a past agenda, whichever it is."""
    found = next_exercise(desk_of(request), visitor_in(request).bodies(Right.READ), choice)
    if found is None:
        return page(request, "training.html.j2", shown=None)
    return RedirectResponse(f"{house_of(request).options.prefix}/arkiv/ova/{found}", 303)


@router.get("/{meeting}")
def ask(request: Request, meeting: int) -> Response:
    """Show the agenda, without what was found in it."""
    return page(request, "training.html.j2", shown=exercise(desk_of(request), meeting), guess=None)


@router.post("/{meeting}")
def answer(
    request: Request,
    meeting: int,
    item: Annotated[tuple[int, ...], Form(max_length=_MOST)] = (),
) -> Response:
    """Show what was found, beside what was guessed, and how the meeting went."""
    desk = desk_of(request)
    shown = exercise(desk, meeting)
    titles = {rule.id: rule.title for rule in desk.basis(desk.today).screen.rules.rules}
    return page(
        request,
        "training.html.j2",
        shown=shown,
        guess=judged(shown, item) if shown else None,
        chosen=set(item),
        titles=titles,
        courses=COURSES,
    )
