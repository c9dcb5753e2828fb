"""What the chair should know after ten seconds."""

from collections.abc import Iterator, Sequence

from agenda_risk.brief import decide_by, is_off, matters, raised
from agenda_risk.by_hand import unanswered
from agenda_risk.lost_texts import has_losses
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Brief,
    Category,
    ItemState,
    Level,
    MeetingState,
    Suggestion,
)
from agenda_risk.render import times
from agenda_risk.render.items import mark
from agenda_risk.render.paper import Line
from agenda_risk.render.words import CATEGORIES, clean, points, shorten
from agenda_risk.translate import Translator

_MOST_NAMED = 4

Found = tuple[tuple[AgendaItem, Assessment], ...]


def count(brief: Brief, say: Translator) -> str:
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


def summary(brief: Brief, say: Translator) -> tuple[Line, ...]:
    """Return what the chair should know after ten seconds."""
    return tuple(_summary(brief, say))


def _summary(brief: Brief, say: Translator) -> Iterator[Line]:
    if is_off(brief):
        yield Line(say("The meeting has been cancelled."), "")
    if brief.meeting.state is MeetingState.MOVED:
        yield Line(say("The meeting has been moved."), say("Check the day and the place."))
    yield from _what(brief, say)
    yield from _decide(brief, say)
    if not brief.assessment.complete:
        yield Line(say("Not everything has been read."), say("See “What has been read” below."))
    if has_losses(brief.meeting):
        missing = say("Texts that were read last time are missing.")
        yield Line(missing, say("See “What has been read” below."))


def _what(brief: Brief, say: Translator) -> Iterator[Line]:
    found = raised(brief)
    if not brief.assessment.readable:
        yield Line(say("The agenda has not been screened."), say("It is not in Swedish."))
        return
    if brief.assessment.signals:
        signals = [say(signal) for signal in brief.assessment.signals]
        yield Line(say("Also worth noting:"), "; ".join(signals) + ".")
    if not found and is_off(brief):
        return
    if not found:
        stands = say("No item stands out in what has been read.")
        yield Line(stands, say("Still check what you know yourself."))
        return
    lead = say.plural(
        "One item may need preparation:", "{count} items may need preparation:", len(found)
    )
    yield Line(lead, say.listed(_named(found, say)) + ".")
    yield from _kinds([assessment.leading for _, assessment in found], say)


def _named(found: Found, say: Translator) -> list[str]:
    """Return the items that are raised, the first ones by name."""
    named = [
        f"{shorten(clean(item.title.text), 70)} ({points([item.number], say)},"
        f" {mark(assessment.level, say).word})"
        for item, assessment in found[:_MOST_NAMED]
    ]
    left = len(found) - len(named)
    return [*named, say.plural("one more", "{count} more", left)] if left else named


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
    if not brief.suggestions:
        return
    count, left, late = len(brief.suggestions), unanswered(brief), len(brief.too_late)
    told = (_answered(count - len(left), say) if left else "", _missed(late, say))
    lead = _left(left, say) if left else _all_answered(count, say)
    yield Line(lead, " ".join(filter(None, told)))


def _all_answered(count: int, say: Translator) -> str:
    return say.plural("The measure is answered.", "All {count} measures are answered.", count)


def _left(left: Sequence[Suggestion], say: Translator) -> str:
    """Return how many measures are *left* to answer, and by when."""
    day = decide_by(left)
    lead = say.plural("Decide on one measure", "Decide on {count} measures", len(left))
    return lead + (" " + say("by {day}.", day=say.day(day)) if day else ".")


def _answered(count: int, say: Translator) -> str:
    told = say.plural("One is answered already.", "{count} are answered already.", count)
    return told if count else ""


def _missed(late: int, say: Translator) -> str:
    if not late:
        return ""
    if late > times.MOST_TOO_LATE:
        return say("It is too late for several more: see what can be done instead.")
    return say.plural(
        "It is too late for one more: see what can be done instead.",
        "It is too late for {count} more: see what can be done instead.",
        late,
    )


def others(brief: Brief, say: Translator) -> Line:
    """Return how many items are not raised, and what of them is worth a look."""
    left = len(matters(brief)) - len(raised(brief))
    if not left:
        return Line("")
    lead = say.plural("One other item is not raised.", "{count} other items are not raised.", left)
    return Line(lead, " ".join(_of_others(brief, say)))


def _of_others(brief: Brief, say: Translator) -> Iterator[str]:
    low = sum(found.level is Level.LOW for found in brief.assessment.items)
    withdrawn = {item.id for item in matters(brief) if item.state is ItemState.WITHDRAWN}
    unread = sum(
        not found.screened and found.item not in withdrawn for found in brief.assessment.items
    )
    if low:
        yield say.plural(
            "One of them may need a little.", "{count} of them may need a little.", low
        )
    if unread:
        yield say.plural(
            "One of them has not been screened.", "{count} of them have not been screened.", unread
        )
    yield say("That does not mean that they are without risk.")


def unseen(say: Translator) -> Line:
    """Return what no agenda shows, so that the chair can add it."""
    return Line(
        say("The agenda does not show everything:"),
        say(
            "late questions, questions from the public, and what happens in the world around."
            " Think of what you know yourself."
        ),
    )
