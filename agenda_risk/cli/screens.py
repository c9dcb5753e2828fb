"""Load the rules that a command was asked to work with."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from agenda_risk.cli.language import _
from agenda_risk.cli.writing import tell
from agenda_risk.explain import words_by_lexicon
from agenda_risk.known import known_words, name_endings
from agenda_risk.lexicon import Term
from agenda_risk.match import Matcher
from agenda_risk.plugins import FILES_ONLY, load_plugins
from agenda_risk.rules import parse_rules, without_experimental
from agenda_risk.screen import Screen
from agenda_risk.shipped import load_lexicons, load_screen, path_of, read_text


def format_option(command: Callable[..., object]) -> Callable[..., object]:
    """Give *command* the option ``--format``."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(("text", "json")),
        default="text",
        show_default=True,
        help=_("What the answer is written as."),
    )(command)


def screen_with(rule_files: tuple[Path, ...], *, experimental: bool = False) -> Screen:
    """Return a screen with the shipped rules, those of plugins and those in *rule_files*."""
    files = (*offered_rules(), *rule_files)
    screen = load_screen(files, offered_lexicons(), experimental=experimental)
    tell(screen.notices)
    return screen


def offered_rules() -> tuple[Path, ...]:
    """Return the files of rules that plugins offer."""
    hook = load_plugins(FILES_ONLY).manager.hook
    return tuple(path for paths in hook.register_rules() for path in paths)


def offered_lexicons() -> tuple[Path, ...]:
    """Return the folders of lexicons that plugins offer."""
    hook = load_plugins(FILES_ONLY).manager.hook
    return tuple(path for paths in hook.register_lexicons() for path in paths)


def lexicon_folders() -> tuple[Path, ...]:
    """Return the folders that lexicons are read from, the shipped one first."""
    return (path_of("lexicons"), *offered_lexicons())


def screen_of(path: Path) -> Screen:
    """Return a screen with the rules at *path* alone.

    A folder has rules.yaml and lexicons/ of its own; a file of rules names the shipped lexicons.
    """
    folders = (path / "lexicons",) if os.path.isdir(path) else lexicon_folders()
    file = path / "rules.yaml" if os.path.isdir(path) else path
    matcher = matcher_of(term for folder in folders for term in load_lexicons(folder))
    rules = parse_rules(read_text(file), str(file), matcher.lexicons)
    return Screen(without_experimental(rules), matcher)


def matcher_of(terms: Iterable[Term]) -> Matcher:
    """Return what looks for *terms*, knowing the words that the language has."""
    shipped = path_of("lexicons")
    return Matcher(terms, known_words(shipped), name_endings(shipped))


def lexicon_words() -> dict[str, tuple[str, ...]]:
    """Return the words of each lexicon, as a person wrote them."""
    return words_by_lexicon(term for folder in lexicon_folders() for term in load_lexicons(folder))
