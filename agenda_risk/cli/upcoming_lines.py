"""Tell of upcoming meetings line by line, and for programs."""

from collections.abc import Iterable, Iterator
from zoneinfo import ZoneInfo

from agenda_risk.cli.looks import headed
from agenda_risk.cli.screened import Screened
from agenda_risk.models import STOCKHOLM, Brief, ItemKind
from agenda_risk.render.changes import said
from agenda_risk.render.view import level_mark
from agenda_risk.render.words import clean
from agenda_risk.store import Known, Run
from agenda_risk.store.runs import WHOLE
from agenda_risk.translate import Translator


def meeting_lines(one: Screened, say: Translator) -> Iterator[str]:
    """Yield the meeting, what it needs, and what has changed since the version before."""
    yield headed(one.seen.meeting, say)
    yield f"  {need(one, say)}"
    if one.seen.version > 1:
        changed = said(one.seen.changes, say, one.seen.version - 1)
        day = one.seen.changed.astimezone(ZoneInfo(STOCKHOLM)).date()
        yield f"  {changed} ({say.short_day(day)})"


def need(one: Screened, say: Translator) -> str:
    """Return the level with the number of raised items, or why there is none."""
    if one.brief is None:
        return say(one.status.value)
    found = one.brief.assessment
    if not found.readable:
        return say("not screened: there is no lexicon of the language it is written in")
    count = say("{raised} of {count} items", raised=len(found.raised()), count=_count(one.brief))
    mark = level_mark(one.brief, say)
    told = f"{mark.symbol} {mark.word} – {count}"
    return told if found.complete else f"{told}; {say('not all of it was screened')}"


def meeting_json(one: Screened, say: Translator) -> dict[str, object]:
    """Return the meeting for programs; *level* is null where nothing was screened."""
    meeting, brief = one.seen.meeting, one.brief
    is_screened = bool(brief and brief.assessment.readable)
    return {
        "id": one.id,
        "source": one.source,
        "organisation": clean(meeting.organisation.name),
        "body": clean(meeting.body.name),
        "day": meeting.start.day.isoformat() if meeting.start.day else None,
        "time": f"{meeting.start.clock:%H:%M}" if meeting.start.clock else None,
        "status": one.status.name.lower(),
        "level": brief.assessment.level.value if brief and is_screened else None,
        "raised": len(brief.assessment.raised()) if brief and is_screened else None,
        "items": _count(brief) if brief else None,
        "version": one.seen.version,
        "changed": one.seen.changed.isoformat(),
        "changes": [
            change.model_dump(mode="json", exclude_defaults=True) for change in one.seen.changes
        ],
        "told": need(one, say),
    }


def unseen_lines(known: Iterable[tuple[Known, tuple[Run, ...]]], say: Translator) -> Iterator[str]:
    """Yield a line for each source that was not seen whole when it was last looked at."""
    for one, runs in known:
        name = one.source.name
        if not runs:
            yield say("{name} has not been looked at yet. Run: agenda-risk fetch", name=name)
        elif runs[0].outcome != WHOLE:
            success = next((run.started for run in runs if run.outcome == WHOLE), None)
            day = success.astimezone(ZoneInfo(STOCKHOLM)).date() if success else None
            since = say.day(day) if day else say("never")
            told = say(
                "{name} could not be seen whole when it was last looked at: meetings may be "
                "missing here. Last seen whole: {since}.",
                name=name,
                since=since,
            )
            yield told


def _count(brief: Brief) -> int:
    return sum(item.kind is ItemKind.ITEM for item in brief.meeting.items)
