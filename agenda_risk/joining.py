"""Join the parts of one meeting that a system publishes on several pages."""

from collections.abc import Iterable

from agenda_risk.models import AgendaItem, Body, Meeting, MeetingState, Publicity


def joined(parts: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Return *parts* with those of the same id made one, in the order in which ids first came.

    What an earlier part says holds unless a later one says more; items are joined by their ids,
    and those that only a later part has come last. A meeting without an id stays alone.
    """
    found: dict[str, Meeting] = {}
    for place, part in enumerate(parts):
        key = part.id or f"\0{place}"
        found[key] = _joined(found[key], part) if key in found else part
    return tuple(found.values())


def tombstone(number: str) -> Meeting:
    """Return what is left of the meeting of the id *number*, which its system has taken away."""
    return Meeting(id=number, body=Body(name=""), state=MeetingState.CANCELLED)


def is_tombstone(meeting: Meeting) -> bool:
    """Tell whether nothing is known of *meeting* but that its system has taken it away."""
    return bool(meeting.id) and meeting == tombstone(meeting.id)


def once(items: Iterable[AgendaItem]) -> tuple[AgendaItem, ...]:
    """Return *items* without those whose id came before; one without an id gets its place as id."""
    placed = (
        item if item.id else item.model_copy(update={"id": f"#{place}"})
        for place, item in enumerate(items, start=1)
    )
    found: dict[str, AgendaItem] = {}
    for item in placed:
        found.setdefault(item.id, item)
    return tuple(found.values())


def _joined(first: Meeting, other: Meeting) -> Meeting:
    is_known = first.state is not MeetingState.AGENDA_NOT_PUBLISHED
    states = [one.state for one in (first, other) if one.state is not MeetingState.PLANNED]
    state = states[-1] if states and (is_known or not other.items) else other.state
    told = {name: getattr(first, name) or getattr(other, name) for name in _TEXTS}
    return first.model_copy(
        update={
            **told,
            "organisation": first.organisation if first.organisation.name else other.organisation,
            "body": first.body if first.body.name else other.body,
            "start": max((first.start, other.start), key=lambda one: _EXACT[one.precision]),
            "state": state,
            "is_extra": first.is_extra or other.is_extra,
            "publicity": other.publicity
            if first.publicity is Publicity.UNKNOWN
            else first.publicity,
            "items": _items(first.items, other.items),
            "links": tuple({one.url: one for one in (*first.links, *other.links)}.values()),
            "documents": (*first.documents, *other.documents),
            "notices": (*first.notices, *other.notices),
        }
    )


def _items(first: tuple[AgendaItem, ...], others: tuple[AgendaItem, ...]) -> tuple[AgendaItem, ...]:
    more = {item.id: item for item in others}
    known = {item.id for item in first}
    kept = (_fuller(item, more[item.id]) if item.id in more else item for item in first)
    return (*kept, *(item for item in others if item.id not in known))


def _fuller(item: AgendaItem, other: AgendaItem) -> AgendaItem:
    missing = {name: getattr(other, name) for name in _PARTS if not getattr(item, name)}
    links = tuple({one.url: one for one in (*item.links, *other.links)}.values())
    closed = other.publicity if item.publicity == "unknown" else item.publicity
    return item.model_copy(update={**missing, "links": links, "publicity": closed})


_TEXTS = ("title", "end", "place", "publicity_ground", "source", "web")
_PARTS = ("number", "title", "case_number", "presenter", "proposal", "summary", "body")
_EXACT = {"unknown": 0, "date": 1, "local": 2, "offset": 3}
