"""Förslag från utfall: meetings that the rules missed become examples, or are set aside."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from agenda_risk.access import Right
from agenda_risk.errors import RefusedError
from agenda_risk.explain import Explanation
from agenda_risk.models import Level
from agenda_risk.near_misses import NearMiss
from agenda_risk.own_words import OwnWords, example, words_of
from agenda_risk.render.explanation import sections
from agenda_risk.service.missed import (
    NAME,
    OWNER,
    MissedMeeting,
    judge,
    missed_meeting,
    own_rules_with,
)
from agenda_risk.store.missed import Verdict, misses
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.numbers import Number
from agenda_risk.web.outcome_words import COURSES
from agenda_risk.web.pages import page
from agenda_risk.web.routes.own_rules import checked
from agenda_risk.web.trouble import status_of

_MOST, _MOST_WORDS = 100, 40
_KEY = Annotated[str, Query(max_length=200)]
_LEVELS = (Level.MODERATE, Level.HIGH)
_NOTHING = {"verdict": "", "words": "", "reason": "", "level": ""}

router = APIRouter(prefix="/regler/forslag")


class Wanted(BaseModel):
    """What came of the form: words of an *item* that should raise it."""

    model_config = ConfigDict(frozen=True)

    item: Annotated[str, Field(max_length=200)] = ""
    words: Annotated[tuple[str, ...], Field(max_length=_MOST_WORDS)] = ()
    level: Annotated[str, Field(max_length=20)] = ""
    reason: Annotated[str, Field(max_length=2000)] = ""


@router.get("")
def show_all(request: Request) -> Response:
    """Show the meetings that were disturbed with nothing raised, those still open first."""
    with desk_of(request).store.reading() as connection:
        found = misses(connection, _MOST)
    return page(request, "missed.html.j2", found=found, courses=COURSES)


@router.get("/{number}")
def show(request: Request, number: Number, item: _KEY = "") -> Response:
    """Show the items of one of them, and what the rules lacked for the one that was chosen."""
    return _shown(request, number, item)


@router.post("/{number}")
def settle(
    request: Request,
    number: Number,
    verdict: Annotated[str, Form(max_length=20)] = "",
    reason: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Keep what became of it: an example was made, it was dismissed, or it is open again."""
    if verdict not in set(Verdict):
        raise HTTPException(422)
    try:
        judge(desk_of(request), number, Verdict(verdict), reason, visitor_in(request).actor)
    except RefusedError as error:
        wrong = " ".join(error.told(say_in(request)))
        return _shown(request, number, "", {"verdict": wrong, "reason": reason}, status_of(error))
    prefix = house_of(request).options.prefix
    return RedirectResponse(f"{prefix}/regler/forslag", 303)


@router.post("/{number}/ord")
def propose(
    request: Request,
    number: Number,
    wanted: Annotated[Wanted, Form()],
) -> Response:
    """Put words of the item among the own rules, and show what they would change; none is kept."""
    desk, say = desk_of(request), say_in(request)
    found = missed_meeting(desk, number, wanted.item)
    if not _may_read(request, found):
        raise HTTPException(403)
    chosen = found.chosen
    try:
        own = _own_words(wanted, chosen.title if chosen else "")
        text, basis = own_rules_with(desk, own, (say(NAME), say(OWNER)))
    except RefusedError as error:
        told = " ".join(error.told(say))
        wrong = {"words": told, "reason": wanted.reason, "level": wanted.level}
        return _shown(request, number, wanted.item, wrong, status_of(error))
    return checked(request, text, basis, also=number)


def _own_words(wanted: Wanted, title: str) -> OwnWords:
    words = tuple(one for one in words_of(title) if one in wanted.words)
    if not words or wanted.level not in set(_LEVELS):
        raise RefusedError("Choose at least one word, and a level.")
    return OwnWords(words, Level(wanted.level), wanted.reason)


def _shown(
    request: Request,
    number: int,
    item: str,
    wrong: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    desk, say = desk_of(request), say_in(request)
    found = missed_meeting(desk, number, item)
    may_read = _may_read(request, found)
    if not may_read:
        found = found._replace(items=(), chosen=None, explanation=None)
    lemmas = desk.basis(desk.today).screen.lemmas
    explained = found.explanation
    title = found.chosen.title if found.chosen else ""
    return page(
        request,
        "missed_meeting.html.j2",
        status,
        found=found,
        may_read=may_read,
        courses=COURSES,
        told=sections(explained, say, lemmas) if explained else (),
        examples=[(one.title, example(one.rule, title)) for one in _nearest(explained)],
        words=words_of(title)[:_MOST_WORDS],
        levels=_LEVELS,
        wrong=_NOTHING | dict(wrong or {}),
    )


def _may_read(request: Request, found: MissedMeeting) -> bool:
    return visitor_in(request).may(Right.READ, found.miss.row.body.id)


def _nearest(explained: Explanation | None) -> tuple[NearMiss, ...]:
    """Return the rules that came nearest to raising the item."""
    near = explained.nearest if explained else ()
    return tuple(one for one in near if one.level.is_raised)
