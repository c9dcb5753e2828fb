"""Hold adapters to parsing anything: what is there comes out, or a ReadError, nothing else."""

import random
from collections.abc import Iterator
from typing import Any

from agenda_risk.errors import ReadError
from agenda_risk.models import Meeting, Page

_OTHERS = (
    b"",
    b" \n",
    b"\x00\x01\xff\xfe",
    b"null",
    b"[]",
    b"{}",
    b"7",
    b'"text"',
    b"[[[[]]]]",
    b"[null, 1, {}]",
    b'{"data": null, "items": 3, "d": "x", "error": {"a": 1}}',
    b'{"data": [null, 1, "x", [], {}, {"id": null}, {"type": 7}]}',
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b"<" * 1000,
    b"<html><body><h1>Just a moment...</h1></body></html>",
    b"<html><body>" + b"<div>" * 5000 + b"</body></html>",
    b'<?xml version="1.0"?><root/>',
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "<p>å".encode("utf-16"),
)


def spoilt(content: bytes) -> Iterator[bytes]:
    """Yield *content* cut, scrambled and written in other encodings, and other things than it."""
    yield from _OTHERS
    step = max(1, len(content) // 60)
    yield from (content[:cut] for cut in range(0, len(content), step))
    text = content.decode("utf-8", errors="replace")
    yield from (text.encode(codec, errors="replace") for codec in ("latin-1", "utf-16", "cp1252"))
    yield from (_scrambled(content, seed) for seed in range(20))
    yield text.replace(":", ":\ud83d", 3).encode("utf-8", errors="replace")
    yield content.replace(b'"', b'"\\ud800', 40)
    yield content.replace(b"20", b"99").replace(b"http", b"http://[")


def assert_total(adapter: Any, page: Page) -> None:
    """Assert that no spoilt form of *page* raises anything but a ReadError."""
    for content in spoilt(page.content):
        told(adapter, page.model_copy(update={"content": content}))


def assert_steady(adapter: Any, page: Page) -> None:
    """Assert that *page* parses to the same twice, with whole links and ids that differ."""
    first, second = list(adapter.parse(page)), list(adapter.parse(page))

    assert first == second
    assert all(url.startswith(("http://", "https://")) for url in addresses(first))
    for meeting in first:
        ids = [item.id for item in meeting.items]
        assert len(ids) == len(set(ids)), meeting.id


def told(adapter: Any, page: Page) -> list[Meeting] | None:
    """Return what *page* parses to; None where the adapter says that it cannot be read."""
    try:
        return list(adapter.parse(page))
    except ReadError:
        return None


def addresses(meetings: list[Meeting]) -> list[str]:
    """Return every address in *meetings*."""
    items = [item for meeting in meetings for item in meeting.items]
    links = [link.url for part in (*meetings, *items) for link in part.links]
    return [*links, *(meeting.web for meeting in meetings if meeting.web)]


def _scrambled(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    changed = bytearray(content)
    for _ in range(min(len(changed), 30)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)
