"""What was read once is kept by its content, and never decides anything."""

import os
import shutil
import sys
import time
from multiprocessing import get_context
from pathlib import Path
from random import Random

import pytest
from made_archive import agenda, pdf, write_archive

from agenda_risk.kept import put
from agenda_risk.models import Body, Document, Meeting
from agenda_risk.scanning.documents import Content
from agenda_risk.scanning.opening import Opened
from agenda_risk.scanning.readings import Readings, Room
from agenda_risk.scanning.units import Unit

GB = 10**9


@pytest.fixture
def archive(tmp_path):
    """Return a folder with twelve documents, of which four are PDFs."""
    return write_archive(tmp_path / "archive")


@pytest.fixture
def room(tmp_path):
    return Room(str(tmp_path / "cache"), GB)


@pytest.fixture
def fresh(scanned, tmp_path):
    """Return what scans into an output of its own each time, and returns the hashes of it."""
    numbers = iter(range(100))

    def scan(*sources, **told):
        scanned.output = tmp_path / f"out-{next(numbers)}" / "findings.parquet"
        scanned(*sources, **told)
        return scanned.sums()

    return scan


def kept(room):
    return sorted(Path(room.folder).rglob("*.reading"))


def test_the_result_is_the_same_with_kept_readings_and_without(fresh, archive, room):
    plain = fresh(archive)

    assert fresh(archive, room=room) == plain
    assert len(kept(room)) == 12
    assert fresh(archive, room=room) == plain


