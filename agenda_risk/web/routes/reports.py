"""The report on a period: to read, to print, and as a table."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from agenda_risk.access import Right
from agenda_risk.models import Period
from agenda_risk.models.reports import Report
from agenda_risk.render.paper import kind_of
from agenda_risk.render.pdf import as_pdf
from agenda_risk.render.report import report_csv, report_paper
from agenda_risk.service.counted import summed
from agenda_risk.service.reports import Wanted, kept, last_period, make_report
from agenda_risk.web.house import desk_of, say_in, visitor_in
from agenda_risk.web.pages import page
from agenda_risk.web.period import Days, Told, query_of

router = APIRouter(prefix="/arkiv")


@router.get("/rapport")
def show(request: Request, told: Told) -> Response:
    """Show the report on a period; untold, on the last one that the profile has reports on."""
    desk = desk_of(request)
    report = _report(request, told)
    reporting = desk.basis(desk.today).profile.reporting
    return page(
        request,
        "report.html.j2",
        report=report,
        paper=report_paper(report, say_in(request)),
        kind_of=kind_of,
        reporting=reporting,
        query=query_of(report.period),
    )


@router.get("/rapport.pdf")
def as_paper(request: Request, told: Told) -> Response:
    """Hand out the report as PDF."""
    report, say = _report(request, told), say_in(request)
    content = desk_of(request).papers.get(
        ("report", say.language, report.period, visitor_in(request).bodies(Right.READ)),
        lambda: as_pdf(report_paper(report, say), report.made),
        (report,),  # within a tuple it is first asked whether it is the same one
    )
    return _file(content, "application/pdf", report, "pdf")


@router.get("/rapport.csv")
def as_table(request: Request, told: Told) -> Response:
    """Hand out the figures of the report as a table."""
    report = _report(request, told)
    content = report_csv(report, say_in(request)).encode("utf-8")
    return _file(content, "text/csv; charset=utf-8", report, "csv")


def _report(request: Request, told: Days) -> Report:
    desk, visitor = desk_of(request), visitor_in(request)
    profile = desk.basis(desk.today).profile
    usual = last_period(desk.today, profile.reporting.months)
    until = Period(first=usual.first, last=desk.today) if told.first else usual
    period = told.within(until)
    wanted = Wanted(period, visitor.bodies(Right.READ), profile, desk.today)
    named = (("report", period, wanted.today), wanted.span)
    return summed(desk, named, kept, lambda parts: make_report(parts, wanted))


def _file(content: bytes, media_type: str, report: Report, ending: str) -> Response:
    name = f"rapport-{report.period.first}-{report.period.last}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)
