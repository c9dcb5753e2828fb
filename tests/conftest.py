"""What several tests share."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from clean_environment import clean_environment
from databases import empty_database, place, postgresql
from hypothesis import settings
from ready_program import Asked, ReadyProgram, can_run

__all__ = ["empty_database", "place", "postgresql"]

# How long an example takes says how busy the computer is.
settings.register_profile("any computer", deadline=None)
settings.load_profile("any computer")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what lets slow tests run as well."""
    parser.addoption("--slow", action="store_true", help="run what is marked slow as well")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is marked slow; those of its kind that are not marked are the fixed sample."""
    if config.getoption("--slow") or config.getoption("-m"):
        return
    slow = [one for one in items if one.get_closest_marker("slow")]
    config.hook.pytest_deselected(items=slow)
    items[:] = [one for one in items if not one.get_closest_marker("slow")]


@pytest.fixture(autouse=True, scope="session")
def _no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep compiled words where the tests are, not where the user's are."""
    os.environ["AGENDA_RISK_CACHE"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def started(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return what starts the program anew in an empty folder, as a person would."""

    def run(*arguments: object, cwd: Path = tmp_path, **environment: str):
        return subprocess.run(
            [sys.executable, "-m", "agenda_risk", *map(str, arguments)],
            cwd=cwd,
            env=_of_a_person() | environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    return run


@pytest.fixture(scope="session")
def ready_program() -> Iterator[ReadyProgram]:
    """Return the program, which is loaded once for many runs."""
    program = ReadyProgram(_of_a_person())
    yield program
    program.close()


@pytest.fixture
def agenda_risk(
    request: pytest.FixtureRequest, tmp_path: Path, started
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return what runs the program in an empty folder, in a process of its own."""

    def run(*arguments: object, cwd: Path = tmp_path, **environment: str):
        if not can_run(environment):
            return started(*arguments, cwd=cwd, **environment)
        ready = request.getfixturevalue("ready_program")
        asked = Asked([*map(str, arguments)], str(cwd), _of_a_person() | environment)
        return ready.run(asked)

    return run


def _of_a_person() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "PYTHONIOENCODING": "utf-8", **clean_environment()}
