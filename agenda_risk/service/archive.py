"""Search what is kept, write it as a table, and count what came of it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import NamedTuple, Self
from zoneinfo import ZoneInfo

from agenda_risk.identifiers import Kind
from agenda_risk.mask import spans
from agenda_risk.models import STOCKHOLM
from agenda_risk.names.forms import is_first, is_last
from agenda_risk.render.rows import as_csv as as_table
from agenda_risk.render.rows import lines_of
from agenda_risk.store import Connection
from agenda_risk.store.figures import Went
from agenda_risk.store.limits import Search
from agenda_risk.store.outcomes import Course
from agenda_risk.store.reports import Seen
from agenda_risk.store.searching import Hit, Listed, listed

MOST_ROWS = 10_000
RAISED = 2
LEADS = (0, 3, 7, 14, 28)  # days before a meeting, as they are counted together

_WEEK = 7

_MOST_WORDS, _LONGEST_WORD = 10, 60
_PERSONAL = frozenset({Kind.NUMBER, Kind.EMAIL, Kind.PHONE, Kind.NAME, Kind.ELECTED})
_SURNAME = ("sson", "ssons")
_NUMBER = re.compile(r"(?<!\d)(?:19|20)?\d{6}[-+ ]?\d{4}(?!\d)")
_AROUND = 90
_GAP = re.compile(r"\s+")
_BATCH = 1_000
# The gravest first.
_COURSES = (Course.THREAT, Course.DISTURBED, Course.LOUD, Course.CALM)


class Piece(NamedTuple):
    """A stretch of a text, and whether it is what was looked for."""

    text: str
    is_hit: bool = False


class Verdict(NamedTuple):
    """How meetings of one kind went: how many, by the gravest that was told of each."""

    meetings: int
    courses: dict[Course, int]

    def added(self, other: Self) -> Self:
        """Return how they went, with *other* meetings of the kind."""
        courses = {course: self.courses[course] + other.courses[course] for course in _COURSES}
        return type(self)(self.meetings + other.meetings, courses)

    @property
    def told(self) -> int:
        """Return of how many meetings anybody has told."""
        return sum(self.courses.values())

    @property
    def disturbed(self) -> int:
        """Return how many were disturbed, or worse."""
        return self.courses[Course.THREAT] + self.courses[Course.DISTURBED]


class Verdicts(NamedTuple):
    """Whether the assessments held: of meetings that were raised, and of those that were not."""

    raised: Verdict
    others: Verdict

    def added(self, other: Self) -> Self:
        """Return the verdicts, with those on *other* meetings."""
        return type(self)(*(one.added(more) for one, more in zip(self, other, strict=True)))


class Lead(NamedTuple):
    """How many days before the meetings their agendas were first seen.

    *spread* counts those between the days of LEADS, *most* those beyond the last of them.
    """

    meetings: int
    median: float | None
    late: int
    spread: tuple[int, ...]
    most: int


def words_in(query: str) -> tuple[str, ...]:
    """Return the words of *query* that are looked for."""
    plain = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\"]", " ", query)
    return tuple(word[:_LONGEST_WORD] for word in plain.split()[:_MOST_WORDS])


def is_about_person(query: str) -> bool:
    """Tell whether *query* looks for a person: a name, a number or how somebody is reached.

    Words that follow each other are tried as names in any order and case; a surname that is a
    word as well (Berg) is let through when it stands alone, for the texts are masked.
    """
    words = words_in(query)
    written, capitals = " ".join(words), [word.title() for word in words]
    found = {mask.kind for form in (written, written.title()) for mask in spans(form)}
    return bool(found & _PERSONAL) or bool(_NUMBER.search(written)) or _names(capitals)


def _names(capitals: list[str]) -> bool:
    """Tell whether *capitals* are a name, or hold one; what a street is called after is none."""
    if len(capitals) == 1:
        return is_first(capitals[0]) or capitals[0].endswith(_SURNAME)
    pairs = ((a, b) for one in pairwise(capitals) for a, b in (one, one[::-1]))
    return any(is_first(a) and is_last(b) and not b.endswith("ns") for a, b in pairs)


def marked(text: str, words: Iterable[str]) -> tuple[Piece, ...]:
    """Return *text* in pieces, those apart that are one of *words*."""
    wanted = [re.escape(word) for word in sorted(words, key=len, reverse=True)]
    if not wanted:
        return (Piece(text),)
    parts = re.split(f"({'|'.join(wanted)})", text, flags=re.IGNORECASE)
    return tuple(Piece(part, bool(place % 2)) for place, part in enumerate(parts) if part)


def passage(hit: Hit, words: tuple[str, ...]) -> str:
    """Return the whole words around the first of *words* in *hit*'s text, if not in its title."""
    title, text = hit.title.lower(), hit.text
    missing = [word for word in words if word.lower() not in title]
    places = [text.lower().find(word.lower()) for word in missing]
    found = [place for place in places if place >= 0]
    if not found:
        return ""
    start, end = _beginning(text, min(found)), _ending(text, min(found))
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return before + " ".join(text[start:end].split()) + after


