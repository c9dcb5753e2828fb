"""Follow cases through the bodies of an organisation: where seen before, where expected next."""

from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from agenda_risk.agenda.case_keys import keys_of
from agenda_risk.linking import Apart, Sighting, Tie, ties_of
from agenda_risk.mask import masked
from agenda_risk.matters import keyed_items
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Awaited,
    Body,
    BodyKind,
    Journey,
    Level,
    Mark,
    Meeting,
    Stage,
    Stop,
)
from agenda_risk.normalise import fold
from agenda_risk.title_gist import Titles
from agenda_risk.turns import turn_of

# As a rule: what a committee proposes is prepared by the board, what the board proposes is decided
# by the assembly.
_RANK = {
    BodyKind.PREPARATORY: 1,
    BodyKind.SUBCOMMITTEE: 1,
    BodyKind.COMMITTEE: 2,
    BodyKind.BOARD: 3,
    BodyKind.ASSEMBLY: 4,
}
_HIGHEST = 4
_NEXT = {BodyKind.COMMITTEE: BodyKind.BOARD, BodyKind.BOARD: BodyKind.ASSEMBLY}


class Known(NamedTuple):
    """An item that may be a stop of some case: what it is linked by, and what is told of it."""

    sighting: Sighting
    stop: Stop


class Coming(NamedTuple):
    """A meeting that is known to be held."""

    body: Body
    day: date


class Horizon(NamedTuple):
    """How much is known: since which day, which meetings are coming, and whether all was read."""

    since: date | None = None
    coming: tuple[Coming, ...] = ()
    is_partial: bool = False


_NOTHING = Horizon()


def known_items(
    meeting: Meeting,
    found: Sequence[Assessment],
    titles: Titles,
    name: str = "",
    stage: Callable[[AgendaItem], Stage | None] | None = None,
) -> Iterator[Known]:
    """Yield the items of *meeting*, called *name*, where its day is known.

    The id of each is that of the meeting and the key of the item. *stage* tells how far one is.
    """
    levels = {one.item: one.level for one in found}
    if meeting.start.day:
        for key, item in keyed_items(meeting):
            own = {"meeting": name, "key": key, "level": levels.get(item.id, Level.NONE)}
            told = {**own, "stage": stage(item) if stage else None}
            stop = stop_of(item, meeting, titles).model_copy(update=told)
            yield Known(sighting_of(item, meeting, titles, (name, key)), stop)


def sighting_of(item: AgendaItem, meeting: Meeting, titles: Titles, own: Hashable) -> Sighting:
    """Return what *item* is linked by; *own* is its id."""
    return Sighting(
        id=own,
        organisation=fold(meeting.organisation.name),
        body=fold(meeting.body.name),
        day=meeting.start.day or date.min,
        keys=keys_of(item),
        gist=titles.gist(item.title.text, meeting.organisation.name),
    )


def stop_of(item: AgendaItem, meeting: Meeting, titles: Titles) -> Stop:
    """Return what is told of *item*."""
    turn = turn_of(item, meeting, titles.marks(item.title.text))
    return Stop(
        body=meeting.body,
        day=meeting.start.day or date.min,
        number=item.number,
        title=masked(item.title.text),
        case_number=masked(item.case_number),
        marks=turn.marks,
        result=turn.result,
        until=turn.until,
    )


def journeys_of(
    wanted: Iterable[tuple[str, Hashable]],
    known: Sequence[Known],
    horizon: Horizon = _NOTHING,
    apart: Apart = frozenset(),
) -> tuple[Journey, ...]:
    """Return the journey of each of the *wanted*, an item's id in its brief with its own here."""
    ties = ties_of((one.sighting for one in known), apart)
    stops = {one.sighting.id: one.stop for one in known}
    ways = ways_of(ties)
    return tuple(
        _journey(item, own, stops, (ways, horizon)) for item, own in wanted if own in stops
    )


Ways = dict[Hashable, list[tuple[Hashable, float | None]]]


def ways_of(ties: Iterable[Tie]) -> Ways:
    """Return from each id where *ties* lead, and how likely each tie is."""
    found: Ways = {}
    for tie in ties:
        found.setdefault(tie.earlier, []).append((tie.later, tie.likeness))
        found.setdefault(tie.later, []).append((tie.earlier, tie.likeness))
    return found


