"""Turn the text of a document into a meeting with its agenda."""

from agenda_risk.agenda.reader import read_agenda

__all__ = ["read_agenda"]
