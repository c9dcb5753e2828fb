"""How the meetings went at which each rule raised something: to read, and as a table."""

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from agenda_risk.models import Period
from agenda_risk.render.rows import as_csv
from agenda_risk.service.rule_outcomes import Outcomes, outcomes_by_rule
from agenda_risk.store.figures import Span
from agenda_risk.translate import N_
from agenda_risk.web.house import desk_of, say_in
from agenda_risk.web.pages import page
from agenda_risk.web.period import Days, Told, query_of

_YEAR = timedelta(days=365)
_HEAD = (
    N_("Rule"), N_("Id"), N_("Raised items"), N_("Meetings"), N_("Told of"),
    N_("Calm, no measures known"), N_("Calm after measures"), N_("Loud"), N_("Disturbed or worse"),
)  # fmt: skip

router = APIRouter(prefix="/regler")


@router.get("/utfall")
def show(request: Request, told: Told) -> Response:
    """Show the figures of each rule, of the last year if not told otherwise."""
    days = _days(request, told)
    return page(
        request,
        "rule_outcomes.html.j2",
        days=days,
        found=_found(request, days),
        titles=_titles(request),
        query=query_of(days),
    )


@router.get("/utfall.csv")
def as_table(request: Request, told: Told) -> Response:
    """Hand out the figures of each rule as a table."""
    days, say, titles = _days(request, told), say_in(request), _titles(request)
    rows = (
        (say(titles.get(one.rule, one.rule)), one.rule, *map(str, _numbers(one)))
        for one in _found(request, days)
    )
    content = as_csv((tuple(map(say, _HEAD)), *rows)).encode("utf-8")
    name = f"regler-{days.first}-{days.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _numbers(one: Outcomes) -> tuple[int, ...]:
    return (*one.hits, one.told, one.calm_without, one.calm_after, one.loud, one.grave)


def _days(request: Request, told: Days) -> Period:
    ends = told.last or desk_of(request).today
    return told.within(Period(first=ends - _YEAR, last=ends))


def _found(request: Request, days: Period) -> tuple[Outcomes, ...]:
    return outcomes_by_rule(desk_of(request), Span(days.first, days.last))


def _titles(request: Request) -> dict[str, str]:
    desk = desk_of(request)
    return {rule.id: rule.title for rule in desk.basis(desk.today).screen.rules.rules}
