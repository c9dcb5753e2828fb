"""What lexicons know of a word, as text."""

from collections.abc import Callable, Iterator
from textwrap import wrap

from agenda_risk.trace import Entry, Forms, How, Match, Trace
from agenda_risk.translate import N_, Translator, translator

_WIDTH = 88
_HOW = {
    How.FORM: N_("a form of it"),
    How.LAST: N_("a compound that ends with “{piece}”"),
    How.FIRST: N_("a compound that begins with “{piece}”"),
    How.PHRASE: N_("the phrase “{piece}”"),
    How.OTHER: N_("a spelling of it"),
}

Source = Callable[[str, int], str]


def as_text(told: Trace, language: str, source: Source) -> str:
    """Return *told* as text; *source* gives a line of a lexicon as a person wrote it."""
    return "\n".join(_lines(told, translator(language), source)) + "\n"


def _lines(told: Trace, say: Translator, source: Source) -> Iterator[str]:
    line: tuple[str, int] | None = None
    for entry in told.entries:
        if line != (entry.lexicon, entry.line):
            line = (entry.lexicon, entry.line)
            yield from _wrapped(f"{_place(*line)}: {source(*line)}")
        yield from _wrapped(entry.term, "  ")
        yield from _entry(entry, say)
    if told.entries:
        yield ""
    yield from _wrapped(say("Lines that match “{asked}” in a text:", asked=told.asked))
    yield from (_match(match, say) for match in told.matches)
    if not told.matches:
        yield "  " + say("No line matches.")


def _entry(entry: Entry, say: Translator) -> Iterator[str]:
    for step in entry.steps:
        if step.gap:
            yield "    " + say("… up to {gap} words between …", gap=step.gap)
        yield from _step(step, say)


def _step(step: Forms, say: Translator) -> Iterator[str]:
    same = step.alone == step.last
    for label, words in (
        (say("alone and last in compounds") if same else say("alone"), step.alone),
        (say("last in compounds"), () if same else step.last),
        (say("first in compounds"), step.first),
    ):
        if words:
            yield from _group(label, words)


def _group(label: str, words: tuple[str, ...]) -> Iterator[str]:
    yield from _wrapped(f"{label}: {', '.join(words)}", "    ")


def _match(match: Match, say: Translator) -> str:
    how = say(_HOW[match.how], piece=match.piece)
    held = " – " + say("but an exception holds it back") if match.is_excepted else ""
    return f"  {_place(match.lexicon, match.line)}: {match.term} ({how}){held}"


def _place(lexicon: str, line: int) -> str:
    return f"lexicons/{lexicon}.txt:{line}"


def _wrapped(text: str, first: str = "") -> Iterator[str]:
    yield from wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=first + "  ", break_on_hyphens=False
    )
