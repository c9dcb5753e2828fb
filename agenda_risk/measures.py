"""Read the catalogue of measures that a chair can be advised to take."""

from typing import Annotated

from pydantic import Field, TypeAdapter

from agenda_risk.faults import checked, with_twins
from agenda_risk.models import Category, Level, MeasureKind, Model, Phase, Role
from agenda_risk.yaml_source import read_yaml
from agenda_risk.yaml_syntax import checked_text

Words = Annotated[str, Field(min_length=1)]


class Measure(Model):
    """One thing to consider before, during or after a meeting.

    *text* and *ground* are Swedish. *days* before the meeting it is due; zero and below
    are the meeting day and the days after. It is suggested for items of these *levels* and
    *categories* (none means all), the lowest *priority* first. *only_public* ones are left out
    where the public may not attend.
    """

    id: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    text: Words
    kind: MeasureKind
    phase: Phase
    owner: Role
    days: Annotated[int, Field(ge=-365, le=60)]
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    categories: tuple[Category, ...] = ()
    priority: Annotated[int, Field(ge=1, le=3)] = 2
    only_public: bool = False
    ground: Words


_CATALOGUE = TypeAdapter(tuple[Measure, ...])


def parse_measures(text: str, source: str) -> tuple[Measure, ...]:
    """Return the measures written in *text*, which came from the file *source*.

    Raises FaultsError with all that is wrong.
    """
    read = with_twins(read_yaml(checked_text(text, source), source), ())
    return checked(read, _CATALOGUE, Measure)
