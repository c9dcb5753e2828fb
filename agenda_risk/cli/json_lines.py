"""Read files that hold one JSON object a line."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TypeVar

from pydantic import BaseModel, ValidationError

from agenda_risk.errors import BrokenFileError, MissingInputError, TooLargeError
from agenda_risk.hindrance import hindrance
from agenda_risk.translate import N_

Row = TypeVar("Row", bound=BaseModel)

_LONGEST = 10_000_000  # bytes of one line
_OTHER = N_("cannot be so")
_MEANINGS = {
    "missing": N_("is missing"),
    "extra_forbidden": N_("there is no such key"),
    "json_invalid": N_("is not valid JSON"),
}


def opened(file: str) -> IO[bytes]:
    """Return *file* to read from; - is standard input."""
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:
        raise MissingInputError(
            "{name} cannot be opened: {reason}.", name=file, reason=hindrance(error)
        ) from error


def rows(lines: IO[bytes], file: str, kind: type[Row]) -> Iterator[Row]:
    """Yield a *kind* for each of *lines* that is not empty; one that is none is told by number."""
    for number, line in enumerate(_bounded(lines, file), start=1):
        if line.strip():
            try:
                yield kind.model_validate_json(line)
            except ValidationError as error:
                fault = error.errors(include_url=False)[0]
                raise BrokenFileError(
                    "{name}, line {line}: {key}: {reason}.",
                    name=file,
                    line=number,
                    key=".".join(str(step) for step in fault["loc"]) or "JSON",
                    reason=_MEANINGS.get(fault["type"], _OTHER),
                ) from error


def _bounded(lines: IO[bytes], file: str) -> Iterator[bytes]:
    """Yield *lines*; raises TooLargeError for one that is too long, or never ends."""
    while line := lines.readline(_LONGEST + 1):
        if len(line) > _LONGEST:
            raise TooLargeError("{name} has a line of more than 10 MB.", name=file)
        yield line
