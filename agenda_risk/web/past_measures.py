"""What was suggested before a meeting that has been held, and how it was answered."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from agenda_risk.advise import MOST
from agenda_risk.by_hand import answers
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import MeasureAnswered
from agenda_risk.render.words import clean
from agenda_risk.translate import Translator


@dataclass(frozen=True)
class PastMeasure:
    """A measure that was suggested; *answer* is empty where nobody gave one."""

    text: str
    answer: str
    reason: str


def past_measures(
    file: MeetingFile, hidden: Collection[str], say: Translator
) -> tuple[PastMeasure, ...]:
    """Return what was put to the chair or answered, without those whose ids are *hidden*."""
    given = answers(file.entries)
    return tuple(
        _past(text, given.get(measure), say)
        for measure, text in _put(file, given.values())
        if measure not in hidden
    )


def _put(file: MeetingFile, given: Collection[MeasureAnswered]) -> Iterator[tuple[str, str]]:
    """Yield id and text of each measure once, those of the sheet first."""
    # A version lists the measures of its sheet before those that had no room there.
    texts = {one.id: one.text for one in file.version.measures[:MOST]}
    yield from (texts | {one.measure: one.text for one in given if one.text}).items()


def _past(text: str, given: MeasureAnswered | None, say: Translator) -> PastMeasure:
    if given is None:
        return PastMeasure(say(text), "", "")
    answer = say("Yes") if given.answer else say("No")
    return PastMeasure(say(text), answer, clean(given.reason))
