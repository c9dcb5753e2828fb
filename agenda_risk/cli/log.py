"""The commands that show the log of what was done, and check that nobody has touched it."""

import json
import re
from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from agenda_risk.cli.keeping import looked_at, store_option
from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.screens import format_option
from agenda_risk.cli.writing import echo
from agenda_risk.errors import RefusedError
from agenda_risk.models import STOCKHOLM
from agenda_risk.store.log import Logged, logged
from agenda_risk.store.verifying import Anchor, Checked, check
from agenda_risk.translate import Translator, translator

TOUCHED = 5
_ANCHOR = re.compile(r"([0-9]{1,15}):([0-9a-f]{64})", re.ASCII)


@click.group(
    "log",
    help=_("Show what was done in the service and by whom, and check that the log is untouched."),
    epilog=_("Examples: agenda-risk log show --since 2026-12-01 · agenda-risk log verify"),
)
def command() -> None:
    """Hold the commands."""


@command.command(
    "show",
    help=_("Show the entries in their order."),
    epilog=_("Example: agenda-risk log show --since 2026-12-01 --format json"),
)
@click.option("--meeting", type=int, metavar="NUMBER", help=_("Only what was done to one meeting."))
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DAY",
    help=_("Only entries from this day in Sweden on, as 2026-12-01."),
)
@format_option
@store_option
def show(meeting: int | None, since: datetime | None, form: str, place: str | None) -> int:
    """Print the entries."""
    store = looked_at(place)
    with store.reading() as connection:
        for entry in _wanted(logged(connection), meeting, since):
            echo(
                json.dumps(entry._asdict(), ensure_ascii=False) if form == "json" else _line(entry)
            )
    return 0


@command.command(
    "anchor",
    help=_(
        "Print the number and the hash of the last entry. Keep them outside this machine: then "
        "verify finds out even one who makes the whole log anew."
    ),
    epilog=_("Example: agenda-risk log anchor >> anchors.txt"),
)
@store_option
def anchor(place: str | None) -> int:
    """Print what to keep elsewhere."""
    store = looked_at(place)
    with store.reading() as connection:
        last = check(logged(connection)).last
    echo(f"{last.number}:{last.hash}")
    return 0


@command.command(
    "verify",
    help=_(
        "Follow the log from its first entry, and tell of the first that was changed, removed, "
        "moved or put in. Ends with 5 where there is one."
    ),
    epilog=_("Example: agenda-risk log verify --anchor 12:9f86d081…"),
)
@click.option("--anchor", "noted", metavar="NUMBER:HASH", help=_("What log anchor printed before."))
@language_option
@store_option
def verify(noted: str | None, language: str, place: str | None) -> int:
    """Check the chain."""
    kept = _anchor(noted) if noted else None
    store = looked_at(place)
    with store.reading() as connection:
        checked = check(logged(connection), kept)
    echo(_sentence(checked, translator(language)))
    return TOUCHED if checked.wrong else 0


def _anchor(noted: str) -> Anchor:
    told = _ANCHOR.fullmatch(noted.strip())
    if not told:
        raise RefusedError("An anchor is a number and a hash, as agenda-risk log anchor prints it.")
    return Anchor(int(told[1]), told[2])


def _sentence(checked: Checked, say: Translator) -> str:
    if checked.wrong:
        return say(checked.wrong.value, number=checked.number)
    return say(
        "The log is whole: {count} entries, the last with the hash {hash}.",
        count=checked.last.number,
        hash=checked.last.hash,
    )


def _wanted(
    entries: Iterator[Logged], meeting: int | None, since: datetime | None
) -> Iterator[Logged]:
    first = since.replace(tzinfo=ZoneInfo(STOCKHOLM)) if since else None
    for entry in entries:
        is_late = first is None or datetime.fromisoformat(entry.at) >= first
        if is_late and meeting in {None, entry.meeting_id}:
            yield entry


def _line(entry: Logged) -> str:
    meeting = entry.meeting_id if entry.meeting_id is not None else "-"
    return f"{entry.number}\t{entry.at}\t{entry.actor}\t{entry.act}\t{meeting}\t{entry.content}"
