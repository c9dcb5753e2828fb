"""Look into a meeting that was disturbed with nothing raised, and tell what the rules lacked."""

from typing import NamedTuple

from agenda_risk.assess import matters, why_not_screened
from agenda_risk.errors import MissingInputError
from agenda_risk.explain import Explanation, explain
from agenda_risk.law.own_words import told
from agenda_risk.mask import masked
from agenda_risk.models import AgendaItem, Meeting
from agenda_risk.own_words import OwnWords, with_words
from agenda_risk.service.desk import Desk
from agenda_risk.service.rule_books import holding
from agenda_risk.store import seen_meeting
from agenda_risk.store.log import Deed, log
from agenda_risk.store.missed import Miss, Verdict, miss_of, put_verdict
from agenda_risk.translate import N_

OWNER = N_("whoever looks after the rules")
NAME = N_("Own rules")


class MissedItem(NamedTuple):
    """An item that was not raised; its *title* is masked, and empty where *why* it was not read."""

    key: str
    number: str
    title: str
    why: str


class MissedMeeting(NamedTuple):
    """A miss with its items, and the one that was *chosen* explained by the rules that hold."""

    miss: Miss
    items: tuple[MissedItem, ...]
    chosen: MissedItem | None
    explanation: Explanation | None


def missed_meeting(desk: Desk, number: int, key: str = "") -> MissedMeeting:
    """Return the miss numbered *number*, with the item called *key* explained.

    Raises MissingInputError where there is none.
    """
    with desk.store.reading() as connection:
        miss = miss_of(connection, number)
    seen = seen_meeting(desk.store, number)
    if miss is None or seen is None:
        raise MissingInputError("There is no meeting with the number {number}.", number=number)
    screen = desk.basis(desk.today).screen
    readable = screen.reads(seen.meeting)
    items = tuple(_shown(one, readable=readable) for one in matters(seen.meeting))
    chosen = next((one for one in items if one.key == key and not one.why), None)
    item = _item(seen.meeting, key) if chosen else None
    explanation = explain(item, seen.meeting, screen) if item else None
    return MissedMeeting(miss, items, chosen, explanation)


def judge(desk: Desk, number: int, verdict: Verdict, reason: str, actor: str) -> None:
    """Keep what became of the miss numbered *number*; who dismisses one tells why.

    Raises MissingInputError where there is none, RefusedError where the reason is missing or tells
    of a person.
    """
    is_told = verdict is Verdict.DISMISSED or bool(reason.strip())
    said = told(reason) if is_told and verdict is not Verdict.OPEN else ""
    with desk.store.writing() as connection:
        if miss_of(connection, number) is None:
            raise MissingInputError("There is no meeting with the number {number}.", number=number)
        put_verdict(connection, number, verdict, said, desk.now())
        deed = Deed(actor, "miss-judged", number, {"verdict": verdict.value})
        log(connection, deed, desk.now())


def own_rules_with(desk: Desk, own: OwnWords, names: tuple[str, str]) -> tuple[str, int]:
    """Return the own rules that hold with *own* words added, and their version.

    *names* are what they are called where there are none yet, and whose they are. Raises
    RefusedError where the reason is missing or tells of a person.
    """
    holds = holding(desk)
    said = own._replace(reason=told(own.reason))
    name = desk.basis(desk.today).profile.name or names[0]
    text = with_words(holds.text if holds else "", said, name, names[1])
    return text, holds.id if holds else 0


def _shown(item: AgendaItem, *, readable: bool) -> MissedItem:
    why = why_not_screened(item, readable=readable)
    return MissedItem(item.id, item.number, "" if why else masked(item.title.text), why)


def _item(meeting: Meeting, key: str) -> AgendaItem:
    return next(one for one in matters(meeting) if one.id == key)
