"""Find the diarienummer of an item in its many spellings."""

import re
from dataclasses import dataclass

from agenda_risk.agenda.presenters import IN_COLUMN, ROLE

_CODE = r"(?:[A-ZÅÄÖ]{1,5}|K[sf]|[A-ZÅÄÖ][a-zåäö]{1,3}[A-ZÅÄÖ][a-zåäö]{0,3})"
_YEAR = r"(?:19[6-9]|20[0-4])\d"
# Publications and the like, which are numbered as cases are.
_NOT_A_CODE = r"(?!(?:SOU|SFS|DS|PROP|DIR|EU|EG|NR|AFS|ISO|PLAN|SOSFS|HSLF|ÅR|RUFS|KL)\b)"
_SPELLINGS = (
    rf"{_NOT_A_CODE}{_CODE}[-/ ]?[ ]?{_YEAR}[-/:]\d{{1,6}}(?:[-/]\d{{1,5}}){{0,2}}"
    r"(?:[ ]T(?:[ ]\d\d){2,4})?(?![\d:])",
    rf"{_YEAR}[ ]?/[ ]?{_CODE}[ -]?\d{{1,6}}(?:[ ]\d{{2,4}}){{0,2}}(?![\d:/])",
    rf"{_NOT_A_CODE}{_CODE}{_YEAR}[-/:]\d{{1,6}}(?![-/:\d])",
    # A column so narrow that the number wraps.
    rf"{_NOT_A_CODE}{_CODE}[ ]?\n{_YEAR}[-/:]\d{{3,6}}(?![-/:\d])",
    rf"{_NOT_A_CODE}{_CODE}[ ]\d{{1,6}}-\d{{4}}(?!\d)",
    rf"{_YEAR}[/:-]\d{{1,6}}[- ]{_CODE}(?![\w])",
    r"\d{1,2}(?:\.\d{1,2}){1,4}-\d{1,6}[-/]\d{4}(?!\d)",
    r"\d{1,4}-\d{1,6}[-/]\d{4}(?!\d)",
    rf"{_YEAR}-\d{{5,6}}(?!\d)",
    r"[A-Z][A-Za-z]{1,4}Dno-\d{4}-\d{1,6}",
)
_LOOSE = (
    r"\d{1,4}[ ]?[–-][ ]?\d{1,6}[ ]?/[ ]?\d{2,4}",
    rf"{_YEAR}[/:-]\d{{1,6}}(?:[-/.]\d{{1,6}}){{0,2}}",
    rf"\d{{1,6}}[/:-]{_YEAR}",
    r"\d{1,5}/\d{2}(?!\d)",
)
_PREFIX = r"(?:Dnr|DNR|dnr|Diarienummer|Diarienr|D\.nr|Ärendenummer|Ärendenr)(?![a-zåäö])[.:]?"
_BARE = rf"(?<![\w:/(.-])(?:{'|'.join(_SPELLINGS)})"
_AFTER_PREFIX = rf"(?:{'|'.join(_SPELLINGS + _LOOSE)})(?![\w])"
# What is left of a number after a web service dropped its figures.
_REMNANT = rf"(?:K[SF][A-Z]{{0,3}}|[A-ZÅÄÖ]{{1,4}}N|[RL]S|RF|{_YEAR}[/:])(?=\s|$)"
_PREFIXED = re.compile(
    rf"(?:[-–,(][ ])?\(?\b{_PREFIX}[^\S\n]*(?:(?P<number>{_AFTER_PREFIX})|{_REMNANT})?\)?"
)
_AT_START = re.compile(rf"\s*(?P<number>{_BARE})(?=\s|$)")
# What stands in the columns to the right of the number: attachments, or who presents.
_ATTACHED = r"(?:[ \t]+(?:\d{1,3}(?:[ ]?[-–,][ ]?\d{1,3})*|[-–]))"
_AT_END = re.compile(
    rf"\((?P<within>{'|'.join(_SPELLINGS)})\)"
    rf"|(?P<number>{_BARE})(?:{_ATTACHED}?[ \t]*$|(?=[ \t]+(?i:{ROLE})[ \t]*$)"
    rf"|(?=(?:[ ]{{2}}|[ ]?\t)[ \t]*(?:{IN_COLUMN})[ \t]*$))",
    re.MULTILINE,
)
_AFTER_NUMBER = re.compile(rf"(?:\s+(?i:{ROLE})|{_ATTACHED})?\s*")
_ANYWHERE = re.compile(rf"(?P<number>{_BARE}|(?<!\S){_AFTER_PREFIX})")
_LEADING_PREFIX = re.compile(rf"\s*{_PREFIX}(?=\s|$)")


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """A diarienummer, "" if it was lost, and the stretch of text that tells it."""

    number: str
    start: int
    end: int


def case_numbers(text: str, start: int, end: int) -> list[CaseNumber]:
    """Return what tells of case numbers between *start* and *end* of *text*, in order."""
    region = text[start:end]
    prefixed = [_case_number(found, start) for found in _PREFIXED.finditer(region)]
    if any(found.number for found in prefixed):
        return prefixed
    at_start = _AT_START.match(region)
    bare = [at_start] if at_start else list(_AT_END.finditer(region))
    found = prefixed + [_case_number(found, start) for found in bare]
    return sorted(found, key=lambda one: one.start)


def cell_case_number(cell: str) -> str:
    """Return the case number in a *cell* of a column that holds them."""
    found = _ANYWHERE.search(cell)
    return _tidy(found["number"]) if found else ""


def is_case_number(text: str) -> bool:
    """Tell whether *text* is a case number and no more than its columns hold."""
    found = _PREFIXED.match(text) or _AT_START.match(text)
    return found is not None and _AFTER_NUMBER.fullmatch(text, found.end()) is not None


def begins_with_prefix(text: str, start: int) -> bool:
    """Tell whether the word Dnr stands at *start* of *text*."""
    return _LEADING_PREFIX.match(text, start) is not None


def _case_number(found: re.Match[str], start: int) -> CaseNumber:
    parts = found.groupdict()
    number = _tidy(parts["number"] or parts.get("within") or "")
    return CaseNumber(number, start + found.start(), start + found.end())


def _tidy(number: str) -> str:
    return " ".join(number.split())
