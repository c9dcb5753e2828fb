"""What people send is read in processes of their own, which may die without harm."""

import os
import resource
import signal
import sys
import time
import zipfile
import zlib
from contextlib import contextmanager
from io import BytesIO
from multiprocessing import get_context
from threading import Thread

import pytest

from agenda_risk.errors import (
    BrokenFileError,
    BusyError,
    EmptyAgendaError,
    ReadError,
    ScannedDocumentError,
    TooLargeError,
)
from agenda_risk.service import reading
from agenda_risk.service.reading import Readers, Sent
from agenda_risk.shipped import path_of

AGENDA = (
    "Kallelse till Kommunfullmäktige\nGranviks kommun\n\nDatum: 2026-12-14\nTid: kl. 18.00\n\n"
    "Ärenden\n1. Upprop\n2. Nedläggning av Björkängens skola\n3. Redovisning av motioner\n"
)


@pytest.fixture(scope="module")
def readers():
    readers = Readers(workers=1)
    yield readers
    readers.close()


def sent(name: str) -> Sent:
    return Sent(name, (path_of("samples") / name).read_bytes())


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("kommunfullmaktige.pdf", "Kommunfullmäktige"),
        ("socialnamnden.docx", "Social- och omsorgsnämnden"),
        ("regionfullmaktige.html", "Regionfullmäktige"),
    ],
)
def test_every_kind_of_file_is_read(readers, name, body):
    (meeting,) = readers.read([sent(name)]).meetings

    assert meeting.body.name == body
    assert len(meeting.items) > 5


def test_files_of_one_meeting_are_read_together(readers):
    added = AGENDA.replace("1. Upprop\n2. Nedläggning", "14. Nedläggning").replace("3.", "15.")
    both = [Sent("kallelse.txt", AGENDA.encode()), Sent("tillägg.txt", added.encode())]

    (meeting,) = readers.read(both).meetings

    assert len(meeting.documents) == 2


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", BrokenFileError),
        (b"%PDF-1.7 cut off", BrokenFileError),
        ("Hej! Vi ses på fredag.".encode(), EmptyAgendaError),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 99, ScannedDocumentError),
    ],
    ids=["empty", "cut-off", "no-agenda", "picture"],
)
def test_what_cannot_be_read_is_told_in_its_own_kind(readers, content, error):
    (failure,) = readers.read([Sent("kallelse", content)]).failures

    assert type(failure.error) is error
    assert "kallelse" in str(failure.error)


@contextmanager
def no_file_left():
    """Let no more files be opened: no process can be begun."""
    few, many = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (len(os.listdir("/proc/self/fd")) - 1, many))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (few, many))


def test_where_no_process_can_be_begun_it_is_asked_to_try_again():
    readers, one = Readers(workers=1), sent("kommunfullmaktige.pdf")
    with no_file_left(), pytest.raises(BusyError):
        readers.read([one])

    assert readers.read([one]).meetings
    readers.close()


def kills_itself(files):
    if files[0].name == "deadly":
        os.kill(os.getpid(), signal.SIGKILL)
    return reading.read_sent(files)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_process_that_could_not_be_begun_anew_does_not_end_all_reading():
    readers, one = Readers(workers=1, read=kills_itself), sent("kommunfullmaktige.pdf")
    assert readers.read([one]).meetings
    with no_file_left():
        assert readers.read([Sent("deadly", b"")]).failures
        with pytest.raises(BusyError):
            readers.read([one])

    assert readers.read([one]).meetings
    readers.close()


def test_a_bomb_in_a_word_file_is_refused_and_the_next_is_read(readers):
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", "<Types/>")
        bomb.writestr("word/document.xml", b" " * 300_000_000)

    (failure,) = readers.read([Sent("bomb.docx", packed.getvalue())]).failures

    assert isinstance(failure.error, BrokenFileError | TooLargeError)
    assert readers.read([Sent("kallelse.txt", AGENDA.encode())]).meetings


def bomb_of_pdf() -> bytes:
    """Return a small PDF whose page unpacks to 300 MB of text."""
    page = zlib.compress(b"BT /F1 12 Tf 50 700 Td (Upprop) Tj ET\n" + b" " * 300_000_000, 9)
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(page), page),
    ]
    made, places = b"%PDF-1.7\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 5\n0000000000 65535 f \n" + table + end


def test_a_bomb_in_a_pdf_is_refused_and_the_next_is_read(readers):
    (failure,) = readers.read([Sent("bomb.pdf", bomb_of_pdf())]).failures

    assert isinstance(failure.error, ReadError)
    assert "bomb.pdf" in str(failure.error)
    assert readers.read([Sent("kallelse.txt", AGENDA.encode())]).meetings


def die_of(sent):
    if sent[0].content == b"deadly":
        os._exit(9)
    return reading.read_sent(sent)


def test_a_process_that_dies_costs_only_its_own_file():
    readers = Readers(workers=1, read=die_of)
    try:
        (failure,) = readers.read([Sent("kallelse.pdf", b"deadly")]).failures
        (meeting,) = readers.read([Sent("kallelse.txt", AGENDA.encode())]).meetings
    finally:
        readers.close()

    assert isinstance(failure.error, BrokenFileError)
    assert meeting.body.name == "Kommunfullmäktige"


def test_files_of_the_same_name_are_both_read(readers):
    added = AGENDA.replace("1. Upprop\n2. Nedläggning", "14. Nedläggning").replace("3.", "15.")
    both = [Sent("kallelse.txt", AGENDA.encode()), Sent("kallelse.txt", added.encode())]

    (meeting,) = readers.read(both).meetings

    assert {one.name for one in meeting.documents} == {"kallelse.txt", "kallelse (2).txt"}


def test_what_brings_down_a_process_is_told_with_all_that_was_read_with_it():
    readers = Readers(workers=1, read=die_of)
    try:
        both = [Sent("kallelse.pdf", b"deadly"), Sent("tillägg.pdf", b"")]
        (failure,) = readers.read(both).failures
    finally:
        readers.close()

    assert "kallelse.pdf, tillägg.pdf" in str(failure.error)


def use_up(sent):
    while True:
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not limit what a process uses")
def test_what_does_not_end_is_ended_though_the_server_is_gone():
    alone = get_context("spawn").Process(target=reading._within, args=[use_up, (), 0.1])
    alone.start()
    alone.join(60)

    assert alone.exitcode == -signal.SIGXCPU


def sleep(sent):
    time.sleep(600)


def test_what_does_not_end_is_ended():
    readers = Readers(workers=1, seconds=1, read=sleep)
    try:
        (failure,) = readers.read([Sent("kallelse.pdf", b"x")]).failures
    finally:
        readers.close()

    assert isinstance(failure.error, TooLargeError)


def test_too_many_at_once_are_asked_to_come_back():
    readers = Readers(workers=1, waiting=1, seconds=3, read=sleep)
    first = Thread(target=readers.read, args=([Sent("kallelse.pdf", b"x")],))
    first.start()
    time.sleep(0.2)
    try:
        with pytest.raises(BusyError):
            readers.read([Sent("kallelse.txt", AGENDA.encode())])
    finally:
        first.join()
        readers.close()
