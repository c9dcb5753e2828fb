"""Where shipped rules, lexicons and measures lie, and how they are loaded."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path

import agenda_risk
from agenda_risk.catalogues import kept_catalogue
from agenda_risk.compiled import cached_matcher
from agenda_risk.counties import Counties, counties_in
from agenda_risk.errors import Fault, FaultsError, RulesError
from agenda_risk.hindrance import hindrance
from agenda_risk.known import known_words, name_endings
from agenda_risk.language import parse_languages
from agenda_risk.lexicon import Irregular, Term, parse_irregular
from agenda_risk.lexicon_source import checked_lexicon
from agenda_risk.match import Matcher
from agenda_risk.measures import Catalogue, Measure, merge_measures, parse_measures
from agenda_risk.overlay_source import RuleBook, with_file, with_overlay
from agenda_risk.rules import RuleSet, parse_rules, without_experimental
from agenda_risk.screen import Screen
from agenda_risk.stages import StageGuide, parse_stages
from agenda_risk.title_words import TitleWords, parse_title_words
from agenda_risk.yaml_source import read_yaml
from agenda_risk.yaml_syntax import MAX_BYTES, checked_text, decoded

IRREGULAR = "_irregular.txt"
LANGUAGES = "_languages.txt"
OWN = "own rules"  # what a text is called in messages that lies in no file


def path_of(name: str) -> Path:
    """Return where the shipped file or folder called *name* is."""
    candidates = (Path(root, name) for root in agenda_risk.__path__)
    return next(path for path in candidates if path.exists())


def load_screen(
    rule_files: Iterable[Path] = (),
    lexicon_folders: Iterable[Path] = (),
    *,
    experimental: bool = False,
    today: date | None = None,
    own: str = "",
) -> Screen:
    """Return a screen with the shipped rules and lexicons and those of the files and folders.

    A file is rules, which are added, or a local overlay, of which what expired before *today* does
    not hold. *own* is the text of one more overlay. Raises RulesError where one of them cannot be
    read.
    """
    folders = (path_of("lexicons"), *lexicon_folders)
    matcher = _matcher(folders)
    lexicons, now = matcher.lexicons, today or date.today()
    book = _with_files(RuleBook(_shipped_rules(lexicons)), rule_files, lexicons, now)
    if own.strip():
        book = with_overlay(book, read_yaml(checked_text(own, OWN), OWN), lexicons, now)
    return Screen(
        book.rules if experimental else without_experimental(book.rules),
        _matcher(folders, book.terms) if book.terms else matcher,
        book.overlays,
        book.notices,
        parse_languages(read_text(path_of("lexicons") / LANGUAGES)),
    )


def _shipped_rules(lexicons: Collection[str]) -> RuleSet:
    text = read_text(path_of("rules.yaml"))
    made_of = (text, *sorted(lexicons))
    return kept_catalogue(made_of, RuleSet, lambda: parse_rules(text, "rules.yaml", lexicons))


def _with_files(
    book: RuleBook, files: Iterable[Path], lexicons: Iterable[str], now: date
) -> RuleBook:
    """Return *book* with the rules and overlays in *files*; the faults of all are told at once."""
    faults: list[Fault] = []
    for path in files:
        try:
            book = with_file(book, read_yaml(read_text(path), str(path)), lexicons, now)
        except FaultsError as error:
            faults.extend(error.faults)
    if faults:
        raise FaultsError(faults)
    return book


def load_lexicons(folder: Path) -> tuple[Term, ...]:
    """Return the terms of all lexicons in *folder*, which is laid out as language/name.txt.

    Raises FaultsError with all terms that cannot be read.
    """
    terms: list[Term] = []
    faults: list[Fault] = []
    for name, path, irregular in _lexicons(folder):
        try:
            terms.extend(checked_lexicon(name, read_text(path), str(path), irregular))
        except FaultsError as error:
            faults.extend(error.faults)
    if faults:
        raise FaultsError(faults)
    return tuple(terms)


def load_measures(
    files: Iterable[Path] = (), signals: Collection[str] | None = None
) -> tuple[Measure, ...]:
    """Return the shipped measures and those in *files*, which replace those of the same id.

    They may name these formal *signals*; where they are not given, any.
    """
    found = _shipped_measures(signals).measures
    for path in files:
        read = parse_measures(read_text(path), path.name, signals, found)
        found = merge_measures(found, read.measures)
    return found


def _shipped_measures(signals: Collection[str] | None) -> Catalogue:
    text = read_text(path_of("measures.yaml"))
    made_of = (text, str(signals is None), *sorted(signals or ()))
    return kept_catalogue(
        made_of, Catalogue, lambda: parse_measures(text, "measures.yaml", signals)
    )


def load_stages(lexicons: Collection[str]) -> StageGuide:
    """Return the shipped words for stages and dialogue, which name some of *lexicons*."""
    text = read_text(path_of("stages.yaml"))
    made_of = (text, *sorted(lexicons))
    return kept_catalogue(made_of, StageGuide, lambda: parse_stages(text, "stages.yaml", lexicons))


def load_title_words() -> TitleWords:
    """Return the shipped words by which titles of items are compared."""
    text = read_text(path_of("journeys.yaml"))
    return kept_catalogue((text,), TitleWords, lambda: parse_title_words(text, "journeys.yaml"))


def _matcher(folders: tuple[Path, ...], more: tuple[Term, ...] = ()) -> Matcher:
    """Return what knows the terms in *folders*, and *more* terms; compiled once, then kept."""
    shipped = path_of("lexicons")
    known = known_words(shipped)

    def build() -> Matcher:
        terms = (term for folder in folders for term in load_lexicons(folder))
        return Matcher((*terms, *more), known, name_endings(shipped))

    return build() if more else cached_matcher(folders, build, known)


def _lexicons(folder: Path) -> Iterator[tuple[str, Path, Irregular]]:
    """Yield the name of each lexicon in *folder*, its file, and its language's irregular words."""
    for language in sorted(path for path in folder.iterdir() if path.is_dir()):
        irregular_file = language / IRREGULAR
        irregular = parse_irregular(read_text(irregular_file)) if irregular_file.exists() else {}
        for path in sorted(language.rglob("*.txt")):
            if not path.name.startswith("_"):
                name = path.relative_to(folder).with_suffix("").as_posix()
                yield name, path, irregular


def load_counties() -> Counties:
    """Return which county the Swedish municipalities and regions lie in."""
    return counties_in(read_text(path_of("counties.txt")))


def read_text(path: Path) -> str:
    """Return the text of the file at *path*; of one that is too large, no more than shows it."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise RulesError(
            "{name} cannot be opened: {reason}.", name=str(path), reason=hindrance(error)
        ) from error
    return decoded(content, str(path))
