"""Where a case was seen before, and where it is expected next, in sentences and as a table."""

from collections.abc import Iterator
from datetime import date

from agenda_risk.brief import raised
from agenda_risk.dialogue import STAGES
from agenda_risk.models import Awaited, Brief, Journey, Level, Mark, Stop
from agenda_risk.render.paper import Bullets, Line, Prose, Section, Table
from agenda_risk.render.papers import item_heading
from agenda_risk.render.words import LEVELS, SYMBOLS, capital, clean
from agenda_risk.translate import N_, Translator

MARKS = {
    Mark.ADJOURNED: N_("was adjourned"),
    Mark.RETURNED: N_("was sent back for further preparation"),
    Mark.RECALLED: N_("was taken back"),
}
_BEFORE = {
    Mark.ADJOURNED: N_("adjourned before"),
    Mark.RETURNED: N_("sent back before"),
    Mark.RECALLED: N_("was taken back"),
}
# What a meeting did with a case instead of deciding.
RESULTS = {
    Mark.ADJOURNED: N_("adjourned here"),
    Mark.RETURNED: N_("sent back here for further preparation"),
    Mark.RECALLED: N_("taken off the agenda here"),
}


def journey_of(brief: Brief, item: str) -> Journey | None:
    """Return the journey of the case of the item with that id."""
    return next((one for one in brief.journeys if one.item == item), None)


def lines(brief: Brief, item: str, say: Translator) -> tuple[str, ...]:
    """Return in sentences where the case of the item with that id was seen."""
    journey = journey_of(brief, item)
    return tuple(_told(journey, say)) if journey else ()


def sections(brief: Brief, say: Translator) -> tuple[Section, ...]:
    """Return a table of each journey on which the case was seen more than once."""
    found = [(item, journey_of(brief, item.id)) for item, _assessment in raised(brief)]
    return tuple(
        Section(
            say("The way of the case: {item}", item=item_heading(item, brief, say)),
            (_table(journey, say), *_notes(journey, say)),
        )
        for item, journey in found
        if journey and (journey.earlier or journey.later)
    )


def _told(journey: Journey, say: Translator) -> Iterator[str]:
    if journey.earlier:
        yield _first(journey, say)
        yield from _marked(journey, say)
    else:
        yield from _unseen(journey, say)
    if journey.later:
        yield say("It is also on the agenda of {body} on {day}.", **_place(journey.later[0], say))
    if journey.awaited:
        yield expected(journey.awaited, say)


def _first(journey: Journey, say: Translator) -> str:
    """Return where the case was first seen, and how long before."""
    first, here = journey.first, journey.here
    decides = bool(here.stage and here.stage.decides) and here.result is None
    sentence = first_seen((first.body.name, first.day), here.day, decides, say)
    if first.likeness is not None:
        return say("Likely (by the titles, not by a number): {sentence}", sentence=sentence)
    return capital(sentence)


def first_seen(first: tuple[str, date], here: date, decides: bool, say: Translator) -> str:
    """Return in which body and on which day a case was *first* seen, and how long before *here*.

    *decides* if it is decided there.
    """
    body, day = first
    days = (here - day).days
    if not days:
        return say("first seen in {body} on the same day.", body=in_sentence(body))
    told = _seen_to_be_decided if decides else _seen_to_be_dealt_with
    return told(days, say, {"body": in_sentence(body), "day": say.plain_day(day)})


def _seen_to_be_decided(days: int, say: Translator, place: dict[str, str]) -> str:
    return say.plural(
        "first seen in {body} on {day}, one day before the decision.",
        "first seen in {body} on {day}, {count} days before the decision.",
        days,
        **place,
    )


def _seen_to_be_dealt_with(days: int, say: Translator, place: dict[str, str]) -> str:
    return say.plural(
        "first seen in {body} on {day}, one day before this meeting.",
        "first seen in {body} on {day}, {count} days before this meeting.",
        days,
        **place,
    )


def _place(stop: Stop, say: Translator) -> dict[str, str]:
    return {"body": in_sentence(stop.body.name), "day": say.plain_day(stop.day)}