def faults_of_children():
    """Return what counts up with every process that was begun from here and has ended."""
    from resource import RUSAGE_CHILDREN, getrusage  # noqa: PLC0415  not everywhere

    return getrusage(RUSAGE_CHILDREN).ru_minflt


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
def test_other_rules_over_the_same_documents_read_no_pdf(fresh, archive, room, tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(OWN_RULES, encoding="utf-8")
    counts = [faults_of_children()]
    expected = fresh(archive, rules=(str(own),))
    counts.append(faults_of_children())
    fresh(archive, room=room)
    counts.append(faults_of_children())

    again = fresh(archive, rules=(str(own),), room=room)

    assert counts[0] < counts[1] < counts[2] == faults_of_children()
    assert again == expected


OWN_RULES = (
    'version: "egen"\nrules:\n- {id: own, title: T, category: other, level: high, why: W,'
    " when: sv/procedure/formal, ignores: [formal]}\n"
)


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_reading_is_noticed_and_made_again(fresh, archive, room, seed):
    plain = fresh(archive, room=room)
    draw = Random(seed)
    whole = [path.read_bytes() for path in kept(room)]
    for path, content in zip(kept(room), whole, strict=True):
        damaged = bytearray(content)
        damaged[draw.randrange(len(damaged))] ^= 1 << draw.randrange(8)
        path.write_bytes(damaged[: draw.choice((len(damaged), len(damaged) // 2, 0))])

    assert fresh(archive, room=room) == plain
    assert [path.read_bytes() for path in kept(room)] == whole


def test_the_reading_of_another_document_is_not_taken_for_that_of_this(fresh, archive, room):
    plain = fresh(archive, room=room)
    first, second, *_ = kept(room)
    shutil.copy(first, second)

    assert fresh(archive, room=room) == plain


def test_another_version_of_what_reads_reads_again(room):
    Readings(room, "1").keep(content(1), reading("Budget"))

    assert Readings(room, "1").found(content(1)) == reading("Budget")
    assert Readings(room, "2").found(content(1)) is None


def content(number):
    return Content(f"{number:064x}", ".pdf")


def reading(text):
    document = Document(id="1", name="a.pdf", media_type="text/plain", sha256="", text=text)
    return Opened(Meeting(body=Body(name="Nämnden"), documents=(document,)), Unit.PAGE)


def test_a_reading_is_told_by_the_name_of_the_document_at_hand(fresh, scanned, tmp_path, room):
    (tmp_path / "a.txt").write_text(agenda(1), encoding="utf-8")
    fresh(tmp_path / "a.txt", room=room)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    plain = fresh(tmp_path / "b.txt")

    assert fresh(tmp_path / "b.txt", room=room) == plain
    assert "b.txt" in scanned.documents()


def test_what_could_not_be_read_is_not_kept(fresh, scanned, tmp_path, room):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "kallelse.pdf").write_bytes(pdf([agenda(1)]))
    (tmp_path / "a" / "cut.pdf").write_bytes(pdf([agenda(1)])[:200])

    fresh(tmp_path / "a", room=room)

    assert len(kept(room)) == 1
    assert "cut.pdf" in scanned.bad()


def test_a_disk_that_is_nearly_full_is_left_to_others(fresh, archive, small_disk):
    assert fresh(archive, room=Room(str(small_disk), GB)) == fresh(archive)
    assert not [path for path in small_disk.rglob("*") if path.is_file()]


def test_what_does_not_fit_on_the_disk_leaves_nothing_behind(small_disk):
    with pytest.raises(OSError, match="No space left"):
        put(small_disk / "readings" / "a.reading", bytes(1 << 20))

    assert not list((small_disk / "readings").iterdir())


@pytest.mark.parametrize("place", ["file", "closed"])
def test_a_folder_that_cannot_be_written_costs_nothing(fresh, archive, tmp_path, place):
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "closed").mkdir(mode=0o500)

    assert fresh(archive, room=Room(str(tmp_path / place / "cache"), GB)) == fresh(archive)


def test_what_was_used_last_is_kept_longest(tmp_path):
    room = Room(str(tmp_path), 256 * 40_000)
    readings = Readings(room, "1")
    for number in range(4_000):
        readings.keep(content(number), noise(number))
        for path in kept(room) if number == 0 else []:
            os.utime(path, (0, time.time() + 3600))

    there = [number for number in range(4_000) if readings.found(content(number))]

    assert 0 in there
    assert sum(path.stat().st_size for path in kept(room)) < 1.3 * room.most
    assert 1_000 < len(there) < 3_500


def noise(number):
    return reading(Random(number).randbytes(4_000).hex())


def test_what_was_half_written_is_forgotten_in_time(room):
    Readings(room, "1").keep(content(1), reading("Budget"))
    (shelf,) = {path.parent for path in kept(room)}
    for name, age in (("new-old", 7_200), ("new-now", 0)):
        (shelf / name).write_bytes(b"half")
        os.utime(shelf / name, (0, time.time() - age))

    Readings(room, "1").keep(content(1), reading("Budget"))

    assert {path.name for path in shelf.glob("new-*")} == {"new-now"}


def keep_without_end(room):
    readings = Readings(room, "1")
    while True:
        for number in range(50):
            readings.keep(content(number), noise(number))


def test_many_processes_that_are_killed_leave_only_whole_readings(room):
    context = get_context("spawn")
    for _ in range(3):
        writers = [context.Process(target=keep_without_end, args=[room]) for _ in range(3)]
        for one in writers:
            one.start()
        end = time.monotonic() + 60
        while len(kept(room)) < 50 and time.monotonic() < end:
            time.sleep(0.01)
        for one in writers:
            one.kill()
            one.join()

        readings = Readings(room, "1")
        assert [readings.found(content(number)) for number in range(50)] == [
            noise(number) for number in range(50)
        ]
        for path in kept(room):
            path.unlink()


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
def test_nobody_else_can_read_what_is_kept(fresh, archive, room):
    fresh(archive, room=room)

    (folder,) = {path.parents[1] for path in kept(room)}
    assert {path.stat().st_mode & 0o077 for path in (folder, *folder.rglob("*"))} == {0}


@pytest.mark.parametrize(
    ("told", "environment", "where"),
    [
        pytest.param([], "cache", "cache", id="the user's folder"),
        pytest.param(["--cache", "own"], "cache", "own", id="a folder of its own"),
        pytest.param(["--cache", "none"], "cache", None, id="none"),
        pytest.param([], "", None, id="no folder for caches"),
    ],
)
def test_readings_are_kept_where_is_told(agenda_risk, tmp_path, told, environment, where):
    (tmp_path / "kallelse.pdf").write_bytes(pdf([agenda(1)]))
    cache = str(tmp_path / environment) if environment else ""
    command = ("archive", "scan", "kallelse.pdf", "--output", "o.parquet", *told)

    done = agenda_risk(*command, AGENDA_RISK_CACHE=cache)

    assert done.returncode == 0
    assert {path.relative_to(tmp_path).parts[0] for path in tmp_path.rglob("*.reading")} == (
        {where} if where else set()
    )
