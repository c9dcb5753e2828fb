"""What a brief says, in the words of one language and in order; text and HTML both write this."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from agenda_risk.brief import Segment, decide_by, matters, raised, shown_level
from agenda_risk.models import (
    Brief,
    Category,
    Meeting,
    MeetingState,
    Phase,
    Publicity,
    Suggestion,
    Timeliness,
)
from agenda_risk.render import fixed, times
from agenda_risk.render.items import Card, Mark, Row, cards, mark, points, rows
from agenda_risk.render.organisation import contacts, duty_warning
from agenda_risk.render.paper import Line
from agenda_risk.render.words import CATEGORIES, PUBLICITY, ROLES, capital, clean, shorten
from agenda_risk.translate import Translator

__all__ = ["Group", "Line", "Measure", "Segment", "View", "view"]


@dataclass(frozen=True)
class Measure:
    """A measure in the table."""

    text: str
    items: str
    owner: str
    due: str
    ground: str
    now: bool


@dataclass(frozen=True)
class Group:
    """The measures of one time, under a heading."""

    heading: str
    measures: tuple[Measure, ...]


@dataclass(frozen=True)
class View:
    """Everything on the sheet, from top to bottom; *labels* are headings and column names."""

    language: str
    organisation: str
    body: str
    day: str
    clock: str
    facts: tuple[str, ...]
    questions: tuple[str, ...]
    mark: Mark
    count: str
    summary: tuple[Line, ...]
    cards: tuple[Card, ...]
    rows: tuple[Row, ...]
    groups: tuple[Group, ...]
    balance: str
    too_late: tuple[Line, ...]
    rescreen: str
    dates: tuple[Line, ...]
    control: Line
    lead: tuple[Line, ...]
    numbers: tuple[tuple[str, str], ...]
    read: tuple[Line, ...]
    foot: tuple[Line, ...]
    labels: dict[str, str] = field(default_factory=dict)


def view(brief: Brief, say: Translator) -> View:
    """Return what *brief* says in the language of *say*."""
    meeting = brief.meeting
    return View(
        language=say.language,
        organisation=clean(meeting.organisation.name),
        body=capital(clean(meeting.body.name)),
        day=say.day(meeting.start.day) if meeting.start.day else say("the date is not known"),
        clock=_clock(meeting, say),
        facts=tuple(_facts(brief, say)),
        questions=tuple(_questions(brief, say)),
        mark=level_mark(brief, say),
        count=_count(brief, say),
        summary=tuple(_summary(brief, say)),
        cards=cards(brief, say),
        rows=rows(brief, say),
        groups=tuple(_groups(brief, say)),
        balance=times.one_sided(brief, say),
        too_late=times.too_late(brief, say),
        rescreen=times.rescreen(brief, say),
        dates=tuple(times.dates(brief, say)),
        control=fixed.control(meeting, say),
        lead=fixed.lead(brief, say),
        numbers=contacts(brief.profile, say),
        read=fixed.read(brief, say),
        foot=fixed.foot(brief, say),
        labels=fixed.labels(say),
    )


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
    meeting = brief.meeting
    if meeting.publicity is Publicity.UNKNOWN:
        yield say(PUBLICITY[Publicity.UNKNOWN])
    if meeting.start.day and not meeting.start.clock:
        yield say("Check: when does the meeting begin? The documents do not say.")
    if not meeting.place:
        yield say("Check: where is the meeting held? The documents do not say.")
    warning = duty_warning(brief.profile, shown_level(brief), say)
    if warning:
        yield warning


def _count(brief: Brief, say: Translator) -> str:
    """Return how many items are raised, and whether all of them were judged."""
    told = say.plural(
        "{count} of {total} items",
        "{count} of {total} items",
        len(raised(brief)),
        total=len(matters(brief)),
    )
    if brief.assessment.complete:
        return told
    screened = sum(found.screened for found in brief.assessment.items)
    return f"{told} ({say('incomplete: {count} screened', count=screened)})"


def _summary(brief: Brief, say: Translator) -> Iterator[Line]:
    """Yield what the chair should know after ten seconds."""
    if brief.meeting.state is MeetingState.CANCELLED:
        yield Line(say("The meeting has been cancelled."), "")
    if brief.meeting.state is MeetingState.MOVED:
        yield Line(say("The meeting has been moved."), say("Check the day and the place."))
    yield from _what(brief, say)
    yield from _decide(brief, say)
    if not brief.assessment.complete:
        yield Line(say("Not everything has been read."), say("See “What has been read” below."))


def _what(brief: Brief, say: Translator) -> Iterator[Line]:
    found = raised(brief)
    if not brief.assessment.readable:
        yield Line(say("The agenda has not been screened."), say("It is not in Swedish."))
        return
    if brief.assessment.signals:
        signals = [say(signal) for signal in brief.assessment.signals]
        yield Line(say("Formal signals:"), "; ".join(signals) + ".")
    if not found:
        stands = say("No item stands out in what has been read.")
        yield Line(stands, say("Still check what you know yourself."))
        return
    lead = say.plural(
        "One item may need preparation:", "{count} items may need preparation:", len(found)
    )
    named = [
        f"{shorten(clean(item.title.text), 70)} ({points([item.number], say)},"
        f" {mark(assessment.level, say).word})"
        for item, assessment in found
    ]
    yield Line(lead, say.listed(named) + ".")
    yield from _kinds([assessment.categories for _, assessment in found], say)


def _kinds(found: list[tuple[Category, ...]], say: Translator) -> Iterator[Line]:
    """Yield which of the kinds of decision in SKR's report of 2019 are raised."""
    words = [say(word) for kind, word in CATEGORIES.items() if any(kind in one for one in found)]
    if words:
        kinds = say.listed(words)
        is_all = all(set(one) & set(CATEGORIES) for one in found)
        among = say("Among them are {kinds}.", kinds=kinds)
        lead = say("It is about {kinds}.", kinds=kinds) if is_all else among
        yield Line(lead, say("SKR (2019) names such decisions among those that can draw threats."))


def _decide(brief: Brief, say: Translator) -> Iterator[Line]:
    count, late, day = len(brief.suggestions), len(brief.too_late), decide_by(brief)
    if not count:
        return
    lead = say.plural("Take a stand on one measure", "Take a stand on {count} measures", count)
    until = " " + say("by {day}.", day=say.day(day)) if day else "."
    missed = say.plural(
        "It is too late for one more: see what can be done instead.",
        "It is too late for {count} more: see what can be done instead.",
        late,
    )
    yield Line(lead + until, missed if late else "")


def _groups(brief: Brief, say: Translator) -> Iterator[Group]:
    before = [one for one in brief.suggestions if one.phase is Phase.BEFORE]
    after = [one for one in brief.suggestions if one.phase is not Phase.BEFORE]
    if before:
        yield Group(say("Before the meeting"), tuple(_measure(one, say) for one in before))
    if after:
        heading = say("During and after the meeting")
        yield Group(heading, tuple(_measure(one, say) for one in after))


def _measure(suggestion: Suggestion, say: Translator) -> Measure:
    return Measure(
        text=say(suggestion.text),
        items=", ".join(shorten(clean(item), 24) for item in suggestion.items)
        or say("the meeting"),
        owner=say(ROLES[suggestion.owner]),
        due=say.short_day(suggestion.due) if suggestion.due else "–",
        ground=say(suggestion.ground),
        now=suggestion.timeliness is Timeliness.START_NOW,
    )
