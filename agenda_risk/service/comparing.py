"""Compare two versions of the agenda of a meeting that is kept."""

from typing import NamedTuple

from agenda_risk.changes import changes
from agenda_risk.errors import MissingInputError
from agenda_risk.matters import content_of, keyed_items
from agenda_risk.meeting_file import MeetingFile, SeenItem
from agenda_risk.models import Change, Meeting
from agenda_risk.service.desk import Desk
from agenda_risk.store import seen_version, seen_versions


class Releveled(NamedTuple):
    """An item that is on both agendas with another level: as it was, and as it is."""

    was: SeenItem
    now: SeenItem


class Comparison(NamedTuple):
    """Two versions of an agenda and what differs; *has_other_rules* where the rules are others."""

    before: Meeting
    after: Meeting
    changes: tuple[Change, ...]
    releveled: tuple[Releveled, ...]
    has_other_rules: bool


def compare(desk: Desk, meeting: int, file: MeetingFile, first: int, last: int) -> Comparison:
    """Return what differs between the versions numbered *first* and *last* in *file*.

    Raises MissingInputError where there is no such version.
    """
    if not 1 <= first <= last <= len(file.versions):
        raise MissingInputError(
            "There are versions from 1 to {most} of this agenda.", most=len(file.versions)
        )
    before, after = (_as_it_was(desk, meeting, file, number) for number in (first, last))
    old, new = file.versions[first - 1], file.versions[last - 1]
    were = {item.key: item for item in old.items}
    both = (Releveled(were[item.key], item) for item in new.items if item.key in were)
    return Comparison(
        before,
        after,
        changes(before, after),
        tuple(one for one in both if one.was.level is not one.now.level),
        has_other_rules=old.provenance.rules != new.provenance.rules,
    )


def _as_it_was(desk: Desk, meeting: int, file: MeetingFile, number: int) -> Meeting:
    """Return the agenda that the version numbered *number* in *file* was read from.

    The file has a version more wherever the rules became others, so an agenda is known by its time
    and by what it holds.
    """
    version = file.versions[number - 1]
    wanted = tuple((item.key, item.content) for item in version.items)
    come = [one for one, seen in seen_versions(desk.store, meeting) if seen <= version.at]
    found = [seen_version(desk.store, meeting, one) for one in reversed(come)]
    for one in found:
        if one and tuple((key, content_of(item)) for key, item in keyed_items(one)) == wanted:
            return one
    if not found or found[0] is None:
        raise MissingInputError("This version of the agenda is no longer kept.")
    return found[0]
