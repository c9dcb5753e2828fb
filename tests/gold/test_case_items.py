"""Cases are followed as was judged before it was known how they are followed."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from judged_cases import items_in, precision, recall

from agenda_risk.cli.archive import command

HERE = Path(__file__).parent
SHOWN = ("organisation", "body", "day", "case_number", "title")


@pytest.fixture(scope="module", params=["case-items.jsonl", "case-items-kept.jsonl"])
def found(request, tmp_path_factory):
    """Return the judged items with the case that they were given."""
    findings, output = (tmp_path_factory.mktemp("judged") / f"{one}.parquet" for one in "fj")
    items = items_in(HERE / request.param)
    rows = [{name: one[name] for name in SHOWN} | {"number": f"{place}", "level": "none"}
            for place, one in enumerate(items)]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(rows), findings)
    asked = ["journeys", f"{findings}", "--all", "--output", f"{output}"]
    assert CliRunner().invoke(command, asked, catch_exceptions=False).exit_code == 0
    stops = {int(stop["number"]): stop for stop in pq.read_table(output).to_pylist()}
    return [
        one | {"found": stops[place]["case"], "known_by": stops[place]["known_by"]}
        for place, one in enumerate(items)
    ]


@pytest.mark.parametrize(("known_by", "least"), [("number", 0.98), ("title", 0.9)])
def test_what_is_linked_is_of_one_case(found, known_by, least):
    assert precision(found, known_by) >= least


@pytest.mark.parametrize(("tie", "least"), [("number", 0.95), ("title", 0.75)])
def test_what_is_of_one_case_is_linked(found, tie, least):
    assert recall(found, tie) >= least
