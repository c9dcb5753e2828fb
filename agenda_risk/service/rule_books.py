"""The organisation's own rules: check them, see what they would change, publish them, go back."""

from collections.abc import Iterator
from datetime import date
from threading import Lock
from typing import NamedTuple

from agenda_risk.basis import BasisFiles, load_basis
from agenda_risk.errors import AgendaRiskError, ConflictError, Fault, FaultsError
from agenda_risk.law.own_words import told
from agenda_risk.mask import masked
from agenda_risk.models import Meeting, Profile
from agenda_risk.pipeline import Basis, screen_meeting
from agenda_risk.screen import Screen
from agenda_risk.service.desk import Desk
from agenda_risk.service.screening import screen_kept
from agenda_risk.shipped import OWN, load_screen
from agenda_risk.store import Store, seen_meeting
from agenda_risk.store.log import Deed, log
from agenda_risk.store.rule_books import Published, last_number, publish, published
from agenda_risk.store.screened import (
    ScreeningRow,
    coming_meetings,
    latest_screenings,
    screening_of,
)
from agenda_risk.translate import N_

LONGEST = 100_000
TRIED = 40
RESCREENED_BY = "rules"

_TOO_LONG = N_("The text is longer than {most} characters.")
_KEPT = 2


class PublishedBasis:
    """Gives what briefs are made with on a day, with the own rules that hold in *store*.

    What was published by any worker holds from the next call. Own rules that can no longer be
    read, because the program was changed, are left out, and told by faults_of on their page.
    """

    def __init__(self, store: Store, files: BasisFiles, profile: Profile | None = None) -> None:
        self._store, self._files, self._profile = store, files, profile or Profile()
        self._made: dict[tuple[int, date], Basis] = {}
        self._lock = Lock()

    def __call__(self, today: date) -> Basis:
        """Return what briefs are made with on *today*."""
        with self._store.reading() as connection:
            key = (last_number(connection), today)
        found = self._made.get(key)
        return found or self._make(key)

    def _make(self, key: tuple[int, date]) -> Basis:
        with self._lock:
            if key not in self._made:
                made = self._load(*key)
                kept = list(self._made.items())[1 - _KEPT :]
                self._made = dict([*kept, (key, made)])
            return self._made[key]

    def _load(self, number: int, today: date) -> Basis:
        with self._store.reading() as connection:
            found = published(connection, number)
        own = found.text if found else ""
        try:
            basis = load_basis(self._files._replace(own=own), today)
        except FaultsError:
            basis = load_basis(self._files, today)
        return basis._replace(profile=self._profile)


class Changed(NamedTuple):
    """An item that other rules would give another level; both are ranks."""

    meeting: ScreeningRow
    number: str
    title: str
    before: int
    after: int


class Trial(NamedTuple):
    """How many meetings were screened with other rules, and what would be different."""

    meetings: int
    changed: tuple[Changed, ...]


def holding(desk: Desk) -> Published | None:
    """Return the own rules that hold, if any were ever published."""
    with desk.store.reading() as connection:
        return published(connection, last_number(connection))


def faults_of(desk: Desk, text: str) -> tuple[Fault, ...]:
    """Return all that is wrong in *text* as own rules; without any text nothing is."""
    try:
        screen_of(desk, text)
    except FaultsError as error:
        return tuple(error.faults)
    return ()


def screen_of(desk: Desk, text: str) -> Screen:
    """Return what screens with *text* as own rules; raises FaultsError where it cannot be used."""
    if len(text) > LONGEST:
        raise FaultsError([Fault(OWN, 0, 0, _TOO_LONG, {"most": LONGEST})])
    return load_screen(desk.files.rules, desk.files.lexicons, today=desk.today, own=text)


def trial(desk: Desk, text: str, also: int = 0) -> Trial:
    """Return what *text* as own rules would change in the meetings that were screened last.

    The one numbered *also* is tried besides, and first. Raises FaultsError where it cannot be used.
    """
    before, after = desk.basis(desk.today).screen, screen_of(desk, text)
    with desk.store.reading() as connection:
        last = latest_screenings(connection, TRIED)
        first = screening_of(connection, also) if also else None
    if first:
        last = (first, *(row for row in last if row.meeting != also))
    seen = [(row, seen_meeting(desk.store, row.meeting)) for row in last]
    changed = (
        one for row, found in seen if found for one in _changed(row, found.meeting, before, after)
    )
    return Trial(len(last), tuple(changed))


def publish_rules(desk: Desk, text: str, comment: str, basis: int, actor: str) -> int:
    """Let *text* be the own rules from now on; *basis* is the version that it was made from.

    Raises FaultsError where it cannot be used, RefusedError where the comment is missing or tells
    of a person, ConflictError where others were faster or nothing is changed.
    """
    said = told(comment)
    screen_of(desk, text)
    with desk.store.writing() as connection:
        last = last_number(connection)
        _refuse_same(text, basis, published(connection, last))
        number = publish(connection, text, said, actor, desk.now())
        log(connection, Deed(actor, "rules-published", content={"version": number}), desk.now())
    return number


def screen_coming(desk: Desk) -> int:
    """Screen the coming meetings anew, and return how many; what fails keeps what it had.

    What is left undone where the program is stopped is caught up with.

    Past meetings keep what was found then. A meeting's own page is always made with the rules
    that hold, screened anew or not.
    """
    with desk.store.reading() as connection:
        coming = coming_meetings(connection, desk.today)
    return sum(_screened(desk, meeting) for meeting in coming)


def _screened(desk: Desk, meeting: int) -> bool:
    try:
        screen_kept(desk, meeting, RESCREENED_BY)
    except AgendaRiskError:
        return False
    return True


def _refuse_same(text: str, basis: int, last: Published | None) -> None:
    if (last.id if last else 0) != basis:
        raise ConflictError(
            "Somebody else has published other rules in between. Look at them, and try again."
        )
    if text == (last.text if last else ""):
        raise ConflictError("The text is the same as the one that holds. Nothing is published.")


def _changed(
    row: ScreeningRow, meeting: Meeting, before: Screen, after: Screen
) -> Iterator[Changed]:
    was, becomes = (_levels(meeting, screen) for screen in (before, after))
    for item in meeting.items:
        pair = was.get(item.id, 0), becomes.get(item.id, 0)
        if pair[0] != pair[1]:
            yield Changed(row, item.number, masked(item.title.text), *pair)


def _levels(meeting: Meeting, screen: Screen) -> dict[str, int]:
    found = screen_meeting(meeting, screen)
    return {one.item: one.level.rank for one in found.items}
