"""The numbers that stand in addresses."""

from typing import Annotated

from fastapi import Path

Number = Annotated[int, Path(ge=1, le=999_999_999)]  # what any database takes
