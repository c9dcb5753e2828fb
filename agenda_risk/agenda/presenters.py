"""Find who presents an item, where the title does not end with its matter."""

import re
from collections.abc import Iterator

from agenda_risk.agenda.lines import Span
from agenda_risk.names import first_names

ROLE = (
    r"(?:[a-zåäöA-ZÅÄÖ-]*(?:chefs?jurist|chef|direktör|sekreterare|handläggare|strateg|samordnare"
    r"|utredare|ingenjör|arkitekt|controller|ekonom|jurist|planerare|ordförande|rektor|ombud"
    r"|inspektör|revisor|konsult|ledare|utvecklare|specialist|sakkunnig|koordinator|antikvarie"
    r"|exploatör|geolog|ekolog|lantmätare|lektor"
    r"|(?:borgar|kommunal|region|oppositions|landstings|stads|finans|kansli)råd))\b"
)
_NAME = r"[A-ZÅÄÖÉ][a-zåäöéü]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
PERSON = rf"{_NAME}(?:[ ](?:von|af|de)|[ ][A-ZÅÄÖ]\.?)?(?:[ ]{_NAME}){{1,2}}"
_ROLES = rf"(?:[a-zåäö-]+[ ])?{ROLE}(?:[ ](?:för|på|vid|inom)[ ]\w+)?"
# A name, or a role and a name in either order.
_ONE = (
    rf"(?:(?i:{ROLE})[ ]{PERSON}|{PERSON},[ \s\v]*{_ROLES}"
    rf"|{PERSON}(?:[ ]\([A-ZÅÄÖ]{{1,3}}\))?)"
)
_WITH_ROLE = re.compile(
    rf"(?:(?<=[^,\s])\s|[\n\v])(?P<who>(?:{ROLE}[ ]{PERSON}|{PERSON},[\s\v]*{_ROLES})"
    rf"(?:(?:,|\soch|\v|;)\s*{_ONE})*)\s*$"
)
_DASHED = re.compile(rf"\s[-–][ ](?P<who>(?:{_ONE}|(?i:{ROLE}))(?:(?:,|[ ]och)[ ]{_ONE})*)\s*$")
_GLUED = re.compile(rf"\s(?P<who>{PERSON}(?:(?:,|[ ]och)[ ]{PERSON})*)\s*$")
_PERSON_LINE = re.compile(rf"{_ONE}(?:,[ ]?.{{0,60}})?,?$|{PERSON},$")
_WHEN = r"(?:[Kk]l(?:ockan)?\.?[ ]?)?\d{1,2}[.:]\d{2}(?:[ ]?[-–][ ]?\d{1,2}[.:]\d{2})?"
_INITIALS = rf"(?:[A-ZÅÄÖ]\.[ ]?){{1,2}}{_NAME}"
_PEOPLE = rf"(?:{_ONE}|{_INITIALS})(?:(?:,|[ ]och)[ ](?:{_ONE}|{_INITIALS}))*|(?i:{ROLE})"
# A column that tells who presents, or when.
IN_COLUMN = rf"(?:(?P<column>{_PEOPLE}),?[ \t]+|(?<!\S)){_WHEN}|(?P<only>{_PEOPLE})"
_LABEL = re.compile(r"\s*:?\s*(?P<who>[^\n\v]{2,160}?)\s*(?=[\n\v]|$)")
# Before these words' object no presenter begins: "motion från Anna Berg".
_OBJECT = re.compile(
    r"(?:\b(?:från|av|till|för|med|om|och|i|på|vid|kring|angående|efter|hos|mellan|ang|rörande|via"
    r"|ny|nya|nytt|gamla|den|det|enligt|genom|samt|mot|ur|som|på|längs|norr|söder|öster|väster|ö)"
    r"|[-–,(&/])\s*$",
    re.IGNORECASE,
)
_LAST_NAME = re.compile(
    rf"{_NAME}(?:[ ]{_NAME})?[ ](?:\([A-ZÅÄÖ]{{1,3}}\)|(?:om|till|angående|gällande|med|ang)\b)"
)
# How Swedish surnames end; places have such endings too, but seldom after a first name.
_SURNAME = re.compile(
    r"[ -](?:[A-ZÅÄÖ][a-zåäöé]*)?(?i:sson|zon|qvist|kvist|ström|strand|blad"
    r"|löf|löv|stedt|gren|lund|berg"
    r"|dahl|dal|holm|mark|man|mann|ell|én|ing|ius|feldt|roth|bäck|beck|hag|vall|wall)\b"
)
_PLACE_WORDS = frozenset(
    {
        "Nya", "Norra", "Södra", "Östra", "Västra", "Stora", "Lilla", "Gamla", "Övre",
        "Nedre", "Yttre", "Inre", "Region", "Kommunala", "AB",
    }
)  # fmt: skip


