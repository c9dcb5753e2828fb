"""The command that follows cases through an archive."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from agenda_risk.cli import loaded
from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.writing import echo
from agenda_risk.deliver.file import File
from agenda_risk.errors import RefusedError
from agenda_risk.own_files import load_settings
from agenda_risk.render.rows import as_csv
from agenda_risk.shipped import load_title_words
from agenda_risk.title_gist import Titles
from agenda_risk.town_cases import rows_of, town_cases
from agenda_risk.translate import translator

_ENDINGS = (".parquet", ".csv", ".json")


@click.command(
    "journeys",
    help=_(
        "Follow the cases of each organisation in FINDINGS, a Parquet file that archive scan has "
        "made: which items are of one case, by the case number or likely by the title, and how "
        "many days since it was first seen."
    ),
    epilog=_("Example: agenda-risk archive journeys findings.parquet --output journeys.csv"),
)
@click.argument("findings", type=click.Path(path_type=Path), metavar="FINDINGS.parquet")
@click.option(
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help=_("File to write; its ending tells how: .parquet, .csv or .json."),
)
@click.option("--all", "is_all", is_flag=True, help=_("Also cases that were seen only once."))
@language_option
def tell_journeys(findings: Path, output: Path, is_all: bool, language: str) -> int:
    """Follow the cases, and write them."""
    say = translator(spoken(load_settings().language, language))
    if output.suffix not in _ENDINGS:
        raise RefusedError(
            "{path} has to end with {endings}.", path=output, endings=", ".join(_ENDINGS)
        )
    rows = _rows(findings, 1 if is_all else 2)
    if output.suffix == ".parquet":
        count = loaded("agenda_risk.findings_file").write_journeys(output, rows)
    else:
        told = list(rows)
        count = len(told)
        File().deliver(_written(told, output.suffix).encode("utf-8"), str(output))
    echo(
        say.plural("One sighting written to {path}.", "{count} sightings written to {path}.", count,
                   path=output)
    )  # fmt: skip
    return 0


def _rows(findings: Path, least: int) -> Iterator[dict[str, Any]]:
    titles = Titles(load_title_words())
    for _town, items in loaded("agenda_risk.findings_file").towns_in(findings):
        cases = (case for case in town_cases(items, titles) if len(case.stops) >= least)
        for number, case in enumerate(cases, 1):
            yield from rows_of(case, number)


def _written(rows: Sequence[dict[str, Any]], ending: str) -> str:
    if ending == ".json":
        return "".join(json.dumps(row, ensure_ascii=False, default=str) + "\n" for row in rows)
    return as_table(rows)


def as_table(rows: Sequence[dict[str, Any]]) -> str:
    """Return *rows* as CSV with a head; numbers have the comma that Excel wants in Sweden."""
    head = [tuple(row) for row in rows[:1]]
    return as_csv([*head, *(map(_cell, row.values()) for row in rows)])


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:g}".replace(".", ",")
    return "" if value is None else f"{value}"
