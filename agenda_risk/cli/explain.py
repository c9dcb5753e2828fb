"""The command that tells why an item got its level, and why no other."""

import re
from pathlib import Path

import click

from agenda_risk.assess import matters
from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.options import rules_option
from agenda_risk.cli.screens import format_option, lexicon_words, screen_with
from agenda_risk.cli.writing import echo
from agenda_risk.errors import MissingInputError, PluginError
from agenda_risk.explain import explain, given_meeting
from agenda_risk.fetch import Files, files_at
from agenda_risk.models import AgendaItem, Meeting, OrganisationKind
from agenda_risk.pipeline import read_meetings
from agenda_risk.plugins import FILES_ONLY, adapters, load_plugins
from agenda_risk.render.explanation import as_json, as_text


@click.command(
    "explain",
    help=_(
        "Tell why an item of an agenda got its level: the words, the rules, the circumstances that "
        "moved it, what would change it, and which rules came near and what they lacked."
    ),
    epilog=_(
        "Examples: agenda-risk explain kallelse.pdf --item 7 · agenda-risk explain --title "
        '"Motion om böneutrop" --body Kommunfullmäktige'
    ),
)
@click.argument("file", required=False, metavar="[FILE]")
@click.option("--item", metavar="NUMBER", help=_("Number of the item as printed, or its place."))
@click.option("--title", metavar="TEXT", help=_("A title to try, instead of a file."))
@click.option("--body", default="", metavar="NAME", help=_("The body that meets, with --title."))
@click.option("--text", default="", metavar="TEXT", help=_("A summary to try, with --title."))
@language_option
@rules_option
@format_option
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    file: str | None,
    item: str | None,
    title: str | None,
    body: str,
    text: str,
    language: str,
    rule_files: tuple[Path, ...],
    form: str,
) -> int:
    """Explain one item."""
    if bool(file and item) == bool(title):
        raise click.UsageError(_("Give a file with --item, or a --title."))
    meeting, chosen = _chosen(file or "", item or "", title, body, text)
    told = explain(chosen, meeting, screen_with(rule_files))
    echo(as_json(told) if form == "json" else as_text(told, language, lexicon_words()))
    return 0


def _chosen(
    file: str, item: str, title: str | None, body: str, text: str
) -> tuple[Meeting, AgendaItem]:
    if title:
        meeting = given_meeting(title, body, text, OrganisationKind.MUNICIPALITY)
        return meeting, meeting.items[0]
    return _found(file, item, _meetings(file))


def _meetings(file: str) -> tuple[Meeting, ...]:
    """Return the meetings in *file*; what cannot be read ends the command."""
    reader = adapters(load_plugins(FILES_ONLY)).get("documents")
    if reader is None:
        raise PluginError("The adapter that reads documents is missing.")
    reading = read_meetings(files_at((file,)), reader, Files(), lambda _url: None)
    if reading.failures:
        raise reading.failures[0].error
    return reading.meetings


def _found(file: str, wanted: str, meetings: tuple[Meeting, ...]) -> tuple[Meeting, AgendaItem]:
    """Return the item that is printed with the number *wanted*, else the one in that place."""
    items = [(meeting, item) for meeting in meetings for item in matters(meeting)]
    for meeting, item in items:
        if _bare(item.number) == _bare(wanted):
            return meeting, item
    if wanted.isdecimal() and 0 < int(wanted) <= len(items):
        return items[int(wanted) - 1]
    raise MissingInputError(
        "{name} has no item {item}; it has {numbers}.",
        name=file,
        item=wanted,
        numbers=", ".join(item.number or str(place) for place, (_, item) in enumerate(items, 1)),
    )


def _bare(number: str) -> str:
    """Return *number* without what is printed around it: § 12 and 12. are 12."""
    return re.sub(r"[^0-9a-zåäö]", "", number.lower().removeprefix("punkt"))
