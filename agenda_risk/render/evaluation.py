"""The figures of rules on labelled items, as text."""

from collections.abc import Callable, Iterator, Sequence
from textwrap import wrap

from agenda_risk.baselines import Baseline
from agenda_risk.evaluate import AgendaFigures, Change, Results, RuleFigures
from agenda_risk.figures import Figures
from agenda_risk.gold import Screened
from agenda_risk.models import Finding, Level
from agenda_risk.render.reasons import Lemmas, category_word, lacking, level_word, quoted
from agenda_risk.render.words import clean, shorten
from agenda_risk.translate import N_, Translator, translator

_WIDTH = 96
_MOST_RULES = 12
_LONGEST_TITLE = 110
_CHANGES = {
    "new": N_("Newly raised"),
    "gone": N_("No longer raised"),
    "level": N_("Another level"),
}
_AGENDAS = {
    "neutral": N_("neutral agendas"),
    "alarming": N_("agendas with alarming words in dull items"),
}


def as_text(results: Results, language: str, lemmas: Lemmas, misses: bool) -> str:
    """Return the figures as text; with *misses*, each false alarm and each miss with its reason."""
    sheet = _Sheet(results, translator(language), lemmas)
    lines = (*sheet.figures(), *(sheet.listed() if misses else ()))
    return "\n".join(line.rstrip(" ") for line in lines) + "\n"


