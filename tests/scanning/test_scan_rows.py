"""What stands in the rows is what a scan of each document alone would tell."""

import json
from datetime import date
from functools import cache

import pytest
from made_archive import agenda, pdf, report, write_archive

from agenda_risk.agenda import read_agenda
from agenda_risk.basis import basis_files, load_basis
from agenda_risk.extract import extract
from agenda_risk.fetch import get_file
from agenda_risk.pipeline import screen_meeting
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.scanning.schema import DOCUMENTS, FINDINGS


def test_an_agenda_gives_what_scan_gives_for_it(scanned, agenda_risk, tmp_path):
    file = tmp_path / "kallelse.pdf"
    file.write_bytes(pdf([agenda(3)]))

    scanned(file)

    told = json.loads(agenda_risk("scan", file, "--format", "json").stdout)
    names = ("number", "title", "case_number", "state", "page", "screened", "level")
    rows = [row for row in scanned.rows() if row["finding"] <= 1]
    assert [[row[name] for name in names] for row in rows] == [
        [item[name] for name in names] for item in told["items"]
    ]
    assert [row["rule"] for row in scanned.rows() if row["rule"]] == [
        finding["rule"] for item in told["items"] for finding in item["findings"]
    ]


def test_many_agendas_at_once_give_what_each_gives_alone(scanned, tmp_path):
    for number in range(40):
        (tmp_path / f"{number:02d}.txt").write_text(agenda(number), encoding="utf-8")

    scanned(tmp_path)

    alone = [
        (finding.rule, finding.level.value, tuple(term.text for term in finding.terms))
        for path in sorted(tmp_path.glob("*.txt"))
        for found in screened_alone(path).items
        for finding in found.findings
    ]
    rows = [row for row in scanned.rows() if row["rule"]]
    assert alone
    assert [(row["rule"], row["finding_level"], tuple(row["words"])) for row in rows] == alone


def screened_alone(path):
    """Return what the rules find in the agenda at *path*, each word looked for by itself."""
    return screen_meeting(read_agenda(extract(get_file(str(path)))), whole_screen())


@cache
def whole_screen():
    return load_basis(basis_files(load_plugins(FILES_ONLY)), date(2026, 12, 1)).screen


def test_an_item_has_a_row_for_each_finding_or_one_for_none(scanned, tmp_path):
    (tmp_path / "kallelse.txt").write_text(agenda(1), encoding="utf-8")

    scanned(tmp_path / "kallelse.txt")

    rows = scanned.rows()
    assert {row["place"] for row in rows} == set(range(1, 8))
    assert {row["finding"] for row in rows if row["rule"] is None} == {0}
    assert all(row["level"] == "none" for row in rows if row["finding"] == 0)


def test_words_stand_where_the_row_says(scanned, tmp_path):
    text = report(1)
    (tmp_path / "utredning.txt").write_text(text, encoding="utf-8")

    scanned(tmp_path / "utredning.txt")

    spans = [
        span
        for row in scanned.rows()
        for span in zip(row["words"], row["starts"], row["ends"], strict=True)
    ]
    assert spans
    assert all(text[start:end] == word for word, start, end in spans)


def test_a_text_that_is_no_agenda_is_screened_by_paragraphs_and_pages(scanned, tmp_path):
    (tmp_path / "a.txt").write_text(report(1), encoding="utf-8")
    (tmp_path / "b.pdf").write_bytes(pdf([report(2), report(3)]))

    scanned(tmp_path / "a.txt", tmp_path / "b.pdf")

    units = {(row["document"].rpartition("/")[2], row["unit"]) for row in scanned.rows()}
    assert units == {("a.txt", "paragraph"), ("b.pdf", "page")}
    assert {row["level"] for row in scanned.rows()} == {"low"}
    assert {row["page"] for row in scanned.rows() if row["unit"] == "page"} == {1, 2}


def test_persons_are_masked_in_titles_and_names_of_files(scanned, tmp_path):
    name = "Motion från Anna Andersson.txt"
    (tmp_path / name).write_text(agenda(4) + "8. Motion från Anna Andersson\n", encoding="utf-8")

    scanned(tmp_path)

    assert "Andersson" not in json.dumps([scanned.rows(), scanned.rows("documents")], default=str)


def test_a_copy_is_not_read_twice_and_told(scanned, tmp_path):
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(agenda(1), encoding="utf-8")

    report_of = scanned(tmp_path)

    assert report_of.progress.pages == 1
    assert report_of.progress.copies == 2
    assert {(row["document"][-5:], row["copies"]) for row in scanned.rows()} == {("a.txt", 3)}
    assert scanned.documents()["c.txt"]["copy_of"].endswith("a.txt")


def test_the_same_bytes_under_another_ending_are_another_document(scanned, tmp_path):
    (tmp_path / "a.txt").write_text(agenda(1), encoding="utf-8")
    (tmp_path / "a.pdf").write_text(agenda(1), encoding="utf-8")

    scanned(tmp_path)

    assert {name: row["kind"] for name, row in scanned.documents().items()} == {
        "a.txt": "agenda",
        "a.pdf": "bad",
    }


@pytest.mark.parametrize(("name", "schema"), [("", FINDINGS), ("documents", DOCUMENTS)])
def test_the_files_have_the_columns_of_the_schema(scanned, tmp_path, name, schema):
    scanned(write_archive(tmp_path / "archive", 3))

    assert list(scanned.rows(name)[0]) == schema.names


MINUTES = """Granviks kommun
Kommunstyrelsen

SAMMANTRÄDESPROTOKOLL
2026-11-10

§ 1 Upprop och val av justerare

§ 2 Avveckling av Norrby skola (BUN 2026/44)
Dnr KS 2026/412

Beslut
Ärendet bordläggs till den 1 december 2026.

§ 3 Vindkraft på Högåsen, samråd

Beslut
Samråd ska hållas.
"""


def test_minutes_tell_the_cases_and_where_they_stand(scanned, tmp_path):
    (tmp_path / "protokoll.txt").write_text(MINUTES, encoding="utf-8")

    scanned(tmp_path)

    first, school, wind = (row for row in scanned.rows() if row["finding"] <= 1)
    assert (first["cases"], first["result"]) == ([], None)
    assert set(school["cases"]) == {"KS-2026-412", "BUN-2026-44"}
    assert (school["result"], school["until"]) == ("adjourned", date(2026, 12, 1))
    assert school["marks"] == ["adjourned"]
    assert (wind["stage"], wind["marks"], wind["until"]) == ("consultation", [], None)
