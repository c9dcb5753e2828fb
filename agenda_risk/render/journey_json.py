"""Where cases were seen, in the form that brief.schema.json describes."""

from datetime import date

from agenda_risk.models import BodyKind, Brief, Journey, Level, Mark, Model, Stage, Stop
from agenda_risk.render.journey import lines
from agenda_risk.translate import Translator


class StopOut(Model):
    """A case on the agenda of one meeting.

    *result* is what the meeting did instead of deciding, *until* the day that it put the case off
    to. *likeness* is that of the titles, from 0 to 1, where no number ties it to the case.
    """

    body: str
    body_kind: BodyKind
    day: date
    number: str
    title: str
    case_number: str
    level: Level
    stage: Stage | None
    marks: tuple[Mark, ...]
    result: Mark | None
    until: date | None
    likeness: float | None


class AwaitedOut(Model):
    """The known meeting at which a case is expected next."""

    body: str
    day: date


class JourneyOut(Model):
    """Where the case of a raised item was seen, this meeting among it, in order of time.

    *item* is its number. *since* is the first day of which anything is kept; *is_partial* where
    bodies were left out that the reader may not read of.
    """

    item: str
    title: str
    told: tuple[str, ...]
    stops: tuple[StopOut, ...]
    awaited: AwaitedOut | None
    since: date | None
    is_partial: bool


def journey_out(journey: Journey, brief: Brief, say: Translator) -> JourneyOut:
    """Return *journey* as it is written, its sentences in the language of *say*."""
    numbers = {item.id: item.number for item in brief.meeting.items}
    return JourneyOut(
        item=numbers.get(journey.item, ""),
        title=journey.here.title,
        told=lines(brief, journey.item, say),
        stops=tuple(_stop(one) for one in (*journey.earlier, journey.here, *journey.later)),
        awaited=AwaitedOut(body=journey.awaited.body.name, day=journey.awaited.day)
        if journey.awaited
        else None,
        since=journey.since,
        is_partial=journey.is_partial,
    )


def _stop(stop: Stop) -> StopOut:
    return StopOut(
        body=stop.body.name,
        body_kind=stop.body.kind,
        day=stop.day,
        number=stop.number,
        title=stop.title,
        case_number=stop.case_number,
        level=stop.level,
        stage=stop.stage,
        marks=stop.marks,
        result=stop.result,
        until=stop.until,
        likeness=stop.likeness,
    )
