"""All tables of the store."""

from agenda_risk.store import people_tables, screened_tables, tables
from agenda_risk.store.columns import metadata

__all__ = ["metadata", "people_tables", "screened_tables", "tables"]
