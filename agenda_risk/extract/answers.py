"""Take what servers answer apart: JSON, XML and HTML, and say where an answer is something else.

A server that is asked for JSON and answers with a page of HTML has not said that there are no
meetings: such an answer is an error, never an empty list.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from lxml import etree
from lxml import html as lxml_html

from agenda_risk.errors import AnswerError, TooLargeError
from agenda_risk.extract.encodings import charset_of, charset_within, decode
from agenda_risk.models import Page

_SPACE = re.compile(r"\s+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+\d*);", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONGEST = 120
_MOST_ATTRIBUTES = 2_000
_MOST_LISTED = 10_000
_Listed = TypeVar("_Listed")


def text_in(page: Page) -> str:
    """Return the text of *page*, whatever its encoding."""
    return decode(page.content, charset_of(page.media_type), charset_within(page.content))


def json_in(page: Page) -> Any:
    """Return what the JSON of *page* holds; control characters within texts are let through.

    Raises AnswerError where *page* is no JSON, with the server's own words where it has any.
    """
    text = text_in(page).lstrip("\ufeff \r\n\t")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError) as error:
        raise AnswerError(
            "{url} answered with something that is no JSON: {words}",
            url=page.url,
            words=beginning(text),
        ) from error


def xml_in(page: Page) -> etree._Element:
    """Return the root of the XML of *page*; names outside it are never looked up.

    Raises AnswerError where *page* is no XML, or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(page.content.strip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise AnswerError(
            "{url} answered with something that is no XML: {words}",
            url=page.url,
            words=beginning(text_in(page)),
        ) from error
    if root.getroottree().docinfo.doctype:  # type: ignore[union-attr]  # stubs lag behind
        raise AnswerError("{url} answered with XML that declares a document type.", url=page.url)
    return root


def html_in(page: Page) -> lxml_html.HtmlElement:
    """Return the root of the HTML of *page*, its links made whole by the address of *page*.

    Raises AnswerError where there is nothing in it, TooLargeError where a tag of it is endless.
    """
    text = _CONTROL.sub("", text_in(page)).strip()
    if any(_attributes(piece) > _MOST_ATTRIBUTES for piece in text.split("<")):
        raise TooLargeError("{url} answered with a tag that has no end.", url=page.url)
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8"), parser=_html_parser())
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise AnswerError("{url} answered with an empty page.", url=page.url) from error
    root.make_links_absolute(  # type: ignore[attr-defined]  # stubs lag behind
        page.url, handle_failures="ignore"
    )
    return root


def not_too_many(several: Iterable[_Listed], page: Page) -> Iterator[_Listed]:
    """Yield *several*, which *page* lists; raises TooLargeError where no list of meetings does.

    How long a server may take is bounded elsewhere; what is made of its answer is bounded here.
    """
    for count, one in enumerate(several):
        if count == _MOST_LISTED:
            raise TooLargeError(
                "{url} lists more than {count} things, and was not read. Name a page or a feed "
                "that lists meetings alone.",
                url=page.url,
                count=_MOST_LISTED,
            )
        yield one


def words(found: Any) -> str:
    """Return the text of an element, or a text, on one line and without entities or tags.

    Entities that were escaped twice are read; None is no text.
    """
    if found is None:
        return ""
    text = str(found.xpath("string()") if etree.iselement(found) else found)
    for _ in range(2):
        if _ENTITY.search(text):
            text = html.unescape(text)
    return _SPACE.sub(" ", text).strip()


def plain(markup: str) -> str:
    """Return the text of *markup*, a piece of HTML, paragraphs as lines; of a text, its lines."""
    if "<" not in markup:
        return "\n".join(line for line in map(words, markup.splitlines()) if line)
    try:
        root = lxml_html.fragment_fromstring(f"<div>{_SPACE.sub(' ', markup)}</div>")
    except (etree.ParserError, etree.XMLSyntaxError):
        return words(markup)
    etree.strip_elements(root, "script", "style", with_tail=False)
    for element in root.iter("p", "br", "li", "div", "tr", "h1", "h2", "h3", "h4"):
        element.tail = "\n" + (element.tail or "")
    lines = (words(line) for line in root.text_content().splitlines())
    return "\n".join(line for line in lines if line)


def _attributes(piece: str) -> int:
    """Return how many attributes the tag has, at most, with which *piece* begins.

    The parser looks through all of a tag for each of them.
    """
    if len(piece) < 2 * _MOST_ATTRIBUTES:
        return 0
    tag = _QUOTED.sub("", piece).partition(">")[0]
    return max(len(tag.split()), tag.count("="))


def _html_parser() -> lxml_html.HTMLParser:
    return lxml_html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)


def beginning(text: str) -> str:
    """Return the beginning of *text* without tags, for a person to see what came instead."""
    shown = words(re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", " ", text[:2000], flags=re.S | re.I))
    return (shown[: _LONGEST - 1] + "…" if len(shown) > _LONGEST else shown) or "–"
