"""Find numbers of persons, contact data and designations of real property in a text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

_DASH = r"[-+\u2010-\u2013\u2212]"
_NUMBER = re.compile(
    rf"(?<![\w:/.-])(?:(?P<century>19|20)[ \u00a0]?)?(?P<day>\d{{6}}|\d\d-\d\d-\d\d|\d\d \d\d \d\d)"
    rf"(?P<dash>[ \u00a0]?{_DASH}[ \u00a0]?|[ \u00a0])?(?P<last>\d{{4}}|[Xx*]{{4}})(?![\w/:]|-\d)"
)
_NUMBER_LABEL = re.compile(
    r"(?i:person(?:nummer|nr)|p(?:ers)?\.?\s?nr|pnr|samordnings(?:nummer|nr)|född)\W{0,4}$"
)
_DIARY_LABEL = re.compile(r"(?i:dnr|diarie\w*|ärende\w*|d\.?nr|ref\w*|löp\w*|faktura\w*)\W{0,4}$")
# What follows in the name of a file, and the last year that a time of day in one is of.
_REST_OF_FILE = re.compile(
    r"[^\n/\\:;,?!\"”]{0,80}?\.(?:pdf|docx?|odt|rtf|txt|html?|json|xlsx?|ods|pptx?|zip|eml|msg|jpe?g"
    r"|png|tiff?)(?!\w)",
    re.IGNORECASE,
)
_LAST_YEAR = 39
_EMAIL = re.compile(
    r"(?<![\w.%+-])[\w.%+-]{1,64}(?:@|[ ]?(?:\(at\)|\[at\]|\(a\)|\[snabel-a\])[ ]?)"
    r"[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[^\W\d_]{2,}"
)
_PHONE = re.compile(
    r"(?<![\w/.:,-])(?:(?:\+|00)\d{2}[\s-]?(?:\(0\))?[\s-]?\d|0\d)\d{0,2}\)?"
    r"(?P<mark>[\s\u00a0]?[-–/][\s\u00a0]?|[ \u00a0])?\d{2,4}(?:[ \u00a0-]?\d{2,4}){1,3}"
    r"(?![\w/:]|-\d)"
)
_LABELLED_PHONE = re.compile(
    r"(?i:\b(?:tele?fon(?:nummer|nr)?|tel|tfn|mobil(?:nummer|nr)?|ring)\b\.?[\s:]{0,3})"
    r"(?P<number>\+?\d(?:[\d \u00a0-]{3,14})\d)(?!\w)"
)
_DATE = re.compile(r"\d\d[-./ ]\d\d[-./ ](?:19|20)\d\d$")
_STREET = re.compile(
    r"(?<!\w)[A-ZÅÄÖÉ][\w-]{0,30}(?:\s[A-ZÅÄÖ][\w-]{0,30})?"
    r"(?:gatan|vägen|gränd|gränden|stigen|torget|allén|backen|gata|väg|stig|allé|backe|plan|torp"
    r"|\s(?:gata|gatan|väg|vägen|gränd|gränden|stig|stigen|allé|allén|torg|torget|plan))\s\d{1,4}(?:\s?[A-Za-z](?!\w))?"
    r"(?P<home>(?:,?\slgh\s\d{4}|,?\s\d?\s?tr\b)?(?:,?\s\d{3}\s?\d{2}\s[A-ZÅÄÖ]\w+)?)"
)
_HOME_BEFORE = re.compile(
    r"(?i:\b(?:bosatt[ae]?|boende|bor|hemmahörande|folkbokförd[a]?|hemadress|bostadsadress|adress"
    r"|c/o|postadress)(?:\s(?:på|i|vid|är))?\s?:?\s*)$"
)
_BETWEEN = re.compile(r"[\s,;:()/–-]{0,4}(?:\([^)]{1,5}\)[\s,;]*)?(?:(?:på|i|vid)\s)?")
_LAW = r"(?:SFS|SOU|Prop|Lag|Lagen|Kl|Kap|Bet|Rskr|Ds|Jo|Ra|Nja|Bilaga|Punkt|Kommunallagen|Kl)"


class Kind(StrEnum):
    """What a masked stretch is."""

    NUMBER = "personnummer"
    EMAIL = "email"
    PHONE = "phone"
    ADDRESS = "address"
    NAME = "name"
    ELECTED = "elected"
    PROPERTY = "property"


class Mask(NamedTuple):
    """A stretch of a text that is not to be shown."""

    start: int
    end: int
    kind: Kind


def contacts(text: str, names: Iterable[int], meets: date | None = None) -> Iterator[Mask]:
    """Yield numbers and contact data in *text*; *names* are where the names in it end.

    An address that follows a number of somebody is somebody's, as one that follows a name is.
    *meets* is the day of the meeting whose files bear *text* as their names, where they do.
    """
    numbers = tuple(_numbers(text, meets))
    yield from numbers
    yield from _addresses(text, (*names, *(mask.end for mask in numbers)))


def _numbers(text: str, meets: date | None) -> Iterator[Mask]:
    for found in _EMAIL.finditer(text):
        yield Mask(found.start(), found.end(), Kind.EMAIL)
    for found in _NUMBER.finditer(text):
        if _is_number(found) and not _is_time_of_file(found, meets):
            yield Mask(found.start(), found.end(), Kind.NUMBER)
    for found in _LABELLED_PHONE.finditer(text):
        yield Mask(found.start("number"), found.end("number"), Kind.PHONE)
    for found in filter(_is_phone, _PHONE.finditer(text)):
        yield Mask(found.start(), found.end(), Kind.PHONE)


def _is_number(found: re.Match[str]) -> bool:
    """Tell whether a number is a personnummer: a day that exists, and the check digit.

    With a wrong check digit it is one where it is written or labelled as one.
    """
    day = re.sub(r"\D", "", found["day"])
    if not _is_day(found["century"], day):
        return False
    text, start = found.string, found.start()
    if found["last"].isdigit() and _is_checked(day + found["last"]):
        return found["dash"] is not None or not _DIARY_LABEL.search(
            text[max(0, start - 20) : start]
        )
    if _NUMBER_LABEL.search(text[max(0, start - 24) : start]):
        return True
    is_written_so = (found["dash"] or "").strip() != "" and len(found["day"]) == 6
    return is_written_so and not _DIARY_LABEL.search(text[max(0, start - 20) : start])


def _is_time_of_file(found: re.Match[str], meets: date | None) -> bool:
    """Tell whether a day and a clock stand in the name of a file: "20261214-1800.pdf".

    One such name in ten has the right check digit by chance, and then may be the number of a child:
    it is a time only where the day, its century written, is not before that on which the meeting
    *meets*, for whoever is born then stands in no papers of it. A time follows no label, and is of
    this century.
    """
    day, hour, minute = re.sub(r"\D", "", found["day"]), found["last"][:2], found["last"][2:]
    is_of_now = found["century"] != "19" and int(day[:2]) <= _LAST_YEAR
    if not is_of_now or not found["dash"] or found["dash"].strip() == "+":
        return False
    is_clock = found["last"].isdigit() and int(hour) < 24 and int(minute) < 60
    text, start, end = found.string, found.start(), found.end()
    if not is_clock or not _exists(2000 + int(day[:2]), int(day[2:4]), int(day[4:])):
        return False
    if not _REST_OF_FILE.match(text, end) or _NUMBER_LABEL.search(text, max(0, start - 24), start):
        return False
    is_late = meets and found["century"] and day >= f"{meets:%y%m%d}"
    return bool(is_late) or not _is_checked(day + found["last"])


def _is_day(century: str | None, day: str) -> bool:
    """Tell whether *day* is a day; that of a samordningsnummer has 60 added."""
    year, month, number = int(day[:2]), int(day[2:4]), int(day[4:])
    years = [int(century + day[:2])] if century else [1900 + year, 2000 + year]
    return any(_exists(one, month, number - 60 if number > 60 else number) for one in years)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _is_checked(digits: str) -> bool:
    """Tell whether the last of *digits* is their check digit (Luhn)."""
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in digits[::2])
    return (sum(doubled) + sum(map(int, digits[1::2]))) % 10 == 0


def _is_phone(found: re.Match[str]) -> bool:
    number = found.group()
    digits = sum(char.isdigit() for char in number)
    if number.startswith(("+", "00")):
        return 9 <= digits <= 15
    text, start = found.string, found.start()
    if _DATE.match(number) or _DIARY_LABEL.search(text[max(0, start - 20) : start]):
        return False
    if not (found["mark"] or (number.startswith("07") and digits == 10)):
        return False
    before = found.group()[: found.start("mark") - found.start()] if found["mark"] else number[:3]
    area = sum(char.isdigit() for char in before)
    return (9 if area == 4 else 8) <= digits <= 10


def _addresses(text: str, names: Sequence[int]) -> Iterator[Mask]:
    """Yield the street addresses that are somebody's, not the place of a matter."""
    for found in _STREET.finditer(text):
        start, end = found.span()
        nearest = max((name for name in names if name <= start), default=-1)
        is_home = found["home"] != "" and bool(names)
        is_labelled = _HOME_BEFORE.search(text, max(0, start - 40), start) is not None
        if is_home or is_labelled or _follows(text, nearest, start):
            yield Mask(start, end, Kind.ADDRESS)


def _follows(text: str, end: int, start: int) -> bool:
    """Tell whether an address at *start* belongs to the name that ends at *end*."""
    return end >= 0 and _BETWEEN.fullmatch(text, end, start) is not None


def designations(text: str) -> Iterator[Mask]:
    """Yield the designations of real property in *text*: "Norrby 1:14", "kv. Linden 3"."""
    for found in _property().finditer(text):
        start = found.start() + found.group().startswith((" ", "\u00a0"))
        yield Mask(start, found.end(), Kind.PROPERTY)


@cache
def _property() -> re.Pattern[str]:
    word = r"[A-ZÅÄÖ][\w-]{1,30}"
    return re.compile(
        rf"(?<!\w)(?!(?i:{_LAW})\b){word}(?:\s(?!(?i:{_LAW})\b){word}){{0,2}}"
        r"\s(?:\d{1,4}:\d{1,4}(?:>\d+)?|(?:[sS]|ga):\d{1,3})(?!\w)"
        r"|(?i:(?<=\bkv\.)|(?<=\bkv)|(?<=\bkvarteret)|(?<=\bfastigheten)|(?<=\bfastighet))"
        rf"\s{word}(?:\s{word})?\s\d{{1,3}}(?![\w:])"
    )
