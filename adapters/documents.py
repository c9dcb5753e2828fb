"""Read agendas that lie in files: PDF, Word, OpenDocument, HTML, text and JSON."""

from collections.abc import Callable, Iterator

from agenda_risk import hookimpl
from agenda_risk.agenda import read_agenda
from agenda_risk.extract import extract
from agenda_risk.extract.structured import is_structured, read_structured
from agenda_risk.hookspecs import Adapter
from agenda_risk.models import Meeting, Page, Period


class Documents:
    """Read one agenda from one file."""

    name = "documents"

    def fetch(self, url: str, period: Period, get: Callable[[str], Page]) -> Iterator[Page]:
        """Yield the file at *url*; the shell looks into folders."""
        yield get(url)

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield the meeting that *page* calls to."""
        yield read_structured(page) if is_structured(page) else read_agenda(extract(page))


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Documents()]
