"""Read a local overlay that a person wrote, as it holds today."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pydantic import TypeAdapter

from agenda_risk.errors import Fault, FaultsError, RulesError
from agenda_risk.faults import checked, with_twins
from agenda_risk.lexicon import Term, parse_lexicon
from agenda_risk.lexicon_source import UNREADABLE
from agenda_risk.models import Notice
from agenda_risk.overlay import LISTS, Local, Overlay, apply_overlay, current, holds, rule_id
from agenda_risk.rules import RuleSet, checked_rules, merge_rules, names_in
from agenda_risk.translate import N_
from agenda_risk.yaml_source import Source

_EXPIRED = N_("{place}: this expired on {until} and no longer holds.")
_OVERLAY = TypeAdapter(Overlay)


class RuleBook(NamedTuple):
    """All rules that were read, and what local overlays made of them."""

    rules: RuleSet
    overlays: tuple[Overlay, ...] = ()
    terms: tuple[Term, ...] = ()
    notices: tuple[Notice, ...] = ()


def with_file(book: RuleBook, source: Source, lexicons: Iterable[str], today: date) -> RuleBook:
    """Return *book* with the rules, or the local overlay, in *source*."""
    if not is_overlay(source):
        rules = checked_rules(source, lexicons, book.rules)
        return book._replace(rules=merge_rules(book.rules, rules))
    return with_overlay(book, source, lexicons, today)


def with_overlay(book: RuleBook, source: Source, lexicons: Iterable[str], today: date) -> RuleBook:
    """Return *book* with the local overlay in *source*, as it holds on *today*."""
    local = read_overlay(source, lexicons, book.rules, today)
    return RuleBook(
        apply_overlay(book.rules, local.overlay),
        (*book.overlays, local.overlay),
        (*book.terms, *local.terms),
        (*book.notices, *local.notices),
    )


def is_overlay(source: Source) -> bool:
    """Tell whether the file holds an overlay, and not rules."""
    return "overlay" in source.root.keys


def read_overlay(source: Source, lexicons: Iterable[str], known: RuleSet, today: date) -> Local:
    """Return the overlay in *source* as it holds on *today*; it may name the rules of *known*.

    Raises FaultsError with all that is wrong.
    """
    names = names_in(source, lexicons, known)
    overlay = checked(with_twins(source, ("rules",)), _OVERLAY, Overlay, names)
    _refuse_unreadable(overlay, source)
    held = current(overlay, today)
    return Local(held, tuple(_terms(held)), tuple(_expired(overlay, source, today)))


def _expired(overlay: Overlay, source: Source, today: date) -> Iterator[Notice]:
    for field, key in LISTS.items():
        for number, change in enumerate(getattr(overlay, field)):
            if not holds(change, today):
                line = source.place((key, number)).line
                fields = {"place": f"{source.name}:{line}", "until": change.until.isoformat()}
                yield Notice(msgid=_EXPIRED, document=source.name, fields=fields)


def _terms(overlay: Overlay) -> Iterator[Term]:
    for number, local in enumerate(overlay.raise_):
        for word in local.words:
            yield from parse_lexicon(rule_id(overlay, number), word, {})


def _refuse_unreadable(overlay: Overlay, source: Source) -> None:
    faults = tuple(_unreadable(overlay, source))
    if faults:
        raise FaultsError(faults)


def _unreadable(overlay: Overlay, source: Source) -> Iterator[Fault]:
    for number, local in enumerate(overlay.raise_):
        for place, word in enumerate(local.words):
            try:
                parse_lexicon("", word, {})
            except RulesError:
                found = source.place(("raise", number, "words", place))
                yield source.fault(found, UNREADABLE, term=word)
