"""Read a lexicon that a person wrote, and say where each term stands that cannot be read."""

from collections.abc import Iterator

from agenda_risk.errors import Fault, FaultsError, RulesError
from agenda_risk.lexicon import Irregular, Term, parse_lexicon
from agenda_risk.translate import N_

UNREADABLE = N_("The term “{term}” cannot be read.")


def checked_lexicon(name: str, text: str, source: str, irregular: Irregular) -> tuple[Term, ...]:
    """Return the terms of the lexicon called *name*, written in the file *source*.

    Raises FaultsError with every term that cannot be read.
    """
    try:
        return parse_lexicon(name, text, irregular)
    except RulesError as error:
        raise FaultsError(_faults(text, source, irregular)) from error


def _faults(text: str, source: str, irregular: Irregular) -> Iterator[Fault]:
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            parse_lexicon("", line, irregular)
        except RulesError as error:
            term = str(error.fields.get("term", line))
            yield Fault(source, number, line.find(term) + 1, UNREADABLE, {"term": term})
