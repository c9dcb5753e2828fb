"""Read web pages: what a browser would show of them."""

import re
from collections.abc import Iterator

from lxml import etree

from agenda_risk.errors import BrokenFileError
from agenda_risk.extract.encodings import charset_of, charset_within, decode
from agenda_risk.extract.markup import local
from agenda_risk.extract.numerals import numeral, whole
from agenda_risk.extract.reading import Reading, joined, row
from agenda_risk.models import Page

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot",
    "th", "thead", "tr", "ul",
})  # fmt: skip
_NOT_SHOWN = frozenset({
    "audio", "canvas", "datalist", "embed", "frameset", "head", "iframe", "input", "map", "math",
    "nav", "noembed", "noframes", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
})  # fmt: skip
_HIDING = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
# A line end in the source is a space to a browser; a no-break space is kept.
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SPACES = re.compile(r"[ \t\n\r\f\x1c]+")
# What HTML may hold and libxml2 would not take back.
_UNWRITABLE = re.compile(r"[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBERED = re.compile(r"\s*(?:§|\d)")


def read(page: Page) -> Reading:
    """Return the text of *page* without what is not shown and without its navigation."""
    declared = charset_of(page.media_type), charset_within(page.content)
    root = _parse(decode(page.content, *declared), page)
    if root is None:
        return Reading("")
    _number_items(root)
    return Reading(joined(_lines(root)))


def _parse(text: str, page: Page) -> etree._Element | None:
    """Return the root of the page, if it has one."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    root = etree.fromstring(text.replace("\x00", "\ufffd").encode("utf-8", "replace"), parser)
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        raise BrokenFileError(
            "{name} has parts within parts in too many layers to be read. Save it as PDF.",
            name=page.name,
        )
    return root


def _lines(root: etree._Element) -> Iterator[str]:
    """Yield the lines that *root* is shown as."""
    for line in "".join(_pieces(root)).split("\n"):
        text = line.strip(" ")
        if text.strip():
            yield text


def _pieces(root: etree._Element) -> Iterator[str]:
    """Yield the shown pieces of text within *root*, with a line end around each block."""
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            taken = None if element is root else _taken_whole(element)
            if taken is not None:
                walk.skip_subtree()
            yield _opened(element) if taken is None else taken
        else:
            yield _closed(element, root)


def _taken_whole(element: etree._Element) -> str | None:
    """Return the text of what is not walked through: nothing, or the rows of a table."""
    if _is_hidden(element):
        return ""
    if local(element) == "table" and _is_data(element):
        return "\n" + joined(_rows(element))
    return None


def _is_hidden(element: etree._Element) -> bool:
    """Tell whether a browser would not show *element*, or only as a way to other pages."""
    return (
        local(element) in _NOT_SHOWN
        or "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or element.get("role") == "navigation"
        or _HIDING.search(element.get("style", "")) is not None
    )


def _is_data(table: etree._Element) -> bool:
    """Tell whether *table* holds rows; one with tables inside only lays out the page."""
    return next(table.iterdescendants("table"), None) is None


def _opened(element: etree._Element) -> str:
    """Return what stands where *element* begins."""
    name = local(element)
    text = element.text or ""
    shown = text.replace("\r\n", "\n") if name == "pre" else _SPACES.sub(" ", text)
    if name == "br":
        return ("\v" if _is_in_heading(element) else "\n") + shown
    return ("\n" if name in _BLOCKS else "") + shown


def _is_in_heading(element: etree._Element) -> bool:
    """Tell whether *element* stands in a heading, whose lines are one title."""
    return next(element.iterancestors(*_HEADINGS), None) is not None


def _closed(element: etree._Element, root: etree._Element) -> str:
    """Return what stands where *element* ends, and after it."""
    tail = "" if element is root else _SPACES.sub(" ", element.tail or "")
    return ("\n" if local(element) in _BLOCKS else "") + tail


def _number_items(root: etree._Element) -> None:
    """Write the numbers that a browser shows before the items of lists into their texts."""
    for items in root.iter("ol"):
        number = whole(items.get("start", ""), 1) - 1
        for item in items.iterchildren("li"):
            number = whole(item.get("value", ""), number + 1)
            _put_before(item, f"{numeral(number, items.get('type', '1'))}. ")


def _put_before(item: etree._Element, label: str) -> None:
    """Put *label* before the first text of *item*, unless that has a number already."""
    walk = etree.iterwalk(item, events=("start", "end"))
    for event, element in walk:
        if event == "start" and _is_hidden(element):
            walk.skip_subtree()
            continue
        place = "text" if event == "start" else "tail"
        text = _UNWRITABLE.sub("\ufffd", getattr(element, place) or "").lstrip()
        if element is item and event == "end":
            return
        if text:
            setattr(element, place, text if _NUMBERED.match(text) else label + text)
            return


def _rows(table: etree._Element) -> Iterator[str]:
    """Yield the caption and the rows of *table*."""
    for found in table.iter("caption", "tr"):
        if any(_is_hidden(above) for above in _up_to(found, table)):
            continue
        if local(found) == "caption":
            yield from _lines(found)
        else:
            yield from row([_lines(each) for each in found if _is_cell(each)])


def _up_to(element: etree._Element, root: etree._Element) -> Iterator[etree._Element]:
    """Yield *element* and what it stands in, below *root*."""
    while element is not root:
        yield element
        parent = element.getparent()
        element = root if parent is None else parent


def _is_cell(element: etree._Element) -> bool:
    """Tell whether *element* is a shown cell."""
    return local(element) in {"td", "th"} and not _is_hidden(element)
