"""Keep what the lexicons compile to on disk, so that the next start need not make their forms."""

import marshal
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import Any

from agenda_risk.compound import NO_WORDS, Known
from agenda_risk.kept import cache_folder, keep, key_of, name_of, read_kept
from agenda_risk.lengths import Lengths
from agenda_risk.lexicon import Step, Term
from agenda_risk.match import Matcher
from agenda_risk.repair import Repair

_MOST = 8
_MADE_BY = """
    compiled compound exceptions inflect kept lengths lexicon lexicon_source match normalise repair
    shipped
"""
# The words of the language come from their own file, the rest is made when first used.
_LENGTHS = ("_tails", "_heads")
# What reads damaged words is half of it all, so it is loaded when the first one is met.
_PACKED = "repair"
_LEFT_OUT = {"_known", "_ids", "_verdicts", "_repair", "_make_repair"}


def cached_matcher(
    folders: Iterable[Path], make: Callable[[], Matcher], known: Known, more: str = ""
) -> Matcher:
    """Return the matcher that *make* makes of the lexicons in *folders*, from disk if it is there.

    *known* are the words of the language that it is given; *more* stands for whatever else it is
    made of.
    """
    place = cache_folder()
    if not place:
        return make()
    key = _key(folders, more)
    path = place / name_of(key, ".words")
    content = read_kept(path, key)
    if content is not None:
        return load(content, known)
    matcher = make()
    keep(path, key, dump(matcher), _MOST)
    return matcher


def dump(matcher: Matcher) -> bytes:
    """Return *matcher* as bytes that the same program under the same Python can load.

    What it no longer needs to match is left out: how the terms were written.
    """
    shared: dict[frozenset[int], frozenset[int]] = {}
    state = {name: value for name, value in vars(matcher).items() if name not in _LEFT_OUT}
    for name in ("_exact", "_last", "_first"):
        sets = ((form, frozenset(ids)) for form, ids in state[name].items())
        state[name] = {form: shared.setdefault(ids, ids) for form, ids in sets}
    for name in _LENGTHS:
        state[name] = tuple(state[name])
    state[_PACKED] = marshal.dumps(tuple(matcher.repair()))
    state["chains"] = {
        word_id: [(_plain(term), chain) for term, chain in chains]
        for word_id, chains in state["chains"].items()
    }
    return marshal.dumps(state)


def load(content: bytes, known: Known = NO_WORDS) -> Matcher:
    """Return the matcher of *content*, which dump wrote; *known* are the words of the language."""
    state: dict[str, Any] = marshal.loads(content)
    chains = {
        word_id: [(_term(*term), chain) for term, chain in chains]
        for word_id, chains in state["chains"].items()
    }
    lengths = {name: Lengths(*state[name]) for name in _LENGTHS}
    repair = {"_make_repair": partial(_unpacked, state.pop(_PACKED))}
    matcher = Matcher((), known)
    vars(matcher).update(state | lengths | repair | {"chains": defaultdict(list, chains)})
    return matcher


def _unpacked(repair: bytes) -> Repair:
    return Repair(*marshal.loads(repair))


def _plain(term: Term) -> tuple[str, str, tuple[int, ...], frozenset[str], int]:
    gaps = tuple(step.gap for step in term.steps)
    return term.lexicon, term.lemma, gaps, term.exceptions, term.line


def _term(
    lexicon: str, lemma: str, gaps: tuple[int, ...], exceptions: frozenset[str], line: int
) -> Term:
    return Term(lexicon, lemma, _steps(gaps), exceptions, line)


@cache
def _steps(gaps: tuple[int, ...]) -> tuple[Step, ...]:
    return tuple(Step((), gap) for gap in gaps)


def _key(folders: Iterable[Path], more: str) -> bytes:
    """Return the hash of all that a matcher is made of, the program and Python included."""
    made_by = [Path(__file__).with_name(f"{name}.py") for name in _MADE_BY.split()]
    words = (path for folder in folders for path in sorted(folder.glob("*/**/*")))
    return key_of((path for path in (*made_by, *words) if path.is_file()), more)
