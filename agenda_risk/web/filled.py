"""A form as somebody sent it: what stands in its fields, and what is wrong with them."""

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from starlette.datastructures import FormData

from agenda_risk.errors import AgendaRiskError
from agenda_risk.translate import Translator

Check = Callable[[], object]


class Filled(NamedTuple):
    """The form called *form*, the values of its fields, and what is wrong by field.

    What belongs to no field is under "". A page without a form that was refused shows what is kept.
    """

    form: str = ""
    values: Mapping[str, tuple[str, ...]] = {}
    faults: Mapping[str, str] = {}

    def text(self, form: str, field: str, kept: object = "") -> str:
        """Return what the *field* of *form* shows: what was sent, else what is *kept*."""
        if form != self.form:
            return f"{kept or ''}"
        return next(iter(self.values.get(field, ())), "")

    def has(self, form: str, field: str, choice: str, kept: Collection[str] = ()) -> bool:
        """Tell whether *choice* is made in the *field* of *form*."""
        return choice in (self.values.get(field, ()) if form == self.form else kept)

    def fault(self, form: str, field: str) -> str:
        """Return what is wrong with the *field* of *form*, if anything is."""
        return self.faults.get(field, "") if form == self.form else ""


NOTHING = Filled()


def values_of(form: FormData) -> dict[str, tuple[str, ...]]:
    """Return the texts in *form* by field; what was chosen several times is there several times."""
    return {name: tuple(map(str, form.getlist(name))) for name in form}


def faults_in(checks: Mapping[str, Check], say: Translator) -> dict[str, str]:
    """Return what *checks* raise, by the field that each is of, so that all is told at once."""
    found = {}
    for field, check in checks.items():
        try:
            check()
        except AgendaRiskError as error:
            found[field] = said(error, say)
    return found


def fault_of(error: AgendaRiskError, fields: Collection[str], say: Translator) -> dict[str, str]:
    """Return what *error* says, by the one of *fields* that it is about."""
    part = f"{error.fields.get('part', '')}"
    return {part if part in fields else "": said(error, say)}


def said(error: AgendaRiskError, say: Translator) -> str:
    """Return what *error* says in the language of *say*."""
    return " ".join(error.told(say))
