"""Read agendas that lie in files: PDF, Word, OpenDocument, HTML, text and JSON."""

from collections.abc import Iterator

from agenda_risk import hookimpl
from agenda_risk.agenda import read_agenda
from agenda_risk.extract import extract
from agenda_risk.extract.structured import is_structured, read_structured
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import Meeting, Page, Period, Recognition, Source


class Documents:
    """Read one agenda from one file."""

    name = "documents"
    title = "Documents in files"
    cannot: tuple[str, ...] = ()
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        """Recognise nothing: files are named, not found."""

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Yield the file at the address of *source*; the shell looks into folders."""
        yield get(source.url)

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield the meeting that *page* calls to."""
        yield read_structured(page) if is_structured(page) else read_agenda(extract(page))


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Documents()]
