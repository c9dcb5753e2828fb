"""Read whether a meeting is called off or moved, as the summons says of it."""

import re
from collections.abc import Iterator
from datetime import date

from agenda_risk.agenda.lines import sentence
from agenda_risk.agenda.meeting_days import MONTHS
from agenda_risk.models import MeetingState

_FRONT = 4_000
_MONTH = "|".join(MONTHS)
_KINDS = r"(?:fullmäktige|styrelse|nämnd|utskott|beredning|direktion|delegation)"
_BODY = re.compile(rf"\b[\w-]*{_KINDS}", re.IGNORECASE)
_WITH_OTHERS = rf"[ ]med[ ](?![\w-]*{_KINDS})"
_SESSION = (
    rf"\b(?:nämnds?|styrelse|fullmäktige)?(?:sammanträde|möte)t?(?![a-zåäö])(?!{_WITH_OTHERS})"
)
_DAY_WORDS = (
    r"(?:[ ,]+(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?|den|kl(?:ockan)?\.?|\d[\d.:/–-]*e?"
    rf"|{_MONTH}))*[ ,]+"
)
_IS_OFF = r"(?:ställs[ ]in|har[ ]ställts[ ]in|inställs|(?:är|blir|blev|har[ ]blivit)[ ]inställt)"
_NOT_INTENT = r"\b(?![ ]på[ ](?!grund))"
# Between the meeting and what is said of it no other clause begins, and no item.
_CLAUSE = (
    r"\b(?:eftersom|därför|medan|men|när|där|då|om|att|sänds|börjar|hålls|som(?!\s+(?:skulle|var)\b)"
    r"|och(?!\s+(?:den|\d)))\b"
)
_WITHIN = (
    rf"(?:(?!{_CLAUSE})(?:[^.!?\n]|(?<=\bkl)\.|(?<=\d)\.(?=\d)"
    r"|\n(?=[ \t]*(?:\d{1,2}[ ])?(?-i:[a-zåäö])|[ \t]*\d{4})))"
)
_CALLED_OFF = (
    re.compile(rf"{_SESSION}{_WITHIN}{{0,120}}?\b{_IS_OFF}{_NOT_INTENT}", re.IGNORECASE),
    re.compile(
        rf"(?:{_SESSION}|{_BODY.pattern}n?(?:et)?){_DAY_WORDS}(?:{_IS_OFF}|inställt){_NOT_INTENT}",
        re.IGNORECASE,
    ),
    re.compile(rf"\bställs[ ](?:\w+[ ])?{_SESSION}[^.\n]{{0,60}}?[ ]in\b", re.IGNORECASE),
    re.compile(
        r"^[ \t]*(?:obs\b[!:.]*[ ]*)?inställt\b[ \t:!.–—-]*"
        rf"(?=$|\d|[\w -]*?(?:sammanträde|möte|{_KINDS}))",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(r"(?<![A-ZÅÄÖ]ET )(?<!ET ÄR )\bINSTÄLLT\b"),
)
_IF_BEFORE = re.compile(r"\W*(?:om|vid|ifall|i fall|när|då)\b", re.IGNORECASE)
_IF_AFTER = re.compile(r"\s+(?:om|vid|ifall|när|då)\b")
_DAYS = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?::?e)?[ ]+(?P<name>{_MONTH})\b|\bi[ ](?P<alone>{_MONTH})\b"
    r"|\b20\d\d-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)\b"
    r"|(?<![\d/])(?P<figure>\d{1,2})/(?P<month>\d{1,2})(?![\d/])",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"\b(?:[Ss]ammanträdet|[Mm]ötet)(?:[ ][^.\n]{0,40}\d{4}[^.\n]{0,20}"
    r"|[ ](?:[a-zåäö]+dag(?:en)?[ ])?(?:den[ ])?\d{1,2}(?:/\d{1,2}|[ ][a-z]+))?[ ]"
    r"(?:flyttas|(?:har|är)[ ]flytta[td]s?)\b"
    r"|\b[Ää]ndrad[ ](?:tid|dag)[ ]för[ ](?:sammanträde|möte)"
)


def state(text: str, first: int | None, body: str, day: date | None) -> MeetingState:
    """Return whether the meeting of *body* on *day* is called off or moved, as far as *text* tells.

    *first* is where its first item begins. What stands there or later is said of an item; before
    it, what is said of another body or day is not said of this meeting.
    """
    front = text[: _FRONT if first is None else min(first, _FRONT)]
    told = (told for pattern in _CALLED_OFF for told in _told(pattern, front))
    if any(first is None or _is_of(one, body, day) for one in told):
        return MeetingState.CANCELLED
    return MeetingState.MOVED if _MOVED.search(text[:_FRONT]) else MeetingState.PLANNED


def names_another_day(text: str, day: date | None) -> bool:
    """Tell whether what calls a meeting off names days, and none of them is *day*."""
    told = (told for pattern in _CALLED_OFF for told in _told(pattern, text[:_FRONT]))
    return not any(_is_on(one, day) for one in told)


def _told(pattern: re.Pattern[str], front: str) -> Iterator[str]:
    """Yield the sentences that call a meeting off, and set no condition for it."""
    for found in pattern.finditer(front):
        whole = sentence(front, found.start(), found.end())
        if not (_IF_BEFORE.match(whole) or _IF_AFTER.match(front, found.end())):
            yield whole


def _is_of(told: str, body: str, day: date | None) -> bool:
    """Tell whether a sentence is about *body* and *day*, as far as it names any."""
    named, own = _last_body(told), _last_body(body)
    return (not named or not own or own.endswith(named)) and _is_on(told, day)


def _is_on(told: str, day: date | None) -> bool:
    """Tell whether a sentence is about *day*, as far as it names any."""
    days = [_month_and_day(one) for one in _DAYS.finditer(told)]
    fits = (month == day.month and number in {0, day.day} for month, number in days if day)
    return day is None or not days or any(fits)


def _last_body(words: str) -> str:
    return next(reversed(_BODY.findall(words)), "").lower()


def _month_and_day(found: re.Match[str]) -> tuple[int, int]:
    """Return the month, and the day or 0 where the month is named alone."""
    name = found["name"] or found["alone"]
    month = MONTHS.index(name.lower()) + 1 if name else int(found["iso_month"] or found["month"])
    return month, int(found["day"] or found["iso_day"] or found["figure"] or 0)
