"""Read the entries of a feed: Atom, RSS 2.0 and RSS 1.0."""

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree, html
from lxml.etree import _Element as Element

from agenda_risk.errors import AnswerError
from agenda_risk.extract.addresses import whole
from agenda_risk.extract.answers import not_too_many, plain, words, xml_in
from agenda_risk.models import Page

_ROOTS = ("feed", "rss", "RDF")
_TEXTS = ("encoded", "content", "description", "summary")


class Reference(NamedTuple):
    """A link of an entry: its address, its words and its kind of file, where it says."""

    url: str
    title: str = ""
    media_type: str = ""


class Entry(NamedTuple):
    """An entry: *text* is its longest text as HTML, *summary* its shortest.

    *files* are what it carries with it, *references* what its text links to. *starts* is when the
    event that it tells of begins, where a feed says so.
    """

    id: str
    title: str
    url: str
    summary: str
    text: str
    starts: str
    files: tuple[Reference, ...]
    references: tuple[Reference, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """Return the text without markup, line by line."""
        return tuple(plain(self.text).splitlines())


class Feed(NamedTuple):
    """A feed, and the address of its next page, if it has one."""

    title: str
    entries: tuple[Entry, ...]
    next_url: str


def feed_in(page: Page) -> Feed:
    """Return the feed on *page*; raises AnswerError where it is none."""
    root = xml_in(page)
    if etree.QName(root).localname not in _ROOTS:
        raise AnswerError("{url} answered with XML that is no feed.", url=page.url)
    channel = next((one for one in root if _name(one) == "channel"), root)
    found = [one for one in root.iter() if _name(one) in ("entry", "item")]
    following = (link for link in _named(channel, "link") if link.get("rel") == "next")
    return Feed(
        title=_text(channel, "title"),
        entries=tuple(_entry(one, page.url) for one in not_too_many(found, page)),
        next_url=next((whole(page.url, link.get("href", "")) for link in following), ""),
    )


def _entry(entry: Element, base: str) -> Entry:
    texts = sorted(filter(None, (_markup(entry, name) for name in _TEXTS)), key=len)
    url = _address(entry, base)
    return Entry(
        id=_text(entry, "id") or _text(entry, "guid") or url,
        title=words(plain(_markup(entry, "title"))),
        url=url,
        summary=plain(texts[0]) if texts else "",
        text=texts[-1] if texts else "",
        starts=_text(entry, "startdate"),
        files=tuple(_files(entry, base)),
        references=tuple(_references(texts[-1], base)) if texts else (),
    )


def _address(entry: Element, base: str) -> str:
    for link in _named(entry, "link"):
        written = link.get("href") or link.text or ""
        if link.get("rel", "alternate") == "alternate" and written.strip():
            return whole(base, written)
    return ""


def _files(entry: Element, base: str) -> Iterator[Reference]:
    atom = (link for link in _named(entry, "link") if link.get("rel") == "enclosure")
    for one in (*atom, *_named(entry, "enclosure")):
        url = whole(base, one.get("href") or one.get("url") or "")
        if url:
            yield Reference(url, words(one.get("title", "")), one.get("type", ""))


def _references(text: str, base: str) -> Iterator[Reference]:
    """Yield what *text*, a piece of HTML, links to."""
    try:
        root = html.fragment_fromstring(f"<div>{text}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return
    for link in root.iter("a"):
        written = link.get("href", "")
        url = whole(base, written) if written and not written.startswith("#") else ""
        if url:
            yield Reference(url, words(link))


def _markup(entry: Element, name: str) -> str:
    """Return what the part called *name* holds as HTML: escaped, or as elements."""
    part = next(iter(_named(entry, name)), None)
    if part is None:
        return ""
    inner = "".join(etree.tostring(one, encoding="unicode") for one in part)
    return ((part.text or "") + inner).strip()


def _text(entry: Element, name: str) -> str:
    return words(_markup(entry, name))


def _named(parent: Element, name: str) -> Iterator[Element]:
    return (one for one in parent if _name(one) == name)


def _name(element: Element) -> str:
    """Return the name of *element* without its namespace; comments have none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
