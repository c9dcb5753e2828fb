"""Read which body meets, when and where."""

import re
from datetime import time

from agenda_risk.agenda.meeting_days import meeting_day, without_mail_head
from agenda_risk.bodies import body_named
from agenda_risk.models import (
    Body,
    Moment,
    Organisation,
    OrganisationKind,
)

_FRONT = 4_000
# What a body is named as the owner of: "socialnämndens sammanträde" is one of socialnämnden.
_OWNED = r"(?=s[ ](?:sammanträde|möte|ledamöter|kallelse|dagordning|föredragningslista))"
_BODY = re.compile(
    r"\b(?:(?:[Kk]ommun|[Rr]egion|[Ll]andstings|[Ss]tads|[Ff]örbunds|[Kk]yrko)fullmäktige"
    r"|KOMMUNFULLMÄKTIGE|KOMMUNSTYRELSEN|REGIONFULLMÄKTIGE|REGIONSTYRELSEN"
    r"|(?:[Kk]ommun|[Rr]egion|[Ll]andstings|[Ss]tads|[Ff]örbunds)styrelsen"
    r"(?:s[ ](?:[a-zåäö]+-[ ]och[ ]|(?:tekniska|sociala|politiska)[ ])?[a-zåäö]*"
    rf"(?:[ ]och[ ][a-zåäö]+)?(?:utskott|beredning))?(?:(?![a-zåäö])|{_OWNED})"
    r"|[Ff]örbundsdirektionen?"
    r"|(?:[A-ZÅÄÖ][a-zåäö]+-?(?:,[ ][a-zåäö]+-?)*[ ]och[ ]"
    r"|[a-zåäö]{3,}-(?:,[ ][a-zåäö]+-)*[ ]och[ ])?[A-ZÅÄÖa-zåäö-]+nämnden?"
    rf"(?:s[ ][a-zåäö]+utskott)?(?:(?![a-zåäö])|{_OWNED})"
    r"|(?:[A-ZÅÄÖ][a-zåäö]+-[ ]och[ ])?(?:[Tt]ekniska|[Ss]ociala|[Gg]emensamma|[Pp]olitiska)[ ]"
    r"(?:[a-zåäö]*nämnden(?:s[ ][a-zåäö]+utskott|[ ]för[ ][a-zåäö]+)?|utskottet|beredningen)"
    r"(?![a-zåäö])|(?:(?:[A-ZÅÄÖ]{3,}-?[ ]OCH[ ])?[A-ZÅÄÖ]{3,}|TEKNISKA[ ])NÄMNDEN\b"
    r"|[Nn]ämnden[ ]+för[ ]+[\wåäö]+(?:,?[ ](?:&|och)?[ ]?[A-ZÅÄÖ]\w+|[ ]och[ ]\w+)*"
    r"|[A-ZÅÄÖ][a-zåäö]*-?(?:[ ]och[ ])?[a-zåäö]*utskottet"
    r"|[a-zåäö]{3,}-[ ]och[ ][a-zåäö]+utskottet"
    r"|[A-ZÅÄÖ][a-zåäö-]+(?:beredningen|delegationen)"
    r"|[A-ZÅÄÖ][\wåäö-]*(?:-[A-ZÅÄÖ][\wåäö]*)?[ ]stadsdels(?:nämnd|förvaltning)|[Dd]irektionen)"
)
# A board that is not named by whose it is: that of a federation or a company.
_BOARD = re.compile(r"\bstyrelse(?:sammanträde|möte|ns[ ](?:sammanträde|möte))", re.IGNORECASE)
_ORGANISATION = re.compile(
    r"\b(?P<region>Region[ ][A-ZÅÄÖ][a-zåäö]+(?:[ ]län)?|REGION[ ][A-ZÅÄÖ]{3,}(?:[ ]LÄN)?|"
    r"(?:[A-ZÅÄÖ][a-zåäö]+s?[ ])?[Ll]andstinget?"
    r"(?:[ ]i?[ ]?[A-ZÅÄÖ][a-zåäö]+)?|[A-ZÅÄÖ][\wåäö]+regionen)"
    r"|\b(?P<unknown>Samordningsförbundet(?:[ ][A-ZÅÄÖ][\wåäö-]+){0,3})"
    r"|\b(?P<kommunalforbund>Räddnings(?:tjänst)?förbundet(?:[ ][A-ZÅÄÖ][\wåäö-]+){0,2}"
    r"|(?:[A-ZÅÄÖ][\wåäö-]+[ ]){0,3}[Kk]ommunalförbund(?:et)?"
    r"(?:[ ][A-ZÅÄÖ][\wåäö-]+){0,2})"
    r"|\b(?P<kommun>[A-ZÅÄÖ][a-zåäöé]+(?:[ -][A-ZÅÄÖ][a-zåäöé]+)?[ ]+(?:kommun|stad)(?![a-zåäö])"
    r"|[A-ZÅÄÖ]{3,}[ ]+(?:KOMMUN|STAD)\b)"
)
_CLOCK = re.compile(
    r"\b(?:[Kk](?:l(?:ockan)?|[I1])\b[.:]?|Tid(?::|(?=\s{1,30}\d{1,2}[.:]\d\d)))\s{0,30}(?P<hour>\d{1,2})(?!\d)"
    r"(?:[.:](?P<minute>\d{2}))?"
    r"(?:\s{0,2}(?:[-–]|till)\s{0,2}(?P<end_hour>\d{1,2})[.:](?P<end_minute>\d{2}))?"
)
# Beside the day no word is needed: 2027-02-11, 08.30.
_BARE_CLOCK = re.compile(r",?[ ](?P<hour>[01]?\d|2[0-3])[.:](?P<minute>[0-5]\d)(?![.:\d])")
_PLACE = re.compile(
    r"^[ \t]*(?:Plats|Lokal|Sammanträdes(?:plats|lokal)|Var(?=[ \t]*:))[ \t]*:?[ \t\r\n]+"
    r"(?!och tid)"
    r"(?P<label>[^\n]{2,80}?)(?=[ ](?:Ärende|Tid\b|Datum|Dag\b)|[ \t\r]*\n|$"
    r"|(?:(?<=\w{4})|(?<=[ ][A-Z0-9]))\.[ ]+[A-ZÅÄÖ])"
    r"|Plats[ ]och[ ]tid:?\s+(?P<both>[A-ZÅÄÖ][^\n]{1,80}?)(?=,?\s*\n|,?[ ]"
    r"(?:kl\b|den\b|20\d\d-|(?:mån|tis|ons|tors|fre|lör|sön)dag))",
    re.MULTILINE,
)
_HALL = r"(?:sal|rum|lokal|konferensrum|sammanträdesrum|plan|våning)"
# A room within a house: sal Linden, plan 3, stora salen.
_WITHIN = (
    rf"(?:{_HALL}[ ](?:[A-ZÅÄÖ][\w-]*|\d{{1,4}}\w?)(?:[ ][A-ZÅÄÖ\d][\w-]*)?"
    r"|(?:stora|lilla|gamla|nya)[ ][a-zåäö]*(?:salen|rummet|salongen|aulan)"
    r"|[A-ZÅÄÖ][^\n,.]{1,40})"
)
_ROOM = re.compile(
    rf"\b(?P<room>(?:{_HALL}[ ][A-ZÅÄÖ][\w-]*,[ ])?"
    r"(?:[A-ZÅÄÖ][\w-]*(?:(?:[ ][a-zåäö]*)?(?:salen|rummet|salongen)"
    r"|huset|hallen|gården|aulan)(?![a-zåäö])|Folkets[ ][Hh]us)"
    rf"(?:,[ ]{_WITHIN})?"
    rf"|[A-ZÅÄÖ][\w-]*(?:förvaltningen|kontoret|skolan),[ ]{_HALL}[ ][A-ZÅÄÖ\d][\w-]*)"
    rf"|\b(?:[Ii]|på)[ ](?P<house>(?:kommun|stads|råd|region|kultur|medborgar|tings)huset"
    r"(?:,[ ][^\n,.]{1,40})?)"
    r"|^[ \t]*(?P<named>(?:Sammanträdesrum|Konferensrum|Möteslokal|Sal|Lokal)[ ]"
    r"[A-ZÅÄÖ][^\n]{1,60})$",
    re.MULTILINE,
)
_EXTRA = re.compile(r"\bextra(?:insatt)?[ ]+(?:sammanträde|möte|kommunfullmäktige)", re.IGNORECASE)


