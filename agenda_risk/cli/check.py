"""The command that looks through agendas before they are published."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import click

from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.options import rules_option, today_option
from agenda_risk.cli.reading import begin_basis, occasion_of, read, tell_failures, teller
from agenda_risk.cli.screens import format_option
from agenda_risk.cli.writing import echo
from agenda_risk.errors import Failure
from agenda_risk.models import Brief
from agenda_risk.own_files import load_settings
from agenda_risk.pipeline import brief_on
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.render.check import as_json, as_text, has_personal_data
from agenda_risk.translate import translator

RAISED = 3
NOT_SCREENED = 4
PERSONAL_DATA = 6


@click.command(
    "check",
    help=_(
        "Look through agendas before they are published: which items are raised, and which titles "
        "and names of files tell of private persons. Made for the step in which a meeting system "
        "publishes; the exit code tells what was found (see the README)."
    ),
    epilog=_("Example: agenda-risk check --format json kallelse.pdf"),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@format_option
@language_option
@today_option
@rules_option
def command(
    paths: tuple[str, ...],
    form: str,
    language: str,
    today: datetime | None,
    rule_files: tuple[Path, ...],
) -> int:
    """Check, print what was found, and tell the gravest of it by the exit code."""
    settings = load_settings()
    say = translator(spoken(settings.language, language))
    plugins = load_plugins(FILES_ONLY)
    now = today.date() if today else date.today()
    files = rule_files or tuple(Path(name) for name in settings.rules)
    wait = begin_basis(plugins, now, files, form="json")
    reading = read(paths, plugins, teller(say))
    tell_failures(reading, say)
    basis, occasion = wait(), occasion_of(now, reading.meetings)
    briefs = tuple(brief_on(meeting, basis, occasion) for meeting in reading.meetings)
    code = _code(briefs, reading.failures)
    if form == "json":
        echo(as_json(briefs, reading.failures, code, say))
    else:
        for brief in briefs:
            echo(as_text(brief, say))
    return code


def _code(briefs: Sequence[Brief], failures: Sequence[Failure]) -> int:
    if failures:
        return failures[0].error.exit_code
    if any(map(has_personal_data, briefs)):
        return PERSONAL_DATA
    if not all(brief.assessment.readable for brief in briefs):
        return NOT_SCREENED
    return RAISED if any(brief.assessment.level.is_raised for brief in briefs) else 0
