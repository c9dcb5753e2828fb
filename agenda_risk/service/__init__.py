"""What the service does, whoever asks for it: a page, a program or the clock."""

from agenda_risk.service.desk import Desk

__all__ = ["Desk"]
