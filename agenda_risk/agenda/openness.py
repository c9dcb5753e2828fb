"""Read whether the public may attend, by what a summons says of the meeting and of its items."""

import re

from agenda_risk.agenda.lines import LONG, sentence
from agenda_risk.models import BodyKind, Publicity

# What a summons says of the meeting itself stands in so many characters.
_FRONT = 4_000
_NOT = r"(?:inte|ej|icke)"
_SESSION = r"(?:sammanträde|möte)"
# Parts of a meeting may be counted: Del 2 – Stängt för allmänheten.
_NTH = r"(?:del \d{1,2}[ ]*[–:.-]?[ ]*)?"
_FIELD = r"^[ \t]*(?:offentligt|öppet)(?: möte| sammanträde| för allmänheten)?[ ]*:[ \t]*"
_BEFORE_NOT = r"(?<!\binte )(?<!\bej )(?<!\bicke )(?<!\bom )"
_OPEN = re.compile(
    rf"{_BEFORE_NOT}\b(?:öppet|offentligt) {_SESSION}(?:t|[ ]är)?(?![a-zåäö])"
    rf"|{_SESSION}t? (?:är|hålls) (?:offentligt|öppet)\b|{_FIELD}ja\b"
    rf"|^[ \t]*{_NTH}öppet för allmänheten(?![ ]*:)",
    re.IGNORECASE | re.MULTILINE,
)
_WELCOME = re.compile(
    rf"(?:allmänheten|åhörare) (?:är|hälsas) (?!{_NOT} )(?:\w+ )?välko(?:mmen|mna)\b",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    rf"(?:\bstängt|\bslutet|\b{_NOT} (?:offentligt|öppet)) {_SESSION}(?![a-zåäö])"
    rf"|{_SESSION}t? (?:är|hålls) (?:stängt|slutet|{_NOT} (?:offentligt|öppet))\b"
    rf"|\b{_NOT} (?:offentligt|öppet) för allmänheten|^[ \t]*{_NTH}stängt för allmänheten"
    rf"|(?:^|[(:,–-])[ \t]*{_NOT} offentligt[ \t]*(?=[).,\n]|$)"
    rf"|allmänheten (?:är {_NOT} välkommen|(?:har|äger) {_NOT} tillträde)"
    rf"|(?:(?:bakom|inom) )?(?:stängda|lyckta) dörrar|{_FIELD}nej\b",
    re.IGNORECASE | re.MULTILINE,
)
_LETTER = r"(?:[A-ZÅÄÖ][.)][ ]+)?"
_PART = r"(?:ärenden|del(?:en)?)(?![a-zåäö])"
# Open items may be those whose papers are open: only an open part says who may attend.
_OPEN_PART = re.compile(
    rf"\bden öppna del(?:en)?\b"
    rf"|^[ \t]*{_LETTER}(?:öpp(?:en|na)|offentliga?) del(?:en)?(?![a-zåäö])",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSED_PART = re.compile(
    rf"^[ \t]*{_LETTER}(?:slut(?:en|na)|stäng(?:d|da)|{_NOT} offentliga?) {_PART}",
    re.IGNORECASE | re.MULTILINE,
)
# Where the public is welcome to something else than the meeting of those who decide.
_ELSEWHERE = re.compile(
    r"frågestund|ställa frågor|informationsmöte|dialog|öppet hus|samråd|visning|utställning"
    r"|invigning",
    re.IGNORECASE,
)
_IN_PART = re.compile(
    r"(?:fram till|t\.?o\.?m\.?|till och med|utom|förutom|undantag för) (?:för )?(?:ärende|punkt|§)"
    r"|med undantag",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    rf"^[ \t]*(?:§[ ]?)?\d{{1,3}}[.):]?[ \t]+(?=[\"”(]?[A-ZÅÄÖ])[^\n]{{0,{LONG}}}$", re.MULTILINE
)
_SECRET = re.compile(
    r"\bSekretess(?:ärenden?)?(?!\w)(?! (?:och|i|inom|mellan|vid|som|samt)\b)"
    r"|(?:(?<=\()|(?<=[ ][–-][ ])|(?<=(?<!offentlighet), ))sekretess(?=\)|\s*$)"
    r"|\bSkyddad: OSL[^\n]{0,60}|\b[Il]ndivid\w*ärenden?\b"
    r"|\bPersonärenden?\b|\bEnskil[dt]a? ärenden?\b|(?:\b[Bb]akom |\b[Ii]nom )?stängda dörrar"
    r"|\binom lyckta dörrar|\b(?:SEKRETESS|INDIVIDÄRENDEN?|PERSONÄRENDEN?)\b"
    r"|\b(?:Slut(?:et|na)|Stäng(?:t|da)) ärenden?\b"
    rf"|^{_LETTER}(?:Slut(?:en|na)|Stäng(?:d|da)) del(?:en)?\b"
    rf"|^(?i:{_NTH})(?:Stängt|STÄNGT) (?:för|FÖR) (?:allmänheten|ALLMÄNHETEN)"
    rf"|^{_LETTER}(?:Ej|Icke|Inte) offentlig(?:t|a)?(?![a-zåäö])"
    rf"|^{_LETTER}(?:(?:SLUTNA|STÄNGDA) ÄRENDEN|(?:SLUTEN|STÄNGD|EJ OFFENTLIG) DEL)"
)


def publicity(text: str, kind: BodyKind) -> tuple[Publicity, str]:
    """Return whether the public may attend, and the words of *text* that say so.

    What the title of an item says opens or closes that item alone.
    """
    if kind is BodyKind.ASSEMBLY:
        return Publicity.PUBLIC, "fullmäktige"
    front = text[:_FRONT]
    told = _NUMBERED.sub("", front)
    closed_part = _CLOSED_PART.search(told)
    to_part = _invited(told, to_part=True)
    opened = _OPEN.search(told) or _invited(told, to_part=False) or to_part
    if opened:
        other = _CLOSED.search(front) or closed_part
        whole = sentence(told, opened.start(), opened.end())
        is_partly = other or opened is to_part or _IN_PART.search(whole)
        return (Publicity.PARTLY if is_partly else Publicity.PUBLIC), _grounds(opened, other)
    if closed := _CLOSED.search(told):
        return Publicity.CLOSED, _grounds(closed)
    open_part = _OPEN_PART.search(told)
    if open_part and closed_part:
        return Publicity.PARTLY, _grounds(open_part, closed_part)
    return Publicity.UNKNOWN, ""


def secret(text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
    """Return what says between *start* and *end* of *text* that an item is closed."""
    return _SECRET.search(text, start, len(text) if end is None else end)


def _invited(told: str, *, to_part: bool) -> re.Match[str] | None:
    """Return what welcomes the public to the meeting, or to the part of it that is open."""
    for found in _WELCOME.finditer(told):
        whole = sentence(told, found.start(), found.end())
        if not _ELSEWHERE.search(whole) and bool(_OPEN_PART.search(whole)) is to_part:
            return found
    return None


def _grounds(*found: re.Match[str] | None) -> str:
    return ", ".join(" ".join(one.group().split()) for one in found if one)
