"""Arkiv: search what is kept, and past meetings with how they went."""

from collections.abc import Iterator
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from agenda_risk.access import Right
from agenda_risk.errors import RefusedError
from agenda_risk.models import Category, Level
from agenda_risk.render.reasons import category_word, level_word
from agenda_risk.service import archive
from agenda_risk.service.archive import gravest, is_about_person, marked, passage, words_in
from agenda_risk.store.figures import courses_of
from agenda_risk.store.limits import UNTOLD, Search
from agenda_risk.store.outcomes import Course
from agenda_risk.store.screened import bodies, past_screenings
from agenda_risk.store.searching import Hit, count, find
from agenda_risk.translate import N_
from agenda_risk.web.days import day_of
from agenda_risk.web.house import desk_of, say_in, visitor_in
from agenda_risk.web.numbers import LAST_ITEM, number_in
from agenda_risk.web.outcome_words import COURSES
from agenda_risk.web.pages import page

_SHOWN, _COUNTED, _LISTED = 25, 10_000, 50
_LEVELS = [one for one in Level if one is not Level.NONE]
_HEAD = (N_("Day"), N_("Organisation"), N_("Body"), N_("Item"), N_("Case number"), N_("Title"),
         N_("Level"), N_("Level (0–3)"), N_("Categories"))  # fmt: skip

router = APIRouter()


class Wanted(BaseModel):
    """What stands in the form; what cannot be understood is no limit."""

    model_config = ConfigDict(frozen=True)

    q: Annotated[str, Field(max_length=2000)] = ""
    body: Annotated[str, Field(max_length=20)] = ""
    level: Annotated[str, Field(max_length=20)] = ""
    category: Annotated[str, Field(max_length=20)] = ""
    outcome: Annotated[str, Field(max_length=20)] = ""
    first: Annotated[str, Field(max_length=20)] = ""
    last: Annotated[str, Field(max_length=20)] = ""
    after: Annotated[str, Field(max_length=20)] = ""

    def limits(self) -> dict[str, str]:
        """Return what is asked for, without where the page begins."""
        told = self.model_dump(exclude={"after"})
        return {name: value for name, value in told.items() if value}


@router.get("/arkiv")
def search(request: Request, wanted: Annotated[Wanted, Query()]) -> Response:
    """Show what is found, the latest first."""
    among = visitor_in(request).bodies(Right.READ)
    asked, is_refused = _search(request, wanted), is_about_person(wanted.q)
    with desk_of(request).store.reading() as connection:
        known = bodies(connection, among)
        hits = (
            ()
            if is_refused
            else find(connection, asked, _SHOWN + 1, number_in(wanted.after, LAST_ITEM))
        )
        number = 0 if is_refused else count(connection, asked, _COUNTED + 1)
    shown = hits[:_SHOWN]
    limits = wanted.limits()
    return page(
        request,
        "archive.html.j2",
        422 if is_refused else 200,
        wanted=wanted,
        is_refused=is_refused,
        bodies=known,
        levels=_LEVELS,
        categories={one: category_word(one, say_in(request)) for one in Category},
        courses=COURSES,
        untold=UNTOLD,
        hits=[_found(hit, asked.words) for hit in shown],
        number=number,
        most=_COUNTED,
        table="?" + urlencode(limits),
        following="?" + urlencode({**limits, "after": shown[-1].id}) if len(hits) > _SHOWN else "",
    )


@router.get("/arkiv/tabell.csv")
def table(request: Request, wanted: Annotated[Wanted, Query()]) -> Response:
    """Give what is found as a table."""
    asked, say = _search(request, wanted), say_in(request)
    head = tuple(say(name) for name in _HEAD)
    words = {f"{one.rank}": level_word(one, say) for one in Level}
    words |= {one.value: category_word(one, say) for one in Category}
    store = desk_of(request).store
    if is_about_person(wanted.q):
        raise RefusedError("The archive cannot be searched for people.")

    def lines() -> Iterator[str]:
        with store.reading() as connection:
            yield from archive.as_csv(connection, asked, head, words)

    named = {"Content-Disposition": 'attachment; filename="arkiv.csv"'}
    return StreamingResponse(lines(), media_type="text/csv; charset=utf-8", headers=named)


@router.get("/arkiv/moten")
def meetings(request: Request, day: str = "", number: str = "") -> Response:
    """Show past meetings and how they went, from before *day* and *number* on."""
    desk, among = desk_of(request), visitor_in(request).bodies(Right.READ)
    before = (day_of(day) or desk.today, number_in(number) if day else 0)
    with desk.store.reading() as connection:
        found = past_screenings(connection, among, before, _LISTED + 1)
        told = courses_of(connection, (one.meeting for one in found))
    shown = found[:_LISTED]
    went = {one.meeting: gravest(told.get(one.meeting, ())) for one in shown}
    following = ""
    if len(found) > _LISTED:
        last = shown[-1]
        following = "?" + urlencode({"day": last.day or "", "number": last.meeting})
    return page(
        request,
        "archive_meetings.html.j2",
        meetings=shown,
        went=went,
        courses=COURSES,
        following=following,
    )


def _search(request: Request, wanted: Wanted) -> Search:
    ranks = {one.value: one.rank for one in _LEVELS}
    outcomes = {UNTOLD, *(one.value for one in Course)}
    return Search(
        words=words_in(wanted.q),
        among=visitor_in(request).bodies(Right.READ),
        body=number_in(wanted.body) or None,
        level=ranks.get(wanted.level, 0),
        category=wanted.category if wanted.category in set(Category) else "",
        outcome=wanted.outcome if wanted.outcome in outcomes else "",
        first=day_of(wanted.first),
        last=day_of(wanted.last),
    )


def _found(hit: Hit, words: tuple[str, ...]) -> dict[str, object]:
    around = passage(hit, words)
    return {"hit": hit, "title": marked(hit.title, words), "around": marked(around, words)}
