"""Deliver a brief as a file."""

import os
from importlib import import_module
from pathlib import Path

from agenda_risk import hookimpl
from agenda_risk.errors import WriteError
from agenda_risk.hindrance import hindrance


class File:
    """Write to a file, whole or not at all."""

    name = "file"

    def deliver(self, written: bytes, address: str) -> str:
        """Write *written* to the file *address*; its folder is made if it is not there.

        Raises WriteError; what stood in the file before is then untouched. A link stays a link, and
        what is no file (a device, a pipe) is written to and never replaced.
        """
        path = Path(address)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(Path(os.path.realpath(path)), written)
        except (OSError, ValueError) as error:
            raise WriteError(
                "{path} could not be written: {reason}.", path=path, reason=hindrance(error)
            ) from error
        return str(path)


def _write(path: Path, written: bytes) -> None:
    if path.exists() and not path.is_file():
        with path.open("wb") as device:
            device.write(written)
    else:
        _replace(path, written)


def _replace(path: Path, written: bytes) -> None:
    """Write to a temporary file beside *path*, then give it the name of *path*."""
    # Imported here because most briefs are printed.
    make = import_module("tempfile").mkstemp
    handle, temporary = make(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(written)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return the process's umask, which can only be read by setting it."""
    umask = os.umask(0)
    os.umask(umask)
    return umask


@hookimpl
def register_deliveries() -> list[File]:
    """Return the delivery to a file."""
    return [File()]