def reached_from(own: Hashable, ways: Ways) -> dict[Hashable, float | None]:
    """Return what is tied to *own*, each with the least likely of the ties on the way.

    It is None where there are only numbers on the way.
    """
    found: dict[Hashable, float | None] = {own: None}
    waiting = deque([own])
    while waiting:
        one = waiting.popleft()
        for other, likeness in ways.get(one, ()):
            if other not in found:
                found[other] = _least(found[one], likeness)
                waiting.append(other)
    return found


def _least(one: float | None, other: float | None) -> float | None:
    told = [likeness for likeness in (one, other) if likeness is not None]
    return min(told, default=None)


def _journey(
    item: str,
    own: Hashable,
    stops: dict[Hashable, Stop],
    told: tuple[Ways, Horizon],
) -> Journey:
    ways, horizon = told
    found = sorted(
        (
            stops[other].model_copy(update={"likeness": likeness})
            for other, likeness in reached_from(own, ways).items()
            if other != own and not _is_same_meeting(stops[other], stops[own])
        ),
        key=lambda one: (one.day, one.body.name),
    )
    way = (stops[own], *found)
    here, *others = (_in_hindsight(one, way) for one in way)
    earlier = tuple(one for one in others if one.day <= here.day)
    later = tuple(one for one in others if one.day > here.day)
    return Journey(
        item=item,
        here=here,
        earlier=earlier,
        later=later,
        awaited=_awaited((here, *later)[-1], horizon.coming, is_last=not later),
        since=horizon.since,
        is_partial=horizon.is_partial,
    )


def _in_hindsight(stop: Stop, way: Sequence[Stop]) -> Stop:
    """Return *stop*, which only proposed if the case went on to a body above."""
    after = (one.body.kind for one in way if one.day > stop.day)
    is_sent_on = stop.stage is Stage.DECISION and any(
        goes_above(stop.body.kind, one) for one in after
    )
    return stop.model_copy(update={"stage": Stage.PROPOSAL}) if is_sent_on else stop


def goes_above(kind: BodyKind, other: BodyKind) -> bool:
    """Tell whether a body of the *other* kind decides on what one of *kind* prepares."""
    return _RANK.get(kind, _HIGHEST) < _RANK.get(other, 0)


def _is_same_meeting(one: Stop, other: Stop) -> bool:
    return (one.day, fold(one.body.name)) == (other.day, fold(other.body.name))


def _awaited(last: Stop, coming: tuple[Coming, ...], *, is_last: bool) -> Awaited | None:
    """Return where the case is expected after the *last* stop, which may be the item's own."""
    if last.result is Mark.ADJOURNED:
        return _put_off(last, coming)
    return _proposed(last, coming) if is_last and last.result is None else None


def _put_off(last: Stop, coming: tuple[Coming, ...]) -> Awaited | None:
    """Return the day that the matter was put off to, else the body's next meeting that is known."""
    name = fold(last.body.name)
    ahead = [one.day for one in coming if one.day > last.day and fold(one.body.name) == name]
    day = last.until or min(ahead, default=None)
    if day is None:
        return None
    told = last.until is not None
    return Awaited(body=last.body, day=day, because=Mark.ADJOURNED, is_told=told)


def _proposed(here: Stop, coming: tuple[Coming, ...]) -> Awaited | None:
    """Return the first known meeting of the body that decides on what is proposed *here*."""
    if here.stage is not Stage.PROPOSAL or Mark.RECALLED in here.marks:
        return None
    ahead = [one for one in coming if one.day > here.day and _decides_on(one.body, here.body)]
    first = min(ahead, key=lambda one: one.day, default=None)
    is_clear = len({fold(one.body.name) for one in ahead}) == 1
    return Awaited(body=first.body, day=first.day) if first and is_clear else None


def _decides_on(body: Body, proposing: Body) -> bool:
    """Tell whether *body* as a rule decides on what a *proposing* one prepares for it."""
    if proposing.kind is BodyKind.SUBCOMMITTEE:
        whole = body.kind in {BodyKind.BOARD, BodyKind.COMMITTEE}
        return whole and fold(proposing.name).startswith(fold(body.name))
    return body.kind is _NEXT.get(proposing.kind)
