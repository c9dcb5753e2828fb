"""What an archive of many organisations shows: as text, as a page, or for programs."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from typing import NamedTuple

from agenda_risk.models import Category, Level, Mark
from agenda_risk.render.pages import page
from agenda_risk.render.paper import Line, Paper, Prose, Section, Table
from agenda_risk.render.paper_text import as_text as paper_as_text
from agenda_risk.render.reasons import category_word
from agenda_risk.render.words import LEVELS, capital, clean
from agenda_risk.survey import Near, Span, Survey, Wave
from agenda_risk.translate import N_, Translator

SCHEMA = "agenda-risk/survey/1"
_LEAST_CASES = 4


_RESULTS = {
    Mark.ADJOURNED: N_("adjourned"),
    Mark.RETURNED: N_("sent back for further preparation"),
    Mark.RECALLED: N_("taken off the agenda"),
}


class Bar(NamedTuple):
    """A bar of a chart: its *width* is of a hundred."""

    label: str
    number: int
    width: float


class Chart(NamedTuple):
    """Counts as bars, with what each bar is called; *id* is for the page."""

    id: str
    title: str
    head: str
    bars: tuple[Bar, ...]


Rules = Mapping[str, str]
_NEAR = {
    Near.ALL: N_("All organisations are taken to be neighbours."),
    Near.COUNTY: N_("Organisations in the same county are taken to be neighbours."),
    Near.TOLD: N_("Who is whose neighbour was told in a file."),
}


def as_text(survey: Survey, rules: Rules, say: Translator) -> str:
    """Return *survey* as text; *rules* are the titles of rules by their ids."""
    return paper_as_text(_paper(survey, rules, say))


def as_html(survey: Survey, rules: Rules, say: Translator) -> str:
    """Return *survey* as a page that needs nothing else, each picture with its table."""
    paper = _paper(survey, rules, say)
    values = {"charts": charts(survey, rules, say), "number": say("Number")}
    told = {"table": say("As a table"), "sections": _tables(survey, rules, say)}
    return page("survey.html.j2").render(paper=paper, **values, **told)


def as_json(survey: Survey) -> str:
    """Return *survey* as JSON."""
    told = survey._asdict() | {
        "spans": [one._asdict() for one in survey.spans],
        "waves": [one._asdict() for one in survey.waves],
    }
    return json.dumps({"schema": SCHEMA, **told}, ensure_ascii=False, indent=2, default=_day) + "\n"


def rows(survey: Survey) -> Iterator[dict[str, object]]:
    """Yield *survey* as the rows of one table: what is counted, of what, and how many."""
    counted = ("categories", "bodies", "months", "levels", "rules", "results")
    for figure in counted:
        for name, number in getattr(survey, figure):
            yield {"figure": figure, "name": name, "number": number, "first": "", "last": ""}
    for span in survey.spans:
        kind = span.kind or "all"
        told = {"figure": "median days", "name": kind, "number": span.median}
        yield {**told, "first": "", "last": ""}
    for wave in survey.waves:
        days = {"first": wave.first.isoformat(), "last": wave.last.isoformat()}
        yield {"figure": "wave", "name": wave.rule, "number": len(wave.organisations), **days}


def charts(survey: Survey, rules: Rules, say: Translator) -> tuple[Chart, ...]:
    """Return the charts of *survey*, in the language of *say*."""
    kinds = {one.value: category_word(one, say) for one in Category}
    levels = {one.value: say(LEVELS[one]) for one in (Level.MODERATE, Level.HIGH)}
    named = {rule: say(title) for rule, title in rules.items()}
    results = {one.value: say(words) for one, words in _RESULTS.items()}
    none: Mapping[str, str] = {}
    months = {one: say.month(date.fromisoformat(f"{one}-01")) for one, _number in survey.months}
    told = (
        ("months", say("Raised items by month"), say("Month"), survey.months, months),
        ("categories", say("Raised items by category"), say("Category"), survey.categories, kinds),
        ("bodies", say("Raised items by body"), say("Body"), survey.bodies, none),
        ("levels", say("Raised items by level"), say("Level"), survey.levels, levels),
        ("rules", say("Rules that found the most"), say("Rule"), survey.rules, named),
        ("results", say("All items: what was done instead of deciding"), say("Result"),
         survey.results, results),
    )  # fmt: skip
    return tuple(
        Chart(name, title, head, _bars(counted, words))
        for name, title, head, counted, words in told
        if counted
    )


def _bars(counted: tuple[tuple[str, int], ...], words: Mapping[str, str]) -> tuple[Bar, ...]:
    most = max(number for _name, number in counted)
    return tuple(
        Bar(capital(clean(words.get(name, name))), number, round(100 * number / most, 1))
        for name, number in counted
    )


def _paper(survey: Survey, rules: Rules, say: Translator) -> Paper:
    counted = (
        Section(one.title, (Table((one.head, say("Number")), _cells(one)),))
        for one in charts(survey, rules, say)
    )
    return Paper(
        language=say.language,
        title=say("What the archive shows"),
        subtitle=_extent(survey, say),
        sections=tuple(chain(counted, _tables(survey, rules, say))),
        foot=(
            Line("", say("Counted by words in matters, never about people. That something is "
                         "raised does not mean that it led to anything.")),
            Line("", say("What both the agenda and the minutes of a meeting hold counts once. An "
                         "item may be of several categories, and be found by several rules.")),
        ),
    )  # fmt: skip


def _cells(chart: Chart) -> tuple[tuple[str, ...], ...]:
    return tuple((bar.label, f"{bar.number}") for bar in chart.bars)


def _extent(survey: Survey, say: Translator) -> str:
    towns = say.plural("one organisation", "{count} organisations", survey.organisations)
    items = say.plural("one item on an agenda", "{count} items on agendas", survey.items)
    raised = say.plural("one of them raised", "{count} of them raised", survey.raised)
    undated = say.plural("one without a day", "{count} without a day", survey.undated)
    told = (towns, items, raised, *((undated,) if survey.undated else ()))
    return ", ".join(told)


def _tables(survey: Survey, rules: Rules, say: Translator) -> tuple[Section, ...]:
    return (*_spans(survey.spans, say), *_waves(survey, rules, say))


def _spans(spans: tuple[Span, ...], say: Translator) -> Iterator[Section]:
    if spans:
        head = (say("Category"), say("Cases"), say("Days, median"), say("Half took between"))
        words = {one.value: category_word(one, say) for one in Category}
        cells = tuple(
            (
                capital(words.get(one.kind, say("All"))),
                f"{one.cases}",
                f"{one.median:.0f}",
                _middle(one, say),
            )
            for one in spans
        )
        told = Line("", say("From the first agenda that shows a case to the assembly’s last."))
        yield Section(say("How long cases take"), (Prose((told,)), Table(head, cells)))


def _middle(span: Span, say: Translator) -> str:
    """Return between what the middle half took; of fewer than four there is no such thing."""
    if span.cases < _LEAST_CASES:
        return "–"
    return say("{first}–{last} days", first=round(span.quartile), last=round(span.third))


def _waves(survey: Survey, rules: Rules, say: Translator) -> Iterator[Section]:
    heading = say("The same subject in several organisations")
    usual = say("Within fourteen days, in three organisations at least and in twice as "
                "many as is usual for the subject.")  # fmt: skip
    told = Line("", f"{usual} {say(_NEAR[survey.near])}")
    if not survey.waves:
        nothing = Line("", say("Nothing of the kind was found."))
        yield Section(heading, (Prose((told, nothing)),))
        return
    head = (say("Days"), say("Subject"), say("Organisations"), say("Usual"))
    cells = tuple(_wave(one, rules, say) for one in survey.waves)
    yield Section(heading, (Prose((told,)), Table(head, cells)))


def _wave(wave: Wave, rules: Rules, say: Translator) -> tuple[str, ...]:
    days = f"{say.plain_day(wave.first)} – {say.plain_day(wave.last)}"
    towns = f"{len(wave.organisations)}: {', '.join(map(clean, wave.organisations))}"
    return days, say(rules.get(wave.rule, wave.rule)), towns, f"{wave.usual:g}"


def _day(value: object) -> str:
    assert isinstance(value, date), "all else in a survey is what JSON knows"
    return value.isoformat()
