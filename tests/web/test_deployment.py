"""The unit for systemd and the container file start the service on a machine with nothing yet."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from socket import socket
from time import monotonic, sleep

import pytest
import requests

DEPLOY = Path(__file__).parents[2] / ".deploy"
PROGRAM = "/opt/agenda-risk/bin/agenda-risk"
STORE = "/var/lib/agenda-risk/agenda-risk.db"

pytestmark = pytest.mark.skipif(not DEPLOY.exists(), reason=".deploy is not beside the tests")


def unit() -> str:
    return (DEPLOY / "agenda-risk.service").read_text("utf-8")


def of_unit() -> tuple[list[str], dict[str, str]]:
    """Return what the unit starts, and what is told it by the environment."""
    (line,) = re.findall(r"^ExecStart=(.*)$", unit(), re.MULTILINE)
    told = re.findall(r"^Environment=(\w+)=(.*)$", unit(), re.MULTILINE)
    return shlex.split(line), dict(told)


def of_container() -> tuple[list[str], dict[str, str]]:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    (line,) = re.findall(r"^CMD (\[.*\])$", text, re.MULTILINE)
    (told,) = re.findall(r"^ENV (.*)$", text, re.MULTILINE)
    return json.loads(line), dict(one.split("=") for one in shlex.split(told))


@pytest.mark.parametrize("told", [of_unit, of_container], ids=["systemd", "container"])
def test_the_service_starts_with_no_settings_and_stops_when_it_is_told(told, tmp_path):
    command, environment = told()
    assert (command[0], command[-1]) == (PROGRAM, STORE)
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "agenda_risk", *command[1:-1], str(tmp_path / "a.db")]
    line += ["--host", "127.0.0.1", "--port", f"{port}"]
    folders = {name: str(tmp_path / name) for name in ("HOME", "AGENDA_RISK_CACHE")}
    own = {"PATH": os.environ["PATH"], **environment, **folders}

    service = subprocess.Popen(line, cwd=tmp_path, env=own, stdout=subprocess.DEVNULL)
    try:
        assert answers(f"http://127.0.0.1:{port}/healthz")
    finally:
        service.terminate()
    assert service.wait(timeout=60) == 0


def answers(address: str) -> bool:
    end = monotonic() + 60
    while monotonic() < end:
        try:
            return requests.get(address, timeout=5).json()["status"] == "ok"
        except requests.ConnectionError:
            sleep(0.2)
    return False


@pytest.fixture
def analyzed(tmp_path):
    """Return what asks systemd of the unit, as if the program were where it is to be."""
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    copy = tmp_path / "agenda-risk.service"
    copy.write_text(unit().replace(PROGRAM, "/bin/true"), encoding="utf-8")

    def asked(*words: str) -> subprocess.CompletedProcess:
        command = ["systemd-analyze", *words, str(copy)]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    return asked


def test_systemd_finds_no_fault_in_the_unit(analyzed):
    answer = analyzed("verify")

    assert (answer.returncode, answer.stderr) == (0, "")


def test_the_unit_gives_the_service_next_to_nothing(analyzed):
    answer = analyzed("security", "--offline=yes", "--threshold=20")

    assert answer.returncode == 0, answer.stdout.splitlines()[-1]
