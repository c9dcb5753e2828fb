"""Get pages: files of this machine; ``fetch.web`` gets what servers answer."""

from agenda_risk.fetch.files import LARGEST, OWN_ENDING, Files, files_at, get_file

__all__ = ["LARGEST", "OWN_ENDING", "Files", "files_at", "get_file"]
