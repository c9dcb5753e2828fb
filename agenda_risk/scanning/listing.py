"""List the documents of an archive: of folders, object stores, and the service's own store."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from typing import Any, NamedTuple

import fsspec

from agenda_risk.errors import MissingExtraError, MissingInputError
from agenda_risk.fetch.files import files_at, is_read
from agenda_risk.hindrance import hindrance
from agenda_risk.scanning.documents import MEETINGS, Done, Reference, bad, reason_of, url_of
from agenda_risk.scanning.opening import why_not

STORE = "store:"
# What stores call that which changes with the content.
_STAMPS = ("ETag", "etag", "md5Hash", "content_md5", "mtime", "LastModified", "last_modified",
           "modified", "updated", "date_time", "CRC")  # fmt: skip


class Listed(NamedTuple):
    """The documents of an archive in order, and what of it could not be looked into."""

    references: tuple[Reference, ...]
    failures: tuple[Done, ...]


def listed(
    sources: Iterable[str],
    configured_store: str | None = None,
    is_own: Callable[[str], bool] = lambda _path: False,
) -> Listed:
    """Return the documents of *sources*, each once, in the order of their urls.

    What *is_own* tells to be ours by its path is none: the output may lie among the documents.
    Raises MissingInputError where a source is not there, or where there is no document at all.
    """
    told = tuple(sources)
    references: dict[str, Reference] = {}
    failures: list[Done] = []
    for source in told:
        for one in _in(source, configured_store):
            if isinstance(one, Done):
                failures.append(one)
            elif not is_own(one.path):
                references[one.url] = one
    if not references:
        raise MissingInputError("There is no document in {sources}.", sources=", ".join(told))
    return Listed(tuple(sorted(references.values())), tuple(failures))


def _in(source: str, configured_store: str | None) -> Iterator[Reference | Done]:
    if source.startswith(STORE):
        place = source.removeprefix(STORE) or configured_store
        kept: Iterator[Reference] = import_module(MEETINGS).listed(place)
        return kept
    return _remote(source) if "://" in source else _local(source)


def _local(source: str) -> Iterator[Reference | Done]:
    if not os.path.exists(source):
        raise MissingInputError(
            "{name} cannot be opened: {reason}.", name=source, reason="it is not there"
        )
    for path in files_at([source]):
        try:
            yield from _file(path)
        except OSError as error:
            reason = {"reason": hindrance(error)}
            told = reason_of("{name} cannot be opened: {reason}.", reason, may_pass=True)
            yield bad(Reference(url_of(path), 0), told)


def _file(path: str) -> Iterator[Reference]:
    """Yield the file at *path*; of a folder nothing, once it is clear that it can be opened."""
    if os.path.isdir(path):
        os.scandir(path).close()
        return
    known = os.stat(path)
    yield Reference(url_of(path), known.st_size, f"{known.st_mtime_ns}")


def _remote(source: str) -> Iterator[Reference]:
    shown = Reference(source, 0).place
    try:
        files, path = fsspec.core.url_to_fs(source)
        found = files.find(path, detail=True)
        protocol = source.partition("://")[0]
        names = {files.unstrip_protocol(name): about for name, about in found.items()}
    except ImportError as error:
        raise MissingExtraError(
            "{url} needs another library: {reason}.", url=shown, reason=str(error).rstrip(".")
        ) from error
    except FileNotFoundError:
        return
    except Exception as error:  # the libraries of object stores raise what they like
        raise MissingInputError(
            "{name} cannot be opened: {reason}.", name=shown, reason=why_not(error)
        ) from error
    yield from _references(source, protocol, names)


def _references(
    source: str, protocol: str, found: Mapping[str, Mapping[str, Any]]
) -> Iterator[Reference]:
    """Yield what was *found*; a chain of file systems stays in the url."""
    chain = f"::{source.partition('::')[2]}" if "::" in source else ""
    for url, about in found.items():
        if all(map(is_read, url.partition("://")[2].split("/"))):
            stamp = next((str(about[name]) for name in _STAMPS if about.get(name)), "")
            yield Reference(f"{url}{chain}", about.get("size") or 0, stamp)
