"""Read agendas that lie in files: PDF, Word, OpenDocument, HTML, text and JSON."""

from collections.abc import Callable, Iterator

from agenda_risk import hookimpl
from agenda_risk.agenda import read_agenda
from agenda_risk.errors import EmptyAgendaError
from agenda_risk.extract import extract
from agenda_risk.extract.feet import feet
from agenda_risk.extract.structured import OWN_FILE, is_structured, read_structured
from agenda_risk.hookspecs import Adapter
from agenda_risk.models import Meeting, Page, Period
from agenda_risk.stamp import find_stamp


class Documents:
    """Read one agenda from one file."""

    name = "documents"

    def fetch(self, url: str, period: Period, get: Callable[[str], Page]) -> Iterator[Page]:
        """Yield the file at *url*; the shell looks into folders."""
        yield get(url)

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield the meeting that *page* calls to."""
        yield read_structured(page) if is_structured(page) else _read(page)


def _read(page: Page) -> Meeting:
    document = extract(page)
    if find_stamp(document.text) or find_stamp(feet(page)):
        raise EmptyAgendaError(OWN_FILE, name=page.name)
    return read_agenda(document)


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Documents()]
