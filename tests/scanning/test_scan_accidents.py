"""Whatever is killed, and whatever a document does to its reader: the result is the same."""

import json
import os
import signal
import subprocess
import sys
import time
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from random import Random
from zlib import compress, compressobj

import pytest
from clean_environment import clean_environment
from made_archive import agenda, pdf, report, write_archive

from agenda_risk.scanning.manifest import part_on

pytest.importorskip("pebble", reason="the extra [archive] is not installed")

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc"),
    pytest.mark.timeout(300),
]
ENTRY = "[fsspec.specs]\npoison = poison_files:Poison\n"
NO_RAY = pytest.mark.skipif(find_spec("ray") is None, reason="the extra [cluster] is not there")
ON_RAY = pytest.param("ray", marks=[pytest.mark.slow, NO_RAY])


class Run:
    """Runs the program as a person would, beside this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.output = folder / "findings.parquet"
        self.manifest = folder / "findings.parquet.parts" / "manifest.jsonl"

    def begin(self, *arguments: object) -> subprocess.Popen[str]:
        command = ["archive", "scan", *arguments, "--output", self.output, "--today", "2026-12-01"]
        return subprocess.Popen(
            [sys.executable, "-m", "agenda_risk", *map(str, command)],
            env={
                "PATH": "/usr/bin:/bin",
                **clean_environment(),
                "AGENDA_RISK_LANGUAGE": "en",
                "PYTHONPATH": str(self.folder / "plugin"),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def __call__(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        process = self.begin(*arguments)
        out, err = process.communicate(timeout=280)
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def until(self, tasks: int) -> None:
        """Wait until that many tasks are done."""
        until(lambda: self.manifest.exists() and self.manifest.read_bytes().count(b"\n") >= tasks)

    def sums(self) -> tuple[str, ...]:
        files = (self.output, self.folder / "findings.documents.parquet")
        return tuple(sha256(path.read_bytes()).hexdigest() for path in files)

    def recorded(self) -> list[str]:
        """Return the documents that the manifest tells of, each as often as it does."""
        parts = map(part_on, self.manifest.read_bytes().splitlines())
        return sorted(one.url for part in parts if part for one in part.documents)

    def bad(self) -> dict[str, str]:
        lines = (self.folder / "findings.bad.jsonl").read_text(encoding="utf-8").splitlines()
        told = map(json.loads, lines)
        return {one["document"].rpartition("/")[2]: one["reason"] for one in told}


def until(holds) -> None:
    """Wait until *holds* does."""
    end = time.monotonic() + 240
    while not holds():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.02)


def workers_of(client: int) -> list[int]:
    """Return the processes below *client* that do tasks, in the order in which they began."""
    parents: dict[int, int] = {}
    workers = set()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_bytes()
            fields = (place / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(place.name)] = int(fields[1])
        if b"spawn_main" in command or command.startswith(b"ray::work"):
            workers.add(int(place.name))
    return sorted(one for one in workers if client in ancestors(one, parents))


def ancestors(process: int, parents: dict[int, int]) -> list[int]:
    """Return the processes that *process* was begun by."""
    found = []
    while process in parents:
        process = parents[process]
        found.append(process)
    return found


def alive(processes: list[int]) -> list[int]:
    """Return which of *processes* are still there."""
    return [one for one in processes if Path(f"/proc/{one}").exists()]


def bomb() -> bytes:
    """Return a PDF of some thousand bytes whose page unpacks to more than a reader may have."""
    whole, packed = compressobj(1), b""
    for _ in range(700):
        packed += whole.compress(bytes(1_000_000))
    packed = compress(packed + whole.flush())
    filters = b"/Filter[/FlateDecode/FlateDecode]"
    head, _, rest = pdf(["here"]).rpartition(b"<</Length ")
    tail = rest.partition(b"endstream")[2]
    return head + b"<<%s/Length %d>>stream\n%s\nendstream" % (filters, len(packed), packed) + tail


@pytest.fixture
def run(tmp_path):
    plugin = tmp_path / "plugin"
    about = plugin / "poison-1.dist-info"
    about.mkdir(parents=True)
    (about / "entry_points.txt").write_text(ENTRY, encoding="utf-8")
    (about / "METADATA").write_text("Name: poison\nVersion: 1\n", encoding="utf-8")
    own = Path(__file__).with_name("poison_files.py").read_bytes()
    (plugin / "poison_files.py").write_bytes(own)
    return Run(tmp_path)


@pytest.fixture
def archive(tmp_path):
    """Return a folder that takes some seconds to scan."""
    folder = write_archive(tmp_path / "archive", 60)
    for number in range(60):
        text = "".join(report(number * 7 + part, 20) for part in range(4))
        (folder / f"protokoll-{number:04d}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def expected(scanned, archive):
    """Return the hashes of what comes of a scan that nothing disturbs, in one process."""
    scanned(archive)
    return scanned.sums()


@pytest.mark.parametrize("scheduler", ["local", ON_RAY])
def test_killing_workers_and_the_client_changes_nothing(run, archive, expected, scheduler):
    draw = Random(8)
    client = run.begin(archive, "--scheduler", scheduler, "--workers", 2)
    run.until(1)
    os.kill(draw.choice(workers_of(client.pid)), signal.SIGKILL)
    run.until(2)
    workers = workers_of(client.pid)
    client.kill()
    client.communicate(timeout=60)
    until(lambda: not alive(workers))
    before = run.recorded()

    again = run(archive, "--scheduler", scheduler, "--workers", 2, "--format", "json")

    assert again.returncode == 0, again.stderr
    assert 0 < len(before) < 120
    assert json.loads(again.stdout)["read_now"] == 120 - len(before)
    assert run.recorded() == sorted(map(str, archive.rglob("*.*")))
    assert run.sums() == expected


def test_a_worker_that_is_killed_is_replaced(run, archive, expected):
    client = run.begin(archive, "--workers", 2)
    for tasks in (1, 3):
        run.until(tasks)
        os.kill(workers_of(client.pid)[0], signal.SIGKILL)

    _, err = client.communicate(timeout=240)

    assert client.returncode == 0, err
    assert run.recorded() == sorted(map(str, archive.rglob("*.*")))
    assert run.sums() == expected


def test_ctrl_c_leaves_nothing_behind_and_the_next_scan_goes_on(run, archive, expected):
    client = run.begin(archive, "--workers", 2)
    run.until(1)
    workers = workers_of(client.pid)
    os.killpg(client.pid, signal.SIGINT)

    _, err = client.communicate(timeout=60)

    assert client.returncode == 130
    assert "Traceback" not in err
    until(lambda: not alive(workers))
    assert run(archive, "--workers", 2).returncode == 0
    assert run.sums() == expected


DOWN = "brings down the program that reads it, and is left out."
POISON = {
    "kills.txt": DOWN,
    "crashes.txt": DOWN,
    "stalls.txt": DOWN,
    "sleeps.txt": "takes longer to read than the 2 seconds that it may.",
    "eats.txt": "needs more memory than it may.",
}


@pytest.mark.parametrize(
    ("scheduler", "names"),
    [
        pytest.param("local", ("kills.txt", "sleeps.txt", "eats.txt"), id="local"),
        pytest.param("local", tuple(POISON), id="local, all", marks=pytest.mark.slow),
        pytest.param("ray", ("stalls.txt",), id="ray", marks=[pytest.mark.slow, NO_RAY]),
    ],
)
def test_a_poisonous_document_costs_only_itself(run, tmp_path, scheduler, names):
    folder = write_archive(tmp_path / "archive", 9)
    for name in names:
        (folder / "2021" / name).write_text(agenda(1), encoding="utf-8")

    done = run(f"poison://{folder}", "--scheduler", scheduler, "--workers", 2, "--seconds", 2)

    assert done.returncode == 8, done.stderr
    assert run.bad() == {
        name: f"poison://{folder}/2021/{name} {POISON[name]}" for name in sorted(names)
    }
    again = run(f"poison://{folder}", "--scheduler", "none", "--format", "json")
    assert json.loads(again.stdout)["read_now"] == 0


@pytest.mark.parametrize("scheduler", ["none", "local", ON_RAY])
def test_a_pdf_that_eats_its_reader_costs_only_itself(run, tmp_path, scheduler):
    folder = write_archive(tmp_path / "archive", 6)
    (folder / "bomb.pdf").write_bytes(bomb())

    done = run(folder, "--scheduler", scheduler, "--workers", 2)

    assert done.returncode == 8, done.stderr
    assert list(run.bad()) == ["bomb.pdf"]


@NO_RAY
@pytest.mark.slow
def test_the_three_schedulers_write_the_same_bytes(run, archive, expected):
    for scheduler in ("local", "ray"):
        assert run(archive, "--scheduler", scheduler, "--workers", 2).returncode == 0
        assert run.sums() == expected
        for path in run.manifest.parent.glob("*"):
            path.unlink()


def test_what_is_no_file_is_never_replaced_by_the_result(run, archive):
    os.mkfifo(run.output)

    done = run(archive)

    assert (done.returncode, run.output.is_fifo()) == (22, True)
    assert done.stderr.endswith(f"{run.output} could not be written: it is no file.\n")
    assert not run.manifest.parent.exists()
