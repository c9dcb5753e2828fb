"""Översikt: what there is to do, what is coming, and whether the assessments were right."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from agenda_risk.access import Right
from agenda_risk.dialogue import STAGES
from agenda_risk.service.overview import Overview, overview
from agenda_risk.store.screened import bodies
from agenda_risk.translate import Translator
from agenda_risk.web.calendars import month_view
from agenda_risk.web.charts import Columns, columns
from agenda_risk.web.days import day_of
from agenda_risk.web.house import desk_of, say_in, visitor_in
from agenda_risk.web.outcome_words import COURSES
from agenda_risk.web.pages import page

router = APIRouter()


@router.get("/")
def show(request: Request, body: str = "", month: str = "") -> Response:
    """Show the overview of all the visitor's bodies, or of one."""
    desk, visitor, say = desk_of(request), visitor_in(request), say_in(request)
    chosen = int(body) if body.isascii() and body.isdigit() and len(body) < 10 else None
    first = day_of(f"{month}-01") or desk.today.replace(day=1)
    found = overview(desk, visitor, chosen, first)
    with desk.store.reading() as connection:
        choices = bodies(connection, visitor.bodies(Right.READ))
    raised = {one.meeting: [] for one in found.coming}  # type: ignore[var-annotated]
    for item in found.raised:
        raised[item.meeting].append(item)
    return page(
        request,
        "overview.html.j2",
        found=found,
        raised=raised,
        stages=STAGES,
        names={one.id: one.name for one in choices},
        bodies=choices,
        chosen=chosen,
        today=desk.today,
        week=desk.today.isocalendar().week,
        calendar=month_view(first, found.month, desk.today),
        chart=_chart(found, say),
        courses=[(say(name), _counts(found, course.value)) for course, name in COURSES.items()],
    )


def _chart(found: Overview, say: Translator) -> Columns:
    named = [
        (say.short_day(one.first).split("\u00a0")[-1], (one.moderate, one.high))
        for one in found.months
    ]
    return columns(named, ("moderate", "high"))


def _counts(found: Overview, course: str) -> tuple[int, int]:
    """Return how many meetings took *course* with something raised, and with nothing."""
    return (
        sum(one.total for one in found.came if one.course == course and one.raised),
        sum(one.total for one in found.came if one.course == course and not one.raised),
    )
