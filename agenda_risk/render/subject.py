"""What a message is called: its content, so that no two look the same in a list of mail."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from agenda_risk.models import Event, Message, Purpose, Told
from agenda_risk.render.message_words import body, local_day
from agenda_risk.render.words import LEVELS, shorten, tied
from agenda_risk.translate import N_, Translator

LONGEST = 150
_NAMED = 2

# One meeting: all is told. The first that fits a meeting says what it is called by.
ONE = {
    Event.CANCELLED: N_("Cancelled: {body} {day}"),
    Event.MISSING: N_("No longer listed: {body} {day}"),
    Event.MOVED: N_("Moved to {day}: {body}"),
    Event.MISSING: N_("No longer listed: {body} {day}"),
    Event.RESTORED: N_("Held after all: {body} {day}"),
    Event.CHANGED: N_("The agenda has changed: {body} {day}"),
    Event.UNDECIDED: N_("Measures wait for your answer: {body} {day}"),
    Event.READY: N_("The brief is ready: {body} {day} ({level})"),
    Event.TOMORROW: N_("Tomorrow: {body} {day} ({level})"),
    Event.FIRST: N_("A case seen for the first time: {body} {day}"),
    Event.MORE: N_("More to prepare ({level}): {body} {day}"),
    Event.RAISED: N_("To prepare ({level}): {body} {day}"),
    Event.LESS: N_("Less to prepare ({level}): {body} {day}"),
    Event.CALM: N_("No longer raised: {body} {day}"),
    Event.UNTOLD: N_("How did it go? {body} {day}"),
}
_ORDER = {event: place for place, event in enumerate(ONE)}
PREPARE = frozenset({Event.UNDECIDED, Event.READY, Event.TOMORROW, Event.MORE, Event.RAISED})


def headline(message: Message, say: Translator) -> str:
    """Return what *message* says, in one line."""
    one_each = _one_each(message.told)
    if not one_each:
        return say("Nothing new to prepare, {day}", day=say.plain_day(_today(message)))
    if len(one_each) == 1:
        return _of_one(one_each[0], say)
    return ", ".join(_counts(one_each, _today(message), say))


def subject(message: Message, say: Translator) -> str:
    """Return the headline and, where there are several meetings, the names of the first."""
    one_each = _one_each(message.told)
    said = headline(message, say)
    if len(one_each) > 1:
        said = f"{said}: {_names(one_each, say)}"
    return shorten(_plain(said), LONGEST)


def in_order(told: Iterable[Told]) -> list[Told]:
    """Return *told* as people read it: by day and time, what has no day last."""
    return sorted(told, key=_place)


def is_nothing(message: Message) -> bool:
    """Tell whether there is nothing to tell."""
    return message.purpose is Purpose.HEARTBEAT or not message.told


def _place(told: Told) -> tuple[date, str, str, int]:
    return told.day or date.max, str(told.clock or ""), told.body, _ORDER[told.event]


def _one_each(told: Iterable[Told]) -> list[Told]:
    """Return one of *told* for each meeting: the one that it is called by."""
    by_weight = sorted(told, key=lambda one: _ORDER[one.event], reverse=True)
    return in_order({one.meeting: one for one in by_weight}.values())


def _of_one(told: Told, say: Translator) -> str:
    dated = told.day or told.was
    day = say.short_day(dated) if dated else ""
    msgid = ONE[told.event]
    if told.event is Event.MOVED and told.day is None:
        msgid = N_("Moved: {body} {day}")
    level = say(LEVELS[told.level])
    return say(msgid, body=body(told), day=day, level=level).strip()


def _counts(told: list[Told], today: date, say: Translator) -> list[str]:
    """Return how many meetings there are of each kind; each meeting is counted once."""
    ahead = [one for one in told if one.event in PREPARE]
    kinds = Counter(_kind(one.event) for one in told if one.event not in PREPARE)
    # Written out, since the catalogues are made from what stands in calls.
    others = {
        "first": say.plural(
            "1 with a case seen for the first time",
            "{count} with cases seen for the first time",
            kinds["first"],
        ),
        "cancelled": say.plural("1 cancelled", "{count} cancelled", kinds["cancelled"]),
        "moved": say.plural("1 moved", "{count} moved", kinds["moved"]),
        "changed": say.plural("1 changed", "{count} changed", kinds["changed"]),
        "untold": say.plural("1 to tell of", "{count} to tell of", kinds["untold"]),
    }
    said = [tied(count) for kind, count in others.items() if kinds[kind]]
    return [_ahead(ahead, today, say), *said] if ahead else [_meetings(said, say)]


def _meetings(counts: list[str], say: Translator) -> str:
    """Return the counts of what is not to prepare, with a word for what is counted."""
    return say("Meetings: {counts}", counts=", ".join(counts))


def _kind(event: Event) -> str:
    own = {Event.FIRST, Event.CANCELLED, Event.MOVED, Event.UNTOLD}
    return event.value if event in own else "changed"


def _ahead(told: list[Told], today: date, say: Translator) -> str:
    count = len(told)
    days = [one.day for one in told]
    if all(day and _week(day) == _week(today) for day in days):
        week = say.plural(
            "1 meeting to prepare this week", "{count} meetings to prepare this week", count
        )
        return tied(week)
    return tied(say.plural("1 meeting to prepare", "{count} meetings to prepare", count))


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _names(told: list[Told], say: Translator) -> str:
    """Return the first meetings by name; those to prepare go before others."""
    ranked = sorted(told, key=lambda one: one.event not in PREPARE)
    named = [_name(one, say) for one in ranked[:_NAMED]]
    listed = ", ".join(named)
    more = len(told) > _NAMED
    return say("{names} and others", names=listed) if more else say.listed(named)


def _name(told: Told, say: Translator) -> str:
    return f"{body(told)} {say.short_day(told.day)}" if told.day else body(told)


def _today(message: Message) -> date:
    return local_day(message.made)


def _plain(text: str) -> str:
    return text.replace("\u00a0", " ")
