"""What a fact sheet tells, as blocks of a paper."""

from collections.abc import Iterable

from agenda_risk.contact import Reached
from agenda_risk.render.law import line_of
from agenda_risk.render.paper import Block, Bullets, Line, Prose
from agenda_risk.render.words import ROLES, capital, clean, shorten
from agenda_risk.sentences import Sentence
from agenda_risk.sheets import FactSheet, Gap, Quoted, Told
from agenda_risk.translate import Translator

_LONGEST_TITLE = 120


def about(sheet: FactSheet, say: Translator) -> str:
    """Return what *sheet* is about; of a single party's matter, only the kind of matter."""
    if isinstance(sheet.about, Sentence):
        return say("General information: {kind}", kind=sheet.about.said(say))
    return shorten(clean(sheet.about.text), _LONGEST_TITLE)


def blocks_of(told: tuple[Told, ...], say: Translator) -> tuple[Block, ...]:
    """Return *told* as blocks: several quotes or gaps are lists, the rest are paragraphs."""
    quotes = tuple(one for one in told if isinstance(one, Quoted))
    gaps = tuple(one for one in told if isinstance(one, Gap))
    rest = tuple(one for one in told if not isinstance(one, Quoted | Gap))
    return (
        *((_block(rest, say),) if rest else ()),
        *(_quotes(quotes, say) if quotes else ()),
        *((_block(gaps, say),) if gaps else ()),
    )


def lines_of(told: Iterable[Told], say: Translator) -> tuple[Line, ...]:
    """Return a line for each of *told*."""
    return tuple(_line(one, say) for one in told)


def _block(told: tuple[Told, ...], say: Translator) -> Block:
    return Prose(lines_of(told, say))


def _quotes(quotes: tuple[Quoted, ...], say: Translator) -> tuple[Block, ...]:
    """Return one quote as a sentence, several as a list; where they stand is told once."""
    if len(quotes) == 1:
        return (Prose((_quote(quotes[0], say),)),)
    lines = tuple(Line("", _words(one, say)) for one in quotes)
    return Bullets(lines), Prose((Line("", _source(quotes, say)),))


def _source(quotes: tuple[Quoted, ...], say: Translator) -> str:
    pages = dict.fromkeys(str(one.page) for one in quotes if one.page)
    if not pages:
        return say("From the agenda.")
    return say("From the agenda, p. {pages}.", pages=say.listed(list(pages)))


def _line(told: Told, say: Translator) -> Line:
    if isinstance(told, Gap):
        return Line(say("Write:"), say(told.ask) + ".")
    if isinstance(told, Quoted):
        return _quote(told, say)
    if isinstance(told, Reached):
        title = told.title or say(ROLES[told.role])
        return Line(capital(title), ", ".join(told.ways))
    return line_of(told, say)


def _quote(told: Quoted, say: Translator) -> Line:
    where = say("(agenda p. {page})", page=told.page) if told.page else say("(agenda)")
    return Line("", f"{_words(told, say)} {where}")


def _words(told: Quoted, say: Translator) -> str:
    return say("“{quote}”", quote=clean(told.text))
