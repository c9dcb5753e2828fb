"""Bring the many spellings of a diarienummer to one form, so that a case is known again."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agenda_risk.agenda.case_numbers import case_numbers
from agenda_risk.models import AgendaItem

_CODE = r"(?P<code>[^\W\d_]{1,8})"
_YEAR = r"(?P<year>(?:19[6-9]|20[0-4])\d)"
_SHORT_YEAR = r"(?P<year>\d\d(?:\d\d)?)"
_NUMBER = r"(?P<number>\d{1,6})"
# What follows a number: papers of the case, or its place in the archive's plan.
_REST = r"(?:[-/.]\d{1,6}){0,2}"
_PLAN = r"(?:[ ]\d{2,4}){0,2}"
# In this order: a spelling with a code is never read as one without.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_CODE}[-/ ]*{_YEAR}[-/:]{_NUMBER}{_REST}(?:(?:[ ]T)?(?:[ ]\d{{2,4}}){{1,4}})?",
        rf"{_YEAR}[ ]?/[ ]?{_CODE}[ -]?{_NUMBER}{_PLAN}",
        rf"{_CODE}[ ]{_NUMBER}[-/]{_YEAR}",
        rf"{_YEAR}[/:-]{_NUMBER}[- ]{_CODE}",
        rf"\d{{1,2}}(?:\.\d{{1,2}}){{1,4}}-{_NUMBER}[-/]{_YEAR}",
        rf"{_YEAR}[/:-]{_NUMBER}{_REST}",
        rf"(?:\d{{1,4}}[ ]?[–-][ ]?)?{_NUMBER}[ ]?[/:-][ ]?{_YEAR}",
        r"(?P<year>\d\d)/(?P<number>\d{3,6})",
        rf"(?:\d{{1,4}}[ ]?[–-][ ]?)?{_NUMBER}[ ]?/[ ]?{_SHORT_YEAR}",
    )
)
_PREFIX = re.compile(r"^(?:dnr|diarienummer|diarienr|d\.nr|ärendenummer|ärendenr)\b[.:]?\s*", re.I)
_BETWEEN = re.compile(r"\s*(?:[,;()&+]|\boch\b|\bsamt\b)\s*")
_LABEL_LINE = re.compile(r"^(?:Dnr|DNR|Diarienummer|Ärendenummer)\b.*$", re.MULTILINE)
# "Kommunstyrelsens diarienummer är KS 2026/412": the number of this case with somebody else.
_NAMED = re.compile(
    r"(?:styrelsens|nämndens|fullmäktiges)[ ]diarienummer(?:[ ]är)?:?[ ](?P<number>[^.\n]{5,24})"
)
_BESIDE = 300  # so near the title a label tells the number of the item itself
_CENTURY_TURNS = 60
# Inquiries and laws are numbered as cases are.
_NO_DIARIES = frozenset({"SOU", "SFS", "DS", "PROP", "DIR", "EU", "EG", "AFS", "SOSFS", "HSLFFS"})


class CaseKey(NamedTuple):
    """A case in a diary; *diary* is in capitals, and empty where the number does not tell it."""

    diary: str
    year: int
    number: int

    def __str__(self) -> str:
        """Return the key as one word: KS-2026-412."""
        return f"{self.diary}-{self.year}-{self.number}"


def case_keys(told: str) -> tuple[CaseKey, ...]:
    """Return the cases that *told*, which holds nothing but numbers, names, in order.

    Zeros in front, places in an archive's plan and numbers of papers make no difference. What is
    no number of a case is passed over.
    """
    parts = (_PREFIX.sub("", part.strip()) for part in _BETWEEN.split(told))
    return _distinct(_key(part) for part in parts)


def read_key(word: str) -> CaseKey:
    """Return the case that *word* names, as a key is written: KS-2026-412."""
    diary, year, number = word.rsplit("-", 2)
    return CaseKey(diary, int(year), int(number))


def keys_of(item: AgendaItem) -> tuple[CaseKey, ...]:
    """Return the cases that *item* shows itself to be of: beside it, in its title, or by a label.

    What the papers mention in passing is another case as often as not, and is not looked at.
    """
    labels = _LABEL_LINE.findall(f"{item.summary.text}\n{item.body.text[:_BESIDE]}")
    papers = f"{item.proposal.text}\n{item.summary.text}"
    named = (found["number"] for found in _NAMED.finditer(papers))
    return shown_keys(item.case_number, item.title.text, *labels, *named)


def shown_keys(case_number: str, *texts: str) -> tuple[CaseKey, ...]:
    """Return the cases that *case_number* names and those whose numbers stand in *texts*."""
    found = [one.number for text in texts for one in case_numbers(text, 0, len(text))]
    return _distinct(key for text in (case_number, *found) for key in case_keys(text))


def own_keys(keys: Iterable[CaseKey]) -> tuple[CaseKey, ...]:
    """Return of *keys* the first in each diary.

    One case may be in two diaries, the committee's and the board's. Two numbers in one diary are
    two cases that are taken together, and the first of them is the one that is told.
    """
    first: dict[str, CaseKey] = {}
    for key in keys:
        first.setdefault(key.diary, key)
    return tuple(first.values())


def _distinct(found: Iterable[CaseKey | None]) -> tuple[CaseKey, ...]:
    return tuple(dict.fromkeys(key for key in found if key))


def _key(text: str) -> CaseKey | None:
    for parts in _matches(text):
        diary, year = parts.get("code", "").upper(), _whole(int(parts["year"]))
        return None if diary in _NO_DIARIES else CaseKey(diary, year, int(parts["number"]))
    return None


def _matches(text: str) -> Iterator[dict[str, str]]:
    for form in _FORMS:
        found = form.fullmatch(text)
        if found:
            yield found.groupdict()


def _whole(year: int) -> int:
    if year >= 100:
        return year
    return year + (1900 if year >= _CENTURY_TURNS else 2000)
