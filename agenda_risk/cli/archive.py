"""The commands that work with archives of many documents."""

import click

from agenda_risk.cli.archive_journeys import tell_journeys
from agenda_risk.cli.archive_report import report_archive
from agenda_risk.cli.archive_scan import scan_archive
from agenda_risk.cli.language import _


@click.group(
    "archive",
    help=_(
        "Screen archives of many documents, follow cases through them, and count what was raised."
    ),
    epilog=_("Example: agenda-risk archive scan protokoll/ --output findings.parquet"),
)
def command() -> None:
    """Hold the commands."""


command.add_command(scan_archive)
command.add_command(tell_journeys)
command.add_command(report_archive)
