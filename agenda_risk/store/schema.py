"""All tables of the store."""

from agenda_risk.store import message_tables, people_tables, screened_tables, tables
from agenda_risk.store.columns import metadata

__all__ = ["message_tables", "metadata", "people_tables", "screened_tables", "tables"]
