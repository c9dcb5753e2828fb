"""A scan that is done again reads only what is missing, and writes the same."""

import os
import random
from contextlib import suppress

import pytest
from made_archive import agenda, write_archive

from agenda_risk.cli.archive_lines import summary_lines
from agenda_risk.errors import BusyError, MissingInputError, WriteError
from agenda_risk.scanning.folder import WorkFolder
from agenda_risk.translate import translator

OWN_RULES = (
    'version: "egen"\nrules:\n- {id: own, title: T, category: other, level: high, why: W,'
    " when: sv/procedure/formal, ignores: [formal]}\n"
)


@pytest.fixture
def archive(tmp_path):
    """Return a folder with twelve documents."""
    return write_archive(tmp_path / "archive")


def test_what_was_read_is_not_read_again(scanned, archive):
    scanned(archive)
    before = scanned.sums()

    assert scanned(archive).progress.done == 0
    assert scanned.sums() == before


def test_that_the_rest_was_read_before_is_said_only_where_there_is_a_rest(scanned, archive):
    first, second = (
        "\n".join(summary_lines(scanned(archive), scanned.output, translator("en")))
        for _time in range(2)
    )

    assert "The rest was read before." not in first
    assert "The rest was read before." in second


def test_an_added_document_is_read_alone_and_gives_what_a_whole_scan_gives(
    scanned, archive, tmp_path
):
    scanned(archive)
    (archive / "a.txt").write_text(agenda(99), encoding="utf-8")

    assert scanned(archive).progress.done == 1

    grown = scanned.sums()
    scanned.output = tmp_path / "whole" / "findings.parquet"
    scanned(archive)
    assert scanned.sums() == grown


def test_a_changed_document_is_read_again(scanned, archive):
    scanned(archive)
    (archive / "2021" / "kallelse-0001.txt").write_text(agenda(98), encoding="utf-8")

    assert scanned(archive).progress.done == 1
    assert {row["case_number"] for row in scanned.rows()} & {"KS 2026/983"}
    assert not {row["case_number"] for row in scanned.rows()} & {"KS 2026/13"}


def test_a_document_that_was_only_touched_is_known_by_its_content(scanned, archive):
    scanned(archive)
    before = scanned.sums()
    os.utime(archive / "2021" / "kallelse-0001.txt", (1, 1))

    report_of = scanned(archive)

    assert (report_of.progress.done, report_of.progress.pages) == (1, 0)
    assert scanned.sums() == before


def test_a_document_that_was_taken_away_leaves_the_output(scanned, archive):
    scanned(archive)
    (archive / "2021" / "kallelse-0001.txt").unlink()

    report_of = scanned(archive)

    assert report_of.progress.done == 0
    assert "kallelse-0001.txt" not in scanned.documents()
    assert not {row["case_number"] for row in scanned.rows()} & {"KS 2026/13"}


def test_a_copy_takes_over_when_the_first_is_taken_away(scanned, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(agenda(1), encoding="utf-8")
    scanned(tmp_path / "a.txt", tmp_path / "b.txt")

    report_of = scanned(tmp_path / "b.txt")

    assert report_of.progress.done == 0
    assert {(row["document"][-5:], row["copies"]) for row in scanned.rows()} == {("b.txt", 1)}


def test_other_rules_read_all_again_and_leave_nothing_of_the_old(scanned, archive, tmp_path):
    own = tmp_path / "own.yaml"
    own.write_text(OWN_RULES, encoding="utf-8")
    scanned(archive)
    before, parts = scanned.sums(), scanned.output.with_name("findings.parquet.parts")

    report_of = scanned(archive, rules=(str(own),))

    assert report_of.progress.done == 12
    assert "own" in {row["rule"] for row in scanned.rows()}
    assert len({row["rules"] for row in scanned.rows()}) == 1
    scanned(archive)
    assert scanned.sums() == before
    assert len(list(parts.glob("*.arrow"))) == 1


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_manifest_costs_only_what_it_told(scanned, archive, seed):
    years = sorted(archive.iterdir())
    for count in (1, 2, 3):
        scanned(*years[:count])
    before = scanned.sums()
    manifest = scanned.output.with_name("findings.parquet.parts") / "manifest.jsonl"
    whole = bytearray(manifest.read_bytes())
    draw = random.Random(seed)
    whole[draw.randrange(len(whole) - 1)] ^= 1 << draw.randrange(8)
    manifest.write_bytes(whole)

    report_of = scanned(*years)

    assert report_of.damaged in (1, 2)
    assert report_of.progress.done == 4 * report_of.damaged
    assert scanned.sums() == before


@pytest.mark.parametrize("length", [1, -1, -60])
def test_a_manifest_that_ends_in_the_middle_of_a_line_goes_on(scanned, archive, length):
    scanned(archive / "2020")
    scanned(archive)
    before = scanned.sums()
    manifest = scanned.output.with_name("findings.parquet.parts") / "manifest.jsonl"
    manifest.write_bytes(manifest.read_bytes()[:length])

    scanned(archive)

    assert scanned.sums() == before
    assert scanned(archive).progress.done == 0


def test_rows_that_are_gone_are_made_again(scanned, archive):
    scanned(archive)
    before = scanned.sums()
    for file in scanned.output.with_name("findings.parquet.parts").glob("*.arrow"):
        file.unlink()

    scanned(archive)

    assert scanned.sums() == before


def test_nothing_that_was_half_written_stays(scanned, archive):
    scanned(archive)
    half = scanned.output.with_name("findings.parquet.parts") / "00000009.arrow.new"
    half.write_bytes(b"half")

    scanned(archive)

    assert not half.exists()


def test_two_programs_do_not_write_one_output(scanned, archive):
    with WorkFolder(scanned.output).held(), pytest.raises(BusyError, match="Another agenda-risk"):
        scanned(archive)


def test_an_empty_folder_is_told_and_the_output_stays(scanned, archive, tmp_path):
    scanned(archive)
    before = scanned.sums()
    (tmp_path / "empty").mkdir()

    with pytest.raises(MissingInputError, match="There is no document"):
        scanned(tmp_path / "empty")
    assert scanned.sums() == before


@pytest.mark.parametrize("room", [0, 1, 3, 6])
def test_a_full_disk_is_one_sentence_and_nothing_is_lost(scanned, archive, room, small_disk):
    scanned.output = small_disk / "findings.parquet"
    scanned(archive / "2020")
    ballast = small_disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(bytes(4096)):
            pass
    os.truncate(ballast, ballast.stat().st_size - room * 4096)

    with pytest.raises(WriteError, match="the disk is full"):
        scanned(archive)
    assert not list(small_disk.rglob("*.new"))

    ballast.unlink()
    assert scanned(archive).progress.done <= 8
    grown = scanned.sums()
    scanned.output = archive.parent / "again" / "findings.parquet"
    scanned(archive)
    assert scanned.sums() == grown
