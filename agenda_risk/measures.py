"""Read the catalogue of measures that a chair can be advised to take."""

import re
from collections.abc import Collection, Iterable, Iterator
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, TypeAdapter, model_validator

from agenda_risk.bodies import holds_dialogue
from agenda_risk.errors import Fault
from agenda_risk.faults import checked, ids, is_known, refusal, with_twins
from agenda_risk.models import (
    BodyKind,
    Category,
    Level,
    MeasureKind,
    Meeting,
    Model,
    Phase,
    Publicity,
    Role,
)
from agenda_risk.translate import N_
from agenda_risk.yaml_source import Node, Source, read_yaml
from agenda_risk.yaml_syntax import checked_text

Words = Annotated[str, Field(min_length=1)]
MethodNumber = Annotated[int, Field(ge=1, le=61)]
MNumber = Annotated[int, Field(ge=1, le=26)]

_WHOLE = re.compile(r"-?[0-9]{1,5}")
_NEVER = N_("Should have levels or signals, or stand in for another measure: nothing calls for it.")
_NOT_LATER = N_("“{value}” is not due later than what it stands in for.")


class MeetingKind(StrEnum):
    """What kind of meeting a measure is for."""

    ASSEMBLY = "assembly"
    OPEN_COMMITTEE = "open_committee"
    CLOSED = "closed"
    DIALOGUE = "dialogue"


class Ground(Model):
    """Where a measure comes from, and *who* does it, where that is known."""

    source: Words
    who: str = ""

    @property
    def text(self) -> str:
        """Return both as they stand on the sheet, where a number keeps to its paragraph sign."""
        told = ", ".join(part for part in (self.source, self.who) if part)
        return told.replace(" §", "\u00a0§")


class Covers(Model):
    """Which methods of SKR's report of 2019, and which M of the list of measures, this is.

    The numbers are those of sections 7 and 5.5 of the paper on law and method.
    """

    methods: tuple[MethodNumber, ...] = ()
    m: tuple[MNumber, ...] = ()


class Measure(Covers):
    """One thing to consider before, during or after a meeting.

    *text*, *how* and *ground* are Swedish. It is *due* so many days before the meeting (zero and
    below are the meeting day and the days after) and *takes* so many working days. *instead* is
    the measure that still fits when this one is too late.

    It is suggested for raised items of these *levels* and *categories* (none means all), and where
    the agenda shows one of these formal *signals*; only for these *meetings* (none means all). One
    with neither levels nor signals only stands in for others. The lowest *priority* comes first.
    """

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    text: Annotated[str, Field(min_length=1, max_length=90)]
    how: Words
    kind: MeasureKind
    phase: Phase
    owner: Role
    due: Annotated[int, Field(ge=-365, le=60)]
    takes: Annotated[int, Field(ge=0, le=20)] = 0
    instead: Annotated[str, is_known("measure")] = ""
    levels: tuple[Level, ...] = ()
    categories: tuple[Category, ...] = ()
    signals: tuple[Annotated[str, is_known("signal")], ...] = ()
    meetings: tuple[MeetingKind, ...] = ()
    priority: Annotated[int, Field(ge=1, le=3)] = 2
    ground: Ground

    @model_validator(mode="after")
    def _is_in_its_phase(self) -> Self:
        """Refuse a day that is not in the phase."""
        if (self.phase is Phase.BEFORE) is not (self.due > 0):
            raise refusal("phase")
        return self


class Elsewhere(Covers):
    """Methods that no measure covers, and *where* in the program they are instead."""

    where: Words


class Catalogue(Model):
    """The measures of one file; where *elsewhere* says, other parts of the program do the work."""

    version: Words
    measures: tuple[Measure, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()


_CATALOGUE = TypeAdapter(Catalogue)


def parse_measures(
    text: str,
    source: str,
    signals: Collection[str] | None = None,
    known: Iterable[Measure] = (),
) -> Catalogue:
    """Return the catalogue written in *text*, which came from the file *source*.

    It may name the measures of *known*, which it is added to, and these *signals*; where they are
    not given, any. Raises FaultsError with all that is wrong.
    """
    read = with_twins(read_yaml(checked_text(text, source), source), ("measures",))
    before = tuple(known)
    names = {"measure": ids(read, "measures") | {one.id for one in before}}
    if signals is not None:
        names["signal"] = frozenset(signals)
    faults = (*read.faults, *_early_stand_ins(read, before), *_never_called_for(read, before))
    return checked(read._replace(faults=faults), _CATALOGUE, Catalogue, names)


def merge_measures(first: Iterable[Measure], second: Iterable[Measure]) -> tuple[Measure, ...]:
    """Return *first* with *second* added; one with a known id replaces the first."""
    return tuple({measure.id: measure for measure in (*first, *second)}.values())


def kinds_of(meeting: Meeting) -> frozenset[MeetingKind]:
    """Return what kinds of meeting *meeting* may be.

    Where it is not known whether the public may attend, a committee may be open as well as closed.
    """
    if meeting.publicity is Publicity.CLOSED:
        return frozenset({MeetingKind.CLOSED})
    if meeting.body.kind is BodyKind.ASSEMBLY:
        return frozenset({MeetingKind.ASSEMBLY})
    if holds_dialogue(meeting):
        return frozenset({MeetingKind.DIALOGUE})
    if meeting.publicity is Publicity.UNKNOWN:
        return frozenset({MeetingKind.OPEN_COMMITTEE, MeetingKind.CLOSED})
    return frozenset({MeetingKind.OPEN_COMMITTEE})


def _early_stand_ins(source: Source, known: Iterable[Measure]) -> Iterator[Fault]:
    """Yield a fault for each measure that is to stand in for one that is due as late or later."""
    nodes = _entries(source)
    own = {str(node.parts["id"].value): _number(node, "due") for node in nodes}
    days = {**{measure.id: measure.due for measure in known}, **own}
    for node in nodes:
        stand_in, due = node.parts.get("instead"), _number(node, "due")
        later = days.get(str(stand_in.value)) if stand_in else None
        if stand_in and due is not None and later is not None and later >= due:
            yield source.fault(stand_in.place, _NOT_LATER, value=stand_in.value)


def _never_called_for(source: Source, known: Iterable[Measure]) -> Iterator[Fault]:
    """Yield a fault for each measure that nothing would ever call for."""
    nodes = _entries(source)
    named = {str(one.parts["instead"].value) for one in nodes if "instead" in one.parts}
    stand_ins = named | {measure.instead for measure in known}
    for node in nodes:
        is_alone = str(node.parts["id"].value) not in stand_ins
        if is_alone and not any(_is_given(node, key) for key in ("levels", "signals")):
            yield source.fault(node.place, _NEVER)


def _entries(source: Source) -> list[Node]:
    """Return the measures that have an id, whether or not the rest of them is right."""
    return [one for one in source.part("measures").parts.values() if "id" in one.parts]


def _is_given(node: Node, key: str) -> bool:
    return key in node.parts and node.parts[key].value not in (None, [])


def _number(node: Node, key: str) -> int | None:
    """Return the whole number under *key*; whatever else stands there is told by the model."""
    written = str(node.parts[key].value) if key in node.parts else ""
    return int(written) if _WHOLE.fullmatch(written) else None
