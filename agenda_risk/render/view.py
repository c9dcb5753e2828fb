"""What a brief says, in the words of one language and in order; every format writes this."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agenda_risk.brief import Segment, is_off, shown_level
from agenda_risk.models import Brief, Meeting, Publicity
from agenda_risk.render import annex, by_hand, fixed, leading, summary, times
from agenda_risk.render.extent import Extent, limited
from agenda_risk.render.items import Card, Mark, Row, cards, mark, rows
from agenda_risk.render.leading import Opening, Script
from agenda_risk.render.measures import Group, Measure, groups
from agenda_risk.render.organisation import contacts, duty_warning
from agenda_risk.render.paper import Line, Section, Square
from agenda_risk.render.words import PUBLICITY, capital, clean
from agenda_risk.translate import N_, Translator

_WHOLE = (Extent.ALL, Extent.SHEET)
_SHEETS = (Extent.SHEET, Extent.OPEN_SHEET)
_ASKING = (Extent.ALL, *_SHEETS)
_OPEN = (Extent.OPEN, Extent.OPEN_SHEET)

__all__ = ["Group", "Line", "Measure", "Opening", "Script", "Segment", "View", "view"]


@dataclass(frozen=True)
class View:
    """Everything in a brief, from top to bottom; *labels* are headings and column names.

    *others* says in a sentence what *rows* list, *late* what it is too late for. *annex* and
    *operational* stand after the sheet. *outcome* leads to where it is told how the meeting went.
    """

    language: str
    organisation: str
    body: str
    day: str
    clock: str
    facts: tuple[str, ...]
    questions: tuple[str, ...]
    reviewed: str
    extent: str
    mark: Mark
    count: str
    summary: tuple[Line, ...]
    cards: tuple[Card, ...]
    others: Line
    rows: tuple[Row, ...]
    unseen: Line
    groups: tuple[Group, ...]
    late: tuple[Line, ...]
    balance: str
    control: Line
    lead: tuple[Line, ...]
    numbers: tuple[tuple[str, str], ...]
    script: Script
    changes: tuple[Line, ...]
    read: tuple[Line, ...]
    annex: tuple[Section, ...]
    operational: tuple[Section, ...]
    foot: tuple[Line, ...]
    made: date
    outcome: Square | None = None
    labels: dict[str, str] = field(default_factory=dict)


def view(brief: Brief, say: Translator, extent: Extent = Extent.ALL, outcome: str = "") -> View:
    """Return what *brief* says in the language of *say*, as far as it belongs to *extent*.

    *outcome* is the address where it is told how the meeting went, if there is one.
    """
    shown = limited(brief, extent)
    is_open, is_sheet, is_over = extent in _OPEN, extent in _SHEETS, is_off(shown)
    has_operational = extent is Extent.OPERATIONAL or (extent is Extent.ALL and not is_over)
    return View(
        **_head(brief, say),
        extent=annex.extent_told(extent, say),
        mark=level_mark(shown, say),
        count=summary.count(shown, say),
        summary=summary.summary(shown, say),
        cards=cards(shown, say),
        others=summary.others(shown, say),
        rows=rows(shown, say),
        unseen=Line("") if is_over else summary.unseen(say),
        groups=groups(shown, say),
        late=times.too_late(shown, say),
        balance=times.one_sided(shown, say) if extent in _WHOLE else "",
        control=Line("") if is_over else fixed.control(shown, say),
        lead=leading.lead(shown, say),
        numbers=() if is_open or is_over else contacts(shown.profile, say),
        script=leading.script(shown, say),
        changes=by_hand.changes(shown, say),
        read=fixed.read(shown, say),
        annex=annex.after_the_sheet(shown, say) if is_sheet else annex.annex(shown, say),
        operational=annex.operational(shown, say) if has_operational else (),
        foot=fixed.foot(brief, say),
        made=shown.provenance.made,
        outcome=fixed.outcome(outcome, say) if outcome and extent in _ASKING else None,
        labels=fixed.labels(say),
    )


def _head(brief: Brief, say: Translator) -> dict[str, Any]:
    """Return which meeting it is about."""
    meeting = brief.meeting
    return {
        "language": say.language,
        "organisation": clean(meeting.organisation.name),
        "body": capital(clean(meeting.body.name)),
        "day": say.day(meeting.start.day) if meeting.start.day else say("the date is not known"),
        "clock": _clock(meeting, say),
        "facts": tuple(_facts(brief, say)),
        "questions": tuple(_questions(brief, say)),
        "reviewed": by_hand.reviewed(brief, say),
    }


def level_mark(brief: Brief, say: Translator) -> Mark:
    """Return the mark of the whole meeting."""
    level = shown_level(brief)
    if level:
        return mark(level, say)
    return Mark(code="none", symbol="–", word=say("not assessed"))


def _clock(meeting: Meeting, say: Translator) -> str:
    """Return when the meeting begins and ends, as far as is known."""
    if not meeting.start.clock:
        return ""
    begins = say.clock(meeting.start.clock)
    return f"{begins}–{say.bare_clock(meeting.end)}" if meeting.end else begins


def _facts(brief: Brief, say: Translator) -> Iterator[str]:
    meeting = brief.meeting
    if meeting.start.clock:
        yield capital(_clock(meeting, say))
    if meeting.place:
        yield clean(meeting.place)
    if meeting.is_extra:
        yield say("Extra meeting")
    if meeting.publicity is not Publicity.UNKNOWN:
        ground = f" ({clean(say(meeting.publicity_ground))})" if meeting.publicity_ground else ""
        yield say(PUBLICITY[meeting.publicity]) + ground


def _questions(brief: Brief, say: Translator) -> Iterator[str]:
    """Yield what the chair has to check because the documents do not tell."""
    if is_off(brief):
        return
    yield from (say(question) for question in _untold(brief.meeting))
    warning = duty_warning(brief.profile, shown_level(brief), say)
    if warning:
        yield warning


def _untold(meeting: Meeting) -> Iterator[str]:
    """Yield a question for each thing that is not known of *meeting*."""
    asked = (
        (not meeting.body.name, N_("Check: which body meets? The documents do not say.")),
        (
            not meeting.start.day,
            N_("Check: on which day is the meeting? The documents do not say."),
        ),
        (meeting.publicity is Publicity.UNKNOWN, PUBLICITY[Publicity.UNKNOWN]),
        (
            meeting.start.day and not meeting.start.clock,
            N_("Check: when does the meeting begin? The documents do not say."),
        ),
        (not meeting.place, N_("Check: where is the meeting held? The documents do not say.")),
    )
    yield from (question for is_asked, question in asked if is_asked)
