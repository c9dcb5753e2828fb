"""The command that makes a brief again from its agenda, and compares."""

import json
from datetime import datetime, time
from pathlib import Path

import click

from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.options import rules_option
from agenda_risk.cli.reading import basis_of, occasion_of, read, teller
from agenda_risk.cli.screens import format_option
from agenda_risk.cli.writing import echo
from agenda_risk.errors import EmptyAgendaError
from agenda_risk.extract import extract, feet
from agenda_risk.fetch import get_file
from agenda_risk.meeting_files import load_file
from agenda_risk.models import Brief
from agenda_risk.own_files import load_settings
from agenda_risk.pipeline import brief_on
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.render.meeting import entry_lines
from agenda_risk.stamp import Stamp, find_stamp, stamp_of
from agenda_risk.translate import Translator, translator
from agenda_risk.verify import Mismatch, mismatches

DIFFERENT = 5


@click.command(
    "verify",
    help=_(
        "Make the automatic part of a brief again from its agenda, and tell whether it is the "
        "same. BRIEF is a brief in any format. What was done by hand is listed from the meeting's "
        "file."
    ),
    epilog=_(
        "Example: agenda-risk verify brief.pdf --input kallelse.pdf --meeting kf.meeting.json"
    ),
)
@click.argument("brief", metavar="BRIEF")
@click.option(
    "--input",
    "inputs",
    multiple=True,
    required=True,
    metavar="FILE",
    help=_("The agenda that the brief was made from; may be given several times."),
)
@click.option("--meeting", metavar="FILE", help=_("The meeting's file, for what was done by hand."))
@language_option
@rules_option
@format_option
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    brief: str,
    inputs: tuple[str, ...],
    meeting: str | None,
    language: str,
    rule_files: tuple[Path, ...],
    form: str,
) -> int:
    """Verify a brief; 5 when it does not follow from its agenda."""
    settings = load_settings()
    say = translator(spoken(settings.language, language))
    was = _stamp_in(brief)
    now = stamp_of(_made_again(inputs, was, rule_files or tuple(map(Path, settings.rules)), say))
    found = mismatches(was, now)
    if form == "json":
        echo(_as_json(was, now, found))
    else:
        _tell(was, found, meeting, say)
    return DIFFERENT if found else 0


def _stamp_in(path: str) -> Stamp:
    page = get_file(path)
    is_text = path.lower().endswith((".json", ".txt"))
    text = page.content.decode("utf-8", "replace") if is_text else extract(page).text
    found = find_stamp(text) or find_stamp(feet(page))
    if found is None:
        raise EmptyAgendaError("{name} holds no stamp of a brief.", name=Path(path).name)
    return found


def _made_again(
    inputs: tuple[str, ...], was: Stamp, rule_files: tuple[Path, ...], say: Translator
) -> Brief:
    """Return the brief on *inputs* as it was on the day of the stamp."""
    plugins = load_plugins(FILES_ONLY)
    reading = read(inputs, plugins, teller(say))
    if reading.failures:
        raise reading.failures[0].error
    basis = basis_of(plugins, was.made, rule_files)
    occasion = occasion_of(was.made, reading.meetings)
    briefs = [brief_on(meeting, basis, occasion) for meeting in reading.meetings]
    same = [brief for brief in briefs if stamp_of(brief).check == was.check]
    return (same or briefs)[0]


def _tell(was: Stamp, found: tuple[Mismatch, ...], meeting: str | None, say: Translator) -> None:
    for one in found:
        echo(say(one.msgid, was=one.was, now=one.now))
    day = say.plain_day(was.made)
    if found:
        echo(say("The brief of {day} could not be made again.", day=day))
    else:
        echo(say("The automatic part of the brief of {day} follows from the agenda.", day=day))
        echo(
            say(
                "The stamp is compared, not the words around it. To compare them, write the brief"
                " again with scan --today {today}.",
                today=was.made.isoformat(),
            )
        )
    _tell_entries(was, meeting, say)


def _tell_entries(was: Stamp, meeting: str | None, say: Translator) -> None:
    if not was.by_hand:
        echo(say("Nothing was changed by hand."))
    elif meeting is None:
        done = say.plural(
            "One thing was done by hand.", "{count} things were done by hand.", was.by_hand
        )
        echo(f"{done} {say('The meeting’s file tells: give it with --meeting.')}")
    else:
        echo(say("Done by hand:"))
        entries = load_file(meeting).entries[: was.by_hand]
        for number, line in enumerate(entry_lines(entries, say), start=1):
            echo(f"{number}. {line}")


def _as_json(was: Stamp, now: Stamp, found: tuple[Mismatch, ...]) -> str:
    told = {
        "verified": not found,
        "made": datetime.combine(was.made, time()).date().isoformat(),
        "stamp": str(was),
        "again": str(now),
        "mismatches": [one.msgid.format(was=one.was, now=one.now) for one in found],
        "by_hand": was.by_hand,
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
