"""Cover what stands on a page and belongs to no item."""

import re

from agenda_risk.agenda.lines import COVER

_ROLE_LINES = (
    r"Justera(?:ndes|res|re)[ ]?sign\w*|Justerarsignaturer|Ordförandes[ ]sign\w*"
    r"|Utdragsbestyrkande|Utdragsbestyrkes|Ärendedokument|Läs[ ]dokument[ ]\(PDF\)"
    r"|Relevanta[ ]dokument|Ärende[ ]?/[ ]?Föredragande(?:[ ]+Dnr)?|Paragraf[ ]nr[ ]+Ärenderubrik"
)
_NOISE = re.compile(
    r"<br\s*/?>"
    rf"|\b(?:{_ROLE_LINES})(?!\w)"
    r"|(?:\.{4,}|(?<![.\w])\.(?:[ ]?\.){3,})[ ]*\d{0,4}"
    r"|(?:…[ ]?)+[ ]*\d{1,4}(?=[ \t]*(?:\r?\n|$))|_{3,}"
    r"|\((?:sid|sida|s)\.?[ ]\d{1,4}\)"
)
_PAGE_NUMBER = re.compile(
    r"^[ \t]*(?:(?:\d{1,3}[ ]+)?(?:[A-ZÅÄÖ]{2,20}[ ]+){0,4}KALLELSE[ ]+(?:\d{1,3}[ ]?)?\(\d{1,3}\)"
    r"|(?:Sid(?:a|an)?\.?[ ])?\d{1,3}[ ]?\(\d{1,3}\)[ \t]*(?=\r?$)|\(\d{1,3}\)[ \t]*(?=\r?$)"
    r"|Sid(?:a|an)?\.?[ ]\d{1,3}(?:[ ]av[ ]\d{1,3})?[ \t]*(?=\r?$)"
    r"|-[ ]?\d{1,3}[ ]?-[ \t]*(?=\r?$))",
    re.MULTILINE,
)
_RUNNING_HEAD = re.compile(
    r"^(?=[^\n]{0,160}(?:\d{4}-\d\d-\d\d|(?i:kallelse|protokoll|kommun|region|stad\b)))"
    r"[^\n]{0,160}[ \t](?:\d{1,3}[ ]?\(\d{1,3}\)|[Ss]id(?:a|an)?\.?[ ]\d{1,3}[ ]av[ ]\d{1,3})"
    r"[ \t]*(?=\r?$)"
    # Below it the body and the day may stand, as on the first page.
    r"(?:\r?\n(?![ \t]*\d)[^\n]{0,60}(?:nämnden?|styrelsen?|fullmäktige|utskottet?)"
    r"[ \t]+\d{4}-\d\d-\d\d[ \t]*(?=\r?$))?",
    re.MULTILINE,
)
_WHOLE_LINE = re.compile(
    r"^[ \t]*(?:[^\s@]{1,60}@[^\s@]{1,60}|www\.\S{1,60}|\(e-post[ ]borttagen\)"
    r"|(?:Tfn|Tel|Telefon|Telefax|Fax|Växel|Direkt|E-post|Postadress|Besöksadress|Org\.?nr"
    r"|Bankgiro|Hemsida|Webbplats)\b[ .:]+[^\n]{0,100}"
    r"|Bilag[ao][ \t][^\n]{0,150}\.(?:pdf|docx?|xlsx?)"
    r"|Ärende[ \t]+(?:Föredragande|Dnr|Diarienummer|Beteckning)(?:[ \t]+\w{1,20}){0,3}"
    r"|Dnr|Ärende[ ]?n(?:umme)?r|Nr[ \t]+Ärende(?:[ \t]+\w{1,20}){0,3})[ \t]*(?=\r?$)",
    re.MULTILINE,
)
# A column of times before one of numbers.
_TIME_COLUMN = re.compile(
    r"^[ \t]*(?:[01]?\d|2[0-3])[:.][0-5]\d(?:[ ]?[-–][ ]?\d{1,2}[:.]\d\d)?"
    r"(?=[ \t]+(?:§[ ]?)?\d{1,3}[.)]?[ \t]+[A-ZÅÄÖ])",
    re.MULTILINE,
)
_PARTY = r"\([A-ZÅÄÖ][A-ZÅÄÖa-zåäö]{0,4}\)"
_MEMBER = re.compile(
    rf"(?:[A-ZÅÄÖÉ][\w.-]*[ ]){{1,4}}[A-ZÅÄÖÉ]?[\w-]*[ ]?{_PARTY}"
    r"[,;.]?(?:[ ](?:\w+[ ]?){1,4})?$"
)


def cover_noise(text: str) -> str:
    """Return *text* with its noise covered, each character where it stood."""
    for noise in (_PAGE_NUMBER, _RUNNING_HEAD, _WHOLE_LINE, _TIME_COLUMN, _NOISE):
        text = noise.sub(_covered, text)
    return text


def is_member(text: str) -> bool:
    """Tell whether *text* is a line of a list of members: a name and a party, nothing more."""
    return len(text) < 100 and _MEMBER.match(text) is not None


def _covered(found: re.Match[str]) -> str:
    return "".join("\n" if char == "\n" else COVER for char in found.group())
