"""Take a calendar file apart, line by line, as forgivingly as calendars are written.

Each line is read by itself, so that one that is wrong loses nothing but itself.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from agenda_risk.errors import AnswerError
from agenda_risk.extract.answers import beginning, text_in
from agenda_risk.models import Page

_BREAKS = re.compile(r"(?:\r\n|\r|\n)+")
_FOLD = re.compile(r"\n[ \t]")
# Spaces within names and doubled semicolons are met in the wild.
_LINE = re.compile(
    r"(?P<name>[\w-]+(?: - \w+)?)\s*(?P<rest>(?:;(?:[^\":;]|\"[^\"]*\")*)*):(?P<value>.*)"
)
_PARAMETER = re.compile(r";\s*(?P<name>[\w-]+)\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>[^;:]*))")
_ESCAPED = re.compile(r"\\([nN,;\\:\"])")
_DEEPEST = 8


class Line(NamedTuple):
    """A property: its name in capitals, its parameters and its value as it is written."""

    name: str
    parameters: Mapping[str, str]
    value: str

    @property
    def text(self) -> str:
        """Return the value without its escapes."""
        return _ESCAPED.sub(lambda one: "\n" if one[1] in "nN" else one[1], self.value)


@dataclass
class Component:
    """A calendar, or an event or a time zone in it; *written* is the text of it."""

    name: str
    lines: list[Line] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)
    written: list[str] = field(default_factory=list)

    def all(self, name: str) -> Iterator[Line]:
        """Yield the properties called *name*."""
        return (line for line in self.lines if line.name == name)

    def text(self, name: str) -> str:
        """Return the text of the first property called *name* that has one."""
        return next((line.text.strip() for line in self.all(name) if line.text.strip()), "")

    def named(self, name: str) -> Iterator["Component"]:
        """Yield the parts called *name*."""
        return (part for part in self.parts if part.name == name)


def calendars_in(page: Page) -> tuple[Component, ...]:
    """Return the calendars of *page*; a part that is cut off at its end is left out.

    Raises AnswerError where *page* is no calendar.
    """
    text = text_in(page).replace("\x00", "").lstrip("\ufeff \t\r\n")
    if not is_calendar(text):
        raise AnswerError(
            "{url} answered with something that is no calendar: {words}",
            url=page.url,
            words=beginning(text),
        )
    top = Component("")
    _fill(top, _FOLD.sub("", _BREAKS.sub("\n", text)).split("\n"))
    return tuple(top.named("VCALENDAR"))


def is_calendar(text: str) -> bool:
    """Tell whether *text* begins as calendars do."""
    return text.lstrip("\ufeff \t\r\n")[:15].upper() == "BEGIN:VCALENDAR"


def _fill(top: Component, lines: list[str]) -> None:
    """Put *lines* into *top* as parts; a calendar without its end still counts."""
    opened = [top]
    for written in lines:
        line = _line(written)
        if line:
            _take(opened, line, written)
    top.parts.extend(opened[1:2])


def _take(opened: list[Component], line: Line, written: str) -> None:
    kind = line.value.strip().upper()
    if line.name == "BEGIN" and len(opened) < _DEEPEST:
        opened.append(Component(kind))
    opened[-1].written.append(written)
    if line.name == "END":
        _close(opened, kind)
    elif line.name != "BEGIN":
        opened[-1].lines.append(line)


def _close(opened: list[Component], kind: str) -> None:
    """Close the part of that *kind*, and what was left open within it, which is lost."""
    names = [part.name for part in opened]
    if kind not in names[1:]:
        return
    place = len(names) - 1 - names[::-1].index(kind)
    closed = opened[place]
    del opened[place:]
    opened[-1].parts.append(closed)
    opened[-1].written.extend(closed.written)


def _line(written: str) -> Line | None:
    found = _LINE.match(written.strip())
    if not found:
        return None
    parameters = {
        one["name"].upper(): (one["quoted"] if one["quoted"] is not None else one["bare"]).strip()
        for one in _PARAMETER.finditer(found["rest"])
    }
    return Line(found["name"].replace(" ", "").upper(), parameters, found["value"])
