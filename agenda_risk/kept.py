"""Keep on disk what files are made into, so that the next start need not make it.

What is kept never decides anything: where it is missing, damaged, foreign or of other files it is
made anew, and where nothing can be written everything works without.
"""

import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path

PLACE = "AGENDA_RISK_CACHE"
NEW = "new-"  # how the name of a file begins that is not whole yet
DIGEST = 32

_MARK = b"agenda-risk 1\n"


def cache_folder() -> Path | None:
    """Return where caches are kept; AGENDA_RISK_CACHE is another folder or, empty, none."""
    told = os.environ.get(PLACE)
    if told is not None:
        return Path(told) if told else None
    with suppress(RuntimeError):  # no home
        return _user_caches() / "agenda-risk"
    return None


def key_of(files: Iterable[Path], more: str = "") -> bytes:
    """Return the hash of the contents of *files*, of *more*, and of Python itself."""
    whole = sha256(f"{sys.version}\0{more}".encode("utf-8", "surrogateescape"))
    for path in files:
        content = path.read_bytes()
        whole.update(f"{path.as_posix()}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        whole.update(content)
    return whole.digest()


def name_of(key: bytes, ending: str) -> str:
    """Return what the file is called that is kept for *key*."""
    return f"{key.hex()[:DIGEST]}{ending}"


def read_kept(path: Path, key: bytes) -> bytes | None:
    """Return what was written to *path* for *key*, or None where it is not as it was written."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    head = len(_MARK) + DIGEST
    wanted = _MARK + key + sha256(content[head + DIGEST :]).digest()
    return content[head + DIGEST :] if content[: head + DIGEST] == wanted else None


def keep(path: Path, key: bytes, content: bytes, most: int) -> None:
    """Write *content*, and forget all but the newest *most* files with the ending of *path*."""
    with suppress(OSError):
        put(path, sealed(key, content))
        _forget_old(path, most)


def sealed(key: bytes, content: bytes) -> bytes:
    """Return *content* with what tells later that it is whole and was kept for *key*."""
    return _MARK + key + sha256(content).digest() + content


def put(path: Path, content: bytes) -> None:
    """Write *content* under another name first: a reader sees all of it or nothing."""
    # Imported here because nearly always everything is kept already.
    temporary = import_module("tempfile").NamedTemporaryFile
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with temporary(dir=path.parent, prefix=NEW, delete=False) as file:
        try:
            file.write(content)
            file.close()
            os.replace(file.name, path)
        except BaseException:
            file.close()
            os.unlink(file.name)
            raise


def _forget_old(path: Path, most: int) -> None:
    found = path.parent.glob(f"*{path.suffix}")
    for old in sorted(found, key=lambda one: one.stat().st_mtime)[:-most]:
        old.unlink(missing_ok=True)


def _user_caches() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
