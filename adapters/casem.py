"""Read the open data of CaseM (Cloudnc), as Finnish towns offered it in 2017."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from agenda_risk import hookimpl
from agenda_risk.errors import ReadError
from agenda_risk.extract.records import Record
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import Meeting, Page, Period, Recognition, Request, Source
from agenda_risk.moments import is_within, moment_in
from agenda_risk.translate import N_

from ._casem import meetings_on, name_of, told_by, values_on

_ZONE = "Europe/Helsinki"
_SERVICE = "/api/opennc/v1"
_BODIES = re.compile(r"toimielimet|organ", re.IGNORECASE)


class CaseM:
    """Follow the nodes from the bodies to their meetings, and read what stands in each."""

    name = "casem"
    title = "CaseM"
    cannot: tuple[str, ...] = (N_("the place"), N_("whether an item is withdrawn"))
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        parts = urlsplit(page.url)
        host = parts.hostname or ""
        if not host.endswith(".cloudnc.fi") and _SERVICE not in parts.path:
            return None
        url = f"{parts.scheme}://{parts.netloc}{_SERVICE}"
        source = Source(url=url, system=self.name, zone=_ZONE)
        return Recognition(source=source, sure=3, marks=(host,))

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        for body in _bodies(source, get):
            name = name_of(body, source.options.get("language", "fi"))
            about = {"zone": source.zone, "body": name}
            for folders in _subnodes(body, source, about, get):
                for folder in _tolerated(folders):
                    for page in _subnodes(folder, source, about, get):
                        yield page
                        yield from _details(page, source, period, get)

    def parse(self, page: Page) -> Iterator[Meeting]:
        return meetings_on(page)


def _bodies(source: Source, get: Get) -> Iterator[Record]:
    """Yield the nodes of the bodies, which lie under one node that is called so."""
    number = source.options.get("node", "")
    if not number:
        nodes = values_on(get(_asked("Nodes", source, {})))
        named = (one for one in nodes if _BODIES.match(name_of(one, "fi")))
        number = next((one.text("NodeId") for one in named), "")
    yield from values_on(get(_asked(f"Nodes({number})/SubNodes", source, {})))


def _subnodes(node: Record, source: Source, about: dict[str, str], get: Get) -> Iterator[Page]:
    return get.tried(_asked(f"Nodes({node.text('NodeId')})/SubNodes", source, about))


def _asked(path: str, source: Source, about: dict[str, str]) -> Request:
    return Request(url=f"{source.url.rstrip('/')}/{path}", accept="application/json", about=about)


def _details(page: Page, source: Source, period: Period, get: Get) -> Iterator[Page]:
    """Yield what stands in the meetings of *page*: each item first, in the order of the agenda."""
    for node in _tolerated(page):
        if not is_within(moment_in(name_of(node, "fi")), period):
            continue
        meeting = node.text("NodeId")
        asked = f"Contents()?$filter=Classifications/any(f:f/NodeId%20eq%20{meeting})"
        about = page.about | {"meeting": meeting}
        for contents in get.tried(_asked(asked, source, about)):
            numbers = [one.text("ContentId") for one in _tolerated(contents)]
            paths = (f"Contents({number})/ExtendedProperties" for number in numbers)
            pages = [one for path in paths for one in get.tried(_asked(path, source, about))]
            yield from sorted(pages, key=_article)
            yield contents


def _tolerated(page: Page) -> tuple[Record, ...]:
    """Return what *page* holds; whoever reads it tells that it cannot be read."""
    try:
        return values_on(page)
    except ReadError:
        return ()


def _article(page: Page) -> int:
    written = told_by(_tolerated(page)).get("Article", [""])[0]
    return int(written) if re.fullmatch(r"[0-9]{1,9}", written) else 0


@hookimpl
def register_adapters() -> list[Adapter]:
    return [CaseM()]
