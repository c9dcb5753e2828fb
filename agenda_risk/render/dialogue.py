"""What to do about dialogue, item by item, as sections of a paper."""

from collections.abc import Container, Mapping
from typing import NamedTuple

from agenda_risk.brief import quote, raised
from agenda_risk.dialogue import (
    STAGES,
    STEPS,
    Advice,
    Form,
    Pretest,
    advice_on,
    dialogue_of,
    pretests_of,
)
from agenda_risk.models import AgendaItem, Brief, Dialogue, Matter, Meeting, Trace
from agenda_risk.render.law import line_of
from agenda_risk.render.once import told_once
from agenda_risk.render.paper import Block, Bullets, Line, Paper, Prose, Section, Table
from agenda_risk.render.papers import item_heading, paper_on, source_of
from agenda_risk.render.words import capital, clean
from agenda_risk.translate import Translator

Pretests = Mapping[str, Pretest]
Blocks = tuple[Block, ...]


def dialogue_paper(brief: Brief, say: Translator, pretests: Pretests | None = None) -> Paper:
    """Return a paper on dialogue for the raised items; *pretests* are answers by id of item."""
    return paper_on(brief, say, say("Dialogue: what has been done and what can be done"),
                    sections(brief, say, pretests))  # fmt: skip


def sections(
    brief: Brief, say: Translator, pretests: Pretests | None = None
) -> tuple[Section, ...]:
    """Return a section for each raised item and one for what holds for all, or one for none."""
    answers = pretests_of(brief) if pretests is None else pretests
    told = [_told(item, brief, answers.get(item.id), say) for item, _assessment in raised(brief)]
    if not told:
        return (Section(say("Dialogue"), (Prose((Line(say("No item is raised.")),)),)),)
    once = told_once([(clean(one.item.number), one.lines) for one in told], say)
    general = _general(told, tuple(once.values()), say)
    if len(told) == 1:
        return (_section(told[0], once, brief, say, general),)
    return (
        *(_section(one, once, brief, say) for one in told),
        *((Section(say("Dialogue: several items"), general),) if general else ()),
    )


class _Told(NamedTuple):
    """What is told of one item; *lines* are the sentences of *advice*, said."""

    item: AgendaItem
    dialogue: Dialogue
    advice: Advice
    lines: tuple[Line, ...]


def _told(item: AgendaItem, brief: Brief, pretest: Pretest | None, say: Translator) -> _Told:
    dialogue = dialogue_of(brief, item.id)
    advice = advice_on(dialogue, pretest)
    return _Told(item, dialogue, advice, tuple(line_of(one, say) for one in advice.lines))


def _section(
    told: _Told, once: Container[Line], brief: Brief, say: Translator, after: Blocks = ()
) -> Section:
    blocks: list[Block] = []
    if told.dialogue.matter is not Matter.SINGLE:
        blocks.append(Prose(tuple(_standing(told.dialogue, told.advice, say))))
    if told.advice.looks_back:
        blocks += _looking_back(told.dialogue, told.item, brief.meeting, say)
    own = tuple(line for line in told.lines if line not in once)
    if own:
        blocks.append(Bullets(own))
    heading = say("Dialogue: {item}", item=item_heading(told.item, brief, say))
    return Section(heading, (*blocks, *after))


def _general(told: list[_Told], shared: tuple[Line, ...], say: Translator) -> Blocks:
    """Return what holds for several items: shared advice, the two questions, forms of dialogue."""
    blocks: list[Block] = []
    if shared:
        blocks.append(Bullets(shared))
    if any(one.advice.asks for one in told):
        blocks += [*_questions(say)]
    forms = next((one.advice.forms for one in told if one.advice.forms), ())
    if forms:
        blocks += [_forms(forms, say), Prose((Line("", _tense(say)),))]
    return tuple(blocks)


def _standing(dialogue: Dialogue, advice: Advice, say: Translator) -> list[Line]:
    stage = capital(say(STAGES[dialogue.stage]))
    lines = [Line(say("Stage:"), stage + ".")]
    if advice.step:
        step = say("step {number}, {name}.", number=advice.step, name=say(STEPS[advice.step]))
        lines.append(Line(say("In SKR’s seven steps:"), step))
    if dialogue.groups:
        groups = say.listed([say(group) for group in dialogue.groups])
        lines.append(Line(say("Groups concerned:"), capital(groups) + "."))
    return lines


def _looking_back(
    dialogue: Dialogue, item: AgendaItem, meeting: Meeting, say: Translator
) -> tuple[Block, ...]:
    if not dialogue.traces:
        silent = say(
            "The papers that were read mention none. That does not mean that there was none: ask "
            "the administration."
        )
        return (Prose((Line(say("Dialogue in the papers:"), silent),)),)
    lines = tuple(_trace(trace, item, meeting, say) for trace in dialogue.traces)
    judge = say("The program finds words. Read for yourself who was heard, and on what.")
    return Prose((Line(say("Dialogue in the papers:"), judge),)), Bullets(lines)


def _trace(trace: Trace, item: AgendaItem, meeting: Meeting, say: Translator) -> Line:
    found = quote(trace, item, meeting)
    text = say("“{quote}”", quote=" ".join(found.text.split())) if found else ""
    return Line(say(trace.title) + ":", f"{text}{source_of(found, say)}")


def _questions(say: Translator) -> tuple[Block, ...]:
    return (
        Prose((Line(say("Before you plan a dialogue:"), say("two questions (SKR’s pre-test).")),)),
        Bullets(
            (
                Line("", say("Can the matter, or what is left of it, be influenced?")),
                Line("", say("Are the decision-makers prepared to be influenced?")),
            ),
            numbered=True,
        ),
        Prose(
            (
                Line(
                    "", say("If either answer is no: give information, hold no citizens’ dialogue.")
                ),
            )
        ),
    )


def _forms(forms: tuple[Form, ...], say: Translator) -> Table:
    rows = tuple(
        (
            say(form.name),
            say(form.use),
            say("{least}–{most} weeks", least=form.weeks[0], most=form.weeks[1]),
        )
        for form in forms
    )
    caption = say("Times are this program’s rules of thumb, not SKR’s.")
    return Table((say("Form"), say("Good for"), say("Reckon with")), rows, caption)


def _tense(say: Translator) -> str:
    return say(
        "A dialogue meeting can itself become heated. Meet in small groups, several times, and "
        "with people who are used to leading talks."
    )
