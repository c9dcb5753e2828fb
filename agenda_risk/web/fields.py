"""The fields of a form, and what may stand in them."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any, NamedTuple

from agenda_risk.errors import RefusedError
from agenda_risk.law.own_words import told, told_if_any
from agenda_risk.web.days import day_of
from agenda_risk.web.filled import Check

_MOST = 6  # digits of a count


class Kind(StrEnum):
    """What stands in a field; *several* are lines of their own, each a thing."""

    LINE = "line"
    TEXT = "text"
    SEVERAL = "several"
    DAY = "day"
    COUNT = "count"
    CHOICE = "choice"
    CHOICES = "choices"


class Field(NamedTuple):
    """A field with its *label* and *hint*, which are msgids, as are the words of its *choices*."""

    name: str
    label: str
    kind: Kind = Kind.LINE
    hint: str = ""
    choices: Mapping[Any, str] = {}
    is_needed: bool = True


class Values(NamedTuple):
    """What was sent in the fields of a form."""

    told: Mapping[str, tuple[str, ...]]

    def text(self, name: str) -> str:
        """Return what stands in the field *name*."""
        return next(iter(self.told.get(name, ())), "")

    def several(self, name: str) -> tuple[str, ...]:
        """Return the lines of the field *name* that hold something."""
        return tuple(line for line in self.text(name).splitlines() if line.strip())

    def choices(self, name: str) -> tuple[str, ...]:
        """Return what was chosen in the field *name*."""
        return self.told.get(name, ())

    def day(self, name: str) -> date:
        """Return the day in the field *name*; raises RefusedError where there is none."""
        day = day_of(self.text(name).strip())
        if day is None:
            raise RefusedError("Write a day, as 2026-12-14.", part=name)
        return day

    def count(self, name: str) -> int:
        """Return the number in the field *name*; raises RefusedError where there is none."""
        text = self.text(name).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= _MOST):
            raise RefusedError("Write a number; 0 where there was none.", part=name)
        return int(text)


def checks(fields: Iterable[Field], values: Values) -> dict[str, Check]:
    """Return what checks each of *fields* by itself; each raises RefusedError."""
    return {field.name: partial(_check, field, values) for field in fields}


def _check(field: Field, values: Values) -> None:
    _CHECKS[field.kind](field, values)


def _check_text(field: Field, values: Values) -> None:
    (told if field.is_needed else told_if_any)(values.text(field.name))


def _check_several(field: Field, values: Values) -> None:
    for line in values.several(field.name):
        told(line)


def _check_choice(field: Field, values: Values) -> None:
    chosen = values.choices(field.name)
    if not chosen:
        raise RefusedError("Choose one of these.")
    if not set(chosen) <= set(field.choices):
        raise RefusedError("Choose among these only.")


_CHECKS: dict[Kind, Callable[[Field, Values], object]] = {
    Kind.LINE: _check_text,
    Kind.TEXT: _check_text,
    Kind.SEVERAL: _check_several,
    Kind.DAY: lambda field, values: values.day(field.name),
    Kind.COUNT: lambda field, values: values.count(field.name),
    Kind.CHOICE: _check_choice,
    Kind.CHOICES: _check_choice,
}
