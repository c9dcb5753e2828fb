"""Read a list of items that was written as a table."""

import re
from collections.abc import Iterator
from dataclasses import replace

from agenda_risk.agenda.case_numbers import cell_case_number, is_case_number
from agenda_risk.agenda.entries import Entry
from agenda_risk.agenda.headings import is_list_heading, is_section_heading
from agenda_risk.agenda.lines import COVER, Line, Span, line
from agenda_risk.agenda.presenters import awaits_more, is_person_line
from agenda_risk.models import ItemKind

_COLUMNS = {
    "title": r"ärenden?|rubrik|ärenderubrik|ärendemening|ärende(?:/| och )föredragande",
    "case_number": r"beteckning|dnr|diarienummer|diarienr\.?|ärendenummer|diarie-?nr",
    "proposal": r"förslag|förslag till beslut|beslutsförslag",
    "presenter": r"(?:tid ?/ ?)?föredragande(?: ?/ ?tid)?|föredras av|föredragning",
    "number": r"nr\.?|§|paragraf|punkt|ärende ?nr|#|nummer",
}
_COLUMN = re.compile("|".join(f"(?P<{name}>{words})" for name, words in _COLUMNS.items()))
_NUMBER = re.compile(r"(?:[A-ZÅÄÖ]\w{1,5} )?(?:§ ?)?\d{1,3}(?: ?[a-h½])?(?:/\d{2,4})?|[A-ZÅÄÖ]")
_CLOCK_LINE = re.compile(
    r"[Kk]l(?:ockan)?\.?\s*\d{1,2}[.:]\d{2}(?:\s*[-–]\s*\d{1,2}[.:]\d{2})?"
    r"|\d{1,2}[.:]\d{2}\s*[-–]\s*\d{1,2}[.:]\d{2}"
)
_CLOCKS = re.compile(rf"(?:{_CLOCK_LINE.pattern}|\d{{1,2}}[.:]\d{{2}}),?\s*")
# A table of figures (weeks and days of meetings) is no list of items.
_LETTERS = re.compile(r"[^\W\d_]{2}")

# A row of a table that is drawn with strokes: 2 | Taxa | KS 2026/12.
_DRAWN = re.compile(r"^[ \t]*(?:\|[ \t]*)?(?:§[ ]?)?\d{1,3}[.]?[ \t]*\|", re.MULTILINE)
_FEW = 1

Row = list[Span]


def with_cells(text: str) -> str:
    """Return *text* with a tab for each upright stroke, where a table is drawn with them."""
    return text.replace("|", "\t") if len(_DRAWN.findall(text)) > _FEW else text


def tabulated(text: str, original: str) -> list[Entry]:
    """Return the entries of a table of items in *text*.

    *original* is *text* before its noise was covered; the table's head may be noise elsewhere.
    """
    rows = list(_rows(original))
    guess = max((_guessed(text, row) for row in rows), key=len, default={})
    columns: dict[str, int] = {}
    found: list[Entry] = []
    above: list[Entry] = []
    for row in rows:
        if len(row) < 2:
            above = [*above, _heading(text, row)] if row else []
            continue
        header = _header(original, row)
        columns = header or columns or (guess if _is_numbered(text, row) else {})
        one = None if header or not columns else _entry(text, row, columns)
        if one and found and _goes_on(text, found[-1], one):
            found[-1] = _joined(found[-1], one)
        elif one and (one.number or len(row) > max(columns.values())):
            found += [*above, one]
            above = []
    return found if sum(bool(one.number or one.case_number) for one in found) > 1 else []


def _goes_on(text: str, before: Entry, one: Entry) -> bool:
    """Tell whether the title of *one*, a row without number, goes on that of the row *before*."""
    is_free = not one.number and not (one.case_number and before.case_number)
    if not is_free or before.kind is ItemKind.HEADING:
        return False
    last, first = text[slice(*before.title[-1])].rstrip(), text[one.start]
    return awaits_more(last) or first.islower()


def _joined(before: Entry, one: Entry) -> Entry:
    return replace(
        before,
        title=(*before.title, *one.title),
        proposal=(*before.proposal, *one.proposal),
        case_number=before.case_number or one.case_number,
        presenter=before.presenter or one.presenter,
    )


