"""Raised meetings as a feed for readers of news (Atom, RFC 4287)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from lxml import etree

from agenda_risk.models import Feed, Told
from agenda_risk.render.case_lines import case_lines
from agenda_risk.render.feed_entries import changed, description, heading, one_each, tag
from agenda_risk.render.message_words import happened, when
from agenda_risk.render.words import capital, clean
from agenda_risk.translate import Translator, translator

_NAMESPACE = "http://www.w3.org/2005/Atom"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NAMES: Any = {None: _NAMESPACE}  # the stubs know no default namespace
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_atom(feed: Feed) -> bytes:
    """Return *feed* as Atom: an entry for each meeting, what was changed last first."""
    say = translator(feed.language)
    told = sorted(one_each(feed.told), key=lambda one: changed(one, feed), reverse=True)
    root = _made("feed", *_head(feed, told), *(_entry(one, feed, say) for one in told))
    root.set(_LANGUAGE, feed.language)
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _head(feed: Feed, told: list[Told]) -> Iterator[etree._Element]:
    latest = max((changed(one, feed) for one in told), default=feed.made)
    yield _said("id", tag(feed, f"feed/{feed.id}"))
    yield _said("title", clean(feed.name))
    yield _said("updated", _moment(latest))
    yield _made("author", _said("name", "agenda-risk"))
    yield _made("link", rel="self", href=feed.address, type="application/atom+xml")
    yield _made("link", rel="alternate", href=feed.home, type="text/html")


def _entry(told: Told, feed: Feed, say: Translator) -> etree._Element:
    return _made(
        "entry",
        _said("id", tag(feed, f"meeting/{told.meeting}")),
        _said("title", f"{heading(told, say)}, {when(told, say)}"),
        _said("updated", _moment(changed(told, feed))),
        *_link(told),
        _made("category", term=told.level.value),
        _said("content", _content(told, say)),
    )


def _link(told: Told) -> Iterator[etree._Element]:
    if told.link:
        yield _made("link", rel="alternate", href=told.link, type="text/html")


def _content(told: Told, say: Translator) -> str:
    organisation = capital(clean(told.organisation))
    parts = (happened(told, say), description(told, say), organisation)
    told_first = ". ".join(dict.fromkeys(part for part in parts if part)) + "."
    return " ".join((told_first, *case_lines(told, say)))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _made(name: str, *parts: etree._Element, **attributes: str) -> etree._Element:
    """Return the element called *name*, with *parts* and *attributes*."""
    element = etree.Element(f"{{{_NAMESPACE}}}{name}", attributes, nsmap=_NAMES)
    element.extend(parts)
    return element


def _said(name: str, text: str) -> etree._Element:
    """Return the element called *name* that holds *text*, without what XML cannot hold."""
    element = _made(name)
    element.text = _NO_XML.sub("", text)
    return element
