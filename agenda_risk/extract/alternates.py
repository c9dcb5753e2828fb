"""Find what a page of HTML says is the same for machines: a feed, a calendar."""

import re
from collections.abc import Iterator

from lxml import etree

from agenda_risk.errors import AnswerError
from agenda_risk.extract.addresses import whole
from agenda_risk.extract.answers import html_in
from agenda_risk.models import Page

_HTML = re.compile(rb"<(?:!doctype html|html|head|body|link|a)\b", re.IGNORECASE)


def alternates(page: Page, media_types: tuple[str, ...]) -> tuple[str, ...]:
    """Return the addresses of those kinds that *page* names as another form of itself."""
    return tuple(dict.fromkeys(_alternates(page, media_types)))


def linked(page: Page, pattern: str) -> tuple[str, ...]:
    """Return the addresses that *page* links to and *pattern* is found in."""
    found = (link.get("href", "") for link in _elements(page, "a"))
    urls = (whole(page.url, one) for one in found if re.search(pattern, one))
    return tuple(dict.fromkeys(url for url in urls if url))


def _alternates(page: Page, media_types: tuple[str, ...]) -> Iterator[str]:
    for link in _elements(page, "link"):
        kind = link.get("type", "").partition(";")[0].strip().lower()
        is_other = "alternate" in link.get("rel", "").lower().split()
        url = whole(page.url, link.get("href", ""))
        if is_other and kind in media_types and url:
            yield url


def _elements(page: Page, name: str) -> Iterator[etree._Element]:
    if not _HTML.search(page.content[:20_000]):
        return
    try:
        yield from html_in(page).iter(name)
    except AnswerError:
        return
