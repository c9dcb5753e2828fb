"""Read files that hold one JSON object a line."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TypeVar

from pydantic import BaseModel, ValidationError

from agenda_risk.errors import BrokenFileError, MissingInputError

Row = TypeVar("Row", bound=BaseModel)


def opened(file: str) -> IO[bytes]:
    """Return *file* to read from; - is standard input."""
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except OSError as error:
        raise MissingInputError(
            "{name} cannot be opened: {reason}.", name=file, reason=error.strerror or error
        ) from error


def rows(lines: IO[bytes], file: str, kind: type[Row]) -> Iterator[Row]:
    """Yield a *kind* for each of *lines* that is not empty; one that is none is told by number."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                yield kind.model_validate_json(line)
            except ValidationError as error:
                fault = error.errors(include_url=False)[0]
                raise BrokenFileError(
                    "{name}, line {line}: {key}: {fault}.",
                    name=file,
                    line=number,
                    key=".".join(str(step) for step in fault["loc"]) or "JSON",
                    fault=fault["msg"],
                ) from error