class _Sheet:
    """Writes the figures line by line."""

    def __init__(self, results: Results, say: Translator, lemmas: Lemmas) -> None:
        self._results = results
        self._told = results.evaluation
        self.say = say
        self._lemmas = lemmas

    def figures(self) -> Iterator[str]:
        """Yield the figures, section by section."""
        for heading, lines in (
            (N_("Raised or not (with 95 % intervals)"), self._overall()),
            (N_("Plain lists of words, for comparison"), self._baselines()),
            (N_("Categories (level low or more)"), self._categories()),
            (N_("Levels: ours down, what people said across"), self._confusion()),
            (N_("Rules: fired, right and wrong where they raised"), self._rules()),
            (N_("Whole agendas"), self._agendas()),
            (N_("Compared with the other rules"), self._comparison()),
        ):
            yield from self._section(heading, lines)

    def listed(self) -> Iterator[str]:
        """Yield the false alarms and the misses, each with its reason."""
        told = self._told
        alarms = self._rows(told.false_alarms, self._alarm)
        yield from self._section(N_("Raised in vain"), alarms)
        yield from self._section(N_("Missed"), self._rows(told.misses, self._miss))
        yield from self._section(N_("Wrong in whole agendas"), self._astray())

    def _section(self, heading: str, lines: Iterator[str]) -> Iterator[str]:
        written = list(lines)
        if written:
            yield self.say(heading).upper()
            yield from written
            yield ""

    def _overall(self) -> Iterator[str]:
        say, told = self.say, self._told
        for label, name in (
            (say("precision"), "precision"),
            (say("recall"), "recall"),
            ("F1", "f1"),
        ):
            value, low, high = (getattr(one, name) for one in (told.figures, told.low, told.high))
            yield f"  {label:12} {value:.2f}  ({low:.2f}–{high:.2f})"
        one, other = told.strict.each
        yield f"  {say('strict F1'):12} {told.strict.mean:.2f}  " + say(
            "(against each person {one:.2f} and {other:.2f}; each other {between:.2f})",
            one=one,
            other=other,
            between=told.strict.between,
        )
        yield from self._counts()

    def _counts(self) -> Iterator[str]:
        say, told = self.say, self._told
        share = told.raised / max(1, told.items)
        yield "  " + say(
            "{raised} of {items} items raised ({share:.1%}); {wrong} in vain, {missed} missed",
            raised=told.raised,
            items=told.items,
            share=share,
            wrong=len(told.false_alarms),
            missed=len(told.misses),
        )
        yield from self._meetings()

    def _meetings(self) -> Iterator[str]:
        say, told = self.say, self._told
        fewest, middle, most = told.per_meeting
        yield "  " + say(
            "raised in a meeting: {fewest} to {most}, median {middle:g}",
            fewest=fewest,
            most=most,
            middle=middle,
        )
        found, count = told.top
        yield "  " + say(
            "of {count} items that both people put at the highest level, {found} raised",
            count=count,
            found=found,
        )

    def _baselines(self) -> Iterator[str]:
        yield from (self._baseline(one) for one in self._told.baselines)

    def _baseline(self, one: Baseline) -> str:
        raised = self.say("{raised} raised", raised=one.raised)
        return f"  {self.say(one.name):16} {self._three(one.figures)}  {raised}"

    def _categories(self) -> Iterator[str]:
        for category, figures in self._told.categories.items():
            yield f"  {category_word(category, self.say):32} {self._three(figures)}"

    def _three(self, figures: Figures) -> str:
        return self.say(
            "precision {precision:.2f}  recall {recall:.2f}  F1 {f1:.2f}", **figures.model_dump()
        )

    def _confusion(self) -> Iterator[str]:
        heads = "".join(f"{level_word(level, self.say):>12}" for level in Level)
        yield f"  {'':12}{heads}"
        for level, counts in self._told.confusion.items():
            cells = "".join(f"{count:>12}" for count in counts)
            yield f"  {level_word(level, self.say):12}{cells}"

    def _rules(self) -> Iterator[str]:
        rules = self._told.rules
        yield from (self._rule(one) for one in rules[:_MOST_RULES])
        left = len(rules) - _MOST_RULES
        if left > 0:
            yield "  " + self.say("… and {count} more with --format json", count=left)

    def _rule(self, one: RuleFigures) -> str:
        told = self.say(
            "{fired} fired, {right} right, {wrong} wrong",
            fired=one.fired,
            right=one.right,
            wrong=one.wrong,
        )
        return f"  {one.rule:32} {told}"

    def _agendas(self) -> Iterator[str]:
        for one in self._results.agendas:
            yield f"  {self.say(_AGENDAS[one.kind])}: {', '.join(self._agenda(one))}"

    def _agenda(self, one: AgendaFigures) -> Iterator[str]:
        yield self.say(
            "{agendas} with {items} items, {alarms:.2f} false alarms per 25 items",
            agendas=one.agendas,
            items=one.items,
            alarms=one.per_agenda,
        )
        if one.recall is not None:
            yield f"{self.say('recall')} {one.recall:.2f}"

    def _astray(self) -> Iterator[str]:
        for row in (row for one in self._results.agendas for row in one.astray):
            wrong = self.say("raised in vain") if row.level.is_raised else self.say("missed")
            named = _named(f"{row.agenda}, {row.item.number}.", row.item.title)
            yield from _wrapped(f"{named} – {wrong}", "  ")

    def _comparison(self) -> Iterator[str]:
        found = self._results.comparison
        if found is None:
            return
        yield f"  {self._results.against}: {self._three(found.figures)}"
        for kind, heading in _CHANGES.items():
            changes = [change for change in found.changes if change.kind == kind]
            yield f"  {self.say(heading)}: {len(changes)}"
            for change in changes:
                yield from _wrapped(self._change(change), "    ")

    def _change(self, change: Change) -> str:
        levels = [level_word(level, self.say) for level in (change.before, change.now)]
        people = self._people([label.level for label in change.gold.labels])
        return f"{_named(change.gold.id, change.gold.title)}: {' → '.join(levels)} ({people})"

    def _people(self, levels: Sequence[int]) -> str:
        said = [level_word(Level.of_rank(level), self.say) for level in levels]
        return self.say("people said {levels}", levels=self.say.listed(said))

    def _rows(self, rows: Sequence[Screened], reason: Callable[[Screened], str]) -> Iterator[str]:
        for row in rows:
            yield from _wrapped(_named(row.gold.id, row.gold.title), "  ")
            yield from _wrapped(reason(row), "      ")

    def _alarm(self, row: Screened) -> str:
        raised = (one for one in row.found.findings if one.level.is_raised)
        told = (f"[{one.rule}] {quoted(one.terms, self.say)}" for one in raised)
        return "; ".join(told)

    def _miss(self, row: Screened) -> str:
        told = (self._low(one) for one in row.findings)
        near = (f"[{one.rule}] {lacking(one, self._lemmas, self.say)}" for one in row.nearest)
        return " ".join((*told, *near)) or self.say("No word of any rule stands there.")

    def _low(self, finding: Finding) -> str:
        """Return what *finding* gave, and the words that lowered it."""
        level = level_word(finding.level, self.say)
        words = quoted(finding.terms, self.say)
        lowered = [term for factor in finding.factors if factor.step <= 0 for term in factor.terms]
        told = f"[{finding.rule}] {words} – {level}"
        if not lowered:
            return f"{told}."
        return f"{told}, {self.say('lowered by {words}', words=quoted(lowered, self.say))}."


def _named(item_id: str, title: str) -> str:
    return f"{item_id} {shorten(clean(title), _LONGEST_TITLE)}"


def _wrapped(text: str, first: str) -> Iterator[str]:
    yield from wrap(
        text, _WIDTH, initial_indent=first, subsequent_indent=first, break_on_hyphens=False
    )
