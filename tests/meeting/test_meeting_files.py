"""The file on disk: one writes at a time, and it is whole or as it was."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from agendas import CLERK, file_of

from agenda_risk.errors import BrokenFileError, ConflictError, MissingInputError, WriteError
from agenda_risk.meeting_acts import with_item
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.meeting_files import change_file, is_meeting_file, load_file, make_file
from agenda_risk.models import Level

ADDING = """
import sys
from datetime import UTC, datetime
from agenda_risk.meeting_acts import Signature, with_item
from agenda_risk.meeting_files import change_file
from agenda_risk.models import Level, Role
by = Signature(Role.CLERK, datetime.now(UTC))
for count in range(int(sys.argv[2])):
    change_file(sys.argv[1], lambda file: with_item(file, "Fråga", Level.LOW, "Samtal", by))
    print(count, flush=True)
"""


@pytest.fixture
def path(tmp_path) -> str:
    where = str(tmp_path / "kf.meeting.json")
    make_file(where, file_of())
    return where


def more(file: MeetingFile) -> MeetingFile:
    return with_item(file, "Fråga om bisamhället", Level.LOW, "Samtal", CLERK)


def test_what_was_written_is_read_back(path):
    assert load_file(path) == file_of()


def test_a_change_is_on_disk_when_it_is_returned(path):
    changed = change_file(path, more)

    assert load_file(path) == changed
    assert changed.revision == 2


def test_a_file_that_is_there_is_never_replaced_by_a_new_one(path):
    change_file(path, more)

    with pytest.raises(ConflictError, match="is there already"):
        make_file(path, file_of())

    assert load_file(path).revision == 2


def test_nothing_is_written_where_the_change_is_refused(path):
    before = Path(path).read_bytes()

    with pytest.raises(ZeroDivisionError):
        change_file(path, lambda _file: 1 / 0)

    assert Path(path).read_bytes() == before


def test_two_programs_at_once_lose_nothing(path):
    writers = [
        subprocess.Popen([sys.executable, "-c", ADDING, path, "15"], stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [writer.wait(60) for writer in writers] == [0, 0]

    assert len(load_file(path).entries) == 30


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_a_program_that_is_killed_leaves_a_whole_file_and_no_lock(path):
    writer = subprocess.Popen(
        [sys.executable, "-c", ADDING, path, "100000"], stdout=subprocess.PIPE
    )
    assert writer.stdout is not None
    for _ in range(5):
        writer.stdout.readline()
    writer.send_signal(signal.SIGKILL)
    writer.wait()
    writer.stdout.close()

    begun = time.monotonic()
    changed = change_file(path, more)

    assert time.monotonic() - begun < 8
    assert len(changed.entries) >= 6


@pytest.mark.skipif(sys.platform == "win32", reason="needs a limit on the size of files")
def test_a_disk_that_is_full_leaves_the_file_as_it_was(path):
    before = Path(path).read_bytes()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2, hard))
    try:
        with pytest.raises(WriteError):
            change_file(path, more)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert Path(path).read_bytes() == before
    assert not [
        name
        for name in os.listdir(Path(path).parent)
        if name.startswith(".kf.meeting.json.") and not name.endswith(".lock")
    ]


@pytest.mark.parametrize(
    "content",
    {
        "empty": b"",
        "cut short": b'{"schema": "agenda-risk/meeting/1", "id": "x", "versions": [',
        "another program's": b'{"name": "package"}',
        "a later form": b'{"schema": "agenda-risk/meeting/2", "id": "x", "versions": []}',
        "not text": b"\xff\xfe\x00",
        "deep": b"[" * 100_000,
    }.values(),
    ids=lambda content: content[:12],
)
def test_a_file_that_is_no_whole_meeting_is_told_in_one_sentence(tmp_path, content):
    path = tmp_path / "x.meeting.json"
    path.write_bytes(content)

    with pytest.raises(BrokenFileError) as caught:
        load_file(str(path))

    assert "is not a whole file of a meeting" in str(caught.value)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(MissingInputError):
        load_file(str(tmp_path / "none.meeting.json"))


@pytest.mark.parametrize(
    ("name", "content", "is_one"),
    [
        ("a.meeting.json", b"", True),
        ("a.json", b'{"schema": "agenda-risk/meeting/1"}', True),
        ("a.json", b'{"body": "x", "items": []}', False),
        ("a.pdf", b"agenda-risk/meeting/1", False),
    ],
)
def test_a_meeting_file_is_known_from_an_agenda(tmp_path, name, content, is_one):
    path = tmp_path / name
    path.write_bytes(content)

    assert is_meeting_file(str(path)) is is_one
