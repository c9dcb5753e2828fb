"""Hold an adapter to its contract: what it reads, and what it makes of damaged pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from agenda_risk.errors import ReadError
from agenda_risk.models import Meeting, Page, Recognition
from agenda_risk.translate import N_

if TYPE_CHECKING:
    from agenda_risk.hookspecs import Adapter

_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
_CUTS = 40
_DEEP = 20_000
_MANY = 200
_LARGEST = 5_000_000
_SHAPES = (b"null", b"[]", b"{}", b'"text"', b"7", b"[null]", b'{"data": null}', b'[["a"], 1, {}]')
_WALL = b"<!DOCTYPE html><html><head><title>One moment</title></head><body><p>Wait</body></html>"


class Breach(NamedTuple):
    """Where an adapter does not keep to its contract.

    *page* is the name of the page, and what was done to it; *msgid* is an English sentence with
    named *fields*.
    """

    page: str
    msgid: str
    fields: dict[str, object]


def breaches(
    adapter: Adapter,
    pages: Iterable[Page],
    elsewhere: AbstractContextManager[object] | None = None,
    aside: Iterable[Page] = (),
) -> Iterator[Breach]:
    """Yield where *adapter* does not keep to its contract on *pages*, which are whole.

    Within *elsewhere* the machine's clock is in another zone, which must make no difference. Pages
    *aside* are those in which fetch only looks for others: they need not hold meetings, but may
    not break it.
    """
    saved = tuple(pages)
    yield from _of_form(adapter)
    first = [_read(adapter, page) for page in saved]
    for page, found in zip(saved, first, strict=True):
        yield from _of_reading(page, found)
        yield from _of_damage(adapter, page)
    for page in aside:
        yield from _of_damage(adapter, page)
    yield from _of_second_reading(adapter, saved, first, elsewhere or nullcontext())


def is_refused(adapter: Adapter, page: Page) -> bool:
    """Tell whether *adapter* says that there are no meetings on *page*, as it may."""
    return isinstance(_read(adapter, page).raised, ReadError)


def damaged(page: Page) -> Iterator[tuple[str, Page]]:
    """Yield what can become of *page* on its way, with a word for it."""
    for name, content in (*_cut(page.content), *_replaced(page), *_recoded(page.content)):
        yield name, page.model_copy(update={"content": content})
    yield "as it came", page
    yield "nothing known of it", page.model_copy(update={"about": {}, "headers": {}})
    yield "no media type", page.model_copy(update={"media_type": ""})


def _cut(content: bytes) -> Iterator[tuple[str, bytes]]:
    step = max(1, len(content) // _CUTS)
    for end in range(0, len(content), step):
        yield f"cut after {end} bytes", content[:end]
    yield "its first half gone", content[len(content) // 2 :]


def _replaced(page: Page) -> Iterator[tuple[str, bytes]]:
    noise = b"".join(sha256(str(number).encode()).digest() for number in range(64))
    yield "noise", noise
    yield "a page that asks to wait", _WALL
    yield "nested too deep", b"[" * _DEEP
    yield "tags nested too deep", b"<div>" * _DEEP
    times = max(2, min(_MANY, _LARGEST // max(1, len(page.content))))
    yield "the same many times", page.content * times
    for shape in _SHAPES:
        yield f"{shape.decode()} instead", shape


def _recoded(content: bytes) -> Iterator[tuple[str, bytes]]:
    text = content.decode("utf-8", "replace")
    for encoding in ("latin-1", "utf-16", "utf-8-sig"):
        yield f"written in {encoding}", text.encode(encoding, "replace")
    yield "its letters broken", content.replace(b"\xc3", b"\xff")
    yield "its texts empty", re.sub(rb'"[^"]*"', b'""', content)
    yield "its numbers replaced", re.sub(rb"\d", b"9", content)


class _Reading(NamedTuple):
    """What came of one page: meetings, or what was raised instead."""

    meetings: tuple[Meeting, ...] = ()
    raised: Exception | None = None


def _read(adapter: Adapter, page: Page) -> _Reading:
    try:
        return _Reading(tuple(adapter.parse(page)))
    except Exception as error:
        return _Reading(raised=error)


def _of_form(adapter: Adapter) -> Iterator[Breach]:
    name = str(getattr(adapter, "name", ""))
    if not _NAME.fullmatch(name):
        yield Breach(name, N_("The name should be small letters, digits and _."), {})
    wanted = {"title": str, "cannot": tuple, "is_seen": bool}
    for key, kind in wanted.items():
        if not isinstance(getattr(adapter, key, None), kind):
            yield Breach(
                name, N_("“{key}” should be a {kind}."), {"key": key, "kind": kind.__name__}
            )
    for key in ("recognise", "fetch", "parse"):
        if not callable(getattr(adapter, key, None)):
            yield Breach(name, N_("There is no function “{key}”."), {"key": key})


def _of_reading(page: Page, found: _Reading) -> Iterator[Breach]:
    if found.raised:
        yield Breach(page.name, N_("A whole page cannot be read: {error}"), _said(found.raised))
    for meeting in found.meetings:
        if isinstance(meeting, Meeting):
            yield from _of_meeting(page.name, meeting)
        else:
            kind = {"kind": type(meeting).__name__}
            yield Breach(page.name, N_("parse gave a {kind} instead of a Meeting."), kind)


def _of_meeting(page: str, meeting: Meeting) -> Iterator[Breach]:
    if not meeting.id:
        yield Breach(page, N_("A meeting has no id."), {})
    ids = [item.id for item in meeting.items]
    for twin in sorted({one for one in ids if ids.count(one) > 1 or not one}):
        yield Breach(
            page, N_("The item id “{id}” is empty, or there more than once."), {"id": twin}
        )
    of_items = (link for item in meeting.items for link in item.links)
    addresses = [link.url for link in (*meeting.links, *of_items)]
    for url in (*addresses, *filter(None, [meeting.web])):
        if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc:
            yield Breach(page, N_("The link “{url}” is not whole."), {"url": url})
    yield from _of_times(page, meeting)


def _of_times(page: str, meeting: Meeting) -> Iterator[Breach]:
    clock, end = meeting.start.clock, meeting.end
    if clock and (clock.hour, clock.minute) == (0, 0):
        yield Breach(
            page, N_("A meeting begins at midnight: that means that no time is known."), {}
        )
    if clock and end and end.replace(tzinfo=None) <= clock.replace(tzinfo=None):
        yield Breach(page, N_("A meeting ends before it begins: leave the end out."), {})


def _of_damage(adapter: Adapter, page: Page) -> Iterator[Breach]:
    """Yield what is raised on damaged pages, each kind of error once."""
    told: set[tuple[str, type[Exception]]] = set()
    for harm, broken in damaged(page):
        for name, error in _raised(adapter, broken):
            if (name, type(error)) not in told:
                told.add((name, type(error)))
                fields = {"name": name, **_said(error)}
                where = f"{page.name} ({harm})"
                yield Breach(
                    where, N_("{name} raised something else than ReadError: {error}"), fields
                )


def _raised(adapter: Adapter, page: Page) -> Iterator[tuple[str, Exception]]:
    error = _read(adapter, page).raised
    if error and not isinstance(error, ReadError):
        yield "parse", error
    try:
        known = adapter.recognise(page)
        if known is not None and not isinstance(known, Recognition):
            yield "recognise", TypeError(f"gave {type(known).__name__}")
    except ReadError:
        return
    except Exception as other:
        yield "recognise", other


def _of_second_reading(
    adapter: Adapter,
    pages: tuple[Page, ...],
    first: list[_Reading],
    elsewhere: AbstractContextManager[object],
) -> Iterator[Breach]:
    """Yield what another reading gives otherwise, last page first and in another zone."""
    with elsewhere:
        again = [_read(adapter, page) for page in reversed(pages)]
    for page, found, other in zip(pages, first, reversed(again), strict=True):
        if found.meetings != other.meetings:
            yield Breach(
                page.name,
                N_("Read again, in another order and time zone, it gives another answer."),
                {},
            )


def _said(error: Exception) -> dict[str, object]:
    return {"error": f"{type(error).__name__}: {error}"[:200]}
