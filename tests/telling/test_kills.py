"""A worker that is killed at any point loses nothing and doubles nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

KILLS = Path(__file__).parents[1] / "bench" / "kills.py"


@pytest.mark.skipif(sys.platform == "win32", reason="kills with a signal of POSIX")
@pytest.mark.timeout(400)
def test_nothing_is_lost_or_doubled_in_twenty_trials():
    done = subprocess.run(
        [sys.executable, KILLS, "--seeds", "20"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "20 trials" in done.stdout
