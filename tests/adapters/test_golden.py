"""What a person reads of each family; AGENDA_RISK_REWRITE_GOLDEN=1 writes the copies anew."""

import os
from collections.abc import Iterator
from pathlib import Path
from textwrap import shorten

import pytest
from families import FAMILIES
from replaying import Dictionary, gathered

from agenda_risk.gather import Fetched
from agenda_risk.models import AgendaItem, Link, Meeting

GOLDEN = Path(__file__).with_name("golden")
REWRITE = "AGENDA_RISK_REWRITE_GOLDEN" in os.environ


def told(found: Fetched) -> str:
    """Return *found* as text: a block for each meeting, and what could not be had."""
    blocks = [*map(_meeting, found.meetings), *(f"not had: {one.url}" for one in found.failures)]
    return "\n\n".join(blocks) + "\n"


def _meeting(meeting: Meeting) -> str:
    start, end = meeting.start, f"–{meeting.end}" if meeting.end else ""
    more = [meeting.state, meeting.publicity, "extra" if meeting.is_extra else ""]
    lines = [
        f"{start.day or 'some day'} {start.clock or ''}{end} · {meeting.body.name} "
        f"({meeting.body.kind}) · {meeting.organisation.name or '–'}",
        f"  {' · '.join(filter(None, more))} · id {meeting.id}",
        *_named("title", meeting.title),
        *_named("place", meeting.place),
        *_named("web", meeting.web),
        *map(_link, meeting.links),
        *(f"  document: {len(one.text)} characters" for one in meeting.documents),
        *(f"  notice: {one.msgid.format(**one.fields)}" for one in meeting.notices),
        *(line for item in meeting.items for line in _item(item)),
    ]
    return "\n".join(line.rstrip() for line in lines)


def _item(item: AgendaItem) -> Iterator[str]:
    ordinary = {"item", "listed", "unknown", "public"}
    marks = [one for one in (item.kind, item.state, item.publicity) if one not in ordinary]
    case = f" [{item.case_number}]" if item.case_number else ""
    yield f"  {item.number or '–'} | {item.title}{case} {' '.join((*marks, item.publicity_ground))}"
    texts = {"by": item.presenter, "proposal": item.proposal, "summary": item.summary}
    for name, text in {**texts, "body": item.body}.items():
        yield from (f"    {line}" for line in _named(name, str(text)))
    yield from (f"  {_link(one)}" for one in item.links)


def _link(link: Link) -> str:
    shut = " (restricted)" if link.restricted else ""
    return f"  {link.kind}: {link.title or '–'} <{link.url}>{shut}"


def _named(name: str, text: str) -> list[str]:
    shown = shorten(" / ".join(text.splitlines()), 200, placeholder=" …")
    return [f"  {name}: {shown}"] if text else []


@pytest.mark.parametrize("name", FAMILIES)
def test_what_a_family_publishes_is_read_as_before(name):
    path = GOLDEN / f"{name}.txt"
    written = told(gathered(FAMILIES[name], Dictionary(FAMILIES[name])))
    if REWRITE:
        path.write_text(written, encoding="utf-8")

    assert written == path.read_text(encoding="utf-8")


def test_there_is_a_family_for_each_folder_of_saved_pages():
    folders = {one.name for one in GOLDEN.parents[1].joinpath("pages").iterdir() if one.is_dir()}

    assert folders == {one.source.system for one in FAMILIES.values()}
