"""Get files of this machine, as they are."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from agenda_risk.errors import EmptyAgendaError, MissingInputError, TooLargeError
from agenda_risk.hindrance import hindrance
from agenda_risk.models import Page, Request

LARGEST = 100_000_000
OWN_ENDING = ".meeting.json"  # what people keep of a meeting lies beside its agenda


def get_file(asked: str | Request) -> Page:
    """Return the file at the path that is *asked* for as a page.

    Raises MissingInputError or TooLargeError.
    """
    path = asked if isinstance(asked, str) else asked.url
    try:
        content = _read(Path(path))
    except (OSError, ValueError) as error:
        raise MissingInputError(
            "{name} cannot be opened: {reason}.", name=path, reason=hindrance(error)
        ) from error
    if len(content) > LARGEST:
        raise TooLargeError("{name} is larger than 100 MB.", name=path)
    return Page(url=path, content=content)


class Files:
    """Gets the files that adapters ask for."""

    def __call__(self, asked: str | Request) -> Page:
        """Return the file that is *asked* for; raises MissingInputError or TooLargeError.

        A folder is asked for only where it has no files to read, and raises EmptyAgendaError.
        """
        path = asked if isinstance(asked, str) else asked.url
        if os.path.isdir(path) and os.access(path, os.R_OK | os.X_OK):
            raise EmptyAgendaError("The folder {name} holds no file to read.", name=path)
        return get_file(asked)

    def tried(self, asked: str | Request) -> Iterator[Page]:
        """Yield the file, which has to be there."""
        yield self(asked)


def files_at(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that *paths* name; a folder gives those that may be agendas.

    Hidden files and the files of meetings are not. A folder that gives none, or that may not be
    opened, is yielded itself, so that it is told and not passed over.
    """
    for path in paths:
        yield from (sorted(_files_in(path)) or [path]) if os.path.isdir(path) else [path]


def _read(path: Path) -> bytes:
    """Return what stands at *path*; of what is too large, or never ends, no more than shows it."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _files_in(folder: str) -> Iterator[str]:
    closed: list[str] = []
    for place, folders, names in os.walk(folder, onerror=lambda one: closed.append(one.filename)):
        folders[:] = [name for name in folders if is_read(name)]
        paths = (str(Path(place, name)) for name in names if is_read(name))
        yield from filter(os.path.isfile, paths)
    yield from closed


def is_read(name: str) -> bool:
    """Tell whether a file or folder called *name* is looked into: not if hidden, or our own."""
    return not name.startswith((".", "~$")) and not name.endswith(OWN_ENDING)
