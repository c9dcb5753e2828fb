"""Read OpenDocument texts, as LibreOffice and OnlyOffice write them."""

from collections.abc import Callable, Iterator
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

from agenda_risk.errors import PasswordError
from agenda_risk.extract.archive import damaged, open_archive, unpack
from agenda_risk.extract.markup import attribute, local, parse
from agenda_risk.extract.numerals import whole
from agenda_risk.extract.odt_lists import Lists
from agenda_risk.extract.reading import PAGE, Reading, joined, paged, row
from agenda_risk.models import Page

_BLOCKS = frozenset({
    "alphabetical-index", "bibliography", "custom-shape", "frame", "illustration-index",
    "index-body", "index-title", "numbered-paragraph", "section", "table-index",
    "table-of-content", "text-box", "user-index",
})  # fmt: skip
_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
# Of elements within a paragraph, those of the text namespace hold its text, but for these.
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ASIDE = frozenset({"hidden-paragraph", "hidden-text", "note", "ruby-text", "script"})
_MOST_SPACES = 200


class Look(NamedTuple):
    """What the styles of a document say of its texts: how lists count, and what is hidden."""

    lists: Lists
    hidden: frozenset[str]


def read(page: Page) -> Reading:
    """Return the text of *page* without notes and comments, and apart its headers and footers."""
    archive = open_archive(page)
    _check_lock(archive, page)
    root = parse(unpack(archive, "content.xml", page), page)
    text = root.find("{*}body/{*}text")
    if text is None:
        raise damaged(page)
    roots = [root]
    if "styles.xml" in archive.namelist():
        roots.insert(0, parse(unpack(archive, "styles.xml", page), page))
    hidden = _hidden_styles(roots)
    edges = paged(joined(_edges(roots[0], Look(Lists(roots), hidden)))).text
    return paged(joined(_lines(text, Look(Lists(roots), hidden))))._replace(edges=edges)


def _edges(styles: etree._Element, look: Look) -> Iterator[str]:
    """Yield the lines of headers, then of footers, each once."""
    edges = (edge for name in ("header", "footer") for edge in styles.iter(f"{{{_STYLE}}}{name}"))
    yield from dict.fromkeys(line for edge in edges for line in _lines(edge, look))


def _check_lock(archive: ZipFile, page: Page) -> None:
    """Refuse a document whose list of contents speaks of encryption."""
    if "META-INF/manifest.xml" not in archive.namelist():
        return
    manifest = parse(unpack(archive, "META-INF/manifest.xml", page), page)
    if manifest.find(".//{*}encryption-data") is not None:
        raise PasswordError(
            "{name} is locked with a password. Save it without one and try again.", name=page.name
        )


def _hidden_styles(roots: list[etree._Element]) -> frozenset[str]:
    """Return the names of styles whose text is not shown."""
    return frozenset(
        attribute(style, "name")
        for root in roots
        for style in root.iter("{*}style")
        if attribute(style.find("{*}text-properties"), "display") == "none"
    )


def _lines(parent: etree._Element, look: Look) -> Iterator[str]:
    """Yield the paragraphs, list items and rows of tables within *parent*."""
    for child in parent:
        name = local(child)
        if name == "soft-page-break":
            yield PAGE
        elif name in _BLOCKS and not _is_hidden(child, look):
            yield from _lines(child, look)
        elif name in _READERS and not _is_hidden(child, look):
            yield from _READERS[name](child, look)


def _is_hidden(element: etree._Element, look: Look) -> bool:
    """Tell whether *element* is set not to be shown."""
    return (
        attribute(element, "display") == "none"
        or attribute(element, "is-hidden") == "true"
        or attribute(element, "style-name") in look.hidden
    )


def _paragraph(paragraph: etree._Element, look: Look, label: str = "") -> Iterator[str]:
    """Yield the text of *paragraph* after its number, then its text boxes."""
    text = "".join(_pieces(paragraph, look))
    words = text.lstrip(PAGE)
    if local(paragraph) == "h":
        label = label or look.lists.heading(whole(attribute(paragraph, "outline-level"), 1))
    yield text[: len(text) - len(words)] + (label if words.strip() else "") + words
    for box in paragraph.iter("{*}text-box", "{*}custom-shape"):
        if next(box.iterancestors("{*}p", "{*}h")) is paragraph:
            yield from _lines(box, look)


def _pieces(parent: etree._Element, look: Look) -> Iterator[str]:
    """Yield the shown pieces of text within a paragraph."""
    yield _unbroken(parent.text)
    for child in parent:
        yield from _piece(child, look)
        yield _unbroken(child.tail)


def _piece(element: etree._Element, look: Look) -> Iterator[str]:
    """Yield what *element* stands for."""
    match local(element):
        case "s":
            yield " " * min(whole(attribute(element, "c"), 1), _MOST_SPACES)
        case "tab":
            yield " "
        case "line-break":
            yield "\n"
        case "soft-page-break":
            yield PAGE
        case name if name not in _ASIDE and not _is_hidden(element, look):
            yield from _pieces(element, look) if _is_text(element) else ()


def _is_text(element: etree._Element) -> bool:
    """Tell whether *element* is of the text itself, and no drawing or comment within it."""
    return str(element.tag).startswith(_TEXT)


def _unbroken(text: str | None) -> str:
    """Return *text* with white space as OpenDocument counts it: breaks and tabs are spaces."""
    return (text or "").replace("\n", " ").replace("\t", " ").replace("\r", " ")


def _list(element: etree._Element, look: Look) -> Iterator[str]:
    """Yield the items of a list with their numbers."""
    look.lists.enter(element)
    for item in element:
        yield from _item(item, look)
    look.lists.leave()


def _item(item: etree._Element, look: Look) -> Iterator[str]:
    """Yield the lines of one item; its number stands before its first paragraph."""
    first = item[0] if len(item) and local(item[0]) in {"p", "h"} else None
    if first is None or local(item) != "list-item" or _is_hidden(first, look):
        yield from _lines(item, look)
        return
    start = attribute(item, "start-value")
    yield from _paragraph(first, look, look.lists.label(whole(start, 0) if start else None))
    item.remove(first)
    yield from _lines(item, look)


def _table(table: etree._Element, look: Look) -> Iterator[str]:
    """Yield the rows of *table*."""
    for child in table:
        match local(child):
            case "table-row" if attribute(child, "visibility", "visible") == "visible":
                yield from row([_lines(found, look) for found in _cells(child)])
            case "table-header-rows" | "table-rows" | "table-row-group":
                yield from _table(child, look)
            case "soft-page-break":
                yield PAGE


def _cells(table_row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row; what a wide cell covers in its own row is no cell."""
    covered = 0
    for child in table_row:
        if local(child) == "table-cell":
            covered = whole(attribute(child, "number-columns-spanned"), 1) - 1
            yield child
        elif local(child) == "covered-table-cell":
            covered -= 1
            if covered < 0:
                yield child


_READERS: dict[str, Callable[[etree._Element, Look], Iterator[str]]] = {
    "p": _paragraph,
    "h": _paragraph,
    "list": _list,
    "table": _table,
}
