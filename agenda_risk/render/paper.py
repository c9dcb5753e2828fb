"""A paper: headings, sentences, lists, tables and forms, whatever it is written as.

What a paper says is put together in modules of its own (communication, decision, gaps, …); how a
paper looks as text, HTML, PDF and Word is told once, by the modules named after these.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """A sentence: its *lead* is set in bold, *text* follows; either may be empty."""

    lead: str
    text: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.lead, self.text) if part)


@dataclass(frozen=True)
class Prose:
    """Paragraphs, one line each."""

    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Bullets:
    """A list; *numbered* where the order matters."""

    lines: tuple[Line, ...]
    numbered: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells under the names of columns; the first cell of a row is its heading."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""


@dataclass(frozen=True)
class Form:
    """Labels with what is filled in; an empty value is left for a person to write."""

    fields: tuple[tuple[str, str], ...]


Block = Prose | Bullets | Table | Form


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; *new_page* where it begins a page of its own."""

    heading: str
    blocks: tuple[Block, ...]
    new_page: bool = False


@dataclass(frozen=True)
class Paper:
    """A document from title to foot; *mark* is printed beside the title (utkast)."""

    language: str
    title: str
    sections: tuple[Section, ...]
    subtitle: str = ""
    facts: tuple[str, ...] = ()
    mark: str = ""
    foot: tuple[Line, ...] = ()


def kind_of(block: Block) -> str:
    """Return what *block* is called in templates: prose, bullets, table or form."""
    return type(block).__name__.lower()
