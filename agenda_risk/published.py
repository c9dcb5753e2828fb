"""What the titles say that meetings, items and documents are published under."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from agenda_risk.cancelled import is_cancelled
from agenda_risk.models import ItemState, Link, LinkKind, MeetingState, Moment, Period, Source
from agenda_risk.moments import moment_in

# "Återkallelse" calls nobody, and Agenda 2030 is no agenda; an extract of minutes is what an item
# rests on. The first that fits counts.
_KINDS = (
    (r"protokolls?utdrag|protokollsanteckning|saksprotokoll", LinkKind.PAPERS),
    (
        r"till[äa]ggs(?:list|kallelse|[äa]rend|handling|utskick|dagordning)|\btill[äa]gg\b|tilleggs"
        r"|kompletter(?:ande (?:kallelse|handling|[äa]rende|dagordning|f[öo]redragning)|ing\b)"
        r"|sena handlingar",
        LinkKind.SUPPLEMENT,
    ),
    (
        r"^\W*(?:justerat |signerat |preliminärt )?(?:kf-|ks-|möte(?:s)?)?proto[ck]oll",
        LinkKind.MINUTES,
    ),
    (
        r"(?<!åter)(?<!till)kallelse|innkalling|föredragningslist|dagordning|dagsorden|ärendelist|saksliste"
        r"|^agenda\b(?!\s*2030)",
        LinkKind.SUMMONS,
    ),
    (r"proto[ck]oll|omedelbar(?:t)? justera|omedelbar justering|referat", LinkKind.MINUTES),
    (
        r"handling(?:ar)?\b|bilag(?:a|or)|tjänsteskrivelse|tjänsteutlåtande|underlag|saksfremlegg"
        r"|skrivelse|beslutsförslag|ärende|yttrande|remiss",
        LinkKind.PAPERS,
    ),
)
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_TYPES = {"pdf": "application/pdf", "docx": _WORD, "doc": "application/msword"}
_NOTICE = re.compile(r"kungörelse", re.IGNORECASE)
# "Skyddad natur i Norrby" and "Stängt badhus" are matters that anybody may read of.
_CLOSED = re.compile(
    r"^\W*(?:skyddad|sekretess|sekretessbelag[td]|stängt)"
    r"\s*(?:[:–-]\s*|$|(?=(?:enligt|osl|offentlighets-|\d+ kap|ärende\b)))",
    re.IGNORECASE,
)
_WITHDRAWN = re.compile(
    r"^\W*(?:utgår|utgått|struken|trekt|trukket)\b|\b(?:utgår|utgått|återtaget)\W*$|ärendet utgår",
    re.IGNORECASE,
)
_DAY = re.compile(
    r"[\s_-]{0,5}[(,]?\s{0,3}"
    r"(?<!\d)(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[./]\d{4}).*$",
    re.DOTALL,
)
_MONTHS = (
    *("januari", "februari", "mars", "april", "maj", "juni"),
    *("juli", "augusti", "september", "oktober", "november", "december"),
)
_DAY_NAMED = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:\s*[-–]\s*\d{{1,2}})?\s+(?P<month>{'|'.join(_MONTHS)})\b"
    r"(?:\s+(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?<!\d)(?P<year>\d{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?:[0-3]\d)?(?!\d)"
)
_BODY = re.compile(
    r"(?<![\w-])"
    r"(?:(?!kallelse|protokoll|handling|möte|dagordning)[\w-]{1,40}(?:, | och | samt )){0,4}"
    r"[\w-]{0,40}(?:fullmäktige|styrelsens? [a-zåäö-]{0,20}utskott|styrelsen?|nämnden?|utskottet"
    r"|beredningen|direktionen)(?![a-rt-zåäö-])",
    re.IGNORECASE,
)
_EXTRA = re.compile(r"\bextra(?:insatt)?\b|\bekstraordin", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^(?P<number>§{0,2}\s*(?:[A-ZÅÄÖ]{1,4}\s)?\d+(?:[/.:]\d+)*(?:\s?[a-zåäö](?=[\s.)]))?)"
    r"(?:\s+[-–—]\s*|\s*[.):]\s+|\s+)(?P<title>\S.*)$",
    re.DOTALL,
)
# "2 juni", "12 nya bostäder" and "2027 års budget" begin with a number that is none.
_COUNTED = re.compile(r"^[\d.]+\s+[a-zåäö]{2}|^\d{4}\b")


def kind_titled(title: str) -> LinkKind:
    """Return what a document published with a meeting is, by its *title* or its file's name."""
    folded = title.casefold().replace("_", " ")
    return next((kind for words, kind in _KINDS if re.search(words, folded)), LinkKind.OTHER)


