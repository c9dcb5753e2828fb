"""Read agendas that lie in files: PDF, Word, OpenDocument, HTML, text and JSON."""

from collections.abc import Iterator
from importlib import import_module

from agenda_risk import hookimpl
from agenda_risk.errors import EmptyAgendaError
from agenda_risk.extract import extract, feet
from agenda_risk.extract.answers import json_in
from agenda_risk.extract.structured import OWN_FILE, is_structured, read_structured
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import FOLDER, Meeting, Page, Period, Recognition, Source
from agenda_risk.stamp import find_stamp

READER = "agenda_risk.agenda"


class Documents:
    """Read agendas: one from a file, or from each file of a folder."""

    name = "documents"
    title = "Documents in files"
    cannot: tuple[str, ...] = ()
    is_seen = True

    def recognise(self, page: Page) -> Recognition | None:
        """Recognise nothing: files are named, not found."""

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Yield the file at the address of *source*; of a folder, what is new or changed in it.

        A file is known again by a hash of its content, whatever its name and time: the option
        "seen" has those that were read before, parted by spaces. One that cannot be read does not
        hide the others.
        """
        page = get(source.url)
        if page.media_type != FOLDER:
            yield page
            return
        seen = set(source.options.get("seen", "").split())
        for path, digest in json_in(page).items():
            if digest not in seen:
                seen.add(digest)
                yield from get.tried(path)

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield the meeting that *page* calls to."""
        if is_structured(page):
            yield read_structured(page)
            return
        document = extract(page)
        if find_stamp(document.text) or find_stamp(feet(page)):
            raise EmptyAgendaError(OWN_FILE, name=page.name)
        # Imported here because it takes long, and may be done while a PDF is read.
        meeting: Meeting = import_module(READER).read_agenda(document)
        yield meeting


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Documents()]
