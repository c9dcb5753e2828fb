"""Keep the files of meetings on disk: one at a time writes, and a file is whole or as it was."""

import os
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from pydantic import ValidationError

from agenda_risk.deliver.file import File
from agenda_risk.errors import BrokenFileError, ConflictError, WriteError
from agenda_risk.fetch import OWN_ENDING, get_file
from agenda_risk.hindrance import hindrance
from agenda_risk.meeting_file import NAME, MeetingFile

ENDING = OWN_ENDING
_PATIENCE = 10
_MARK = f'"{NAME}"'.encode()


def is_meeting_file(path: str) -> bool:
    """Tell whether *path* is named or written as the file of a meeting."""
    if path.lower().endswith(ENDING):
        return True
    return path.lower().endswith(".json") and _MARK in get_file(path).content[:200]


def load_file(path: str) -> MeetingFile:
    """Return the file of a meeting at *path*.

    Raises MissingInputError, or BrokenFileError where it is not such a file.
    """
    content = get_file(path).content.removeprefix(BOM_UTF8)
    try:
        return MeetingFile.model_validate_json(content)
    except ValidationError as error:
        raise _broken(path, error) from error


def _broken(path: str, error: ValidationError) -> BrokenFileError:
    place = ".".join(map(str, error.errors(include_url=False)[0]["loc"]))
    if not place:
        return BrokenFileError("{name} is not a whole file of a meeting.", name=path)
    return BrokenFileError(
        "{name} is not a whole file of a meeting: “{place}” is missing, or cannot be so.",
        name=path,
        place=place,
    )


def change_file(path: str, change: Callable[[MeetingFile], MeetingFile]) -> MeetingFile:
    """Return the file at *path* after *change*, which is written before anyone else may write.

    Raises what *change* raises, and then nothing is written; ConflictError where another program
    does not let go of the file.
    """
    load_file(path)
    with _alone(path):
        file = load_file(path)
        changed = change(file)
        if changed != file:
            _write(changed, path)
        return changed


def make_file(path: str, file: MeetingFile) -> MeetingFile:
    """Write *file*, which is new, to *path*. Raises ConflictError where something stands there."""
    with _alone(path):
        if os.path.lexists(path):
            raise ConflictError("{path} is there already.", path=path)
        _write(file, path)
        return file


def _write(file: MeetingFile, path: str) -> None:
    File().deliver((file.model_dump_json(indent=1, by_alias=True) + "\n").encode(), path)


def _lock_of(path: str) -> Path:
    """Return the file beside that at *path* which a program holds while it writes."""
    place = Path(os.path.realpath(path))
    return place.with_name(f".{place.name}.lock")


@contextmanager
def _alone(path: str) -> Iterator[None]:
    """Hold *path* for this program alone; a program that dies lets go."""
    lock = FileLock(_lock_of(path), timeout=_PATIENCE)
    try:
        lock.acquire()
    except Timeout as error:
        raise ConflictError(
            "{path} is in use by another program. Try again in a moment.", path=path
        ) from error
    except OSError as error:
        raise WriteError(
            "{path} could not be written: {reason}.", path=path, reason=hindrance(error)
        ) from error
    try:
        yield
    finally:
        lock.release()
