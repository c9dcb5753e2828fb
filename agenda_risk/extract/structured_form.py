"""The form that a meeting in JSON is written on, and what to say of mistakes on it.

Only "body", "items" and the "title" of each item have to be there; "state" may also be moved or
cancelled, and what is cancelled needs no items:

    {"organisation": {"name": "Norrby kommun", "kind": "kommun"},
     "body": "Kommunfullmäktige", "date": "2026-12-14", "time": "18:00", "end": "21:00",
     "place": "Stadshuset", "public": true, "state": "planned",
     "items": [{"number": "1", "title": "Val av justerare", "case_number": "KS 2026/12",
                "presenter": "", "proposal": "", "summary": "", "body": ""}]}
"""

from datetime import date as Date  # noqa: N812 - a key of the form is called date
from datetime import time as Time  # noqa: N812 - a key of the form is called time
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError
from rapidfuzz import fuzz, process

from agenda_risk.errors import BrokenFileError
from agenda_risk.extract.reading import legible
from agenda_risk.models import FIRST_DAY, LAST_DAY, Model, Organisation, Page
from agenda_risk.translate import N_

_NEAR = N_("a day between 1900 and 2199")
# The first word of pydantic's name for a mistake, and what is expected instead.
_SHOULD_BE = {
    "string": N_("a text"),
    "tuple": N_("a list"),
    "bool": N_("true or false"),
    "model": N_("an object with keys"),
    "enum": N_("one of kommun, region, kommunalforbund and unknown"),
    "literal": N_("one of planned, moved and cancelled"),
    "date": N_("a day such as 2026-12-14"),
    "greater": _NEAR,
    "less": _NEAR,
    "time": N_("a time such as 18:00"),
}

Text = Annotated[str, AfterValidator(legible)]


class ItemForm(Model):
    """One item of the agenda as it is written in JSON."""

    number: Text | int = ""
    title: Text = Field(min_length=1)
    case_number: Text = ""
    presenter: Text = ""
    proposal: Text = ""
    summary: Text = ""
    body: Text = ""


class MeetingForm(Model):
    """A meeting as it is written in JSON."""

    organisation: Organisation = Organisation()
    body: Text = Field(min_length=1)
    date: Annotated[Date, Field(ge=FIRST_DAY, le=LAST_DAY)] | None = None
    time: Time | None = None
    end: Time | None = None
    place: Text = ""
    public: bool | None = None
    state: Literal["planned", "moved", "cancelled"] = "planned"
    items: tuple[ItemForm, ...]


# The keys of the meeting, of its organisation and of its items, by how deep they stand.
_KEYS = {
    1: list(MeetingForm.model_fields),
    2: list(Organisation.model_fields),
    3: list(ItemForm.model_fields),
}


def mistake(page: Page, error: ValidationError) -> BrokenFileError:
    """Return the first thing that is wrong with a form, as a sentence."""
    first = error.errors(include_url=False, include_input=False)[0]
    path = _path(first["loc"])
    match first["type"]:
        case "missing":
            return BrokenFileError('{name} has no "{path}".', name=page.name, path=path)
        case "extra_forbidden":
            return _unknown_key(page, first["loc"])
        case "string_too_short":
            return BrokenFileError('"{path}" in {name} is empty.', name=page.name, path=path)
    return BrokenFileError(
        '"{path}" in {name} should be {expected}.',
        name=page.name,
        path=path or "{ }",
        expected=_SHOULD_BE.get(first["type"].partition("_")[0], first["msg"]),
    )


def _path(location: tuple[int | str, ...]) -> str:
    """Return *location* as it would be written in a program: items[3].title."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in location)
    return "".join(steps).removeprefix(".").removesuffix(".function-after[legible(), str]")


def _unknown_key(page: Page, location: tuple[int | str, ...]) -> BrokenFileError:
    """Return the error for a key that the form does not have, with the one most like it."""
    key = str(location[-1])
    known = _KEYS[len(location)]
    close = process.extractOne(key, known, scorer=fuzz.ratio, score_cutoff=60)
    if close is None:
        return BrokenFileError(
            '{name} has an unknown key, "{key}".', name=page.name, key=_path(location)
        )
    return BrokenFileError(
        '{name} has an unknown key, "{key}". Did you mean "{close}"?',
        name=page.name,
        key=_path(location),
        close=close[0],
    )
