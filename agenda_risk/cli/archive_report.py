"""The command that counts what an archive shows."""

from pathlib import Path

import click

from agenda_risk.cli import loaded
from agenda_risk.cli.archive_journeys import as_table
from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.paper_writing import written_options
from agenda_risk.cli.writing import echo
from agenda_risk.counties import by_county
from agenda_risk.deliver.file import File
from agenda_risk.own_files import load_settings
from agenda_risk.render import survey as told
from agenda_risk.shipped import load_counties, load_screen, load_title_words
from agenda_risk.survey import Case, FoundItem, Survey, survey
from agenda_risk.title_gist import Titles
from agenda_risk.town_cases import figures_of, town_cases
from agenda_risk.translate import Translator, translator

_ALL = "all"


@click.command(
    "report",
    help=_(
        "Count what FINDINGS shows, a Parquet file that archive scan has made: raised items by "
        "month, category, body and level, how long cases take, and subjects that came up in "
        "several organisations within fourteen days. Nothing in it is about persons."
    ),
    epilog=_(
        "Example: agenda-risk archive report findings.parquet --format html --output report.html"
    ),
)
@click.argument("findings", type=click.Path(path_type=Path), metavar="FINDINGS.parquet")
@written_options("text", "html", "json", "csv")
@click.option(
    "--neighbours",
    metavar="FILE",
    help=_(
        "Who is whose neighbour: a file with two organisations a line, parted by “;”, or all. "
        "Without it, those in the same county, where that is known of every organisation."
    ),
)
@language_option
def report_archive(
    findings: Path, form: str, output: str | None, neighbours: str | None, language: str
) -> int:
    """Count, and write the report."""
    say = translator(spoken(load_settings().language, language))
    written = _written(_surveyed(findings, neighbours), form, say)
    if output:
        echo(f"→ {File().deliver(written.encode('utf-8'), output)}")
    else:
        echo(written)
    return 0


def _surveyed(findings: Path, neighbours: str | None) -> Survey:
    file, titles = loaded("agenda_risk.findings_file"), Titles(load_title_words())
    items: list[FoundItem] = []
    cases: list[Case] = []
    for _town, own in file.towns_in(findings):
        items.extend(one._replace(title="", case_number="") for one in own)
        cases.extend(figures_of(case) for case in town_cases(own, titles) if len(case.stops) > 1)
    if neighbours and neighbours != _ALL:
        return survey(items, cases, file.neighbours_in(Path(neighbours)))
    towns = {one.organisation for one in items}
    return survey(items, cases, counties=None if neighbours else by_county(towns, load_counties()))


def _written(found: Survey, form: str, say: Translator) -> str:
    if form == "json":
        return told.as_json(found)
    if form == "csv":
        return as_table(list(told.rows(found)))
    rules = {rule.id: rule.title for rule in load_screen().rules.rules}
    return (told.as_html if form == "html" else told.as_text)(found, rules, say)
