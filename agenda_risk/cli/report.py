"""The command that reports on a period: raised, prepared, calm, disturbed, missed."""

from datetime import date, datetime
from typing import NamedTuple

import click

from agenda_risk.cli.keeping import opened, store_option
from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.options import today_option
from agenda_risk.cli.paper_writing import write_paper
from agenda_risk.cli.writing import echo
from agenda_risk.deliver.file import File
from agenda_risk.errors import RefusedError
from agenda_risk.models import Period
from agenda_risk.models.reports import Report
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.render.report import report_csv, report_json, report_paper
from agenda_risk.service.reports import Wanted, last_period, make_report
from agenda_risk.translate import Translator, translator

_FORMATS = ("text", "json", "csv", "pdf", "html")


class _Days(NamedTuple):
    """What was said of the period."""

    first: datetime | None
    last: datetime | None
    today: date


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
@click.option(
    "--from", "first", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
    help=_("The first day, as 2026-01-01."),
)  # fmt: skip
@click.option(
    "--to", "last", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY",
    help=_("The last day, as 2026-06-30; else today."),
)  # fmt: skip
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True,
    help=_("What the report is written as."),
)  # fmt: skip
@click.option("--output", metavar="PATH", help=_("File to write; else it is printed."))
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
    period = _period(_Days(first, last, now), profile.reporting.months)
    store = opened(place)
    with store.reading() as connection:
        report = make_report(connection, Wanted(period, None, profile, now))
    _write(report, form, output, say)
    return 0


def _period(days: _Days, months: int | None) -> Period:
    usual = last_period(days.today, months)
    begins = days.first.date() if days.first else usual.first
    ends = days.last.date() if days.last else days.today if days.first else usual.last
    if begins > ends:
        raise RefusedError("The first day is after the last one.")
    return Period(first=begins, last=ends)


def _write(report: Report, form: str, output: str | None, say: Translator) -> None:
    tables = {"json": lambda: report_json(report), "csv": lambda: report_csv(report, say)}
    if form not in tables:
        write_paper(report_paper(report, say), form, output)
    elif output is None:
        echo(tables[form]().removeprefix("\ufeff"))
    else:
        echo(f"→ {File().deliver(tables[form]().encode('utf-8'), output)}")
