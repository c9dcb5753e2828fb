"""Help pages and templates for documents: Markdown in each language, shown as pages and papers."""

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from agenda_risk.render.paper import Block, Bullets, Line, Paper, Prose, Section, Table
from agenda_risk.translate import N_

GUIDES: dict[str, str] = {
    "sekreterare": N_("For the clerk"),
    "ordforande": N_("For the chair"),
    "sakerhet": N_("For security staff"),
    "administrator": N_("For the administrator"),
    "tillganglighet": N_("Accessibility statement"),
    "konsekvensbedomning": N_("Template: data protection impact assessment"),
    "registerforteckning": N_("Template: record of processing"),
    "gallringsbeslut": N_("Template: decision on retention"),
    "informationsklassning": N_("Template: classification of information"),
}
TEMPLATES = (
    "konsekvensbedomning",
    "registerforteckning",
    "gallringsbeslut",
    "informationsklassning",
)
# What an organisation fills in: these are handed out as Word files too.
DRAFTS = (*TEMPLATES, "tillganglighet")


class Guide(NamedTuple):
    """A guide: its title, and what follows as HTML."""

    title: str
    html: str


@cache
def guide(name: str, language: str) -> Guide:
    """Return the guide called *name*, one of GUIDES, in *language*."""
    title, _, rest = _text(name, language).partition("\n")
    tokens = _reader().parse(rest)
    _label(tokens)
    html = _reader().renderer.render(tokens, _reader().options, {})
    return Guide(title.removeprefix("# ").strip(), html)


def _label(tokens: Sequence[Token]) -> None:
    """Write the name of its column on each cell, for screens that have no room for columns."""
    names: list[str] = []
    column = 0
    for place, token in enumerate(tokens):
        if token.type == "table_open":
            names = []
        elif token.type == "th_open":
            names.append(tokens[place + 1].content)
        elif token.type == "tr_open":
            column = 0
        elif token.type == "td_open":
            token.attrSet("data-label", names[column])
            column += 1


def guide_paper(name: str, language: str, mark: str) -> Paper:
    """Return the guide called *name* as a paper, stamped with *mark*."""
    title, *sections = _sections(_reader().parse(_text(name, language)))
    rest = tuple(section for section in (Section("", title.blocks), *sections) if section.blocks)
    return Paper(language=language, title=title.heading, sections=rest, mark=mark)


def _sections(tokens: Sequence[Token]) -> Iterator[Section]:
    """Yield what stands under each heading."""
    starts = [place for place, one in enumerate(tokens) if one.type == "heading_open"]
    for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True):
        heading, within = tokens[start + 1].content, tokens[start + 3 : end]
        yield Section(_plain(heading), tuple(_blocks(within)))


def _blocks(tokens: Sequence[Token]) -> Iterator[Block]:
    """Yield the paragraphs, lists and tables of *tokens*, which are not within each other."""
    for place, token in enumerate(tokens):
        if token.level or token.nesting != 1:
            continue
        within = _within(tokens[place:])
        lines = tuple(Line("", _plain(one.content)) for one in within if one.type == "inline")
        if token.type == "paragraph_open":
            yield Prose(lines)
        elif token.type == "table_open":
            yield _table(within)
        else:
            yield Bullets(lines, numbered=token.type == "ordered_list_open")


def _within(tokens: Sequence[Token]) -> list[Token]:
    end = next(place for place, one in enumerate(tokens) if not one.level and one.nesting == -1)
    return list(tokens[1:end])


def _table(tokens: Sequence[Token]) -> Table:
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_plain(token.content))
    head, *body = map(tuple, rows)
    return Table(head, tuple(body))


def _plain(text: str) -> str:
    return text.replace("**", "").replace("`", "").strip("*")


def _text(name: str, language: str) -> str:
    return (files("agenda_risk") / "guides" / language / f"{name}.md").read_text(encoding="utf-8")


@cache
def _reader() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable("table")
