"""Tell by what rules, words and measures a brief was made: short hashes of the files themselves."""

from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

_SHORT = 8


def version_of(files: Iterable[Path]) -> str:
    """Return a hash of the contents of *files*, in their order, whatever their line ends are."""
    whole = sha256()
    for path in files:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        whole.update(f"{path.name}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        whole.update(content)
    return whole.hexdigest()[:_SHORT]


def version_of_text(text: str) -> str:
    """Return a hash of *text*."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]


def files_of(folders: Iterable[Path]) -> Iterable[Path]:
    """Yield all files in *folders*, in an order that is the same everywhere."""
    for folder in folders:
        paths = (path for path in folder.rglob("*") if path.is_file())
        yield from sorted(paths, key=lambda path: path.relative_to(folder).as_posix())
