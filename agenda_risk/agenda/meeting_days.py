"""Find the day of a meeting among the days that a summons names."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import islice

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_MONTH = "|".join(MONTHS)
_UNITS = (
    "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde",
)  # fmt: skip
_ORDINALS = (
    *_UNITS, "tionde", "elfte", "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde",
    "sjuttonde", "artonde", "nittonde", "tjugonde", *(f"tjugo{one}" for one in _UNITS),
    "trettionde", "trettioförsta",
)  # fmt: skip
_ORDINAL = "|".join(sorted(_ORDINALS, key=len, reverse=True))
_WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
# The head of a letter by mail, which tells when it was sent and to whom.
_MAIL = re.compile(
    r"^[> \t]*(?:Från|Skickat|Till|Kopia|Datum|From|Sent|To|Cc|Date)[ \t]*:[^\n]*", re.MULTILINE
)
_MAILED = re.compile(r"^[> \t]*(?:Ämne|Subject)[ \t]*:", re.MULTILINE)
_DATES = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(
        r"(?i:datum):?\s+(?P<day>\d{1,2})[-./](?P<month>\d{1,2})[-./](?P<year>20\d\d)(?!\d)"
    ),
    re.compile(
        rf"\b(?P<day>\d{{1,2}})(?:(?:[-–]|[ ]och[ ])\d{{1,2}})?(?:[:.]?e)?[ ]+(?P<name>{_MONTH})"
        r"[ ,]+(?P<year>(?:19|20)\d\d)",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\bden[ ]+(?P<ordinal>{_ORDINAL})[ ]+(?P<name>{_MONTH})[ ,]+(?P<year>(?:19|20)\d\d)",
        re.IGNORECASE,
    ),
)
# A day without its year, as people write it to each other: torsdag 10 december, torsdag 10/12.
_WEEKDAY = re.compile(
    rf"\b(?P<weekday>{'|'.join(_WEEKDAYS)})(?:en)?[ ,]+(?:den[ ]+)?(?:(?P<day>\d{{1,2}})"
    rf"(?:[:.]?e)?|(?P<ordinal>{_ORDINAL}))"
    rf"(?:[ ]+(?P<name>{_MONTH})|/(?P<month>1[0-2]|0?[1-9])(?![-/\d]))"
    r"(?![ ,]+(?:19|20)\d\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")
# The second day of a meeting that lasts two.
_LAST_DAY = re.compile(r"(?:\d{4}|-\d\d)[ ]?(?:[-–—]|till|t\.?o\.?m\.?|och)[ ]?$")
# A day that stands near one of these words is the day of the meeting, not of the letter.
_MEETS = re.compile(
    r"sammanträd|\bkl(?:\b|ockan)|plats och tid|\b(?:mån|tis|ons|tors|fre|lör|sön)dag|datum|tid\b"
    r"|fullmäktige|sammankall|välkommen",
    re.IGNORECASE,
)
# What holds from a day, or is due then.
_TERM = re.compile(
    r"(?:från och med|fr\.?[ ]?o\.?[ ]?m\.?|till och med|t\.?[ ]?o\.?[ ]?m\.?|senast|gäller från)"
    r"(?:[ ]den)?[ ]$",
    re.IGNORECASE,
)
_MOVED_TO = re.compile(
    rf"\b(?:flytta\w*|senarelagt|senareläggs|ändra\w*)[^.\n]{{0,60}}\btill"
    rf"(?:[ ](?:{'|'.join(_WEEKDAYS)})(?:en)?)?(?:[ ]den)?[ ]?$",
    re.IGNORECASE,
)
_LETTER = re.compile(r"upprättad|utskick|utfärdad|anslag|reviderad|publicera|kungör", re.IGNORECASE)

Stated = tuple[date, re.Match[str]]


def without_mail_head(front: str) -> str:
    """Return *front* without the lines that tell when it was sent by mail, and to whom."""
    return _MAIL.sub("", front) if _MAILED.search(front) else front


def meeting_day(front: str, whole: str) -> Stated | None:
    """Return the day in *front* that most likely is the meeting's, and where it stands.

    A day without its year gets the one that *whole* names, or the next, if its weekday fits.
    """
    dated = [*_dated(front), *_without_year(front, whole)]
    return max(dated, key=lambda one: (_nearness(front, one[1]), -one[1].start()), default=None)


def _dated(front: str) -> Iterator[Stated]:
    for found in (found for pattern in _DATES for found in pattern.finditer(front)):
        day = _day(found, int(found["year"]))
        if day and not _LAST_DAY.search(front[max(0, found.start() - 20) : found.start()]):
            yield day, found


def _without_year(front: str, whole: str) -> Iterator[Stated]:
    named = {int(year) for year in _YEAR.findall(whole)}
    years = sorted(named | {year + 1 for year in named})
    for found in _WEEKDAY.finditer(front):
        days = (_day(found, year) for year in years)
        weekday = _WEEKDAYS.index(found["weekday"].lower())
        fitting = (day for day in days if day and day.weekday() == weekday)
        yield from ((day, found) for day in islice(fitting, 1))


def _day(found: re.Match[str], year: int) -> date | None:
    parts = found.groupdict()
    named = MONTHS.index(parts["name"].lower()) + 1 if parts.get("name") else 0
    month = named or int(parts["month"])
    ordinal = parts.get("ordinal")
    number = _ORDINALS.index(ordinal.lower()) + 1 if ordinal else int(parts["day"])
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _nearness(front: str, found: re.Match[str]) -> int:
    """Return how much speaks for a date being the meeting's."""
    before = front[max(0, found.start() - 60) : found.start()]
    after = front[found.end() : found.end() + 20]
    near = len({one.lower() for one in _MEETS.findall(before + found.group() + after)})
    aside = _LETTER.search(before[-25:]) or _TERM.search(before)
    return near - 3 * bool(aside) + 4 * bool(_MOVED_TO.search(before))
