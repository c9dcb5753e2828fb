"""Draw columns by hand, with nothing but rectangles and text; the page adds a table."""

from collections.abc import Sequence
from dataclasses import dataclass

_STEP, _WIDE, _TOP, _HIGH, _LEFT = 71, 38, 18, 100, 20
_GAP = 2


@dataclass(frozen=True)
class Bar:
    """A rectangle; *kind* is the class that colours it."""

    kind: str
    x: int
    y: float
    height: float


@dataclass(frozen=True)
class Column:
    """Bars on top of each other, with their sum above and a *name* below, at *middle*."""

    name: str
    bars: tuple[Bar, ...]
    total: int
    middle: int
    top: float


@dataclass(frozen=True)
class Columns:
    """A chart of columns; *base* is where they stand."""

    columns: tuple[Column, ...]
    width: int
    height: int
    base: int


def columns(named: Sequence[tuple[str, Sequence[int]]], kinds: Sequence[str]) -> Columns:
    """Return columns for *named* counts, which stand from below in the order of *kinds*."""
    base = _TOP + _HIGH
    most = max((sum(counts) for _name, counts in named), default=0) or 1
    drawn = tuple(
        _column(name, counts, kinds, _LEFT + place * _STEP, _HIGH / most)
        for place, (name, counts) in enumerate(named)
    )
    return Columns(drawn, _LEFT + len(named) * _STEP, base + 24, base)


def _column(name: str, counts: Sequence[int], kinds: Sequence[str], x: int, scale: float) -> Column:
    bars: list[Bar] = []
    y = float(_TOP + _HIGH)
    for kind, count in zip(kinds, counts, strict=True):
        if count:
            height = max(count * scale - _GAP, 1.0)
            bars.append(Bar(kind, x, round(y - height, 1), round(height, 1)))
            y -= count * scale
    return Column(name, tuple(bars), sum(counts), x + _WIDE // 2, round(y - 5, 1))
