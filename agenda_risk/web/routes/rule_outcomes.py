"""How the meetings went at which each rule raised something: to read, and as a table."""

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from agenda_risk.render.rows import as_csv
from agenda_risk.service.counted import counted
from agenda_risk.service.rule_outcomes import Outcomes, outcomes_by_rule
from agenda_risk.translate import N_
from agenda_risk.web.days import day_of
from agenda_risk.web.house import desk_of, say_in
from agenda_risk.web.pages import page

_YEAR = timedelta(days=365)
_HEAD = (
    N_("Rule"), N_("Id"), N_("Raised items"), N_("Meetings"), N_("Told of"),
    N_("Calm, no measures known"), N_("Calm after measures"), N_("Loud"), N_("Disturbed or worse"),
)  # fmt: skip
_Day = Annotated[str, Query(max_length=20)]

router = APIRouter(prefix="/regler")


@router.get("/utfall")
def show(
    request: Request, first: Annotated[_Day, Query(alias="from")] = "",
    last: Annotated[_Day, Query(alias="to")] = "",
) -> Response:  # fmt: skip
    """Show the figures of each rule, of the last year if not told otherwise."""
    days = _days(request, first, last)
    return page(
        request,
        "rule_outcomes.html.j2",
        first=days[0],
        last=days[1],
        found=_found(request, days),
        titles=_titles(request),
        query=f"?from={days[0]}&to={days[1]}",
    )


@router.get("/utfall.csv")
def as_table(
    request: Request, first: Annotated[_Day, Query(alias="from")] = "",
    last: Annotated[_Day, Query(alias="to")] = "",
) -> Response:  # fmt: skip
    """Hand out the figures of each rule as a table."""
    days, say, titles = _days(request, first, last), say_in(request), _titles(request)
    rows = (
        (say(titles.get(one.rule, one.rule)), one.rule, *map(str, _numbers(one)))
        for one in _found(request, days)
    )
    content = as_csv((tuple(map(say, _HEAD)), *rows)).encode("utf-8")
    name = f"regler-{days[0]}-{days[1]}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="text/csv; charset=utf-8", headers=headers)


def _numbers(one: Outcomes) -> tuple[int, ...]:
    return (*one.hits, one.told, one.calm_without, one.calm_after, one.loud, one.grave)


def _days(request: Request, first: str, last: str) -> tuple[date, date]:
    ends = day_of(last) or desk_of(request).today
    begins = day_of(first) or ends - _YEAR
    return min(begins, ends), max(begins, ends)


def _found(request: Request, days: tuple[date, date]) -> tuple[Outcomes, ...]:
    key = ("rule outcomes", *days)
    return counted(desk_of(request), key, lambda one: outcomes_by_rule(one, *days))


def _titles(request: Request) -> dict[str, str]:
    desk = desk_of(request)
    return {rule.id: rule.title for rule in desk.basis(desk.today).screen.rules.rules}
