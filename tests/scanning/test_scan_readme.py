"""What the README says of the columns holds, and its queries run."""

import re
from pathlib import Path

import duckdb
import pytest
from made_archive import write_archive

from agenda_risk.scanning.schema import DOCUMENTS, FINDINGS

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
SECTION = README.partition("\n## Archives\n")[2].partition("\n## ")[0]
(BLOCK,) = re.findall(r"```sql\n(.*?)```", SECTION, re.DOTALL)
QUERIES = [query for query in re.split(r"^--[^\n]*\n", BLOCK, flags=re.MULTILINE) if query.strip()]


def test_every_column_is_documented():
    _, _, table = SECTION.partition("| column | what it is |\n|---|---|\n")
    cells = [row.split("|")[1] for row in table.partition("\n\n")[0].splitlines()]

    assert sorted(re.findall(r"`(\w+)`", "".join(cells))) == sorted(FINDINGS.names)


def test_every_column_of_documents_is_named():
    (row,) = [line for line in SECTION.splitlines() if line.startswith("| all documents ")]

    assert re.findall(r"`(\w+)`", row)[: len(DOCUMENTS.names)] == DOCUMENTS.names


@pytest.mark.parametrize("query", QUERIES, ids=range(len(QUERIES)))
def test_a_query_gives_rows(scanned, tmp_path, query, monkeypatch):
    archive = write_archive(tmp_path / "archive", 6)
    (archive / "bad.pdf").write_bytes(b"no pdf")
    scanned(archive)
    monkeypatch.chdir(scanned.output.parent)

    assert duckdb.sql(query).fetchall()
