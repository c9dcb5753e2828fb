"""Read what the program may say of law: statements with their place in it, and questions.

A statement has been read in the law itself (V) or in a summary of it (S). Only the first is told
with chapter and paragraph. What has not been read is a question, and names no place at all.
"""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, Self, TypeVar

from pydantic import Field, TypeAdapter, model_validator

from agenda_risk.errors import BrokenFileError
from agenda_risk.faults import checked, refusal, with_twins
from agenda_risk.models import Model
from agenda_risk.yaml_source import read_yaml
from agenda_risk.yaml_syntax import checked_text

Words = Annotated[str, Field(min_length=1)]
Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Act = Literal["2010:294", "2023:421", "KL", "OL", "PBL", "RF", "TF", "polislagen"]


class Cite(Model):
    """A place in an act; without a *paragraph* the act as a whole."""

    act: Act
    chapter: Annotated[str, Field(pattern=r"^\d*$")] = ""
    paragraph: Annotated[str, Field(pattern=r"^(\d+( [a-z])?)?$")] = ""


class Statement(Model):
    """One thing that the law says, in own words; *text* is Swedish."""

    id: Id
    text: Words
    cites: Annotated[tuple[Cite, ...], Field(min_length=1)]
    mark: Literal["V", "S"]
    source: Words
    read: date

    @model_validator(mode="after")
    def _only_what_was_read_has_a_paragraph(self) -> Self:
        if self.mark != "V" and any(cite.chapter or cite.paragraph for cite in self.cites):
            raise refusal("unread_paragraph")
        return self

    @model_validator(mode="after")
    def _places_stand_in_cites(self) -> Self:
        _refuse_places(self.text)
        return self


class Question(Model):
    """One thing to ask, because it has not been read; *text* is Swedish."""

    id: Id
    to: Literal["lawyer", "police"]
    text: Words

    @model_validator(mode="after")
    def _names_no_place(self) -> Self:
        _refuse_places(self.text)
        return self


Named = TypeVar("Named", Statement, Question)


class Law(Model):
    """All that may be said of law."""

    statements: tuple[Statement, ...]
    questions: tuple[Question, ...]

    def statement(self, name: str) -> Statement:
        """Return the statement with the id *name*; raises BrokenFileError where there is none."""
        return _named(name, self.statements)

    def question(self, name: str) -> Question:
        """Return the question with the id *name*; raises BrokenFileError where there is none."""
        return _named(name, self.questions)


def _named(name: str, known: Iterable[Named]) -> Named:
    """Return the one of *known* with the id *name*; a meeting's file may name what is no more."""
    for one in known:
        if one.id == name:
            return one
    raise BrokenFileError(
        "The draft names a statement of law, “{name}”, that this program does not have. Begin the"
        " draft again.",
        name=name,
    )


_LAW = TypeAdapter(Law)


def parse_law(text: str, source: str) -> Law:
    """Return what is written in *text*, which came from the file *source*.

    Raises FaultsError with all that is wrong.
    """
    read = read_yaml(checked_text(text, source), source)
    return checked(with_twins(read, ("statements",), ("questions",)), _LAW, Law)


def _refuse_places(text: str) -> None:
    if "§" in text or "kap." in text:
        raise refusal("place_in_text")
