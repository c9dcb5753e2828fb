"""All tables of the store."""

from agenda_risk.store import (
    follow_up_tables,
    journey_tables,
    people_tables,
    screened_tables,
    tables,
)
from agenda_risk.store.columns import metadata

__all__ = [
    "follow_up_tables",
    "journey_tables",
    "metadata",
    "people_tables",
    "screened_tables",
    "tables",
]
