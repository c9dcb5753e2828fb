"""Documents are found wherever they lie, and what cannot be read is told and costs nothing else."""

import json
import os
import sys
import zipfile
from datetime import UTC, datetime, time

import fsspec
import pytest
from made_archive import agenda, pdf, report, write_archive

from agenda_risk.errors import MissingExtraError, MissingInputError
from agenda_risk.models import AgendaItem, Body, Meeting, Moment, Organisation, Passage, Source
from agenda_risk.scanning.documents import Reference
from agenda_risk.scanning.listing import listed
from agenda_risk.scanning.tasks import MOST_PAGES, cut, pieces
from agenda_risk.store import add_source, keep, known_sources, open_store

NOW = datetime(2026, 11, 1, tzinfo=UTC)


def test_a_zip_is_read_like_a_folder(scanned, tmp_path):
    folder = write_archive(tmp_path / "archive", 6)
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as packed:
        for path in sorted(folder.rglob("*.*")):
            packed.write(path, path.relative_to(folder))
    scanned(folder)
    rows = [row | {"document": ""} for row in scanned.rows()]
    scanned.output = tmp_path / "zip" / "findings.parquet"

    scanned(f"zip://::{tmp_path}/archive.zip")

    assert [row | {"document": ""} for row in scanned.rows()] == rows
    assert scanned(f"zip://::{tmp_path}/archive.zip").progress.done == 0


def test_an_object_store_is_read_like_a_folder(scanned, tmp_path):
    folder = write_archive(tmp_path / "archive", 6)
    store = fsspec.filesystem("memory")
    store.put(f"{folder}/", "/arkiv/", recursive=True)
    scanned(folder)
    rows = [row | {"document": ""} for row in scanned.rows()]
    scanned.output = tmp_path / "store" / "findings.parquet"

    scanned("memory://arkiv")

    assert [row | {"document": ""} for row in scanned.rows()] == rows
    store.rm("/arkiv/2020", recursive=True)
    assert {row["document"].split("/")[-2] for row in scanned.rows()} == {"2020", "2021", "2022"}
    assert scanned("memory://arkiv").progress.pages == 0
    assert {row["document"].split("/")[-2] for row in scanned.rows()} == {"2021", "2022"}


def test_meetings_of_the_store_are_screened_as_they_were_last_seen(scanned, tmp_path):
    place = tmp_path / "agenda-risk.db"
    store = open_store(place)
    add_source(store, Source(name="granvik", url="https://granvik.example/"), NOW)
    (source,) = known_sources(store)
    for title in ("Budget", "Nedläggning av Björkängens skola"):
        keep(store, source.id, made_meeting(title), NOW)
        store.close()

        scanned(f"store:{place}")

        assert [row["title"] for row in scanned.rows()] == [title]
    assert scanned(f"store:{place}").progress.done == 0
    (row,) = [one for one in scanned.rows() if one["finding"] <= 1]
    assert (row["organisation"], row["level"]) == ("Granviks kommun", "high")


def made_meeting(title: str) -> Meeting:
    return Meeting(
        id="m1",
        organisation=Organisation(name="Granviks kommun"),
        body=Body(name="Kommunfullmäktige"),
        start=Moment(day=NOW.date(), clock=time(18)),
        items=(AgendaItem(id="1", number="1", title=Passage(text=title)),),
    )


BAD = {
    "locked.docx": b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
    "empty.txt": b"",
    "picture.pdf": b"\x89PNG\r\n",
    "cut.pdf": pdf([agenda(1)])[:200],
    "noise.txt": bytes(range(256)) * 20,
    "broken.json": b'{"items": [',
    "own.json": b'{"schema": "agenda-risk/brief/1"}',
}


def test_what_cannot_be_read_is_told_with_its_reason_and_costs_nothing_else(scanned, tmp_path):
    folder = write_archive(tmp_path / "archive", 3)
    for name, content in BAD.items():
        (folder / name).write_bytes(content)

    scanned(folder)

    told = [json.loads(line) for line in scanned.bad().splitlines()]
    assert {one["document"].rpartition("/")[2] for one in told} == set(BAD)
    assert all(len(one["reason"]) > len(one["document"]) for one in told)
    assert sum(row["kind"] != "bad" for row in scanned.rows("documents")) == 3


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs POSIX")
def test_pipes_and_hidden_files_are_passed_over(scanned, tmp_path):
    folder = write_archive(tmp_path / "archive", 3)
    os.mkfifo(folder / "pipe")
    (folder / ".hidden.txt").write_text(agenda(1), encoding="utf-8")

    assert len(scanned(folder).copies) == 3


