"""The blocks of a paper, written to a Word document."""

import re
from io import BytesIO

from docx.document import Document as Written
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table as Grid
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph

from agenda_risk.render.paper import (
    Block,
    Bullets,
    Form,
    Line,
    Prose,
    Section,
    Square,
    Table,
    shares,
)
from agenda_risk.render.qr import png

# What XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RULE = {"w:val": "single", "w:sz": "4", "w:space": "0", "w:color": "C3CCD6"}
_DOTTED = {"w:val": "dotted", "w:sz": "8", "w:space": "0", "w:color": "4A5666"}
_FORM = (1, 2)
_LONG = 60


def writable(text: str) -> str:
    """Return *text* without the characters that XML cannot hold."""
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def put(paragraph: Paragraph, text: str, *, bold: bool = False) -> None:
    """Add *text* to *paragraph*, if there is any."""
    if text:
        paragraph.add_run(writable(text)).bold = bold or None


def add_text(written: Written, text: str, style: str = "Normal") -> None:
    """Add a paragraph with *text*, if there is any."""
    if text:
        put(_paragraph(written, style), text)


def add_line(written: Written, line: Line, style: str = "Normal") -> Paragraph:
    """Add *line* as a paragraph, its lead in bold."""
    return _put_line(_paragraph(written, style), line)


def add_sections(written: Written, sections: tuple[Section, ...]) -> None:
    """Add the headings of *sections* and what stands under them."""
    for section in sections:
        heading = _paragraph(written, "Heading 1")
        heading.paragraph_format.page_break_before = section.new_page or None
        put(heading, section.heading)
        for block in section.blocks:
            _add(written, block)


def _add(written: Written, block: Block) -> None:
    match block:
        case Prose(lines):
            _add_lines(written, lines)
        case Bullets(lines, numbered):
            _add_list(written, lines, numbered=numbered)
        case Table():
            _add_table(written, block)
        case Form(fields):
            _add_form(written, fields)
        case Square():
            _add_square(written, block)


def _add_lines(written: Written, lines: tuple[Line, ...]) -> None:
    for line in lines:
        add_line(written, line)


def _paragraph(written: Written, style: str) -> Paragraph:
    """Add a paragraph; a template of an organisation may lack the style."""
    known = style in {one.name for one in written.styles}
    return written.add_paragraph(style=style if known else None)


def _put_line(paragraph: Paragraph, line: Line) -> Paragraph:
    put(paragraph, line.lead, bold=True)
    put(paragraph, f" {line.text}" if line.lead and line.text else line.text)
    return paragraph


def _add_list(written: Written, lines: tuple[Line, ...], *, numbered: bool) -> None:
    style = "List Number" if numbered else "List Bullet"
    number = _own_number(written, style) if numbered else None
    is_known = style in {one.name for one in written.styles} and (number or not numbered)
    for place, line in enumerate(lines, 1):
        paragraph = _paragraph(written, style if is_known else "Normal")
        if not is_known:
            put(paragraph, f"{place}. " if numbered else "• ")
        _put_line(paragraph, line)
        if number:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()  # type: ignore[attr-defined]
            properties.get_or_add_ilvl().val = 0
            properties.get_or_add_numId().val = number


def _own_number(written: Written, style: str) -> int | None:
    """Return a numbering of its own for one list, so that it begins with 1; None without any."""
    found = [one.element for one in written.styles if one.name == style]
    ids = [one.val for element in found for one in element.iter(qn("w:numId"))]
    if not ids:
        return None
    numbering = written.part.numbering_part.element
    origin = next((one for one in numbering.num_lst if one.numId == ids[0]), None)
    if origin is None:
        return None
    number = numbering.add_num(origin.abstractNumId.val)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    identity: int = number.numId
    return identity


def _add_table(written: Written, table: Table) -> None:
    if table.caption:
        add_text(written, table.caption)
        written.paragraphs[-1].paragraph_format.keep_with_next = True
    grid = _grid(written, len(table.rows) + 1, shares(table))
    _borders(grid._tbl.tblPr, "w:tblBorders", {"bottom": _RULE, "insideH": _RULE})
    _mark(grid.rows[0], "w:tblHeader")
    for row, cells in zip(grid.rows, (table.head, *table.rows), strict=True):
        _mark(row, "w:cantSplit")
        is_head = cells is table.head
        for place, (cell, text) in enumerate(zip(row.cells, cells, strict=True)):
            _fill(cell, text, bold=is_head or not place)
    _space_after(written)


def _add_form(written: Written, fields: tuple[tuple[str, str], ...]) -> None:
    grid = _grid(written, len(fields), _FORM)
    for row, (label, value) in zip(grid.rows, fields, strict=True):
        _mark(row, "w:cantSplit")
        name, filled = row.cells
        _fill(name, label)
        _fill(filled, value, bold=len(value) < _LONG)
        under = _RULE if value else _DOTTED
        _borders(filled._tc.get_or_add_tcPr(), "w:tcBorders", {"bottom": under})
    _space_after(written)


def _add_square(written: Written, square: Square) -> None:
    run = _paragraph(written, "Normal").add_run()
    picture = run.add_picture(BytesIO(png(square.address)), width=Cm(2.4))
    picture._inline.docPr.set("descr", writable(square.alt))
    _add_lines(written, square.lines)


def _grid(written: Written, rows: int, shares: tuple[int, ...]) -> Grid:
    """Add a table with columns as wide as *shares* tell; Word goes by the width of each cell."""
    grid: Grid = written.add_table(rows, len(shares))
    grid.autofit = False
    section = written.sections[0]
    room = section.page_width - section.left_margin - section.right_margin  # type: ignore[operator]
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = int(room * share / sum(shares))
        for cell in column.cells:
            cell.width = column.width
    return grid


def _fill(cell: _Cell, text: str, *, bold: bool = False) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_before = Pt(2)
    paragraph.paragraph_format.space_after = Pt(2)
    put(paragraph, text, bold=bold)


def _space_after(written: Written) -> None:
    written.add_paragraph().paragraph_format.space_after = Pt(0)


def _mark(row: _Row, name: str) -> None:
    """Mark *row* as a heading that is repeated, or as one that is not cut."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _borders(properties: object, name: str, sides: dict[str, dict[str, str]]) -> None:
    """Draw lines at *sides* of a table or a cell."""
    borders = OxmlElement(name)
    for side, form in sides.items():
        line = OxmlElement(f"w:{side}")
        for key, value in form.items():
            line.set(qn(key), value)
        borders.append(line)
    properties.append(borders)  # type: ignore[attr-defined]