def _beginning(text: str, place: int) -> int:
    """Return where the first whole word begins that stands near enough before *place*."""
    start = max(0, place - _AROUND)
    gap = _GAP.search(text, start - 1, place) if start else None
    return gap.end() if gap else start


def _ending(text: str, place: int) -> int:
    """Return where the last whole word ends that stands near enough after *place*."""
    end = place + _AROUND
    gaps = [gap.start() for gap in _GAP.finditer(text, place, end + 1)]
    return gaps[-1] if gaps and end < len(text) else min(end, len(text))


def as_csv(
    connection: Connection, search: Search, head: tuple[str, ...], words: Mapping[str, str]
) -> Iterator[str]:
    """Yield what *search* finds as a table with *head*, at most MOST_ROWS rows.

    *words* are those for ranks of levels and for categories.
    """
    yield as_table((head,))
    after, left = 0, MOST_ROWS
    while left > 0:
        found = listed(connection, search, min(_BATCH, left), after)
        yield lines_of(_cells(one, words) for one in found)
        if len(found) < _BATCH:
            return
        after, left = found[-1].id, left - len(found)


def verdicts(levels: Mapping[int, int], told: Iterable[Went]) -> Verdicts:
    """Return whether assessments held, of so many meetings of *levels*, by what was *told*."""
    worst = Counter((one.level >= RAISED, gravest(one.courses)) for one in told)
    raised = sum(number for level, number in levels.items() if level >= RAISED)
    meetings = {True: raised, False: sum(levels.values()) - raised}
    return Verdicts(
        *(
            Verdict(meetings[kind], {course: worst[kind, course] for course in _COURSES})
            for kind in (True, False)
        )
    )


def gravest(courses: Iterable[str]) -> Course | None:
    """Return the gravest of *courses*, if there is any."""
    told = set(courses)
    return next((course for course in _COURSES if course.value in told), None)


def lead(agendas: Iterable[Seen]) -> Lead:
    """Return how early *agendas* were first seen; late is less than a week."""
    ahead = days_ahead(agendas)
    return Lead(
        meetings=len(ahead),
        median=median(ahead) if ahead else None,
        late=sum(one < _WEEK for one in ahead),
        spread=tuple(sum(a <= one < b for one in ahead) for a, b in pairwise(LEADS)),
        most=sum(one >= LEADS[-1] for one in ahead),
    )


def days_ahead(agendas: Iterable[Seen]) -> list[int]:
    """Return how many days before each meeting its agenda was seen, where it was before it."""
    days = ((one.ahead - _is_next_day(one.hour), one.meetings) for one in agendas)
    return [ahead for ahead, meetings in days if ahead >= 0 for _ in range(meetings)]


def _is_next_day(hour: str) -> bool:
    """Tell whether it is the next day in Sweden in an *hour* of UTC; in none it is not."""
    if not hour:
        return False
    moment = datetime.fromisoformat(f"{hour}:00Z")
    return moment.astimezone(ZoneInfo(STOCKHOLM)).date() > moment.date()


def _cells(one: Listed, words: Mapping[str, str]) -> tuple[str, ...]:
    day, level = f"{one.day}" if one.day else "", f"{one.level}"
    told = (one.organisation, one.body, one.number, one.case_number, one.title)
    kinds = ", ".join(words.get(kind, kind) for kind in one.categories.split())
    return (day, *told, words[level], level, kinds)
