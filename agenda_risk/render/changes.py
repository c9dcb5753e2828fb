"""Say what became different in a meeting, in one sentence or line by line."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from itertools import groupby

from agenda_risk.models import Change, ChangeKind
from agenda_risk.render.words import capital, clean, shorten
from agenda_risk.translate import N_, Translator

_WIDTH = 90
# What is counted, and how; the first that an item belongs to is told.
_COUNTED = (
    ({ChangeKind.ITEM_ADDED}, N_("one item added"), N_("{count} items added")),
    ({ChangeKind.ITEM_CHANGED}, N_("one item changed"), N_("{count} items changed")),
    (
        {ChangeKind.ITEM_WITHDRAWN, ChangeKind.ITEM_GONE},
        N_("one item withdrawn or gone"),
        N_("{count} items withdrawn or gone"),
    ),
    ({ChangeKind.ITEM_MOVED}, N_("one item moved"), N_("{count} items moved")),
    (
        {ChangeKind.ITEM_RENUMBERED},
        N_("one item has another number"),
        N_("{count} items have other numbers"),
    ),
    (
        {ChangeKind.DOCUMENT_ADDED, ChangeKind.DOCUMENT_REPLACED, ChangeKind.DOCUMENT_GONE},
        N_("one document new, replaced or gone"),
        N_("{count} documents new, replaced or gone"),
    ),
)
_MEETING = {
    ChangeKind.MEETING_NEW: N_("the meeting is new"),
    ChangeKind.MEETING_CANCELLED: N_("the meeting is cancelled"),
    ChangeKind.MEETING_RESTORED: N_("the meeting is held after all"),
    ChangeKind.MEETING_MOVED: N_("the meeting has another day, time or place"),
    ChangeKind.AGENDA_PUBLISHED: N_("the agenda is published"),
    ChangeKind.AGENDA_GONE: N_("the agenda is no longer published"),
    ChangeKind.MEETING_CHANGED: N_("what is said of the meeting is changed"),
}
_KINDS = {
    ChangeKind.ITEM_ADDED: N_("new item"),
    ChangeKind.ITEM_WITHDRAWN: N_("withdrawn"),
    ChangeKind.ITEM_GONE: N_("no longer on the agenda"),
    ChangeKind.ITEM_CHANGED: N_("changed"),
    ChangeKind.ITEM_MOVED: N_("moved on the agenda"),
    ChangeKind.ITEM_RENUMBERED: N_("another number"),
    ChangeKind.DOCUMENT_ADDED: N_("new document"),
    ChangeKind.DOCUMENT_REPLACED: N_("document replaced"),
    ChangeKind.DOCUMENT_GONE: N_("document gone"),
}
_MISSING = N_("missing now")
_PARTS = {
    "title": N_("title"),
    "proposal": N_("proposed decision"),
    "summary": N_("description of the item"),
    "body": N_("text of the item"),
    "case_number": N_("case number"),
    "publicity": N_("public or closed"),
    "publicity_ground": N_("ground for being closed"),
    "day": N_("day"),
    "clock": N_("time"),
    "place": N_("place"),
}


def said(found: Iterable[Change], say: Translator, since: int = 1) -> str:
    """Return *found* in one sentence: 3 ärenden ändrade sedan version 1."""
    every = tuple(found)
    told = list(dict.fromkeys(say(_MEETING[one.kind]) for one in every if one.kind in _MEETING))
    for kinds, one, many in _COUNTED:
        count = len({_thing(change) for change in every if change.kind in kinds})
        if count:
            told.append(say.plural(one, many, count))
    if any(one.kind is ChangeKind.MEETING_NEW for one in every):
        return capital(say.listed(told))
    changed = say.listed(told) if told else say("nothing changed")
    return capital(say("{changed} since version {number}", changed=changed, number=since))


def lines(found: Iterable[Change], say: Translator) -> Iterator[str]:
    """Yield *found* one by one, each in a line; what changed in one item stands together."""
    for (what, _), same in groupby(enumerate(found), key=lambda one: _line(one[0], one[1], say)):
        parts = (what, say.listed([_difference(change, say) for _, change in same]))
        yield capital(": ".join(part for part in parts if part))


def _line(place: int, change: Change, say: Translator) -> tuple[str, int]:
    """Return what heads the line of *change*, and a number that those of one line share."""
    is_shared = change.kind is ChangeKind.ITEM_CHANGED
    return _what(change, say), -1 if is_shared else place


def _thing(change: Change) -> tuple[str, str, str]:
    """Return what *change* is about, so that an item with two changes is counted once."""
    return (change.item, change.number, change.document)


def _what(change: Change, say: Translator) -> str:
    if change.kind in _MEETING:
        return say(_MEETING[change.kind])
    title = shorten(clean(change.title), _WIDTH)
    item = " ".join(part for part in (clean(change.number), title) if part)
    kind = say(_MISSING if _is_lost(change) else _KINDS[change.kind])
    about = f"{item} – {kind}" if item else kind
    return f"{about}: {shorten(clean(change.document), _WIDTH)}" if change.document else about


def _is_lost(change: Change) -> bool:
    """Tell whether a text that an item had is not there any more."""
    return change.kind is ChangeKind.ITEM_CHANGED and bool(change.was) and not change.now


def _difference(change: Change, say: Translator) -> str:
    """Return what differs, for what is short enough to be read in a line."""
    part = say(_PARTS[change.part]) if change.part in _PARTS else ""
    if change.kind is ChangeKind.AGENDA_PUBLISHED:
        return say.plural("one item", "{count} items", int(change.now))
    if change.part not in {"day", "clock", "place"}:
        return part
    was, now = (_value(change.part, text, say) for text in (change.was, change.now))
    return f"{part} {was} → {now}"


def _value(part: str, text: str, say: Translator) -> str:
    if not text:
        return say("not told")
    if part == "day":
        return say.day(date.fromisoformat(text))
    return say.clock(time.fromisoformat(text)) if part == "clock" else clean(text)
