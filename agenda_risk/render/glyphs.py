"""Which characters the shipped fonts can draw."""

import re
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

UNDRAWN = "□"


def fonts() -> Path:
    """Return the folder of the shipped fonts."""
    return Path(str(files("agenda_risk.render"))) / "fonts"


def drawable(text: str) -> str:
    """Return *text* with a box for each character that the fonts lack, as for an emoji.

    What steers and is not seen is left out.
    """
    return _undrawn().sub(_stand_in, unicodedata.normalize("NFC", text))


def _stand_in(found: re.Match[str]) -> str:
    return UNDRAWN if found.group().isprintable() else ""


@cache
def _undrawn() -> re.Pattern[str]:
    """Return what matches a character that some weight of the fonts lacks."""
    ranges = (fonts() / "coverage.txt").read_text(encoding="ascii").split()
    covered = "".join("{}-{}".format(*map(_escaped, one.split("-"))) for one in ranges)
    return re.compile(rf"[^\n{covered}]")


def _escaped(code: str) -> str:
    return f"\\U{int(code, 16):08x}"
