"""What a message says of cases: where they were seen, and what that leaves time for."""

from collections import Counter
from collections.abc import Iterator

from agenda_risk.dialogue import STAGES
from agenda_risk.models import KnownBy, Sitting, Told, ToldCase
from agenda_risk.render.journey import MARKS, first_seen, in_sentence
from agenda_risk.render.words import LEVELS, SYMBOLS, capital, tied
from agenda_risk.translate import Translator

MOST_CASES = 3


def case_lines(told: Told, say: Translator, most: int = MOST_CASES) -> tuple[str, ...]:
    """Return a line for each of the first cases of *told* of which more is known than that."""
    counted = Counter(line for case in told.cases if (line := _line(case, told, say)))
    shown = tuple(_times(line, count, say) for line, count in list(counted.items())[:most])
    left = sum(list(counted.values())[most:])
    return (*shown, *((_left(left, say),) if left else ()))


def _left(count: int, say: Translator) -> str:
    return say.plural(
        "1 more case: log in to see it.", "{count} more cases: log in to see them.", count
    )


def _times(line: tuple[str, str], count: int, say: Translator) -> str:
    level, told = line
    if count == 1:
        return f"{level}: {told}"
    items = say.plural("one item", "{count} items", count)
    return f"{level}, {items}: {told}"


def _line(case: ToldCase, told: Told, say: Translator) -> tuple[str, str] | None:
    """Return the level of *case*, and what is told of it; none where nothing is known."""
    is_early = bool(case.stage and case.stage.is_early)
    if not (case.first or case.is_new or case.coming or case.marks or is_early):
        return None
    level = f"{SYMBOLS[case.level]} {capital(say(LEVELS[case.level]))}"
    return level, " ".join(_sentences(case, told, say))


def _sentences(case: ToldCase, told: Told, say: Translator) -> Iterator[str]:
    yield from _seen(case, told, say)
    for mark in case.marks:
        yield capital(say("on its way it {happened}.", happened=say(MARKS[mark])))
    if case.stage and not case.stage.decides:
        yield say("Stage: {stage}.", stage=say(STAGES[case.stage]))
    if case.is_new and case.stage and case.stage.is_early:
        yield say("Nothing is decided yet: here a dialogue still fits.")
    if case.coming:
        yield _coming(case.coming, say)
    if case.decision and case.days_left is not None and case.days_left >= 0:
        yield _days_left(case.decision, case.days_left, say)


def _seen(case: ToldCase, told: Told, say: Translator) -> Iterator[str]:
    if case.is_new:
        yield say("Seen for the first time.")
    elif case.first and told.day:
        decides = bool(case.stage and case.stage.decides)
        sentence = first_seen((case.first.body, case.first.day), told.day, decides, say)
        yield _as_known(capital(sentence), case.first, say)
    if case.is_partial and (case.is_new or case.first):
        yield say("Only bodies that you may read were looked at.")


def _as_known(sentence: str, sitting: Sitting, say: Translator) -> str:
    """Return *sentence*, said to be likely where only titles tell it."""
    if sitting.known_by is not KnownBy.TITLE:
        return sentence
    likely = f"{sentence[0].lower()}{sentence[1:]}"
    return say("Likely (only the titles are like): {sentence}", sentence=likely)


def _coming(sitting: Sitting, say: Translator) -> str:
    place = {"body": in_sentence(sitting.body), "day": say.plain_day(sitting.day)}
    if sitting.known_by is KnownBy.RULE:
        return say("Expected next in {body} on {day}.", **place)
    return _as_known(say("It is also on the agenda of {body} on {day}.", **place), sitting, say)


def _days_left(decision: Sitting, days: int, say: Translator) -> str:
    if decision.known_by is KnownBy.HERE:
        left = say.plural(
            "One day left to the decision.", "{count} days left to the decision.", days
        )
    else:
        left = say.plural(
            "One day left to the expected decision.",
            "{count} days left to the expected decision.",
            days,
        )
    return tied(left)
