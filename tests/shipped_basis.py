"""What briefs are made with, as it is shipped: loaded once, since it holds on every day."""

from datetime import date
from functools import cache

from agenda_risk.basis import BasisFiles, load_basis
from agenda_risk.pipeline import Basis


def basis(_today: date) -> Basis:
    """Return the shipped rules and measures."""
    return _loaded()


@cache
def _loaded() -> Basis:
    return load_basis(BasisFiles(), date(2026, 12, 1))
