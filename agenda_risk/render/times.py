"""What the calendar says: what it is too late for, when to read again, the days of the law."""

from collections.abc import Iterator
from datetime import date

from agenda_risk.advise import agreed, balance
from agenda_risk.by_hand import standing
from agenda_risk.models import Brief, Suggestion
from agenda_risk.render.law import place
from agenda_risk.render.paper import Line
from agenda_risk.translate import Translator

MOST_TOO_LATE = 5


def one_sided(brief: Brief, say: Translator) -> str:
    """Return what to say of a plan that only protects, or nothing; the plan is what got a yes."""
    every = (*brief.suggestions, *brief.more)
    told = balance(agreed(every, standing(brief.entries)) or brief.suggestions)
    return say(told.msgid, **told.fields) if told else ""


def too_late(brief: Brief, say: Translator) -> tuple[Line, ...]:
    """Return the most important of what can no longer be done, and what still can instead."""
    held = brief.meeting.start.day
    return tuple(_late(one, held, say) for one in brief.too_late[:MOST_TOO_LATE])


def _late(suggestion: Suggestion, held: date | None, say: Translator) -> Line:
    day = say.short_day(suggestion.due) if suggestion.due else "–"
    gone = say("should have been done by {day}.", day=day)
    return Line(f"{say(suggestion.text)}:", f"{gone} {_still(suggestion, held, say)}".strip())


def _still(suggestion: Suggestion, held: date | None, say: Translator) -> str:
    """Return what can still be done: something else, or late what was due after the meeting."""
    if suggestion.instead:
        return say("Instead: {text}.", text=say(suggestion.instead))
    is_after = bool(held and suggestion.due and suggestion.due > held)
    return say("Do it now if it has not been done.") if is_after else ""


def rescreen(brief: Brief, say: Translator) -> str:
    """Return the days on which the agenda should be read again."""
    return say.listed([say.short_day(day) for day in brief.rescreen])


def dates(brief: Brief, say: Translator) -> Iterator[Line]:
    """Yield the days that a law sets and that are still to come."""
    for one in brief.dates:
        if one.day >= brief.provenance.made:
            told = f"{say(one.text)} ({place(one.law, say)})."
            yield Line(f"{say.short_day(one.day)}:", told)
