"""The command with which other programs have agenda items screened."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import click
from pydantic import BaseModel, ValidationError

from agenda_risk.assess import assess
from agenda_risk.bodies import body_named
from agenda_risk.cli.language import _
from agenda_risk.cli.writing import echo
from agenda_risk.errors import BrokenFileError, MissingInputError
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
    with _opened(file) as lines:
        for asked in _asked(lines, file):
            echo(json.dumps(_answer(asked, screen), ensure_ascii=False))
    return 0


def _opened(file: str) -> IO[bytes]:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise MissingInputError(
            "{name} cannot be opened: {reason}.", name=file, reason=error.strerror or error
        ) from error


def _asked(lines: IO[bytes], file: str) -> Iterator[Asked]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield Asked.model_validate_json(line)
            except ValidationError as error:
                fault = error.errors(include_url=False)[0]
                raise BrokenFileError(
                    "{name}, line {line}: {key}: {fault}.",
                    name=file,
                    line=number,
                    key=".".join(str(step) for step in fault["loc"]) or "JSON",
                    fault=fault["msg"],
                ) from error


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
    return {
        "id": asked.id,
        "level": assessment.level,
        "categories": assessment.categories,
        "findings": [finding.model_dump(mode="json") for finding in assessment.findings],
    }
