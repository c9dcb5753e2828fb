"""Where shipped rules, lexicons and measures lie, and how they are loaded."""

from collections.abc import Iterable
from pathlib import Path

import agenda_risk
from agenda_risk.errors import RulesError
from agenda_risk.known import known_words
from agenda_risk.lexicon import Term, parse_irregular, parse_lexicon
from agenda_risk.match import Matcher
from agenda_risk.measures import Measure, parse_measures
from agenda_risk.rules import merge_rules, parse_rules
from agenda_risk.screen import Screen

IRREGULAR = "_irregular.txt"


def path_of(name: str) -> Path:
    """Return where the shipped file or folder called *name* is."""
    candidates = (Path(root, name) for root in agenda_risk.__path__)
    return next(path for path in candidates if path.exists())


def load_screen(rule_files: Iterable[Path] = (), lexicon_folders: Iterable[Path] = ()) -> Screen:
    """Return a screen with the shipped rules and lexicons and those of the files and folders.

    Raises RulesError where one of them cannot be read.
    """
    folders = (path_of("lexicons"), *lexicon_folders)
    terms = (term for folder in folders for term in load_lexicons(folder))
    matcher = Matcher(terms, known_words(path_of("lexicons")))
    rules = parse_rules(_read(path_of("rules.yaml")), "rules.yaml", matcher.lexicons)
    for path in rule_files:
        rules = merge_rules(rules, parse_rules(_read(path), str(path), matcher.lexicons))
    return Screen(rules, matcher)


def load_lexicons(folder: Path) -> tuple[Term, ...]:
    """Return the terms of all lexicons in *folder*, which is laid out as language/name.txt."""
    return tuple(
        term
        for language in sorted(path for path in folder.iterdir() if path.is_dir())
        for term in _load_language(language)
    )


def load_measures(files: Iterable[Path] = ()) -> tuple[Measure, ...]:
    """Return the shipped measures and those in *files*."""
    paths = (path_of("measures.yaml"), *files)
    return tuple(found for path in paths for found in parse_measures(_read(path), path.name))


def _load_language(folder: Path) -> Iterable[Term]:
    irregular_file = folder / IRREGULAR
    irregular = parse_irregular(_read(irregular_file)) if irregular_file.exists() else {}
    for path in sorted(folder.rglob("*.txt")):
        if not path.name.startswith("_"):
            name = f"{folder.name}/{path.relative_to(folder).with_suffix('').as_posix()}"
            yield from parse_lexicon(name, _read(path), irregular)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RulesError("{path} cannot be read as UTF-8 text.", path=path) from error
