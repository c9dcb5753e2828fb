"""Find elements of HTML by their classes, and look into answers that may be something else."""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from lxml import html as lxml_html
from lxml.html import HtmlElement

from agenda_risk.errors import AnswerError, ReadError
from agenda_risk.extract.answers import html_in, text_in, words
from agenda_risk.models import Page

Found = TypeVar("Found")


def classed(name: str) -> str:
    """Return the XPath condition that an element has the class *name*."""
    return f'contains(concat(" ", normalize-space(@class), " "), " {name} ")'


def is_classed(element: HtmlElement, name: str) -> bool:
    """Tell whether *element* has the class *name*."""
    return name in re.split(r"\s+", element.get("class") or "")


def has(root: HtmlElement, *names: str) -> bool:
    """Tell whether an element of one of the classes *names* is under *root*."""
    return any(root.xpath(f"boolean(.//*[{classed(name)}])") for name in names)


def first(root: HtmlElement, name: str) -> HtmlElement | None:
    """Return *root* or the first element under it that has the class *name*, if there is one."""
    if is_classed(root, name):
        return root
    return next(iter(root.xpath(f".//*[{classed(name)}]")), None)


def first_words(root: HtmlElement, name: str) -> str:
    """Return the text of the first element of the class *name*, on one line."""
    return words(first(root, name))


def lines_in(root: HtmlElement) -> str:
    """Return the text under *root*, each run of it on a line of its own."""
    runs = root.xpath(".//text()[not(parent::script or parent::style)]")
    return "\n".join(line for line in map(words, runs) if line)


def labelled(root: HtmlElement, row: str, label: str, content: str) -> dict[str, str]:
    """Return the texts of the class *content* by their labels, in small letters, row by row."""
    rows = root.xpath(f".//*[{classed(row)}]")
    pairs = ((first_words(one, label), first_words(one, content)) for one in rows)
    return {name.casefold().rstrip(".: "): text for name, text in pairs}


def one_of(told: dict[str, str], labels: Iterable[str]) -> str:
    """Return the text of the first of *labels* that has one."""
    return next((told[label] for label in labels if told.get(label)), "")


def marks_in(page: Page, marks: Iterable[str]) -> tuple[str, ...]:
    """Return those of *marks* that stand in *page*, whatever it is."""
    text = text_in(page)
    return tuple(mark for mark in marks if mark in text)


def without_meetings(page: Page) -> AnswerError:
    """Return what to raise where a *page* that should list meetings or bodies has no list."""
    return AnswerError("{url} answered with something that lists no meetings.", url=page.url)


def html_or_nothing(page: Page) -> HtmlElement:
    """Return the root of the HTML of *page*, or an empty one.

    For a look at where to go on from a page that is handed on as it is: what is wrong with it is
    told by who reads it.
    """
    try:
        return html_in(page)
    except AnswerError:
        return lxml_html.document_fromstring("<html></html>")


def if_read(read: Callable[[Page], list[Found]], page: Page) -> list[Found]:
    """Return what *read* finds on *page*, or nothing; for a look, as ``html_or_nothing``."""
    try:
        return read(page)
    except ReadError:
        return []


def if_json(text: str) -> Any:
    """Return what JSON that is written as a text within an answer holds, or the text itself."""
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return text


def text_of(value: Any, *keys: str) -> str:
    """Return the text, or the number as text, of the first of *keys* that *value* has one for."""
    found = (value.get(key) for key in keys) if isinstance(value, dict) else ()
    kept = (one for one in found if isinstance(one, str | int) and not isinstance(one, bool))
    return next(filter(None, (words(one) for one in kept)), "")


def objects_in(value: Any, *keys: str) -> list[dict[str, Any]]:
    """Return the objects of the first of *keys* of *value* that is a list; else none."""
    lists = (value.get(key) for key in keys) if isinstance(value, dict) else ()
    found = next((one for one in lists if isinstance(one, list)), [])
    return [one for one in found if isinstance(one, dict)]
