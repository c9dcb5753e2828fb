"""The command that reads agendas and writes briefs."""

from datetime import date, datetime
from pathlib import Path

import click

from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.options import rules_option, today_option
from agenda_risk.cli.reading import begin_basis, occasion_of, read, tell_failures, teller
from agenda_risk.cli.showing import show
from agenda_risk.cli.writing import FORMATS
from agenda_risk.errors import RefusedError
from agenda_risk.fetch import get_file
from agenda_risk.models import Brief, Meeting
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.pipeline import Basis, brief_on, with_all_journeys
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.render.extent import Extent
from agenda_risk.render.formats import Asked
from agenda_risk.translate import Translator, translator

RAISED = 3
NOT_SCREENED = 4


@click.command(
    "scan",
    help=_(
        "Read agendas (PDF, DOCX, ODT, HTML, TXT or JSON) and write a safety brief for each "
        "meeting. A folder gives all agendas in it; files of the same body and day are one "
        "meeting."
    ),
    epilog=_(
        "Examples: agenda-risk scan kallelse.pdf · agenda-risk scan --format html --output "
        "brief.html kallelse.pdf · agenda-risk scan --format json kallelser/"
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=_("What the brief is written as."),
)
@click.option(
    "--output",
    metavar="PATH",
    help=_("File to write, or folder where there are several meetings; else it is printed."),
)
@language_option
@today_option
@rules_option
@click.option(
    "--profile",
    "profile_file",
    metavar="FILE",
    help=_("The profile of your organisation; else the one that agenda-risk.toml names."),
)
@click.option(
    "--part",
    "extent",
    type=click.Choice([one.value for one in Extent]),
    help=_(
        "Which part is written: all, the sheet alone, what can be released (open), or what is "
        "operational. Without it: all, but the sheet where text is printed."
    ),
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Word template of your own for --format docx."),
)
@click.option("--short", is_flag=True, help=_("A few lines to paste into a case system."))
@click.option("--experimental", is_flag=True, help=_("Run rules that are still tried out, too."))
@click.option("--quiet", "-q", is_flag=True, help=_("Print only what is raised, or nothing."))
@click.option("--verbose", "-v", is_flag=True, help=_("Tell what is done on the way."))
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    paths: tuple[str, ...],
    form: str,
    output: str | None,
    language: str,
    today: datetime | None,
    rule_files: tuple[Path, ...],
    profile_file: str | None,
    extent: str | None,
    template: Path | None,
    short: bool,
    experimental: bool,
    quiet: bool,
    verbose: bool,
) -> int:
    """Scan, write, and tell by the exit code what came of it."""
    settings = load_settings()
    language = spoken(settings.language, language)
    say = translator(language)
    profile = load_profile(profile_file or settings.profile)
    plugins = load_plugins(FILES_ONLY)
    now = today.date() if today else date.today()
    files = rule_files or tuple(Path(name) for name in settings.rules)
    wait = begin_basis(plugins, now, files, experimental=experimental, form=form)
    reading = read(paths, plugins, teller(say, verbose=verbose))
    tell_failures(reading, say)
    basis = wait()._replace(profile=profile)
    briefs = _briefs(reading.meetings, basis, now)
    if verbose:
        _tell_counts(briefs, say)
    own = Path(profile.template) if profile.template and form == "docx" else None
    asked = _asked(form, language, extent or _extent(form, output), template or own, short)
    show(briefs, asked, output, quiet)
    if reading.failures:
        return reading.failures[0].error.exit_code
    if not all(brief.assessment.readable for brief in briefs):
        return NOT_SCREENED
    return RAISED if any(brief.assessment.level.is_raised for brief in briefs) else 0


def _briefs(meetings: tuple[Meeting, ...], basis: Basis, today: date) -> tuple[Brief, ...]:
    occasion = occasion_of(today, meetings)
    briefs = tuple(brief_on(meeting, basis, occasion) for meeting in meetings)
    return with_all_journeys(briefs, basis)


def _tell_counts(briefs: tuple[Brief, ...], say: Translator) -> None:
    for brief in briefs:
        count = len(brief.assessment.items)
        said = say.plural("{count} item found", "{count} items found", count)
        click.echo(f"{brief.meeting.body.name}: {said}", err=True)


def _extent(form: str, output: str | None) -> str:
    return "sheet" if form == "text" and not output else "all"


def _asked(form: str, language: str, extent: str, template: Path | None, short: bool) -> Asked:
    """Return how briefs are to be written, the template read from its file."""
    if template is None or short:
        return Asked("short" if short else form, language, extent)
    if form != "docx":
        raise RefusedError("A Word template goes with --format docx.")
    return Asked(form, language, extent, template=get_file(str(template)).content)
