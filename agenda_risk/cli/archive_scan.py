"""The command that scans an archive."""

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import click

from agenda_risk.cli import loaded
from agenda_risk.cli.archive_lines import as_json, progress_line, summary_lines
from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.options import rules_option, today_option
from agenda_risk.cli.screens import format_option
from agenda_risk.cli.writing import echo
from agenda_risk.errors import RefusedError
from agenda_risk.kept import cache_folder
from agenda_risk.own_files import load_settings
from agenda_risk.scanning.engine import Setup, known_setup
from agenda_risk.scanning.here import Here, Scheduler
from agenda_risk.scanning.listing import listed
from agenda_risk.scanning.progress import Progress
from agenda_risk.scanning.readings import Room
from agenda_risk.scanning.scan import Job, Report, World, belongs_to, scan
from agenda_risk.translate import Translator, translator

UNREAD = 8
NO_CACHE = "none"
_OFTEN, _SELDOM = 0.5, 60.0


@click.command(
    "scan",
    help=_(
        "Screen all documents of an archive, and write what is found as Parquet. SOURCE is a "
        "folder, a file, the address of an object store (s3://…) or store: for the meetings that "
        "the service keeps. What was broken off goes on with the same command; only what is new "
        "or changed is read."
    ),
    epilog=_(
        "Examples: agenda-risk archive scan protokoll/ --output findings.parquet · agenda-risk "
        "archive scan s3://arkiv/2025 --output findings.parquet --scheduler ray --address auto"
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help=_("The Parquet file to write; what is done stands beside it in FILE.parts."),
)
@click.option(
    "--scheduler",
    type=click.Choice(("none", "local", "ray")),
    default="local",
    show_default=True,
    help=_("Where to work: in this process, on all cores, or on a cluster of Ray."),
)
@click.option(
    "--workers", type=click.IntRange(1, 1024), help=_("How many processes; else one for each core.")
)
@click.option("--address", metavar="RAY", help=_("The address of the cluster, or auto."))
@click.option(
    "--seconds",
    type=click.FloatRange(1, 3600),
    default=60,
    show_default=True,
    help=_("The longest that one document may take."),
)
@click.option(
    "--cache",
    metavar="FOLDER",
    help=_(
        "Where to keep what was read, so that other rules need not read it again: else in the "
        "user's folder for caches. none keeps nothing."
    ),
)
@click.option(
    "--cache-gb",
    type=click.FloatRange(0.1, 10_000),
    default=2,
    show_default=True,
    help=_("How many gigabytes to keep of what was read; what was used last stays longest."),
)
@click.option("--again", is_flag=True, help=_("Try once more what could not be read."))
@format_option
@language_option
@today_option
@rules_option
@click.option("--quiet", "-q", is_flag=True, help=_("Print only what went wrong."))
def scan_archive(  # noqa: PLR0913, PLR0917  one argument for each option
    sources: tuple[str, ...],
    output: Path,
    scheduler: str,
    workers: int | None,
    address: str | None,
    seconds: float,
    cache: str | None,
    cache_gb: float,
    again: bool,
    form: str,
    language: str,
    today: datetime | None,
    rule_files: tuple[Path, ...],
    quiet: bool,
) -> int:
    """Scan, and tell what came of it."""
    settings, say = load_settings(), translator(language)
    begin = _scheduler(scheduler, workers or _cores(), address)
    files = rule_files or tuple(map(Path, settings.rules))
    setup = Setup(
        tuple(map(os.path.abspath, files)),
        today.date() if today else date.today(),
        seconds,
        room=_room(cache, cache_gb),
    )
    if sys.stderr.isatty() and not quiet:
        click.echo(say("Looking for documents …"), err=True)
    job = Job(
        listed(sources, settings.store, belongs_to(output)), known_setup(setup), output, again
    )
    report = _scanned(job, World(begin, _teller(say, quiet=quiet), say))
    _tell(report, output, say, form, quiet=quiet)
    return UNREAD if any(one.found.reason for one in report.copies) else 0


def _scanned(job: Job, world: World) -> Report:
    """Return what came of the scan; where it is broken off, tell how it goes on."""
    try:
        return scan(job, world)
    except KeyboardInterrupt:
        click.echo(world.say("Broken off. The same command goes on from here."), err=True)
        raise


def _scheduler(name: str, workers: int, address: str | None) -> Callable[[Setup], Scheduler]:
    """Return what begins the scheduler called *name*; what it needs is loaded only then."""
    if address and name != "ray":
        raise RefusedError("--address goes with --scheduler ray.")
    if name == "none":
        return Here
    if name == "local":
        pool = loaded("agenda_risk.scanning.pool").Pool
        return lambda setup: pool(setup, workers)
    cluster = loaded("agenda_risk.scanning.cluster").Cluster
    return lambda setup: cluster(setup, workers, address)


def _room(told: str | None, gigabytes: float) -> Room | None:
    """Return where readings are kept: as is *told*, else in the user's folder for caches."""
    if told == NO_CACHE:
        return None
    folder = told or cache_folder()
    return Room(os.path.abspath(folder), int(gigabytes * 10**9)) if folder else None


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _teller(say: Translator, *, quiet: bool) -> Callable[[Progress, float], None]:
    """Return what tells how far it is: on one line where somebody looks, else now and then."""
    looks = sys.stderr.isatty()
    last = time.monotonic()

    def tell(progress: Progress, seconds: float) -> None:
        nonlocal last
        if quiet or time.monotonic() - last < (_OFTEN if looks else _SELDOM):
            return
        last = time.monotonic()
        line = progress_line(progress, seconds, say)
        click.echo(f"\r\x1b[K{line}" if looks else line, err=True, nl=not looks)

    return tell


def _tell(report: Report, output: Path, say: Translator, form: str, *, quiet: bool) -> None:
    if sys.stderr.isatty() and not quiet:
        click.echo("\r\x1b[K", err=True, nl=False)
    if form == "json":
        echo(json.dumps(as_json(report, output), ensure_ascii=False, indent=2))
    elif not quiet:
        for line in summary_lines(report, output, say):
            echo(line)
