"""The command with which other programs have agenda items screened."""

import json
from pathlib import Path

import click
from pydantic import BaseModel

from agenda_risk.assess import assess
from agenda_risk.bodies import body_named
from agenda_risk.brief import masked_finding
from agenda_risk.cli.json_lines import opened, rows
from agenda_risk.cli.language import _
from agenda_risk.cli.writing import echo, tell
from agenda_risk.mask import personal_data
from agenda_risk.models import AgendaItem, Meeting, Organisation, OrganisationKind, Passage
from agenda_risk.screen import Screen
from agenda_risk.shipped import load_screen


class Asked(BaseModel):
    """One line of the input."""

    id: str
    organisation_kind: str = OrganisationKind.UNKNOWN
    body: str = ""
    title: str
    text: str = ""


@click.command(
    "screen-items",
    help=_(
        "Read one JSON object a line with id, organisation_kind, body, title and text; print one "
        "a line with id, level, categories and findings, in the same order. - reads standard "
        "input."
    ),
    epilog=_("Example: agenda-risk screen-items items.jsonl"),
)
@click.argument("file", metavar="FILE.jsonl")
@click.option(
    "--rules",
    "rule_files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=_("Rules of your own, read after the shipped ones."),
)
def command(file: str, rule_files: tuple[Path, ...]) -> int:
    """Screen each line."""
    screen = load_screen(rule_files)
    tell(screen.notices)
    with opened(file) as lines:
        for asked in rows(lines, file, Asked):
            echo(json.dumps(_answer(asked, screen), ensure_ascii=False))
    return 0


def _answer(asked: Asked, screen: Screen) -> dict[str, object]:
    item = AgendaItem(
        id=asked.id, title=Passage(text=asked.title), summary=Passage(text=asked.text)
    )
    known = {kind.value for kind in OrganisationKind}
    kind = asked.organisation_kind if asked.organisation_kind in known else "unknown"
    meeting = Meeting(
        body=body_named(asked.body), organisation=Organisation(kind=OrganisationKind(kind))
    )
    assessment = assess(item, screen.findings(item, meeting))
    shown = (masked_finding(finding, item, meeting) for finding in assessment.findings)
    return {
        "id": asked.id,
        "level": assessment.level,
        "categories": assessment.categories,
        "personal_data": personal_data(asked.title),
        "findings": [finding.model_dump(mode="json") for finding in shown],
    }
