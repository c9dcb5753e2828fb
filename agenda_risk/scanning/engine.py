"""What a worker screens with, loaded once."""

from datetime import date
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import agenda_risk
from agenda_risk import __version__
from agenda_risk.basis import basis_files, load_basis
from agenda_risk.errors import RefusedError
from agenda_risk.pipeline import Basis
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.scanning.readings import Reader, Readings, Room
from agenda_risk.scanning.standing import Standing
from agenda_risk.screen import Screen
from agenda_risk.sweep import Sweep
from agenda_risk.versions import files_of, version_of

_SHORT = 12
_READ_WITH = ("pypdfium2", "lxml", "python-docx")
_READ_BY = ("agenda", "extract", "models", "names")
_AND_BY = (
    *("bodies.py", "identifiers.py", "journeys.yaml", "mask.py", "matters.py", "normalise.py"),
    *("stages.py", "stages.yaml", "stamp.py", "title_gist.py", "title_noise.py", "turns.py"),
    *("scanning/opening.py", "scanning/rows.py", "scanning/standing.py", "scanning/units.py"),
)


class Setup(NamedTuple):
    """All that a worker has to know besides its documents.

    *rules* and *reader* are what the program that asks goes by: a worker on another machine must
    go by the same. *seconds* is the longest that one document may take, and *room* where readings
    are kept, if they are.
    """

    rule_files: tuple[str, ...]
    today: date
    seconds: float
    rules: str = ""
    reader: str = ""
    is_worker: bool = False
    room: Room | None = None

    @property
    def made_by(self) -> str:
        """Return what rows that are made so have in common."""
        return f"{self.rules} {self.reader}"


class Engine(NamedTuple):
    """What screens, finds words in many texts at once, reads, and tells how far cases came."""

    screen: Screen
    sweep: Sweep
    read: Reader
    standing: Standing


def known_setup(setup: Setup) -> Setup:
    """Return *setup* with what it goes by; raises RulesError where rules cannot be used."""
    return setup._replace(rules=_loaded(setup)[1], reader=_reader())


@lru_cache(1)
def engine(setup: Setup) -> Engine:
    """Return what *setup* asks for; raises RefusedError where this machine has something else."""
    basis, rules = _loaded(setup)
    if (rules, _reader()) != (setup.rules, setup.reader):
        raise RefusedError(
            "A worker has other rules or another version of the program. Install the same "
            "everywhere, and let every machine reach the files of rules."
        )
    screen = basis.screen
    screen.make_ready()
    readings = Readings(setup.room, setup.reader) if setup.room else None
    standing = Standing(basis.stages, basis.titles)
    return Engine(screen, Sweep(screen.matcher), Reader(readings), standing)


def _loaded(setup: Setup) -> tuple[Basis, str]:
    """Return what is screened with, and a hash of all that it goes by."""
    files = basis_files(load_plugins(FILES_ONLY), map(Path, setup.rule_files))
    basis = load_basis(files, setup.today)
    told = [notice.model_dump_json() for notice in basis.screen.notices]  # what has expired
    known = "\0".join((basis.versions.rules, basis.versions.lexicons, *told))
    return basis, sha256(known.encode()).hexdigest()[:_SHORT]


def _reader() -> str:
    """Return the version of what reads documents and writes rows: a hash of the program itself."""
    home = Path(agenda_risk.__file__).parent
    modules = files_of(home / name for name in _READ_BY)
    files = [path for path in modules if path.suffix in {".py", ".txt"}]
    code = version_of((*files, *(home / name for name in _AND_BY)))
    return f"{__version__}-{code}-{'-'.join(map(version, _READ_WITH))}"
