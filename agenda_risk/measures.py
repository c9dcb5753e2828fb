"""Read the catalogue of measures that a chair can be advised to take."""

from typing import Annotated, Any

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from agenda_risk.errors import RulesError
from agenda_risk.models import Category, Level, MeasureKind, Model, Phase

Words = Annotated[str, Field(min_length=1)]


class Measure(Model):
    """One thing to consider before, during or after a meeting.

    *text*, *owner* and *ground* are Swedish. *days* before the meeting it is due; zero and below
    are the meeting day and the days after. It is suggested for items of these *levels* and
    *categories* (none means all), the lowest *priority* first. *only_public* ones are left out
    where the public may not attend.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    text: Words
    kind: MeasureKind
    phase: Phase
    owner: Words
    days: Annotated[int, Field(ge=-365, le=60)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    categories: tuple[Category, ...] = ()
    priority: Annotated[int, Field(ge=1, le=3)] = 2
    only_public: bool = False
    ground: Words


_CATALOGUE = TypeAdapter(tuple[Measure, ...])


def parse_measures(text: str, source: str) -> tuple[Measure, ...]:
    """Return the measures written in *text*, which came from the file *source*."""
    try:
        entries = yaml.load(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"{source}:{mark.line + 1}:{mark.column + 1}" if mark else source
        raise RulesError("{where}: this is not valid YAML.", where=where) from error
    try:
        measures = _CATALOGUE.validate_python(entries)
    except ValidationError as error:
        # A key written wrong is both unknown and missing; the unknown one is what to look for.
        faults = sorted(error.errors(), key=lambda fault: fault["type"] != "extra_forbidden")
        raise _wrong(entries, source, faults[0]["loc"], faults[0]["type"]) from error
    _refuse_twins(measures, source)
    return measures


def _wrong(entries: Any, source: str, place: tuple[int | str, ...], kind: str) -> RulesError:
    """Return the error that names the measure and the key that is wrong."""
    if not place:
        return RulesError("{source}: expected a list of measures.", source=source)
    where = {"source": source, "measure": _name(entries, place[0]), "key": _key(place)}
    if not where["key"]:
        return RulesError("{source}: measure {measure} cannot be read.", **where)
    if kind == "extra_forbidden":
        return RulesError("{source}: measure {measure}: there is no key {key}.", **where)
    if kind == "missing":
        return RulesError("{source}: measure {measure}: the key {key} is missing.", **where)
    return RulesError("{source}: measure {measure}: {key} cannot be read.", **where)


def _name(entries: Any, index: int | str) -> str:
    """Return the id of the measure at *index*, or its place in the list from 1."""
    entry = entries[index]
    named = entry.get("id") if isinstance(entry, dict) else None
    return str(named or int(index) + 1)


def _key(place: tuple[int | str, ...]) -> str:
    """Return the key at *place*; a list's own numbers are left out."""
    return ".".join(str(step) for step in place[1:] if isinstance(step, str))


def _refuse_twins(measures: tuple[Measure, ...], source: str) -> None:
    """Raise when two measures share an id."""
    seen: set[str] = set()
    for measure in measures:
        if measure.id in seen:
            raise RulesError(
                "{source}: two measures have the id {measure}.", source=source, measure=measure.id
            )
        seen.add(measure.id)
