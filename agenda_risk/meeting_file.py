"""A meeting's file: what was read of its agenda, version by version, and what people decided.

Every change gives a new file; nothing is taken away, and what is undone is still told. All texts
are masked.
"""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Annotated, Final, Literal, NamedTuple

from pydantic import ConfigDict, Field

from agenda_risk.by_hand import reviewed
from agenda_risk.law.sections import Decision
from agenda_risk.mask import masked
from agenda_risk.matters import content_of, keyed_items
from agenda_risk.models import (
    Brief,
    Entry,
    Level,
    Meeting,
    MeetingState,
    Model,
    Organisation,
    Provenance,
    Publicity,
)

NAME: Final = "agenda-risk/meeting/1"


class SeenItem(Model):
    """A matter as it stood in one version of the agenda; *content* is a hash of its texts."""

    key: str
    number: str
    title: str
    case_number: str
    level: Level
    content: str


class SeenMeasure(Model):
    """A measure that was suggested for one version of the agenda."""

    id: str
    text: str


class Version(Model):
    """The agenda as it was read at one time.

    *sources* are the files it was read from, as they were named; *provenance* has their hashes.
    Older programs did not keep whether the meeting *is_cancelled*.
    """

    at: datetime
    sources: tuple[str, ...]
    provenance: Provenance
    organisation: Organisation
    body: str
    day: date | None
    clock: time | None
    place: str
    publicity: Publicity
    is_cancelled: bool | None = None
    level: Level
    items: tuple[SeenItem, ...]
    measures: tuple[SeenMeasure, ...]


class MeetingFile(Model):
    """All that is kept of one meeting; *revision* grows by one with every change.

    *earlier* are decisions that were made and then begun again.
    """

    model_config = ConfigDict(populate_by_name=True)

    schema_: Literal["agenda-risk/meeting/1"] = Field(NAME, alias="schema")
    id: str
    revision: int = 1
    versions: Annotated[tuple[Version, ...], Field(min_length=1)]
    entries: tuple[Entry, ...] = ()
    decision: Decision | None = None
    earlier: tuple[Decision, ...] = ()

    @property
    def version(self) -> Version:
        """Return the agenda as it was last read."""
        return self.versions[-1]


class Difference(NamedTuple):
    """What became different between two versions: titles of items, and names of facts."""

    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()


def new_file(brief: Brief, sources: Iterable[str], at: datetime) -> MeetingFile:
    """Return a file for the meeting of *brief*, which was made without anything by hand."""
    version = _version(brief, tuple(sources), at)
    return MeetingFile(schema=NAME, id=brief.meeting.id or "meeting", versions=(version,))


def read_again(
    file: MeetingFile, brief: Brief, sources: Iterable[str], at: datetime
) -> MeetingFile:
    """Return *file* with a new version where the agenda, the rules or the facts are others.

    That other measures fit because days have passed makes no version: they are added to the last.
    """
    version, last = _version(brief, tuple(sources), at), file.version
    made = {"at": last.at, "provenance": last.provenance, "measures": last.measures}
    made |= {"is_cancelled": None} if last.is_cancelled is None else {}
    same_basis = _basis(version.provenance) == _basis(last.provenance)
    if same_basis and version.model_copy(update=made) == last:
        return as_suggested(file, brief)
    return changed(file, versions=(*file.versions, version))


def as_suggested(file: MeetingFile, brief: Brief) -> MeetingFile:
    """Return *file* with the measures that *brief* suggests besides those of its last version."""
    known = {one.id for one in file.version.measures}
    new = tuple(one for one in _measures(brief) if one.id not in known)
    if not new:
        return file
    last = file.version.model_copy(update={"measures": (*file.version.measures, *new)})
    return changed(file, versions=(*file.versions[:-1], last))


def is_as_read(file: MeetingFile, brief: Brief) -> bool:
    """Tell whether *brief*, made without anything by hand, is on the agenda that was read last."""
    now, last = _version(brief, (), file.version.at), file.version
    return _contents(now) == _contents(last) and not _facts(last, now)


def _contents(version: Version) -> tuple[tuple[str, str], ...]:
    return tuple((item.key, item.content) for item in version.items)


def difference(file: MeetingFile, since: int = 0) -> Difference:
    """Return what differs between the last version and that numbered *since*, counted from 1.

    Without *since*, the last but one is meant; a file with one version has no difference.
    """
    number = since or len(file.versions) - 1
    if not 1 <= number < len(file.versions):
        return Difference()
    before, now = file.versions[number - 1], file.version
    known = _known(before.items, now.items)
    left = {item.key for item in known.values()}
    return Difference(
        added=tuple(item.title for item in now.items if item.key not in known),
        gone=tuple(item.title for item in before.items if item.key not in left),
        changed=tuple(
            item.title
            for item in now.items
            if item.key in known and _look(item) != _look(known[item.key])
        ),
        facts=_facts(before, now),
    )


def _facts(before: Version, now: Version) -> tuple[str, ...]:
    """Return the names of the facts that differ; one that was not kept *before* does not."""
    names = ["day", "clock", "place", "publicity"]
    names += ["is_cancelled"] if before.is_cancelled is not None else []
    return tuple(name for name in names if getattr(before, name) != getattr(now, name))


def _known(before: Iterable[SeenItem], now: Iterable[SeenItem]) -> dict[str, SeenItem]:
    """Return what each item of *now* was *before*, by its key there.

    One whose title has been written anew is known by its case number.
    """
    were, are = {item.key: item for item in before}, {item.key: item for item in now}
    known = {key: were[key] for key in are if key in were}
    cases = {one.case_number: one for key, one in were.items() if key not in known}
    for key, item in are.items():
        if key not in known and item.case_number and item.case_number in cases:
            known[key] = cases.pop(item.case_number)
    return known


def _look(item: SeenItem) -> tuple[str, Level]:
    return item.content, item.level


def changed(file: MeetingFile, **parts: object) -> MeetingFile:
    """Return *file* with other *parts*, as its next revision."""
    return file.model_copy(update={**parts, "revision": file.revision + 1})


def is_changed_since_review(file: MeetingFile) -> bool:
    """Tell whether the agenda has got a new version since it was gone through."""
    last = reviewed(file.entries)
    return last is not None and last.version < len(file.versions)


def _version(brief: Brief, sources: tuple[str, ...], at: datetime) -> Version:
    meeting = brief.meeting
    return Version(
        at=at,
        sources=sources,
        provenance=brief.provenance,
        organisation=meeting.organisation,
        body=meeting.body.name,
        day=meeting.start.day,
        clock=meeting.start.clock,
        place=masked(meeting.place),
        publicity=meeting.publicity,
        is_cancelled=meeting.state is MeetingState.CANCELLED,
        level=brief.assessment.level,
        items=tuple(_seen_items(meeting, brief)),
        measures=_measures(brief),
    )


def _measures(brief: Brief) -> tuple[SeenMeasure, ...]:
    suggested = (*brief.suggestions, *brief.more)
    return tuple(SeenMeasure(id=one.measure, text=one.text) for one in suggested)


def _seen_items(meeting: Meeting, brief: Brief) -> Iterable[SeenItem]:
    for key, item in keyed_items(meeting):
        found = brief.assessment.of(item.id)
        yield SeenItem(
            key=key,
            number=item.number,
            title=masked(item.title.text),
            case_number=item.case_number,
            level=found.level if found else Level.NONE,
            content=content_of(item),
        )


def _basis(made: Provenance) -> Provenance:
    # The sum over the brief is another when other measures fit.
    return made.model_copy(update={"made": date.min, "check": ""})
