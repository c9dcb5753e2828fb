"""What a message says of each meeting: what happened, which level, when, and where to read on."""

from datetime import date, datetime, time
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agenda_risk.models import STOCKHOLM, Event, Level, Told
from agenda_risk.render.case_lines import case_lines
from agenda_risk.render.words import LEVELS, SYMBOLS, capital, clean, tied
from agenda_risk.translate import N_, Translator

HAPPENED = {
    Event.RAISED: N_("New"),
    Event.MORE: N_("More to prepare than before"),
    Event.LESS: N_("Less to prepare than before"),
    Event.CALM: N_("Nothing is raised any more"),
    Event.FIRST: N_("A case seen for the first time"),
    Event.MOVED: N_("Moved"),
    Event.CANCELLED: N_("Cancelled"),
    Event.MISSING: N_("No longer listed; check whether it is held"),
    Event.RESTORED: N_("Is held after all"),
    Event.READY: N_("The brief is ready for you to go through"),
    Event.CHANGED: N_("The agenda has changed since you went through it"),
    Event.TOMORROW: N_("Is held tomorrow"),
    Event.UNDECIDED: N_("Measures wait for your yes or no"),
    Event.UNTOLD: N_("Nobody has told how it went"),
}
_INVITATIONS = {
    Event.READY: N_("Open the brief"),
    Event.UNDECIDED: N_("Answer the measures"),
    Event.UNTOLD: N_("Tell how it went"),
}
# There is nothing to prepare for these, whatever the level was.
OVER = frozenset({Event.CANCELLED, Event.UNTOLD})


class Shown(NamedTuple):
    """A meeting as it is shown; *items* is empty where nothing in it is raised.

    *cases* are lines on where its cases were seen.
    """

    happened: str
    level: Level
    need: str
    body: str
    organisation: str
    when: str
    items: str
    cases: tuple[str, ...]
    link: str
    invitation: str

    @property
    def state(self) -> str:
        """Return the need of preparation and the number of items, in one line."""
        return " · ".join(part for part in (self.need, self.items) if part)

    @property
    def place(self) -> str:
        """Return whose meeting it is and when, in one line."""
        return " · ".join(part for part in (self.organisation, self.when) if part)


def shown(told: Told, say: Translator) -> Shown:
    """Return how *told* is shown in the language of *say*."""
    is_over = told.event in OVER
    return Shown(
        happened=happened(told, say),
        level=Level.NONE if is_over else told.level,
        need="" if is_over else need(told.level, say),
        body=body(told),
        organisation=capital(clean(told.organisation)),
        when=when(told, say),
        items="" if is_over else items(told, say),
        cases=case_lines(told, say),
        link=told.link,
        invitation=say(_INVITATIONS.get(told.event, N_("Open the meeting"))),
    )


def happened(told: Told, say: Translator) -> str:
    """Return what happened to the meeting."""
    if told.event is not Event.MOVED or told.was is None:
        return say(HAPPENED[told.event])
    if told.day is None:
        return say("Moved from {was}; the new day is not known", was=say.short_day(told.was))
    if told.day == told.was:
        return say("Held at another time that day")
    return say(
        "Moved from {was} to {day}", was=say.short_day(told.was), day=say.short_day(told.day)
    )


def need(level: Level, say: Translator) -> str:
    """Return the level in words, with its sign: never by colour alone."""
    if level is Level.NONE:
        return ""
    return f"{SYMBOLS[level]} {say('Need for preparation: {level}', level=say(LEVELS[level]))}"


def items(told: Told, say: Translator) -> str:
    """Return how many items are raised."""
    if not told.raised:
        return ""
    return tied(say.plural("1 item to prepare", "{count} items to prepare", told.raised))


def body(told: Told) -> str:
    """Return the name of the body, as it begins a line."""
    return capital(clean(told.body))


def when(told: Told, say: Translator) -> str:
    """Return the day of the meeting and its time, as far as they are known."""
    if told.day is None:
        return say("the date is not known")
    clock = local_clock(told)
    return f"{say.day(told.day)} {say.clock(clock)}" if clock else say.day(told.day)


def local_clock(told: Told) -> time | None:
    """Return the time by Swedish clocks."""
    if told.day is None or told.clock is None or told.clock.tzinfo is None:
        return told.clock
    return datetime.combine(told.day, told.clock).astimezone(ZoneInfo(STOCKHOLM)).time()


def local_day(moment: datetime) -> date:
    """Return the day that it is in Sweden at *moment*."""
    return moment.astimezone(ZoneInfo(STOCKHOLM)).date()
