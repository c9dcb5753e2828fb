"""The measures of a brief: a table to answer, how each is done, and what is too late."""

from dataclasses import dataclass

from agenda_risk.by_hand import answers
from agenda_risk.models import Brief, Phase, Suggestion, Timeliness
from agenda_risk.render.words import ROLES, clean, shorten
from agenda_risk.translate import Translator


@dataclass(frozen=True)
class Measure:
    """A measure in the table; *answer* is yes, no or nothing, *due* is in words.

    *now* where it has to be begun at once; *hurry* says by when.
    """

    text: str
    items: str
    owner: str
    due: str
    ground: str
    now: bool
    answer: str = ""
    reason: str = ""
    how: str = ""
    hurry: str = ""
    id: str = ""


@dataclass(frozen=True)
class Group:
    """The measures of one time, under a heading."""

    heading: str
    measures: tuple[Measure, ...]


def groups(brief: Brief, say: Translator) -> tuple[Group, ...]:
    """Return the measures to take a stand on, those before the meeting first."""
    before = [one for one in brief.suggestions if one.phase is Phase.BEFORE]
    after = [one for one in brief.suggestions if one.phase is not Phase.BEFORE]
    headed = (
        (say("Before the meeting"), before),
        (say("During and after the meeting"), after),
    )
    return tuple(Group(heading, measures(found, brief, say)) for heading, found in headed if found)


def measures(
    found: list[Suggestion] | tuple[Suggestion, ...], brief: Brief, say: Translator
) -> tuple[Measure, ...]:
    """Return *found* as they are shown, each with the answer that was given."""
    return tuple(_measure(one, brief, say) for one in found)


def _measure(suggestion: Suggestion, brief: Brief, say: Translator) -> Measure:
    answer = answers(brief.entries).get(suggestion.measure)
    given = ("yes" if answer.answer else "no") if answer else ""
    return Measure(
        text=say(suggestion.text),
        items=", ".join(shorten(clean(item), 24) for item in suggestion.items)
        or say("the meeting"),
        owner=say(ROLES[suggestion.owner]),
        due=say.short_day(suggestion.due) if suggestion.due else "–",
        ground=say(suggestion.ground),
        now=suggestion.timeliness is Timeliness.START_NOW,
        answer=given,
        reason=clean(answer.reason) if answer else "",
        how=say(suggestion.how),
        hurry=_hurry(suggestion, say),
        id=suggestion.measure,
    )


def _hurry(suggestion: Suggestion, say: Translator) -> str:
    if suggestion.timeliness is not Timeliness.START_NOW or not suggestion.begin:
        return ""
    return say("Begin by {day}.", day=say.short_day(suggestion.begin))
