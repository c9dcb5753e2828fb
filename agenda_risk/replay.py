"""Run agendas through two sets of rules, and tell every item that they judge otherwise."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from agenda_risk.brief import masked_finding
from agenda_risk.mask import masked
from agenda_risk.models import AgendaItem, Assessment, Level, Meeting, MeetingAssessment
from agenda_risk.models.replays import Replay, Turned, TurnedItem
from agenda_risk.pipeline import screen_meeting
from agenda_risk.screen import Screen


class Sides(NamedTuple):
    """The rules that hold, and the others, each with what they are called."""

    before: Screen
    after: Screen
    names: tuple[str, str] = ("", "")


class Past(NamedTuple):
    """A meeting that is run through once more; *is_open* where its titles may be told."""

    meeting: Meeting
    is_open: bool = True


def replay(meetings: Iterable[Past], sides: Sides) -> Replay:
    """Return what differs between the *sides* on *meetings*, each of which is screened twice."""
    count, items = 0, 0
    turned: list[TurnedItem] = []
    for past in meetings:
        was, becomes = (screen_meeting(past.meeting, one) for one in sides[:2])
        turned.extend(_turned(past, was, becomes))
        count, items = count + 1, items + len(becomes.items)
    before, after = sides.names
    return Replay(before=before, after=after, meetings=count, items=items, turned=tuple(turned))


def _turned(past: Past, was: MeetingAssessment, becomes: MeetingAssessment) -> Iterator[TurnedItem]:
    for item in past.meeting.items:
        before, after = was.of(item.id), becomes.of(item.id)
        if before and after and before.level is not after.level:
            yield _item(past, item, before, after)


def _item(past: Past, item: AgendaItem, before: Assessment, after: Assessment) -> TurnedItem:
    meeting = past.meeting
    told = TurnedItem(
        body=meeting.body.name,
        day=meeting.start.day,
        number=item.number,
        title=masked(item.title.text) if past.is_open else "",
        turned=_kind(before.level, after.level),
        before=before.level,
        after=after.level,
    )
    deciding = max(before, after, key=lambda one: one.level.rank)
    return told.model_copy(update=_ground(past, item, deciding))


def _ground(past: Past, item: AgendaItem, deciding: Assessment) -> dict[str, object]:
    """Return the rule and the words behind the level of *deciding*."""
    found = max(deciding.findings, key=lambda one: one.level.rank, default=None)
    if found is None:
        return {}
    shown = masked_finding(found, item, past.meeting)
    words = tuple(dict.fromkeys(term.text for term in shown.terms)) if past.is_open else ()
    return {"rule": shown.rule, "why": shown.title, "words": words}


def _kind(before: Level, after: Level) -> Turned:
    if before.is_raised != after.is_raised:
        return Turned.NEW if after.is_raised else Turned.GONE
    return Turned.UP if after.rank > before.rank else Turned.DOWN
