"""Write the numbers of lists."""

import re

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def numeral(value: int, style: str) -> str:
    """Return *value* in *style*: 1, 01, a, A, i or I, as in HTML and OpenDocument."""
    match style:
        case "a" | "A" if value > 0:
            return _letters(value) if style == "a" else _letters(value).upper()
        case "i" | "I" if 0 < value < 4000:
            return _roman(value) if style == "i" else _roman(value).upper()
        case "01":
            return f"{value:02}"
    return str(value)


def _letters(value: int) -> str:
    """Return a to z, then aa, ab and so on."""
    letters = ""
    while value:
        value, place = divmod(value - 1, 26)
        letters = "abcdefghijklmnopqrstuvwxyz"[place] + letters
    return letters


def _roman(value: int) -> str:
    """Return *value* in small Roman numerals."""
    letters = ""
    for worth, sign in _ROMAN:
        count, value = divmod(value, worth)
        letters += sign * count
    return letters


def whole(text: str, default: int) -> int:
    """Return the whole number that *text* is, or *default*."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else default
