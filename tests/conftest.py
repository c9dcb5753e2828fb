"""What several tests share."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from clean_environment import clean_environment
from databases import empty_database, place, postgresql

__all__ = ["empty_database", "place", "postgresql"]


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
def agenda_risk(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return what runs the program in an empty folder, as a person would."""

    def run(*arguments: object, cwd: Path = tmp_path, **environment: str):
        return subprocess.run(
            [sys.executable, "-m", "agenda_risk", *map(str, arguments)],
            cwd=cwd,
            env={
                "PATH": "/usr/bin:/bin",
                "PYTHONIOENCODING": "utf-8",
                **clean_environment(),
                **environment,
            },
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=60,
        )

    return run