def body(text: str) -> Body:
    """Return the body that meets, as it is named in the front matter of *text*."""
    front = without_mail_head(text[:_FRONT])
    found = next((one for one in _BODY.finditer(front) if _names_a_body(one.group())), None)
    unnamed = "Styrelsen" if _BOARD.search(front) else ""
    name = " ".join(found.group().split()) if found else unnamed
    name = name[:1].upper() + (name[1:].lower() if name.isupper() else name[1:])
    return body_named(name)


def organisation(text: str) -> Organisation:
    """Return the municipality, region or federation that *text* names first."""
    found = _ORGANISATION.search(text[:_FRONT])
    if not found:
        return Organisation()
    name = " ".join(found.group().split())
    return Organisation(
        name=name.title().replace(" Kommun", " kommun").replace(" Stad", " stad")
        if name.isupper()
        else name,
        kind=OrganisationKind(found.lastgroup or ""),
    )


def start(text: str) -> Moment:
    """Return when the meeting begins, no more exactly than *text* says."""
    front = without_mail_head(text[:_FRONT])
    found = meeting_day(front, text[:_FRONT])
    if not found:
        return Moment()
    day, stated = found
    return Moment(day=day, clock=_clock(_near_clock(front, stated), "hour", "minute"))


def end(text: str) -> time | None:
    """Return when the meeting ends, if *text* says so beside its beginning."""
    found = _CLOCK.search(text[:_FRONT])
    return _clock(found, "end_hour", "end_minute")


def place(text: str, first: int | None) -> str:
    """Return where the meeting is held; *first* is where its first item begins.

    A house that is named there or later, without a label, is one that an item is about.
    """
    front = text[:_FRONT]
    found = _PLACE.search(front)
    if found:
        return " ".join((found["label"] or found["both"]).split()).rstrip(" ,.")
    room = _ROOM.search(front[:first])
    return " ".join((room[room.lastgroup or 0]).split()) if room else ""


def is_extra(text: str) -> bool:
    """Tell whether the meeting is held besides the ordinary ones."""
    return _EXTRA.search(text[:_FRONT]) is not None


def _names_a_body(name: str) -> bool:
    return name.lower() not in ("nämnden", "styrelsen", "utskottet") and name != "valnämnd"


def _near_clock(front: str, found: re.Match[str]) -> re.Match[str] | None:
    beside = _BARE_CLOCK.match(front, found.end())
    after = beside or _CLOCK.search(front, found.end(), found.end() + 200)
    return after or _CLOCK.search(front, max(0, found.start() - 200), found.start())


def _clock(found: re.Match[str] | None, hour: str, minute: str) -> time | None:
    if not found or not found[hour]:
        return None
    hours, minutes = int(found[hour]), int(found[minute] or 0)
    return time(hours, minutes) if hours < 24 and minutes < 60 else None
