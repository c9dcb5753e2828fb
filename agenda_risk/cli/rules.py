"""The commands for people who own rules: test them, and look for faults."""

import json
import re
from pathlib import Path

import click

from agenda_risk.cli.language import _
from agenda_risk.cli.options import rules_option
from agenda_risk.cli.screens import (
    format_option,
    lexicon_folders,
    lexicon_words,
    offered_rules,
    screen_with,
)
from agenda_risk.cli.writing import echo
from agenda_risk.errors import RulesError
from agenda_risk.lint import Place, Words, lint, words_in
from agenda_risk.prove import Failed, prove
from agenda_risk.render.reasons import lacking, quoted
from agenda_risk.shipped import load_lexicons, load_stages, path_of

_NEVER_ALONE, _LOADED = "_never_alone.txt", "_loaded.txt"
_RULE_ID = re.compile(r"^\s*(?:-\s*)?\{?\s*id:\s*[\"']?([a-z][a-z0-9-]+)", re.MULTILINE)


@click.group("rules", help=_("Test the rules against their examples, and look for faults in them."))
def command() -> None:
    """Hold the commands."""


@command.command(
    "test",
    help=_("Try every rule on its own examples, and tell which fail and why."),
    epilog=_("Example: agenda-risk rules test --rules own.yaml"),
)
@rules_option
@format_option
def test(rule_files: tuple[Path, ...], form: str) -> int:
    """Try the examples; 20 when one fails."""
    proof = prove(screen_with(rule_files, experimental=True))
    if form == "json":
        echo(json.dumps(proof.model_dump(mode="json"), ensure_ascii=False, indent=2))
    else:
        lemmas = lexicon_words() if proof.failed else {}
        for failed in proof.failed:
            echo(_told(failed, lemmas))
        told = _("{tried} examples tried, {failed} failed.", tried=proof.tried,
                 failed=len(proof.failed))  # fmt: skip
        echo(told)
    return RulesError.exit_code if proof.failed else 0


@command.command(
    "lint",
    help=_(
        "Look for faults: rules without examples, that can never fire or that take sides; terms "
        "that can never match or stand twice; lexicons that no rule uses."
    ),
    epilog=_("Example: agenda-risk rules lint --format json"),
)
@rules_option
@format_option
def find_faults(rule_files: tuple[Path, ...], form: str) -> int:
    """Look for faults; 20 when there are any."""
    screen = screen_with(rule_files, experimental=True)
    also_used = load_stages(screen.lexicons).lexicons()
    terms = [term for folder in lexicon_folders() for term in load_lexicons(folder)]
    words = Words(_words(_NEVER_ALONE), _words(_LOADED))
    places = _places((*offered_rules(), *rule_files))
    faults = lint(screen.rules, terms, words, places, also_used)
    if form == "json":
        rows = [
            {"file": one.file, "line": one.line, "message": _(one.msgid, **one.fields)}
            for one in faults
        ]
        echo(json.dumps({"faults": rows}, ensure_ascii=False, indent=2))
        return RulesError.exit_code if faults else 0
    for fault in faults:
        echo(fault.said(_))
    if not faults:
        echo(_("No faults found."))
    return RulesError.exit_code if faults else 0


def _told(failed: Failed, lemmas: dict[str, tuple[str, ...]]) -> str:
    if failed.lacked:
        why = lacking(failed.lacked, lemmas, _)
        return _("{rule}: should hit “{text}”. {why}", rule=failed.rule, text=failed.text, why=why)
    words = quoted(failed.finding.terms, _) if failed.finding else ""
    return _("{rule}: should miss “{text}”, but fired on {words}.", rule=failed.rule,
             text=failed.text, words=words)  # fmt: skip


def _words(name: str) -> tuple[str, ...]:
    """Return the words in the files called *name*, one for each language."""
    paths = sorted(path_of("lexicons").glob(f"*/{name}"))
    return tuple(word for path in paths for word in words_in(path.read_text(encoding="utf-8")))


def _places(rule_files: tuple[Path, ...]) -> dict[str, Place]:
    """Return where each rule stands: the file that was read last, and the line of its id."""
    return {
        found[1]: Place(str(name), text.count("\n", 0, found.start(1)) + 1)
        for name, path in (("rules.yaml", path_of("rules.yaml")), *((p, p) for p in rule_files))
        for text in (path.read_text(encoding="utf-8"),)
        for found in _RULE_ID.finditer(text)
    }
