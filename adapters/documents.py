"""Read agendas that lie in files: PDF, Word, OpenDocument, HTML, text and JSON."""

from collections.abc import Callable, Iterator
from importlib import import_module

from agenda_risk import hookimpl
from agenda_risk.extract import extract
from agenda_risk.extract.structured import is_structured, read_structured
from agenda_risk.hookspecs import Adapter
from agenda_risk.models import Meeting, Page, Period

READER = "agenda_risk.agenda"


class Documents:
    """Read one agenda from one file."""

    name = "documents"

    def fetch(self, url: str, period: Period, get: Callable[[str], Page]) -> Iterator[Page]:
        """Yield the file at *url*; the shell looks into folders."""
        yield get(url)

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield the meeting that *page* calls to."""
        if is_structured(page):
            yield read_structured(page)
            return
        document = extract(page)
        # Imported here because it takes long, and may be done while a PDF is read.
        meeting: Meeting = import_module(READER).read_agenda(document)
        yield meeting


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Documents()]