def test_a_file_that_is_gone_before_it_is_read_is_tried_again(scanned, tmp_path):
    folder = write_archive(tmp_path / "archive", 3)
    (folder / "gone.txt").symlink_to(tmp_path / "elsewhere.txt")
    (tmp_path / "elsewhere.txt").write_text(agenda(5), encoding="utf-8")
    seen = scanned.references(folder)
    (tmp_path / "elsewhere.txt").unlink()
    assert scanned.of(seen).progress.bad == 1
    (tmp_path / "elsewhere.txt").write_text(agenda(5), encoding="utf-8")

    scanned.of(seen)

    assert not scanned.bad()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_texts_in_other_encodings_give_the_same_words(scanned, tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes(agenda(1).encode(encoding))
    scanned(tmp_path / "a.txt")
    titles = [row["title"] for row in scanned.rows()]
    scanned.output = tmp_path / "plain" / "findings.parquet"
    (tmp_path / "a.txt").write_text(agenda(1), encoding="utf-8")

    scanned(tmp_path / "a.txt")

    assert titles == [row["title"] for row in scanned.rows()]


def test_a_name_that_is_no_text_is_read(scanned, tmp_path):
    if sys.platform != "linux":
        pytest.skip("names are text here")
    name = os.fsencode(tmp_path) + b"/kallelse-\xe5.txt"
    with open(name, "wb") as file:
        file.write(agenda(1).encode())

    assert scanned(tmp_path).copies[0].found.items == 7


def test_an_output_among_the_documents_is_none_of_them(scanned, tmp_path):
    scanned.output = write_archive(tmp_path / "archive", 3) / "findings.parquet"

    assert len(scanned(tmp_path / "archive").copies) == 3
    assert len(scanned(tmp_path / "archive").copies) == 3


def test_the_time_for_a_document_is_limited(scanned, tmp_path):
    (tmp_path / "long.txt").write_text(report(1, 60_000), encoding="utf-8")
    (tmp_path / "short.txt").write_text(report(2), encoding="utf-8")

    scanned(tmp_path, seconds=0.3)

    assert {name: row["kind"] for name, row in scanned.documents().items()} == {
        "long.txt": "bad",
        "short.txt": "text",
    }
    assert scanned(tmp_path, seconds=0.3).progress.done == 0
    assert scanned(tmp_path, seconds=0.3, again=True).progress.done == 1


def test_what_is_not_there_is_one_sentence(scanned, tmp_path):
    with pytest.raises(MissingInputError, match="it is not there"):
        scanned(tmp_path / "nothing")


def test_a_missing_library_of_an_object_store_is_named(scanned):
    pytest.importorskip("fsspec")
    with pytest.raises((MissingExtraError, MissingInputError)):
        scanned("s3://granvik-arkiv-that-is-nowhere/2025")


def test_tasks_are_coarse_and_equal_sizes_stand_together(tmp_path):
    folder = write_archive(tmp_path / "archive", 12)
    references = listed([str(folder)]).references * 100

    lengths = [len(task.references) for task in cut(references, 1)]

    assert sum(lengths) == 1_200
    assert lengths[0] <= MOST_PAGES
    assert sorted(lengths, reverse=True) == lengths
    assert len(lengths) < 20


def test_pieces_of_a_task_hold_all_of_it(tmp_path):
    (task,) = cut(_references(13), 1)

    assert [one for piece in pieces(task) for one in piece.references] == list(task.references)
    assert 1 < len(pieces(task)) <= 8


def _references(count):
    return [Reference(f"{number}.txt", 10, "1") for number in range(count)]


@pytest.mark.slow
def test_thousands_of_tiny_files_are_scanned(scanned, tmp_path):
    for number in range(5_000):
        (tmp_path / f"{number:04d}.txt").write_text(agenda(number % 900), encoding="utf-8")

    report_of = scanned(tmp_path)

    assert len(report_of.copies) == 5_000
    assert sum(one.of is None for one in report_of.copies) == 900
    assert len({row["place"] for row in scanned.rows()}) == 7
