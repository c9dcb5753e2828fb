"""Read days whose month is named, in the languages that agendas are published in."""

import re
from datetime import date

# Swedish, English, German, Dutch, Danish and Norwegian, French; Finnish months end in -kuu.
_MONTHS = {
    1: "januari january januar janvier tammi jan",
    2: "februari february februar février helmi feb",
    3: "mars march märz maart marts maalis mar",
    4: "april avril huhti apr",
    5: "maj may mai mei touko",
    6: "juni june juin kesä jun",
    7: "juli july juillet heinä jul",
    8: "augusti august augustus août elo aug",
    9: "september septembre syys sept sep",
    10: "oktober october octobre loka okt oct",
    11: "november novembre marras nov",
    12: "december dezember desember décembre joulu dec dez des",
}
_NUMBERS = {name: number for number, names in _MONTHS.items() for name in names.split()}
_NAME = (
    rf"(?P<name>{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?:kuun?|kuuta)?\.?(?![^\W\d_])"
)
_YEAR = r"(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))"
_DAY_FIRST = re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})[.:]?e?\s*{_NAME}{_YEAR}?", re.IGNORECASE)
_MONTH_FIRST = re.compile(
    rf"(?<![^\W_]){_NAME}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d){_YEAR}", re.IGNORECASE
)


def day_named(text: str, year: int | None = None) -> date | None:
    """Return the first day in *text* whose month is named; where it has no year it is in *year*."""
    found = (one for pattern in (_DAY_FIRST, _MONTH_FIRST) for one in pattern.finditer(text))
    return next((day for one in found if (day := _day(one, year))), None)


def _day(found: re.Match[str], year: int | None) -> date | None:
    if not found["year"] and year is None:
        return None
    month = _NUMBERS[found["name"].lower()]
    try:
        return date(int(found["year"] or year or 0), month, int(found["day"]))
    except ValueError:
        return None
