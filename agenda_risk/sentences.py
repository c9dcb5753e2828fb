"""A sentence before it is said: what it is, and what its named fields hold."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from agenda_risk.translate import Translator


class Sentence(NamedTuple):
    """An English sentence, or a Swedish one of the data, with named fields; a day is a date."""

    msgid: str
    fields: Mapping[str, str | int | date] = {}

    def said(self, say: Translator) -> str:
        """Return the sentence in the language of *say*."""
        shown = {
            name: say.day(value) if isinstance(value, date) else value
            for name, value in self.fields.items()
        }
        return say(self.msgid, **shown)


class OfLaw(NamedTuple):
    """A statement of law, by its id in ``law.yaml``; it is told with its place in the law."""

    statement: str


def as_written(text: str) -> Sentence:
    """Return *text* of a person or a paper as a sentence that is the same in every language."""
    return Sentence("{text}", {"text": text})
