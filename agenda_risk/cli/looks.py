"""Tell what came of looking at sources."""

from collections.abc import Iterable, Iterator

from agenda_risk.archive import Look
from agenda_risk.errors import Failure
from agenda_risk.models import Meeting
from agenda_risk.render.changes import lines, said
from agenda_risk.render.words import clean, shorten
from agenda_risk.store import Kept
from agenda_risk.store.runs import FAILED
from agenda_risk.translate import Translator

_MOST = 12
_WIDTH = 300
_SAME = ("host", "status", "fault", "system", "folder", "reason")


def look_lines(look: Look, say: Translator) -> Iterator[str]:
    """Yield a line on the source, and one for each meeting that has changed."""
    if look.outcome != FAILED:
        count = say.plural("one meeting", "{count} meetings", len(look.meetings))
        changed = say.plural("one new or changed", "{count} new or changed", look.changed)
        yield f"{look.known.source.name}: {count}, {changed}"
        yield from changed_lines(look, say)


def look_troubles(look: Look, say: Translator) -> Iterator[str]:
    """Yield a line for each kind of thing that could not be had, with the source it is of."""
    name = look.known.source.name
    yield from (f"agenda-risk: {name}: {line}" for line in trouble_lines(look, say))


def trouble_lines(look: Look, say: Translator) -> Iterator[str]:
    """Yield what could not be had, the same trouble of many pages once; of much, how much more."""
    told = [_grouped(several, say) for several in _alike(look)]
    yield from told[:_MOST]
    if len(told) > _MOST:
        yield say("… and {count} more.", count=len(told) - _MOST)
    doubted = sum(one.is_doubted for one in look.kept)
    if doubted:
        yield say.plural(
            "One meeting was not seen whole, and is kept as it was seen before.",
            "{count} meetings were not seen whole, and are kept as they were seen before.",
            doubted,
        )


def _alike(look: Look) -> Iterable[list[Failure]]:
    """Return the failures by what they say, whichever page they are of and in which words."""
    found: dict[tuple[object, ...], list[Failure]] = {}
    for one in look.failures:
        fields = one.error.fields
        key = (one.error.msgid, *(str(fields.get(name, "")) for name in _SAME))
        found.setdefault(key, []).append(one)
    return found.values()


def _grouped(several: list[Failure], say: Translator) -> str:
    first, count = _message(several[0].error, say), len({one.url for one in several})
    if count == 1:
        return first
    if len({_message(one.error, say) for one in several}) == 1:
        return say("{count} pages: {message}", count=count, message=first)
    return say("{count} pages, the first of them: {message}", count=count, message=first)


def look_json(look: Look, say: Translator) -> dict[str, object]:
    """Return the look for programs."""
    return {
        "name": look.known.source.name,
        "outcome": look.outcome,
        "meetings": len(look.meetings),
        "changed": [
            {
                **_named(meeting),
                "version": kept.version,
                "changes": [one.model_dump(mode="json", exclude_defaults=True) for one in found],
            }
            for meeting, kept in zip(look.meetings, look.kept, strict=True)
            if (found := kept.changes)
        ],
        "gone": [_named(meeting) for meeting in look.gone],
        "doubted": sum(one.is_doubted for one in look.kept),
        "failures": [
            {"url": clean(one.url), "message": _message(one.error, say)} for one in look.failures
        ],
    }


def headed(meeting: Meeting, say: Translator) -> str:
    """Return the body, day and time of *meeting*, and whose it is."""
    start = meeting.start
    day = say.day(start.day) if start.day else say("day not told")
    clock = f" {say.clock(start.clock)}" if start.clock else ""
    who = ", ".join(clean(one) for one in (meeting.body.name, meeting.organisation.name) if one)
    return f"{who} · {day}{clock}"


def changed_lines(look: Look, say: Translator) -> Iterator[str]:
    """Yield the meetings that are new, have changed or are gone, and what has changed in them."""
    for meeting, kept in zip(look.meetings, look.kept, strict=True):
        if kept.changes:
            yield f"  {headed(meeting, say)} – {since(kept, say)}"
            yield from (f"    {line}" for line in _detail(kept, say))
    for meeting in look.gone:
        yield f"  {headed(meeting, say)} – {say('no longer listed by the system')}"


def since(kept: Kept, say: Translator) -> str:
    """Return what is new in the last version, in a sentence."""
    return said(kept.changes, say, max(1, kept.version - 1))


def _detail(kept: Kept, say: Translator) -> Iterator[str]:
    if kept.version > 1:
        told = list(lines(kept.changes, say))
        yield from told[:_MOST]
        if len(told) > _MOST:
            yield say("… and {count} more.", count=len(told) - _MOST)


def _named(meeting: Meeting) -> dict[str, object]:
    day = meeting.start.day
    return {
        "id": meeting.id,
        "body": clean(meeting.body.name),
        "day": day.isoformat() if day else None,
    }


def _message(error: Exception, say: Translator) -> str:
    told = getattr(error, "said", None)
    text = " ".join(told(say)).removeprefix("agenda-risk: ") if told else str(error)
    return shorten(clean(text), _WIDTH)
