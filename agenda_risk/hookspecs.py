"""The hooks, and what a plugin hands over through them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pluggy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from agenda_risk.models import Meeting, Page, Period

hookspec = pluggy.HookspecMarker("agenda_risk")
hookimpl = pluggy.HookimplMarker("agenda_risk")


class Adapter(Protocol):
    """Reads one kind of meeting system."""

    name: str

    def fetch(self, url: str, period: Period, get: Callable[[str], Page]) -> Iterator[Page]:
        """Yield the pages at *url* about meetings within *period*, as they came."""

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield the meetings on *page*; touch nothing else."""


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
