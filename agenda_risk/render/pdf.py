"""A paper as PDF that can be read aloud (PDF/UA-1) and kept (PDF/A-2a)."""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files
from math import ceil
from pathlib import Path
from typing import Any

from agenda_risk.errors import AgendaRiskError
from agenda_risk.render.extras import documents
from agenda_risk.render.glyphs import drawable, fonts
from agenda_risk.render.paper import (
    Block,
    Bullets,
    Form,
    Line,
    Paper,
    Prose,
    Section,
    Square,
    Table,
    kind_of,
    shares,
)
from agenda_risk.render.qr import svg
from agenda_risk.translate import N_, translator

_STANDARDS = ["ua-1", "a-2a"]
# A line of the foot in millimetres, how many letters it holds at least, and the room around it.
_FOOT_LINE, _FOOT_LETTERS, _FOOT_MARGIN = 3.5, 92, 9
# How many sheets typst remembers what it worked out for, some 30 MB each; no other gains by it.
_REMEMBERED = 10
_PAGES = N_("Page {page} of {pages}")


def as_pdf(paper: Paper, made: date | None = None) -> bytes:
    """Return *paper* as PDF; *made* is its date, else it is dated by the clock.

    Raises MissingExtraError where the extra for documents is not installed.
    """
    title = f"{paper.title} ({paper.mark})" if paper.mark else paper.title
    return compiled(
        "paper.typ",
        {
            "language": paper.language,
            "title": title,
            "name": paper.title,
            "subtitle": paper.subtitle,
            "facts": paper.facts,
            "mark": paper.mark,
            "sections": sections(paper.sections),
            "made": day(made),
            **foot(paper.foot, paper.language),
        },
    )


def compiled(name: str, sheet: Mapping[str, object]) -> bytes:
    """Return *sheet* set by the template *name*; its texts are never read as markup."""
    typst = documents("typst")
    written = json.dumps(_drawn(sheet), ensure_ascii=False)
    root = Path(str(files("agenda_risk.render"))) / "sheets"
    try:
        made: bytes = typst.compile(
            root / name,
            root=root,
            font_paths=_fonts(),
            sys_inputs={"sheet": written},
            pdf_standards=_STANDARDS,
        )
    except typst.TypstError as error:
        raise AgendaRiskError("The PDF could not be made: {reason}.", reason=error) from error
    finally:
        _forget()
    return made


def _forget() -> None:
    """Let typst forget the sheet: sheets without any text take the places of the last ones."""
    for _ in range(_REMEMBERED):
        documents("typst").compile(b"", font_paths=_fonts())


def _drawn(value: object) -> object:
    """Return *value* with all texts in it as the fonts can draw them."""
    match value:
        case str():
            return drawable(value)
        case Mapping():
            return {key: _drawn(one) for key, one in value.items()}
        case list() | tuple():
            return [_drawn(one) for one in value]
        case _:
            return value


@cache
def _fonts() -> Any:
    """Return the shipped fonts, and no others: the PDF looks the same on every computer."""
    return documents("typst").Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts()]
    )


def day(made: date | None) -> tuple[int, int, int] | None:
    """Return *made* as the templates read it."""
    return (made.year, made.month, made.day) if made else None


def sections(found: tuple[Section, ...]) -> list[dict[str, object]]:
    """Return *found* as the templates read it."""
    return [
        {
            "heading": section.heading,
            "new_page": section.new_page,
            "blocks": [_block(block) for block in section.blocks],
        }
        for section in found
    ]


def foot(lines: tuple[Line, ...], language: str) -> dict[str, object]:
    """Return what stands at the foot of each page, and how many millimetres of it that takes."""
    letters = sum(len(str(line)) + 1 for line in lines)
    room = _FOOT_MARGIN + _FOOT_LINE * max(1, ceil(letters / _FOOT_LETTERS))
    return {"foot": said(lines), "foot_room": room, "pages": translator(language)(_PAGES)}


def said(lines: tuple[Line, ...]) -> list[dict[str, str]]:
    """Return *lines* as the templates read them."""
    return [{"lead": line.lead, "text": line.text} for line in lines]


def _block(block: Block) -> dict[str, object]:
    return {"kind": kind_of(block), **_content(block)}


def _content(block: Block) -> dict[str, object]:
    match block:
        case Prose(lines):
            return {"lines": said(lines)}
        case Bullets(lines, numbered):
            return {"lines": said(lines), "numbered": numbered}
        case Table(head, rows, caption):
            return {"head": head, "rows": rows, "caption": caption, "widths": shares(block)}
        case Form(fields):
            return {"fields": fields}
        case Square():
            return square(block)


def square(block: Square) -> dict[str, object]:
    """Return *block* as the templates read it."""
    return {"svg": svg(block.address), "alt": block.alt, "lines": said(block.lines)}
