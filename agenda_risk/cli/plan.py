"""The command that writes what is planned around the raised items: dialogue and communication."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path

import click

from agenda_risk.brief import raised
from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.options import rules_option, today_option
from agenda_risk.cli.reading import basis_of, occasion_of, read, tell_failures, teller
from agenda_risk.cli.several_papers import Named, show_papers, write_all
from agenda_risk.cli.writing import echo
from agenda_risk.errors import MissingInputError
from agenda_risk.models import AgendaItem, Brief
from agenda_risk.own_files import load_profile, load_settings
from agenda_risk.pipeline import brief_on
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.render.communication import fact_sheet_paper, media_paper
from agenda_risk.render.dialogue import dialogue_paper
from agenda_risk.render.paper import Paper
from agenda_risk.render.paper_formats import PAPER_FORMATS
from agenda_risk.render.riskguide import as_csv, riskguide_paper
from agenda_risk.translate import Translator, translator

_WHOLE: dict[str, Callable[[Brief, Translator], Paper]] = {
    "media": media_paper,
    "riskguide": riskguide_paper,
    "dialogue": dialogue_paper,
}
_CSV = "csv"


@click.command(
    "plan",
    help=_(
        "Write papers for the raised items of agendas: a fact sheet for each (facts), who answers "
        "the media (media), what can be done about dialogue (dialogue), or the sorting list for "
        "SKR's Riskguiden (riskguide), which can be a CSV table too."
    ),
    epilog=_(
        "Examples: agenda-risk plan --paper facts --item 7 --format docx --output faktablad.docx "
        "kallelse.pdf · agenda-risk plan --paper riskguide --format csv kallelse.pdf"
    ),
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH…")
@click.option(
    "--paper",
    "kind",
    type=click.Choice(("facts", *_WHOLE)),
    required=True,
    help=_("Which paper to write."),
)
@click.option("--item", metavar="NUMBER", help=_("Number of the raised item, as printed."))
@click.option(
    "--format",
    "form",
    type=click.Choice((*PAPER_FORMATS, _CSV)),
    default="text",
    show_default=True,
    help=_("What the paper is written as."),
)
@click.option(
    "--output",
    metavar="PATH",
    help=_("File to write, or folder where there are several papers; else it is printed."),
)
@language_option
@today_option
@rules_option
@click.option(
    "--profile",
    "profile_file",
    metavar="FILE",
    help=_("The profile of your organisation; else the one that agenda-risk.toml names."),
)
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    paths: tuple[str, ...],
    kind: str,
    item: str | None,
    form: str,
    output: str | None,
    language: str,
    today: datetime | None,
    rule_files: tuple[Path, ...],
    profile_file: str | None,
) -> int:
    """Read, plan and write; 0 also where no item is raised."""
    _refuse(kind, form, item)
    settings = load_settings()
    say = translator(spoken(settings.language, language))
    plugins = load_plugins(FILES_ONLY)
    reading = read(paths, plugins, teller(say))
    tell_failures(reading, say)
    now = today.date() if today else date.today()
    basis = basis_of(plugins, now, rule_files or tuple(map(Path, settings.rules)))
    profile = load_profile(profile_file or settings.profile)
    basis = basis._replace(profile=profile)
    occasion = occasion_of(now, reading.meetings)
    briefs = tuple(brief_on(meeting, basis, occasion) for meeting in reading.meetings)
    if form == _CSV:
        _show_csv(briefs, say, output)
    else:
        papers = tuple(_named(kind, _chosen(briefs, item), say))
        if briefs and not papers:
            echo(say("No item is raised, so there is no fact sheet to write."))
        show_papers(papers, form, output)
    return reading.failures[0].error.exit_code if reading.failures else 0


def _refuse(kind: str, form: str, item: str | None) -> None:
    if form == _CSV and kind != "riskguide":
        raise click.UsageError(_("Only the sorting list (riskguide) can be CSV."))
    if item and kind == "riskguide":
        raise click.UsageError(_("The sorting list holds all items: leave out --item."))


def _chosen(briefs: tuple[Brief, ...], wanted: str | None) -> tuple[Brief, ...]:
    """Return *briefs*, or those that have the raised item *wanted*, with that one alone."""
    if not wanted:
        return briefs
    found = [
        _only(brief, item)
        for brief in briefs
        for item, _assessment in raised(brief)
        if _bare(item.number) == _bare(wanted)
    ]
    if not found:
        numbers = (item.number for brief in briefs for item, _assessment in raised(brief))
        raise MissingInputError(
            "No raised item has the number {item}; raised are: {numbers}.",
            item=wanted,
            numbers=", ".join(numbers),
        )
    return tuple(found)


def _only(brief: Brief, item: AgendaItem) -> Brief:
    """Return *brief* as if *item* were the only one that was assessed."""
    kept = tuple(one for one in brief.assessment.items if one.item == item.id)
    assessment = brief.assessment.model_copy(update={"items": kept})
    return brief.model_copy(update={"assessment": assessment})


def _named(kind: str, briefs: tuple[Brief, ...], say: Translator) -> Iterator[Named]:
    for brief in briefs:
        name = brief.meeting.id or "meeting"
        if kind in _WHOLE:
            yield f"{name}-{kind}", _WHOLE[kind](brief, say)
            continue
        for place, (item, _assessment) in enumerate(raised(brief), start=1):
            number = _bare(item.number) or f"x{place}"
            yield f"{name}-{kind}-{number}", fact_sheet_paper(brief, item, say)


def _show_csv(briefs: tuple[Brief, ...], say: Translator, output: str | None) -> None:
    files = [(f"{one.meeting.id or 'meeting'}-riskguide.csv", as_csv(one, say)) for one in briefs]
    if output:
        write_all(((name, text.encode("utf-8")) for name, text in files), output)
    else:
        for _name, text in files:
            echo(text)


def _bare(number: str) -> str:
    """Return *number* without what is printed around it: § 12 and 12. are 12."""
    return re.sub(r"[^0-9a-zåäö]", "", number.lower().removeprefix("punkt"))
