"""Get files of this machine, as they are."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from agenda_risk.errors import MissingInputError, TooLargeError
from agenda_risk.models import Page, Request

LARGEST = 100_000_000


def get_file(asked: str | Request) -> Page:
    """Return the file at the path that is *asked* for as a page.

    Raises MissingInputError or TooLargeError.
    """
    path = asked if isinstance(asked, str) else asked.url
    try:
        if Path(path).stat().st_size > LARGEST:
            raise TooLargeError("{name} is larger than 100 MB.", name=path)
        return Page(url=path, content=Path(path).read_bytes())
    except OSError as error:
        raise MissingInputError(
            "{name} cannot be opened: {reason}.", name=path, reason=error.strerror or error
        ) from error


class Files:
    """Gets the files that adapters ask for."""

    def __call__(self, asked: str | Request) -> Page:
        """Return the file that is *asked* for; raises MissingInputError or TooLargeError."""
        return get_file(asked)

    def tried(self, asked: str | Request) -> Iterator[Page]:
        """Yield the file, which has to be there."""
        yield get_file(asked)


def files_at(paths: Iterable[str]) -> Iterator[str]:
    """Yield the files that *paths* name; a folder gives all its files, but for hidden ones."""
    for path in paths:
        if Path(path).is_dir():
            yield from (str(file) for file in sorted(Path(path).rglob("*")) if _is_read(file, path))
        else:
            yield path


def _is_read(file: Path, folder: str) -> bool:
    steps = file.relative_to(folder).parts
    return file.is_file() and not any(step.startswith((".", "~$")) for step in steps)
