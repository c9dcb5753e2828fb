"""The command that measures the rules on items that people have labelled."""

from pathlib import Path

import click

from agenda_risk.baselines import subject_words
from agenda_risk.cli.json_lines import Row, opened, rows
from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.options import rules_option
from agenda_risk.cli.screens import (
    format_option,
    lexicon_words,
    screen_of,
    screen_with,
)
from agenda_risk.cli.writing import echo
from agenda_risk.errors import BrokenFileError
from agenda_risk.evaluate import Comparison, Results, compare, evaluate, evaluate_agendas
from agenda_risk.gold import GoldAgenda, GoldItem, Screened, screen_gold
from agenda_risk.render.evaluation import as_text
from agenda_risk.render.evaluation_json import as_json


@click.command(
    "evaluate",
    help=_(
        "Measure how well the rules find what two people raised: precision, recall and F1, for "
        "each rule and category, beside plain lists of words. - reads standard input."
    ),
    epilog=_("Example: agenda-risk evaluate gold.jsonl --misses --against rules-of-last-year.yaml"),
)
@click.argument("files", nargs=-1, required=True, metavar="GOLD.jsonl…")
@click.option(
    "--against",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help=_("Other rules: a whole file of them, or a folder with rules.yaml and lexicons."),
)
@click.option("--agendas", metavar="FILE", help=_("Whole agendas, one JSON object a line."))
@click.option("--misses", is_flag=True, help=_("List what was raised in vain or missed, and why."))
@language_option
@rules_option
@format_option
def command(  # noqa: PLR0913, PLR0917  one argument for each option
    files: tuple[str, ...],
    against: Path | None,
    agendas: str | None,
    misses: bool,
    language: str,
    rule_files: tuple[Path, ...],
    form: str,
) -> int:
    """Measure, and print the figures."""
    gold = tuple(one for file in files for one in _read(file, GoldItem))
    screen, words = screen_with(rule_files), lexicon_words()
    screened = screen_gold(gold, screen)
    whole = _read(agendas, GoldAgenda) if agendas else ()
    results = Results(
        evaluation=evaluate(screened, subject_words(words)),
        comparison=_comparison(against, gold, screened) if against else None,
        against=str(against or ""),
        agendas=evaluate_agendas(whole, screen),
    )
    echo(as_json(results) if form == "json" else as_text(results, language, words, misses))
    return 0


def _read(file: str, kind: type[Row]) -> tuple[Row, ...]:
    """Return what *file* holds; a file without any is refused."""
    with opened(file) as lines:
        found = tuple(rows(lines, file, kind))
    if not found:
        raise BrokenFileError("{name} holds no labelled items.", name=file)
    return found


def _comparison(
    against: Path, gold: tuple[GoldItem, ...], screened: tuple[Screened, ...]
) -> Comparison:
    return compare(screened, screen_gold(gold, screen_of(against)))
