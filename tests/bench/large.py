"""Print all that is promised of large archives, one after the other; best on a quiet machine.

Run ``python tests/bench/large.py [documents] [many] [rounds]`` after ``pip install -e .[cluster]``:
speed, kept readings, screening and memory (see ``archive.py``), what a nation takes
(``nation.py``), and the tests of killed workers and clients and of linked cases.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TESTS = HERE.parent
STEPS = {
    "speed, screening, memory": [str(HERE / "archive.py"), *sys.argv[1:]],
    "a nation": [str(HERE / "nation.py")],
    "kills by kill -9, poisonous documents, the same bytes; precision of linked cases": [
        *("-m", "pytest", "-q", "-n0", "--slow"),
        str(TESTS / "scanning" / "test_scan_accidents.py"),
        str(TESTS / "scanning" / "test_scan_readings.py"),
        str(TESTS / "journey" / "test_linking.py"),
    ],
}


def main() -> int:
    failed = 0
    for name, arguments in STEPS.items():
        print(f"\n== {name}", flush=True)
        failed |= subprocess.run([sys.executable, *arguments], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