def in_sentence(name: str) -> str:
    """Return the *name* of a body as it stands within a sentence: kommunstyrelsen, but SKR."""
    cleaned = clean(name)
    return cleaned if cleaned[1:2].isupper() else cleaned[:1].lower() + cleaned[1:]


def _marked(journey: Journey, say: Translator) -> Iterator[str]:
    """Yield what has happened to the case on its way, and where that was last, if it is known."""
    stops = (*journey.earlier, journey.here)
    for mark, words in MARKS.items():
        places = [one for one in stops if one.result is mark]
        if places:
            last = _place(places[-1], say)
            yield capital(say("it {happened} in {body} on {day}.", happened=say(words), **last))
        elif any(mark in one.marks for one in stops):
            yield capital(say("on its way it {happened}.", happened=say(words)))


def _unseen(journey: Journey, say: Translator) -> Iterator[str]:
    """Yield that the case is new, where enough is known to say so."""
    if not journey.is_new or journey.since is None:
        return
    told = say("First sighting: nothing that is kept since {day} shows the case.",
               day=say.plain_day(journey.since))  # fmt: skip
    if journey.is_partial:
        told += " " + say("Only bodies that you may read were looked at.")
    if journey.here.stage and journey.here.stage.is_early:
        told += " " + say("Nothing is decided yet: here a dialogue still fits.")
    yield told


def expected(awaited: Awaited, say: Translator) -> str:
    """Return in a sentence where a case is expected next, and why."""
    place = {"body": in_sentence(awaited.body.name), "day": say.plain_day(awaited.day)}
    if awaited.because is None:
        return say(
            "Expected next in {body} on {day}: a proposal is made here, and that is the next "
            "meeting that is known of the body that decides on it.",
            **place,
        )
    if awaited.is_told:
        return say("Expected next in {body} on {day}, to which it was adjourned.", **place)
    return say(
        "Expected next in {body} on {day}: it was adjourned, and that is the next meeting of the "
        "body that is known.",
        **place,
    )


def _table(journey: Journey, say: Translator) -> Table:
    head = (say("Day"), say("Body"), say("Title"), say("Level"), say("Stage"), say("Known by"))
    stops = (*journey.earlier, journey.here, *journey.later)
    return Table(head, tuple(_row(one, journey, say) for one in stops))


def _row(stop: Stop, journey: Journey, say: Translator) -> tuple[str, ...]:
    return (
        say.plain_day(stop.day),
        capital(clean(stop.body.name)),
        clean(stop.title),
        level_words(stop.level, say),
        stage_words(stop, say),
        say("this meeting") if stop == journey.here else known_by(stop, say),
    )


def level_words(level: Level, say: Translator) -> str:
    """Return *level* with its sign, or a dash where nothing was found."""
    return "–" if level is Level.NONE else f"{SYMBOLS[level]} {say(LEVELS[level])}"


def stage_words(stop: Stop, say: Translator) -> str:
    """Return how far the case had come or what was done instead, and what happened before."""
    before = (say(_BEFORE[mark]) for mark in stop.marks if mark is not stop.result)
    stage = [say(STAGES[stop.stage])] if stop.stage else []
    here = [_result(stop.result, stop, say)] if stop.result else stage
    return ", ".join((*here, *before)) or "–"


def _result(result: Mark, stop: Stop, say: Translator) -> str:
    if stop.until:
        return say("adjourned here to {day}", day=say.plain_day(stop.until))
    return say(RESULTS[result])


def known_by(stop: Stop, say: Translator) -> str:
    """Return by what a sighting is known to be of the case."""
    if stop.likeness is not None:
        percent = round(stop.likeness * 100)
        return say("likely: what the titles say is alike to {percent} %", percent=percent)
    number = clean(stop.case_number)
    return say("the number {number}", number=number) if number else say("the number")


def _notes(journey: Journey, say: Translator) -> Iterator[Bullets | Prose]:
    told = list(_caveats(journey, say))
    if told:
        yield Prose(tuple(Line("", one) for one in told))


def _caveats(journey: Journey, say: Translator) -> Iterator[str]:
    if journey.is_likely:
        yield say("What is likely has no number in common with the case. Judge for yourself.")
    if journey.is_partial:
        yield say("Only bodies that you may read were looked at.")
