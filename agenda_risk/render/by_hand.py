"""What people did to a brief by hand, in which role, when and why."""

from collections.abc import Iterator

from agenda_risk.models import (
    Act,
    Brief,
    Entry,
    ItemAdded,
    LevelSet,
    MeasureAnswered,
    PublicitySet,
    Reviewed,
)
from agenda_risk.render.items import points
from agenda_risk.render.paper import Line
from agenda_risk.render.words import LEVELS, PUBLICITY, ROLES, clean
from agenda_risk.translate import Translator


def answers(brief: Brief) -> dict[str, MeasureAnswered]:
    """Return the last answer to each measure that was answered, by its id."""
    return {one.measure: one for one in brief.entries if isinstance(one, MeasureAnswered)}


def reviewed(brief: Brief, say: Translator) -> str:
    """Return by whom and when the agenda was gone through last, or nothing."""
    found = [one for one in brief.entries if isinstance(one, Reviewed)]
    if not found:
        return ""
    return say(
        "Gone through: {role}, {time}.", role=role_of(found[-1], say), time=_time(found[-1], say)
    )


def changes(brief: Brief, say: Translator) -> tuple[Line, ...]:
    """Return what was changed by hand, in the order in which it was done."""
    return tuple(line for entry in brief.entries for line in _changes(entry, brief, say))


def role_of(act: Act, say: Translator) -> str:
    """Return the role in which *act* was done, as it stands within a sentence."""
    role = say(ROLES[act.role])
    return role[:1].lower() + role[1:]


def _changes(entry: Entry, brief: Brief, say: Translator) -> Iterator[Line]:
    match entry:
        case ItemAdded():
            yield _told(_added(entry, say), entry, entry.reason, say)
        case LevelSet():
            yield _told(_levelled(entry, brief, say), entry, entry.reason, say)
        case PublicitySet():
            yield _told(say(PUBLICITY[entry.publicity]) + ".", entry, entry.ground, say)


def _told(lead: str, act: Act, reason: str, say: Translator) -> Line:
    by = say("By {role}, {time}:", role=role_of(act, say), time=_time(act, say))
    return Line(lead, f"{by} {clean(reason)}")


def _added(entry: ItemAdded, say: Translator) -> str:
    title, level = clean(entry.title), say(LEVELS[entry.level]) or say("none")
    return say("Added: {title} ({level}).", title=title, level=level)


def _levelled(entry: LevelSet, brief: Brief, say: Translator) -> str:
    numbers = {item.id: item.number or clean(item.title.text) for item in brief.meeting.items}
    was, level = (say(LEVELS[one]) or say("none") for one in (entry.was, entry.level))
    item = points([numbers.get(entry.item, "")], say)
    return say("Level of {item}: from {was} to {level}.", item=item, was=was, level=level)


def _time(act: Act, say: Translator) -> str:
    clock = say.clock(act.at.time())
    return f"{say.plain_day(act.at.date())} {clock}"
