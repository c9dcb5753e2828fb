"""Tell where a case was seen and what is expected of it, without what it is about."""

from datetime import date

from agenda_risk.models import BodyKind, Journey, KnownBy, Mark, Sitting, Stop, ToldCase


def told_case(journey: Journey, today: date | None = None) -> ToldCase:
    """Return what is told of the case of *journey*; how many days are left, from *today*."""
    here, decision = journey.here, _decision(journey)
    return ToldCase(
        level=here.level,
        first=_sitting(journey.earlier[0]) if journey.earlier else None,
        is_new=journey.is_new,
        stage=here.stage,
        marks=here.marks,
        coming=_coming(journey),
        decision=decision,
        days_left=(decision.day - today).days if decision and today else None,
        is_partial=journey.is_partial,
    )


def _coming(journey: Journey) -> Sitting | None:
    if journey.later:
        return _sitting(journey.later[0])
    return _awaited(journey)


def _decision(journey: Journey) -> Sitting | None:
    """Return the last agenda that is known on which the case is to be decided.

    Without one it is expected in the assembly, where a proposal to it is made.
    """
    here, awaited = journey.here, journey.awaited
    if Mark.RECALLED in here.marks:
        return None
    decided = [one for one in (here, *journey.later) if _decides(one)]
    if decided:
        last = decided[-1]
        return _here(last) if last == here else _sitting(last)
    is_last = awaited is not None and awaited.body.kind is BodyKind.ASSEMBLY
    return _awaited(journey) if is_last else None


def _decides(stop: Stop) -> bool:
    return bool(stop.stage and stop.stage.decides) and stop.result is None


def _awaited(journey: Journey) -> Sitting | None:
    one = journey.awaited
    return Sitting(body=one.body.name, day=one.day, known_by=KnownBy.RULE) if one else None


def _here(stop: Stop) -> Sitting:
    return Sitting(body=stop.body.name, day=stop.day, known_by=KnownBy.HERE)


def _sitting(stop: Stop) -> Sitting:
    known_by = KnownBy.NUMBER if stop.likeness is None else KnownBy.TITLE
    return Sitting(body=stop.body.name, day=stop.day, known_by=known_by)