def presenter(text: str, start: int, end: int, *, announced: bool) -> tuple[str, Span] | None:
    """Return who presents the item whose title stands between *start* and *end*, and where.

    *announced* says that the agenda has a column or a heading for presenters, so that a bare
    name at the end of a title is one.
    """
    patterns = (_WITH_ROLE, _DASHED, _GLUED) if announced else (_WITH_ROLE, _DASHED)
    tail = max(start, end - 240)
    candidates = (one for pattern in patterns for one in _people(pattern, text, tail, end))
    for found in candidates:
        if found.start() > start and _is_person(found, text[tail : found.start()]):
            return " ".join(found["who"].split()), (found.start(), found.end())
    return None


def labelled_presenter(text: str, start: int) -> tuple[str, Span] | None:
    """Return who is named after the label that ends at *start*."""
    found = _LABEL.match(text, start)
    return (" ".join(found["who"].split()), (start, found.end())) if found else None


def awaits_more(text: str) -> bool:
    """Tell whether *text* ends with a word that something has to follow: "motion från"."""
    return _OBJECT.search(text) is not None


def name_goes_on(before: str, after: str) -> bool:
    """Tell whether *before* ends with a first name, and *after* begins with the last name."""
    return before.rsplit(" ", 1)[-1] in first_names() and _LAST_NAME.match(after) is not None


def is_person_line(text: str, before: str = "") -> bool:
    """Tell whether *text* is a line of its own with a person, perhaps with a role.

    *before* is the line before it: "motion från" goes on with the name of a person.
    """
    found = None if _OBJECT.search(before) else _PERSON_LINE.match(text)
    return found is not None and (_is_named(text) or re.search(ROLE, text) is not None)


def column_presenter(text: str) -> str | None:
    """Return who presents if *text* is a column that tells it, "" if it tells only when.

    Where a single space parts it from the column before, it has to be a known name or a role.
    """
    found = re.fullmatch(rf"\s*(?:{IN_COLUMN})\s*", text)
    if not found:
        return None
    who = found["column"] or found["only"] or ""
    is_apart = text.startswith(("  ", "\t", " \t")) and who.split(" ", 1)[0] not in _PLACE_WORDS
    is_known = not who or is_apart or re.search(rf"(?i:{ROLE})", who) or _is_named(who)
    return who if is_known else None


def _people(pattern: re.Pattern[str], text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Yield what may be people last in a title: "Vidbo Eva Ek" first, then "Eva Ek"."""
    found = pattern.search(text, start, end)
    while found:
        yield found
        skipped = found["who"].split(" ", 1)[0]
        known = skipped in first_names()
        found = None if known else pattern.search(text, found.start("who"), end)


def _is_person(found: re.Match[str], before: str) -> bool:
    if found.re is _GLUED:
        return _is_named(found["who"]) and not _OBJECT.search(before)
    if found.re is _DASHED:
        return _is_named(found["who"]) or re.search(ROLE, found["who"]) is not None
    return not _OBJECT.search(before)


def _is_named(who: str) -> bool:
    people = [person.split() for person in re.split(r",| och ", who) if person.strip()]
    if any(words[0].split("-", 1)[0] in first_names() for words in people):
        return True
    words = people[0] if people else []
    return len(words) == 2 and words[0] not in _PLACE_WORDS and bool(_SURNAME.search(who))
