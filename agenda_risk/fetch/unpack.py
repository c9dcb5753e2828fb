"""Read what a server sends, unpack it, and stop where it is more than is read."""

import zlib
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from agenda_risk.errors import AnswerError, TooLargeError
from agenda_risk.fetch.hosts import host_of
from agenda_risk.fetch.trouble import UnsteadyError

_PIECE = 65_536
_ALWAYS_READ = 1_000_000
_HIGHEST_RATIO = 200
_GZIP = b"\x1f\x8b"
_MB = 1_000_000


class Parcel(NamedTuple):
    """Where bytes come from, how they are packed, and how many may come out of them."""

    url: str
    packing: str
    limit: int


def unpacked(chunks: Iterable[bytes], parcel: Parcel) -> bytes:
    """Return what *chunks* hold; raises TooLargeError as soon as it is too much.

    Raises UnsteadyError where the end is missing.
    """
    whole = bytearray()
    weight = 0
    unpacker = _Start(parcel)
    for chunk in chunks:
        weight += len(chunk)
        for piece in unpacker.feed(chunk):
            whole += piece
            _check(len(whole), weight, parcel)
    whole += b"".join(unpacker.rest())
    if not unpacker.is_whole:
        raise UnsteadyError("{url} came incomplete several times. Try again later.", url=parcel.url)
    return bytes(whole)


def too_large(parcel: Parcel) -> TooLargeError:
    """Return what to raise where more comes than is read."""
    return TooLargeError(
        "{url} is larger than {limit} MB, and was not read. Ask the owner of {host} for a smaller "
        "document.",
        url=parcel.url,
        limit=max(1, parcel.limit // _MB),
        host=host_of(parcel.url),
    )


def _check(size: int, weight: int, parcel: Parcel) -> None:
    if size > parcel.limit:
        raise too_large(parcel)
    if size > _ALWAYS_READ and size > weight * _HIGHEST_RATIO:
        raise TooLargeError(
            "{url} unpacks to far more than it weighs, and was not read. Look at the page in a "
            "browser.",
            url=parcel.url,
        )


class _Unpacker(Protocol):
    @property
    def is_whole(self) -> bool: ...

    def feed(self, chunk: bytes) -> Iterator[bytes]: ...


class _Plain:
    is_whole = True

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk


class _Zipped:
    """Unpacks gzip of one or more members, or deflate, a small piece at a time."""

    def __init__(self, window: int, url: str) -> None:
        self._window = window
        self._url = url
        self._member = zlib.decompressobj(window)

    @property
    def is_whole(self) -> bool:
        return self._member.eof

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            yield from self._of_member(chunk)
            chunk = self._member.unused_data if self._member.eof else b""
            if chunk.startswith(_GZIP):
                self._member = zlib.decompressobj(self._window)
            elif self._member.eof:
                return  # what follows the last member is padding

    def _of_member(self, chunk: bytes) -> Iterator[bytes]:
        piece = b"-"
        while piece and not self._member.eof:
            try:
                piece = self._member.decompress(chunk, _PIECE)
            except zlib.error as error:
                raise AnswerError(
                    "{url} is packed in a way that cannot be read. Tell the owner of {host}.",
                    url=self._url,
                    host=host_of(self._url),
                ) from error
            yield piece
            chunk = self._member.unconsumed_tail


class _Start:
    """Looks at the first two bytes, since servers are wrong about how they packed the rest."""

    def __init__(self, parcel: Parcel) -> None:
        self._parcel = parcel
        self._begun = b""
        self._unpacker: _Unpacker | None = None

    @property
    def is_whole(self) -> bool:
        return self._unpacker is None or self._unpacker.is_whole

    def feed(self, chunk: bytes) -> Iterator[bytes]:
        if self._unpacker is None:
            self._begun += chunk
            if len(self._begun) < len(_GZIP):
                return
            self._unpacker = _unpacker(self._begun, self._parcel)
            chunk, self._begun = self._begun, b""
        yield from self._unpacker.feed(chunk)

    def rest(self) -> Iterator[bytes]:
        """Yield a first byte that nothing followed."""
        if self._unpacker is None:
            yield self._begun


def _unpacker(begun: bytes, parcel: Parcel) -> _Unpacker:
    match parcel.packing.strip().lower():
        case "" | "identity":
            return _Plain()
        case "gzip" | "x-gzip":
            is_packed = begun.startswith(_GZIP)
            return _Zipped(zlib.MAX_WBITS | 16, parcel.url) if is_packed else _Plain()
        case "deflate":
            is_wrapped = begun[0] & 0x0F == 8 and int.from_bytes(begun[:2]) % 31 == 0
            return _Zipped(zlib.MAX_WBITS if is_wrapped else -zlib.MAX_WBITS, parcel.url)
    raise AnswerError(
        "{url} is packed in a way that cannot be read. Tell the owner of {host}.",
        url=parcel.url,
        host=host_of(parcel.url),
    )