def media_type(name: str) -> str:
    """Return the media type of a file called *name*, or of that suffix, where it is a document."""
    return _TYPES.get(name.rsplit(".", 1)[-1].casefold(), "")


def with_summons(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return *links*; where none of them calls to the meeting, its public notice does."""
    found = tuple(links)
    if any(one.kind is LinkKind.SUMMONS for one in found):
        return found
    summons = {"kind": LinkKind.SUMMONS}
    return tuple(
        one.model_copy(update=summons) if _NOTICE.search(one.title) else one for one in found
    )


def meeting_state(is_published: bool, *texts: str) -> MeetingState:
    """Return what *texts*, and whether an agenda *is_published*, say of a meeting."""
    if is_cancelled(*texts):
        return MeetingState.CANCELLED
    return MeetingState.PLANNED if is_published else MeetingState.AGENDA_NOT_PUBLISHED


def item_state(title: str) -> ItemState:
    """Return whether the *title* of an item says that it has been taken off the agenda."""
    return ItemState.WITHDRAWN if _WITHDRAWN.search(title) else ItemState.LISTED


def is_extra(*texts: str) -> bool:
    """Tell whether one of *texts* says that the meeting comes besides the planned ones."""
    return any(_EXTRA.search(text) for text in texts)


def ground_of_secrecy(title: str) -> str:
    """Return why an item is closed, where its *title* is nothing but that; else no text."""
    found = _CLOSED.match(title)
    return title[found.end() :] if found else ""


def numbered(title: str) -> tuple[str, str]:
    """Return the number that *title* begins with, as printed, and the title without it.

    Where a number is missing, a title may begin with the dash that would follow it.
    """
    found = _NUMBERED.match(title)
    if not found or _is_counted(title, found):
        return "", re.sub(r"^[-–—]\s+", "", title)
    return found["number"].strip(), found["title"].strip()


def _is_counted(title: str, found: re.Match[str]) -> bool:
    between = title[found.end("number") : found.start("title")]
    return not between.strip() and bool(_COUNTED.match(title))


def without_day(title: str) -> str:
    """Return *title*, "Kommunstyrelsen (2026-12-14)", up to the day in it."""
    return _DAY.sub("", title).strip()


def day_in(text: str, year: int = 0) -> Moment:
    """Return the day in *text*, also of "14 december", of *year* where it names none, and "261214".

    Files are named by six figures (Halmstad, 2026), and by eight for two days in a row: the first.
    """
    found = moment_in(text)
    named, short = _DAY_NAMED.search(text), _SHORT.search(text)
    if found.day or not (named or short):
        return found
    if named:
        month = _MONTHS.index(named["month"].casefold()) + 1
        return moment_in(f"{named['year'] or year or ''}-{month:02}-{int(named['day']):02}")
    return moment_in(f"20{short['year']}-{short['month']}-{short['day']}") if short else found


def spelt(name: str) -> str:
    """Return the *name* of a file in an address as a person would write it."""
    return re.sub(r"[_+]+", " ", unquote(name)).strip()


def bodies_in(text: str) -> list[str]:
    """Return the names of bodies in *text*, as they stand in a heading or a title."""
    names = (one[0] for one in _BODY.finditer(text))
    return [name[:1].upper() + name[1:] for name in names]


def all_distinct(keys: Iterable[str]) -> Iterator[str]:
    """Yield *keys*, those that came before with a count that did not."""
    counts: dict[str, int] = {}
    for key in keys:
        found = key
        while found in counts:
            counts[key] += 1
            found = f"{key}/{counts[key]}"
        counts[found] = 1
        yield found


def distinct(key: str, taken: Iterable[str]) -> str:
    """Return *key*, or where it is *taken* the same with a count that is not: two items "4"."""
    known = set(taken)
    keys = (f"{key}/{count}" if count else key for count in range(len(known) + 2) if count != 1)
    return next(one for one in keys if one not in known)


def is_within(period: Period, moment: Moment) -> bool:
    """Tell whether *moment* may lie in *period*; one of an unknown day may."""
    return moment.day is None or period.first <= moment.day <= period.last


def is_wanted(source: Source, name: str) -> bool:
    """Tell whether the body called *name* is read: all are, unless the *source* names "bodies"."""
    named = [one.strip().casefold() for one in source.options.get("bodies", "").split(";")]
    return not any(named) or name.casefold() in named
