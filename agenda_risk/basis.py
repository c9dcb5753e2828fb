"""Load what briefs are made with: rules, lexicons and measures, shipped and of one's own."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import NamedTuple

from agenda_risk import __version__
from agenda_risk.closed_days import closed_days
from agenda_risk.models import Meeting
from agenda_risk.pipeline import Basis, Occasion, Versions
from agenda_risk.plugins import Plugins
from agenda_risk.shipped import load_measures, load_screen, load_stages, load_title_words, path_of
from agenda_risk.title_gist import Titles
from agenda_risk.versions import files_of, version_of, version_of_text

PROGRAM = f"agenda-risk {__version__}"


class BasisFiles(NamedTuple):
    """What there is beside the shipped files: files of rules and measures, folders of lexicons.

    *own* is the text of an overlay that lies in no file.
    """

    rules: tuple[Path, ...] = ()
    lexicons: tuple[Path, ...] = ()
    measures: tuple[Path, ...] = ()
    own: str = ""


def basis_files(plugins: Plugins, rule_files: Iterable[Path] = ()) -> BasisFiles:
    """Return the files that *plugins* bring, and *rule_files* after their rules."""
    hooks = plugins.manager.hook
    return BasisFiles(
        (*(path for paths in hooks.register_rules() for path in paths), *rule_files),
        tuple(path for paths in hooks.register_lexicons() for path in paths),
        tuple(path for paths in hooks.register_measures() for path in paths),
    )


def load_basis(files: BasisFiles, today: date, *, experimental: bool = False) -> Basis:
    """Return what briefs are made with; of local rules, what has not expired before *today*."""
    screen = load_screen(
        files.rules, files.lexicons, experimental=experimental, today=today, own=files.own
    )
    versions = Versions(
        program=PROGRAM,
        rules=f"{screen.rules.version}-{_rules_version(files)}",
        lexicons=version_of(files_of((path_of("lexicons"), *files.lexicons))),
        measures=version_of((path_of("measures.yaml"), *files.measures)),
    )
    stages = load_stages(screen.lexicons)
    signals = {signal.id for signal in screen.rules.signals}
    measures, titles = load_measures(files.measures, signals), Titles(load_title_words())
    return Basis(screen, measures, versions, stages=stages, titles=titles)


def _rules_version(files: BasisFiles) -> str:
    known = version_of((path_of("rules.yaml"), *files.rules))
    return f"{known}-{version_of_text(files.own)}" if files.own.strip() else known


def occasion_of(today: date, meetings: Iterable[Meeting]) -> Occasion:
    """Return *today*, and the days around it and around *meetings* on which offices are closed."""
    return Occasion(today, closed_days((today, *(meeting.start.day for meeting in meetings))))
