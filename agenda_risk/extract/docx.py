"""Read Word documents: what a reader sees of them, in the order it is seen."""

from collections.abc import Iterator
from io import BytesIO

from docx.opc.exceptions import OpcError
from docx.opc.part import Part
from docx.opc.rel import Relationships
from docx.package import Package
from lxml import etree

from agenda_risk.extract.archive import DAMAGE, damaged, open_archive, unpack
from agenda_risk.extract.markup import attribute, local, parse
from agenda_risk.extract.numbering import Numbering
from agenda_risk.extract.reading import PAGE, SEEN_PAGE, Reading, joined, paged, row
from agenda_risk.models import Page

# Elements that only surround what is shown. Left out are, with all within them: deleted and
# moved-away text, instructions of fields, and Fallback, which repeats what Choice holds.
_WRAPPERS = frozenset({
    "AlternateContent", "Choice", "bdo", "customXml", "dir", "fldSimple", "hyperlink", "ins",
    "moveTo", "oMath", "oMathPara", "r", "sdt", "sdtContent", "smartTag",
})  # fmt: skip
_SIGNS = {
    "tab": " ",
    "ptab": " ",
    "cr": "\n",
    "noBreakHyphen": "-",
    "softHyphen": "\u00ad",
    "lastRenderedPageBreak": SEEN_PAGE,
}
_NOT_SHOWN = frozenset({"Fallback", "del", "moveFrom", "txbxContent"})


def read(page: Page) -> Reading:
    """Return the text of *page* without notes, and apart from it its headers and footers."""
    document = _document(page)
    body = parse(document.blob, page)
    numbering = Numbering(
        _related(document.rels, "numbering", page), _related(document.rels, "styles", page)
    )
    found = paged(joined(_lines(body, numbering)))
    return found._replace(edges=paged(joined(_edges(document, page, numbering))).text)


def _edges(document: Part, page: Page, numbering: Numbering) -> Iterator[str]:
    """Yield the lines of headers, then of footers, each once."""
    parts = (part for kind in ("header", "footer") for part in _targets(document.rels, kind))
    lines = (line for part in parts for line in _lines(parse(part.blob, page), numbering))
    yield from dict.fromkeys(lines)


def _document(page: Page) -> Part:
    """Open the package and return its main part."""
    _check_parts(page)
    try:
        package = Package.open(BytesIO(page.content))
    except (OpcError, KeyError, AttributeError, *DAMAGE) as error:
        raise damaged(page) from error
    part = _target(package.rels, "officeDocument")
    if part is None:
        raise damaged(page)
    return part


def _check_parts(page: Page) -> None:
    """Parse all XML of the package strictly, before python-docx does."""
    archive = open_archive(page)
    for member in archive.namelist():
        if member.endswith((".xml", ".rels")):
            parse(unpack(archive, member, page), page)


def _related(relations: Relationships, kind: str, page: Page) -> etree._Element | None:
    """Return the root of the part that is related as *kind*, if there is one."""
    part = _target(relations, kind)
    return None if part is None else parse(part.blob, page)


def _target(relations: Relationships, kind: str) -> Part | None:
    """Return the part that is related as *kind*; strict and transitional files name it apart."""
    return next(_targets(relations, kind), None)


def _targets(relations: Relationships, kind: str) -> Iterator[Part]:
    for relation in relations.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            yield relation.target_part


def _lines(parent: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Yield the paragraphs and the rows of tables within *parent*."""
    for child in parent:
        match local(child):
            case "p":
                yield from _paragraph(child, numbering)
            case "tbl":
                yield from _table(child, numbering)
            case "body":
                yield from _lines(child, numbering)
            case name if name in _WRAPPERS:
                yield from _lines(child, numbering)


def _paragraph(paragraph: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Yield the text of *paragraph* with its number, then its text boxes."""
    text = "".join(_pieces(paragraph, numbering))
    if text.strip() or not _is_deleted(paragraph):
        number = numbering.number(paragraph)
        words = text.lstrip("\n" + PAGE + SEEN_PAGE)
        before = _page_break_before(paragraph) + text[: len(text) - len(words)]
        is_told = words.strip() or _is_in_cell(paragraph)
        yield before + (number if is_told else "") + words
    for box in paragraph.iter("{*}txbxContent"):
        if _is_shown(box, paragraph):
            yield from _lines(box, numbering)


def _is_in_cell(paragraph: etree._Element) -> bool:
    """Tell whether *paragraph* is in a cell, where a number often stands alone."""
    parent = paragraph.getparent()
    return parent is not None and local(parent) == "tc"


def _is_deleted(paragraph: etree._Element) -> bool:
    """Tell whether a tracked change deletes the end of *paragraph*."""
    return paragraph.find("{*}pPr/{*}rPr/{*}del") is not None


def _page_break_before(paragraph: etree._Element) -> str:
    """Return a mark if *paragraph* is set to begin a page."""
    setting = paragraph.find("{*}pPr/{*}pageBreakBefore")
    return PAGE if setting is not None and _is_on(setting) else ""


def _is_on(setting: etree._Element) -> bool:
    """Tell whether *setting*, which is there, is not set to no."""
    return attribute(setting, "val", "true") not in {"0", "false", "off"}


def _is_shown(box: etree._Element, paragraph: etree._Element) -> bool:
    """Tell whether *box* is not deleted, repeated, or reached through another box."""
    return not any(
        local(above) in _NOT_SHOWN
        for above in box.iterancestors()
        if above is not paragraph and paragraph in above.iterancestors()
    )


def _pieces(parent: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Yield the shown pieces of text within a paragraph."""
    for child in parent:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name == "br":
            yield "\n" + PAGE if attribute(child, "type") == "page" else "\n"
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name in _WRAPPERS and not _is_hidden(child, numbering):
            yield from _pieces(child, numbering)


def _is_hidden(run: etree._Element, numbering: Numbering) -> bool:
    """Tell whether *run* is set as hidden text, itself or by its style."""
    setting = run.find("{*}rPr/{*}vanish")
    if setting is not None:
        return _is_on(setting)
    return attribute(run.find("{*}rPr/{*}rStyle"), "val") in numbering.hidden_styles


def _table(table: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Yield the rows of *table*."""
    for child in table:
        name = local(child)
        if name == "tr" and child.find("{*}trPr/{*}del") is None:
            yield from row([_cell(found, numbering) for found in _cells(child)])
        elif name in _WRAPPERS:
            yield from _table(child, numbering)


def _cells(parent: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row."""
    for child in parent:
        if local(child) == "tc":
            yield child
        elif local(child) in _WRAPPERS:
            yield from _cells(child)


def _cell(found: etree._Element, numbering: Numbering) -> Iterator[str]:
    """Yield the lines of a cell, unless it is merged into the one above."""
    merged = found.find("{*}tcPr/{*}vMerge")
    if merged is None or attribute(merged, "val") == "restart":
        yield from _lines(found, numbering)
