"""The hooks, and what a plugin hands over through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pluggy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from agenda_risk.models import Meeting, Page, Period, Recognition, Request, Source

hookspec = pluggy.HookspecMarker("agenda_risk")
hookimpl = pluggy.HookimplMarker("agenda_risk")


class Get(Protocol):
    """Gets pages: the only way of an adapter to the world."""

    def __call__(self, asked: str | Request) -> Page:
        """Return the page at an address, or the answer to a request; raises ReadError."""

    def tried(self, asked: str | Request) -> Iterator[Page]:
        """Yield the page, or nothing where it could not be had, which is remembered and told."""


class Adapter(Protocol):
    """Reads one kind of meeting system.

    *title* is what the product is called, *cannot* what it does not publish (English msgids), and
    *is_seen* tells whether a real answer of it was seen when the adapter was written.
    """

    name: str
    title: str
    cannot: tuple[str, ...]
    is_seen: bool

    def recognise(self, page: Page) -> Recognition | None:
        """Return what the address of *page*, the first that came from it, is known as."""

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Yield the pages of *source* about meetings within *period*, as they came."""

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield the meetings, or parts of meetings, on *page*; touch nothing else."""


class Delivery(Protocol):
    """Brings a written brief to where it is wanted."""

    name: str

    def deliver(self, written: bytes, address: str) -> str:
        """Bring *written* to *address* whole or not at all; return where it is now."""


@hookspec
def register_adapters() -> Iterable[Adapter]:  # type: ignore[empty-body]
    """Return the adapters that this plugin offers."""


@hookspec
def register_rules() -> Iterable[Path]:  # type: ignore[empty-body]
    """Return files of rules, in the form of rules.yaml, to read after the shipped ones."""


@hookspec
def register_lexicons() -> Iterable[Path]:  # type: ignore[empty-body]
    """Return folders of lexicons, laid out like lexicons/, to read after the shipped ones."""


@hookspec
def register_measures() -> Iterable[Path]:  # type: ignore[empty-body]
    """Return files of measures, in the form of measures.yaml, to read after the shipped ones."""


@hookspec
def register_deliveries() -> Iterable[Delivery]:  # type: ignore[empty-body]
    """Return the ways that this plugin can deliver a written brief."""
