"""The address at which the outcome of a meeting is told, as a square that a telephone reads."""

from io import BytesIO
from typing import Any

from agenda_risk.render.extras import documents

_QUIET = 4  # squares of white around it, as the standard has it
_DOT = 8


def svg(address: str) -> str:
    """Return *address* as a picture that scales, dark on white whatever stands around it.

    Raises MissingExtraError where the extra for documents is not installed.
    """
    picture: str = _square(address).svg_inline(
        border=_QUIET, omitsize=True, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    return picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)


def png(address: str) -> bytes:
    """Return *address* as a picture of dots, for what draws no other."""
    content = BytesIO()
    _square(address).save(content, kind="png", scale=_DOT, border=_QUIET)
    return content.getvalue()


def _square(address: str) -> Any:
    return documents("segno").make_qr(address, error="m")
