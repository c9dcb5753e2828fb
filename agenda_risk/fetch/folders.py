"""Get folders of this machine: what lies in them, and by what each file is known again."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from agenda_risk.errors import Failure, ReadError
from agenda_risk.fetch.files import files_at, get_file
from agenda_risk.models import FOLDER, Page, Request


class Folders:
    """Gets files and folders; *failures* are the files that were tried in vain."""

    def __init__(self) -> None:
        self.failures: list[Failure] = []

    def __call__(self, asked: str | Request) -> Page:
        """Return the file that is *asked* for, or of a folder the list of its files.

        Raises MissingInputError or TooLargeError.
        """
        path = asked if isinstance(asked, str) else asked.url
        return self._listed(path) if Path(path).is_dir() else get_file(path)

    def tried(self, asked: str | Request) -> Iterator[Page]:
        """Yield the file, or nothing where it cannot be read, which is remembered."""
        path = asked if isinstance(asked, str) else asked.url
        try:
            page = get_file(path)
        except ReadError as error:
            self.failures.append(Failure(path, error))
            return
        yield page

    def _listed(self, folder: str) -> Page:
        """Return the files of *folder* as JSON: {path: hash of its content}."""
        pages = (page for path in files_at((folder,)) for page in self.tried(path))
        known = {page.url: sha256(page.content).hexdigest() for page in pages}
        return Page(url=folder, content=json.dumps(known).encode(), media_type=FOLDER)
