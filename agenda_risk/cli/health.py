"""Tell how a source is, so that a clerk sees whether anything has to be done."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from agenda_risk.cli.keeping import now
from agenda_risk.hookspecs import Adapter
from agenda_risk.models import STOCKHOLM
from agenda_risk.render.words import clean
from agenda_risk.store import Known, Run, Store, runs_of
from agenda_risk.store.runs import FAILED, PARTLY, WHOLE
from agenda_risk.translate import N_, Translator

_STALE = timedelta(days=2)
_OUTCOMES = {
    WHOLE: N_("works"),
    PARTLY: N_("works in part: some pages could not be had"),
    FAILED: N_("does not work"),
    "": N_("was broken off"),
}


class Health(NamedTuple):
    """A source, and how looking at it has gone, the latest first."""

    known: Known
    runs: tuple[Run, ...]
    adapter: Adapter | None

    @property
    def success(self) -> datetime | None:
        """Return when the source was last seen whole."""
        return next((run.started for run in self.runs if run.outcome == WHOLE), None)

    @property
    def is_stale(self) -> bool:
        """Tell whether what is known may be old."""
        return self.success is None or now() - self.success > _STALE


def health_of(known: Known, store: Store, adapter: Adapter | None) -> Health:
    """Return how the source is."""
    return Health(known, runs_of(store, known.id, 200), adapter)


def health_lines(health: Health, say: Translator) -> Iterator[str]:
    """Yield the source and its state, then what is to be known of it."""
    outcome = health.runs[0].outcome if health.runs else ""
    yield f"{health.known.source.name}: {say(_OUTCOMES[outcome])}"
    yield f"  {_seen(outcome, health.success, say)}"
    yield from (f"  {line}" for line in _last(health, say))
    if health.is_stale:
        yield f"  {say('What is known may be old: look at the web page of the meetings, too.')}"
    yield from (f"  {line}" for line in _of_system(health, say))


def _seen(outcome: str, success: datetime | None, say: Translator) -> str:
    if success is None:
        return say("It has never been seen whole.")
    if outcome == WHOLE:
        return f"{say('Last seen whole')}: {_at(success, say)}"
    return say("It could not be read whole since {moment}.", moment=_at(success, say))


def health_json(health: Health, say: Translator) -> dict[str, object]:
    """Return how the source is for programs."""
    success, adapter = health.success, health.adapter
    return {
        "name": health.known.source.name,
        "outcome": health.runs[0].outcome if health.runs else "",
        "last_success": success.isoformat() if success else None,
        "is_stale": health.is_stale,
        "meetings": health.runs[0].meetings if health.runs else 0,
        "changed": health.runs[0].changed if health.runs else 0,
        "is_seen_live": bool(adapter and adapter.is_seen),
        "cannot": [say(one) for one in adapter.cannot] if adapter else [],
        "failures": [say(msgid, **fields) for msgid, fields in health.runs[0].failures],
    }


def _last(health: Health, say: Translator) -> Iterator[str]:
    """Yield how many meetings came last, and when something last changed."""
    seen = [run for run in health.runs if run.outcome in {WHOLE, PARTLY}]
    if seen:
        yield say.plural(
            "One upcoming meeting is listed.",
            "{count} upcoming meetings are listed.",
            seen[0].meetings,
        )
    changed = next((run for run in health.runs if run.changed), None)
    if changed:
        told = say.plural("one meeting", "{count} meetings", changed.changed)
        yield f"{say('Last change')}: {_at(changed.started, say)} ({told})"


def _of_system(health: Health, say: Translator) -> Iterator[str]:
    adapter = health.adapter
    if adapter is None:
        yield say("Its system has no reader any more: {system}.", system=health.known.source.system)
        return
    if not adapter.is_seen:
        yield say("Not yet seen live: check the first agendas against the web page.")
    consent = clean(health.known.source.consent)
    if consent:
        yield say("Its robots.txt says no, and is passed by consent: {consent}", consent=consent)
    if adapter.cannot:
        what = ", ".join(say(one) for one in adapter.cannot)
        yield say("{system} does not publish: {what}.", system=adapter.title, what=what)


def _at(moment: datetime, say: Translator) -> str:
    local = moment.astimezone(ZoneInfo(STOCKHOLM))
    return f"{say.day(local.date())} {say.clock(local.time())}"
