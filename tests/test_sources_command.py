"""Sources are found out, fetched, listed and looked after, as a clerk does it."""

import json
from pathlib import Path

import pytest
from fetch.server import Said, Server, serving
from meeting_server import install, items, listed

TODAY = ("--today", "2026-12-01")
ASSEMBLY = {"id": "kf1", "body": "Kommunfullmäktige", "start": "2026-12-14T18:00"}
BOARD = {"id": "ks1", "body": "Kommunstyrelsen", "start": "2026-12-08T13:00"}


@pytest.fixture
def server():
    """Return the meeting system of Granvik, with two meetings of which one has an agenda."""
    with serving(Server()) as server:
        server.say("/moten", listed(ASSEMBLY, BOARD))
        server.say("/moten/kf1", items("Upprop", "Nedläggning av Norrby skola"))
        server.say("/moten/ks1", items())
        yield server


@pytest.fixture
def clerk(agenda_risk, tmp_path):
    """Return what runs a command with the plugin and a store in an empty folder."""
    site = install(tmp_path / "site")

    def run(*arguments, store="own.db", **environment):
        return agenda_risk(
            *arguments, "--store", store, PYTHONPATH=str(site), **environment
        )

    return run


@pytest.fixture
def added(clerk, server):
    """Return the clerk, who has added the source."""
    done = clerk("sources", "add", server.url("/moten"), "--option", "internal=yes", "--name", "granvik")
    assert done.returncode == 0, done.stderr
    return clerk


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")
