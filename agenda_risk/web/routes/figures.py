"""Siffror: what was raised, how early it was seen, and whether the assessments held."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from fastapi import APIRouter, Request
from fastapi.responses import Response

from agenda_risk.access import Right
from agenda_risk.models import Category, Period
from agenda_risk.months import every_month
from agenda_risk.render.reasons import category_word
from agenda_risk.render.rows import as_csv
from agenda_risk.render.words import capital
from agenda_risk.service.archive import LEADS, Lead, Verdict
from agenda_risk.service.figures import Figures, figures_of
from agenda_risk.store.figures import Span
from agenda_risk.translate import N_, Translator
from agenda_risk.web.house import desk_of, say_in, visitor_in
from agenda_risk.web.outcome_words import COURSES
from agenda_risk.web.pages import page
from agenda_risk.web.period import Days, Told, query_of

_YEAR = timedelta(days=365)
_HEAD = (N_("Figure"), N_("Name"), N_("Number"))

Row = tuple[str, int]

router = APIRouter(prefix="/arkiv")


@router.get("/statistik")
def show(request: Request, told: Told) -> Response:
    """Show the figures, each as a picture and as a table."""
    span, say = _span(request, told), say_in(request)
    found = figures_of(desk_of(request), span)
    return page(
        request,
        "archive_figures.html.j2",
        span=span,
        courses=COURSES,
        titles=_titles(request),
        **(found._asdict() | _charts(found, say)),
        query=query_of(span),
    )


@router.get("/statistik.csv")
def as_table(request: Request, told: Told) -> Response:
    """Hand out all figures as one table."""
    span, say = _span(request, told), say_in(request)
    found, titles = figures_of(desk_of(request), span), _titles(request)
    charts = _charts(found, say)
    parts = (
        (say("Raised items by month"), charts["months"]),
        (say("Raised items by body"), found.bodies),
        (say("Raised items by category"), charts["categories"]),
        (say("Raised items by level"), charts["levels"]),
        (
            say("Rules that found the most"),
            [(say(titles.get(rule, rule)), number) for rule, number in found.rules],
        ),
        (say("The same subject in several organisations"), _waves(found, titles, say)),
        (say("How early agendas were seen"), charts["leads"]),
        (say("Raised meetings: how they went"), _went(found.verdicts.raised, say)),
        (say("Other meetings: how they went"), _went(found.verdicts.others, say)),
    )
    rows = ((part, capital(name), f"{number}") for part, told in parts for name, number in told)
    named = {"Content-Disposition": f'attachment; filename="siffror-{span.first}-{span.last}.csv"'}
    content = as_csv((tuple(map(say, _HEAD)), *rows)).encode("utf-8")
    return Response(content, media_type="text/csv; charset=utf-8", headers=named)


def _span(request: Request, told: Days) -> Span:
    until = told.last or desk_of(request).today
    days = told.within(Period(first=until - _YEAR, last=until))
    return Span(days.first, days.last, visitor_in(request).bodies(Right.READ))


def _titles(request: Request) -> dict[str, str]:
    desk = desk_of(request)
    return {rule.id: rule.title for rule in desk.basis(desk.today).screen.rules.rules}


def _charts(found: Figures, say: Translator) -> dict[str, list[Row]]:
    return {
        "categories": _by_category(found.raised, say),
        "levels": _by_level(found.raised, say),
        "months": list(_by_month(found.months, say)),
        "leads": list(_by_lead(found.lead, say)),
    }


def _waves(found: Figures, titles: dict[str, str], say: Translator) -> Iterator[Row]:
    for one in found.waves:
        days = f"{say.plain_day(one.first)} – {say.plain_day(one.last)}"
        towns = ", ".join(one.organisations)
        yield f"{say(titles.get(one.rule, one.rule))}, {days}: {towns}", len(one.organisations)


def _by_month(found: dict[tuple[int, int], int], say: Translator) -> Iterator[Row]:
    for first in every_month(date(*month, 1) for month in found):
        yield say.month(first), found.get((first.year, first.month), 0)


def _by_category(found: dict[tuple[str, int], int], say: Translator) -> list[Row]:
    """Return the count of each category; an item of several counts in each."""
    return [
        (category_word(one, say), sum(n for (told, _), n in found.items() if one in told.split()))
        for one in Category
    ]


def _by_level(found: dict[tuple[str, int], int], say: Translator) -> list[Row]:
    words = {2: say("moderate"), 3: say("high")}
    return [
        (word, sum(number for (_, rank), number in found.items() if rank == level))
        for level, word in words.items()
    ]


def _by_lead(lead: Lead, say: Translator) -> Iterator[Row]:
    bounds = pairwise(LEADS)
    for (first, after), number in zip(bounds, lead.spread, strict=True):
        yield say("{first} to {last} days before", first=first, last=after - 1), number
    yield say("{first} days before or more", first=LEADS[-1]), lead.most


def _went(verdict: Verdict, say: Translator) -> Iterator[Row]:
    yield from ((say(words), verdict.courses[course]) for course, words in COURSES.items())
    yield say("Nobody has told"), verdict.meetings - verdict.told
