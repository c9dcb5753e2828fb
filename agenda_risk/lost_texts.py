"""Tell of items whose texts were read last time, and of which only the titles came now."""

from collections.abc import Iterator

from agenda_risk.models import AgendaItem, ItemKind, Meeting, Notice
from agenda_risk.normalise import fold
from agenda_risk.translate import N_

_LOST = N_(
    "Only titles now: items {numbers}. Last time their texts were read too, so the level may be "
    "too low. Screen the whole summons if the texts still hold."
)
_APART = ", "
_MOST = 20


def with_losses(now: Meeting, before: Meeting) -> Meeting:
    """Return *now* with a notice of the items that have lost the texts they had *before*.

    What was lost then, and has not come back, is lost still.
    """
    told = [str(one.fields["numbers"]) for one in before.notices if one.msgid == _LOST]
    lost = [*_lost(now, before, _APART.join(told).split(_APART))][:_MOST]
    others = tuple(one for one in now.notices if one.msgid != _LOST)
    notice = Notice(msgid=_LOST, fields={"numbers": _APART.join(lost)})
    return now.model_copy(update={"notices": (*others, notice) if lost else others})


def has_losses(meeting: Meeting) -> bool:
    """Tell whether *meeting* has items that lost their texts."""
    return any(one.msgid == _LOST for one in meeting.notices)


def _lost(now: Meeting, before: Meeting, told: list[str]) -> Iterator[str]:
    had = {_name(item) for item in _items(before) if _has_texts(item)}
    for item in _items(now):
        if item.number and not _has_texts(item) and (_name(item) in had or item.number in told):
            yield item.number


def _items(meeting: Meeting) -> Iterator[AgendaItem]:
    yield from (item for item in meeting.items if item.kind is ItemKind.ITEM)


def _name(item: AgendaItem) -> str:
    """Return by what *item* is known again: its case number, or its title where it has none."""
    return fold(item.case_number or item.title.text)


def _has_texts(item: AgendaItem) -> bool:
    return bool(item.proposal or item.summary or item.body)
