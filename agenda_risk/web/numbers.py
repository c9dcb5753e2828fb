"""The numbers by which things are known in addresses and forms."""

from typing import Annotated

from fastapi import Path

LAST = 2**31 - 1  # what a database takes
LAST_ITEM = 2**63 - 1  # items are numbered with their days

Number = Annotated[int, Path(ge=1, le=LAST)]


def number_in(text: str, last: int = LAST) -> int:
    """Return the number that *text* writes, up to the *last* there can be; else 0."""
    is_number = text.isascii() and text.isdigit() and len(text) <= len(f"{last}")
    return int(text) if is_number and int(text) <= last else 0