def _heading(text: str, row: Row) -> Entry:
    one = line(text, *row[0])
    return Entry("", ((one.start, one.end),), kind=ItemKind.HEADING)


def _rows(text: str) -> Iterator[Row]:
    """Yield the rows of tables, headings between them as a single cell and other lines as none."""
    start = 0
    for whole in text.split("\n"):
        if "\t" in whole:
            yield list(_cells(whole, start))
        elif whole.strip():
            yield [(start, start + len(whole))] if _is_heading(whole.strip()) else []
        start += len(whole) + 1


def _is_heading(words: str) -> bool:
    return is_section_heading(words) and not is_list_heading(words)


def _cells(whole: str, start: int) -> Iterator[Span]:
    for cell in whole.split("\t"):
        yield start, start + len(cell)
        start += len(cell) + 1


def _header(text: str, row: Row) -> dict[str, int]:
    """Return which column holds what, if *row* says so."""
    names = [_COLUMN.fullmatch(" ".join(text[a:b].lower().split())) for a, b in row]
    columns = {name.lastgroup or "": place for place, name in enumerate(names) if name}
    if "title" not in columns or len(columns) < 2:
        return {}
    if "number" not in columns and columns["title"] > 0:
        columns["number"] = columns["title"] - 1
    return columns


def _guessed(text: str, row: Row) -> dict[str, int]:
    if len(row) < 3 or not _is_numbered(text, row):
        return {}
    columns = {"number": 0, "title": 1}
    for place, (start, end) in enumerate(row[2:], 2):
        if is_case_number(text[start:end].strip()):
            columns["case_number"] = place
    return columns


def _is_numbered(text: str, row: Row) -> bool:
    is_row = len(row) > 1 and bool(_number(text, row[0]))
    return is_row and _LETTERS.search(text[slice(*row[1])]) is not None


def _entry(text: str, row: Row, columns: dict[str, int]) -> Entry | None:
    """Return what *row* says of an item; its last cells may be missing."""
    cells = {name: row[place] for name, place in columns.items() if place < len(row)}
    title, people = _title(text, cells["title"]) if "title" in cells else (None, "")
    number = _number(text, cells["number"]) if "number" in cells else ""
    if not title or not _LETTERS.search(text[slice(*title)]):
        return None
    case = cell_case_number(text[slice(*cells["case_number"])]) if "case_number" in cells else ""
    named = text[slice(*cells["presenter"])] if "presenter" in cells else ""
    others = [cell for cell in row if cell not in (cells["title"], cells.get("number"))]
    alone = not number and not any(text[a:b].strip() for a, b in others)
    return Entry(
        number=number,
        title=(title,),
        proposal=(cells["proposal"],) if "proposal" in cells else (),
        case_number=case,
        presenter=_shown(_CLOCKS.sub("", named)) or people,
        kind=ItemKind.HEADING if alone else ItemKind.ITEM,
    )


def _title(text: str, cell: Span) -> tuple[Span | None, str]:
    """Return where the title stands in *cell*, and the people who are named below it."""
    found = [one for one in _cell_lines(text, cell) if one]
    for place, one in enumerate(found):
        after = found[place + 1].text if place + 1 < len(found) else ""
        if place and _ends_title(found[place - 1].text, one.text, after):
            people = [each.text for each in found[place:] if not _CLOCK_LINE.fullmatch(each.text)]
            return (found[0].start, found[place - 1].end), _shown("\v".join(people))
    return ((found[0].start, found[-1].end), "") if found else (None, "")


def _ends_title(before: str, words: str, after: str) -> bool:
    whole = f"{words} {after}" if words.endswith(",") else words
    return _CLOCK_LINE.fullmatch(words) is not None or is_person_line(whole, before)


def _cell_lines(text: str, cell: Span) -> Iterator[Line]:
    start, end = cell
    for piece in text[start:end].split("\v"):
        yield line(text, start, start + len(piece))
        start += len(piece) + 1


def _number(text: str, cell: Span) -> str:
    words = " ".join(text[slice(*cell)].replace(COVER, " ").split()).rstrip(".):/")
    return words if _NUMBER.fullmatch(words) else ""


def _shown(people: str) -> str:
    joined = re.sub(r",?\s*\v\s*", ", ", people.replace(COVER, " ").strip())
    return " ".join(joined.split())
