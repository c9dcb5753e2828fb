"""The saved pages of a family on a server of flesh and blood: sockets, TLS, names and all."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

import pytest
import requests
from families import DECEMBER, Family
from fetch.server import Asked, FakeTime, Said, Server, serving, terms
from served import Served, content_of

from agenda_risk.errors import Failure, FetchError
from agenda_risk.fetch.web import Web
from agenda_risk.gather import Fetched, fetch_source
from agenda_risk.hookspecs import Adapter
from agenda_risk.models import Page, Request
from agenda_risk.plugins import adapters, load_plugins

NOT_FOUND = Said(b"<html><title>Borta</title></html>", 404)


class Dictionary(Served):
    """The same pages without a server; those of *lost* cannot be had."""

    def __init__(self, family: Family, lost: Request | None = None) -> None:
        super().__init__(family.answers)
        self.lost = lost
        self.had: list[Request] = []
        self.failures: list[Failure] = []

    def __call__(self, asked: str | Request) -> Page:
        request = Request(url=asked) if isinstance(asked, str) else asked
        if self.lost and is_same(request, self.lost):
            raise FetchError("{url} was not found.", url=request.url)
        page = super().__call__(request)
        self.had.append(request)
        return page

    def tried(self, asked: str | Request) -> Iterator[Page]:
        try:
            page = self(asked)
        except FetchError as error:
            self.failures.append(Failure(str(error.fields["url"]), error))
            return
        yield page


def is_same(one: Request, other: Request) -> bool:
    return (one.url, one.body) == (other.url, other.body)


def had(family: Family) -> list[Request]:
    """Return the requests of an undisturbed run that were answered, each once, in their order."""
    get = Dictionary(family)
    gathered(family, get)
    return [one for at, one in enumerate(get.had) if not any(map(_as(one), get.had[:at]))]


def _as(one: Request) -> Callable[[Request], bool]:
    return lambda other: is_same(one, other)


@cache
def _adapters() -> dict[str, Adapter]:
    return dict(adapters(load_plugins()))


def gathered(family: Family, get: Dictionary | Web) -> Fetched:
    """Return what the front door makes of *family* when *get* gets its pages."""
    adapter = _adapters()[family.source.system]
    return fetch_source(family.source, adapter, DECEMBER, get)


def replay(family: Family, server: Server) -> None:
    """Fill *server* with the pages of *family*."""
    for url, answer in family.answers.items():
        server.say(path_of(url), lambda asked, answer=answer, url=url: _said(asked, answer, url))


def disturb(family: Family, server: Server, victim: Request, *answers: Said | None) -> None:
    """Let *answers* come instead of the page of *victim*, in turn; None is the page itself.

    The last comes again and again.
    """
    page = family.answers[victim.url]
    left = list(answers)

    def answer(asked: Asked) -> Said:
        if asked.body != (victim.body or b""):
            return _said(asked, page, victim.url)
        now = left.pop(0) if len(left) > 1 else left[0]
        return now or _said(asked, page, victim.url)

    server.say(path_of(victim.url), answer)


def _said(asked: Asked, answer: object, url: str) -> Said:
    return Said(content_of(answer, Request(url=url, body=asked.body or None)))


def path_of(url: str) -> str:
    return str(requests.Request("GET", url.partition("#")[0]).prepare().path_url)


@contextmanager
def town(monkeypatch: pytest.MonkeyPatch, certificate: object) -> Iterator[Server]:
    """Start a server to which every name and port leads."""
    look_up = socket.getaddrinfo

    def here(host: str, port: int, *arguments: object, **more: object) -> object:
        return look_up("127.0.0.1", server.port, *arguments, **more)

    with serving(certificate) as server:
        monkeypatch.setattr(socket, "getaddrinfo", here)
        yield server


def web(family: Family, time: FakeTime | None = None, **changed: object) -> Web:
    return Web(family.source, terms(time, **changed))
