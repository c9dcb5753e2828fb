"""The command that reports on a period: raised, prepared, calm, disturbed, missed."""

from datetime import date, datetime

import click

from agenda_risk.cli.keeping import opened, store_option
from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.options import today_option
from agenda_risk.cli.paper_writing import write_answer, written_options
from agenda_risk.cli.period import Days, days_options
from agenda_risk.models import Period
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.render.report import report_csv, report_json, report_paper
from agenda_risk.service.reports import Wanted, kept, last_period, make_report
from agenda_risk.translate import translator


@click.command(
    "report",
    help=_(
        "Tell of a period how many meetings were raised, prepared, calm, disturbed and missed, how "
        "early agendas were seen, and what is not known. There are no persons in it. Without days "
        "it is about the last half-year or year that is over, as the profile tells."
    ),
    epilog=_("Example: agenda-risk report --from 2026-01-01 --to 2026-06-30 --format pdf "
             "--output rapport.pdf"),
)  # fmt: skip
@days_options
@written_options("text", "json", "csv", "pdf", "html")
@language_option
@today_option
@store_option
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    first: datetime | None,
    last: datetime | None,
    form: str,
    output: str | None,
    language: str,
    today: datetime | None,
    place: str | None,
) -> int:
    """Report on what is kept."""
    settings = load_settings()
    say = translator(spoken(settings.language, language))
    now = today.date() if today else date.today()
    profile = load_profile(settings.profile)
    usual = last_period(now, profile.reporting.months)
    until = Period(first=usual.first, last=now) if first else usual
    period = Days(first, last).within(until)
    store = opened(place)
    wanted = Wanted(period, None, profile, now)
    with store.reading() as connection:
        report = make_report([kept(connection, wanted.span)], wanted)
    tables = {"json": lambda: report_json(report), "csv": lambda: report_csv(report, say)}
    write_answer(lambda: report_paper(report, say), tables, form, output)
    return 0
