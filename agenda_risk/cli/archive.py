"""The commands that work with archives of many documents."""

import click

from agenda_risk.cli.archive_scan import scan_archive
from agenda_risk.cli.language import _


@click.group(
    "archive",
    help=_("Screen archives of many documents, on one core, on all, or on a cluster."),
    epilog=_("Example: agenda-risk archive scan protokoll/ --output findings.parquet"),
)
def command() -> None:
    """Hold the commands."""


command.add_command(scan_archive)
