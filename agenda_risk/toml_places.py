"""Find where in a TOML text each key and each value stands; tomllib does not tell.

What is read here need not be right: what is wrong is for tomllib to refuse.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from agenda_risk.errors import Fault, FaultsError
from agenda_risk.yaml_source import Place
from agenda_risk.yaml_syntax import MAX_DEPTH, TOO_DEEP

# A text that is never closed ends the reading: nothing that follows can be told.
_TOKEN = re.compile(
    r"""
      (?P<blank>[ \t\r]+|\#[^\n]*)
    | (?P<text>\"{3}(?:[^\\"]|\\.|"{1,2}(?!"))*+\"{3,5}|'{3}(?:[^']|'{1,2}(?!'))*+'{3,5}
             |"(?:[^"\\\n]|\\[^\n])*+"(?!")|'[^'\n]*+'(?!'))
    | (?P<mark>[\[\]{}=,.\n])
    | (?P<bare>[^\s\[\]{}=,."'\#]+)
    | (?P<open>["'])
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(["\\bfnrt]))')
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_END = "end"
_LAST_CODE = 0x10FFFF


class _Token(NamedTuple):
    kind: str
    text: str
    start: int


@dataclass
class Spot:
    """Where a value stands, and the spots and the places of the keys within it."""

    place: Place
    parts: dict[int | str, "Spot"] = field(default_factory=dict)
    keys: dict[str, Place] = field(default_factory=dict)


def find_places(text: str, name: str) -> Spot:
    """Return the spots of all that stands in *text*, which came from the file *name*.

    Raises FaultsError where it is nested too deep to be read.
    """
    return _Reading(text, name).read()


class _Reading:
    """Goes through the tokens of a text once, from the first to the last."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._tokens = _tokens(text)
        self._token = next(self._tokens)

    def read(self) -> Spot:
        """Return the spot of the whole."""
        root = table = Spot(Place(1, 1))
        while self._token.kind != _END:
            if self._takes("\n"):
                continue
            if self._takes("["):
                table = self._header(root)
            else:
                self._pair(table, 1)
            self._to_line_end()
        return root

    def _header(self, root: Spot) -> Spot:
        """Return the table that a line in square brackets begins."""
        is_list = self._takes("[")
        *path, last = self._keys(1)
        for key in path:
            root = _last_of(_entered(root, *key))
        if not is_list:
            return _entered(root, *last)
        entries = _entered(root, *last)
        entry = Spot(last[1])
        entries.parts[len(entries.parts)] = entry
        return entry

    def _pair(self, table: Spot, depth: int) -> None:
        """Read ``key = value`` into *table*."""
        *path, (key, place) = self._keys(depth)
        for step in path:
            table = _entered(table, *step)
        table.keys.setdefault(key, place)
        if self._takes("="):
            table.parts.setdefault(key, self._value(depth + len(path)))

    def _keys(self, depth: int) -> list[tuple[str, Place]]:
        """Return the parts of a key with dots, at least one, and where each stands."""
        keys = [self._key()]
        while self._takes("."):
            keys.append(self._key())
            self._refuse_deep(depth + len(keys))
        return keys

    def _key(self) -> tuple[str, Place]:
        token, place = self._token, self._place()
        if token.kind in {"text", "bare"}:
            self._step()
        return _plain(token), place

    def _value(self, depth: int) -> Spot:
        self._refuse_deep(depth)
        spot = Spot(self._place())
        if self._takes("["):
            self._list(spot, depth)
        elif self._takes("{"):
            self._inline(spot, depth)
        else:
            self._skip_until(",", "]", "}", "\n")
        return spot

    def _list(self, spot: Spot, depth: int) -> None:
        while not self._takes("]") and self._token.kind != _END:
            if not self._takes("\n") and not self._takes(","):
                spot.parts[len(spot.parts)] = self._value(depth + 1)
                self._skip_until(",", "]", "\n")

    def _inline(self, spot: Spot, depth: int) -> None:
        while not self._takes("}") and self._token.kind != _END:
            if not self._takes("\n") and not self._takes(","):
                self._pair(spot, depth + 1)
                self._skip_until(",", "}", "\n")

    def _to_line_end(self) -> None:
        self._skip_until("\n")

    def _skip_until(self, *marks: str) -> None:
        while self._token.kind != _END and not self._is_at(*marks):
            self._step()

    def _is_at(self, *marks: str) -> bool:
        return self._token.kind == "mark" and self._token.text in marks

    def _takes(self, mark: str) -> bool:
        """Tell whether *mark* is next, and go past it if it is."""
        is_next = self._is_at(mark)
        if is_next:
            self._step()
        return is_next

    def _step(self) -> None:
        self._token = next(self._tokens)

    def _place(self) -> Place:
        line = bisect_right(self._lines, self._token.start)
        return Place(line, self._token.start - self._lines[line - 1] + 1)

    def _refuse_deep(self, depth: int) -> None:
        if depth > MAX_DEPTH:
            fields = {"depth": MAX_DEPTH}
            raise FaultsError([Fault(self._name, *self._place(), TOO_DEEP, fields)])


def _tokens(text: str) -> Iterator[_Token]:
    """Yield the tokens of *text* without its blanks and comments, and at last what ends it."""
    for found in _TOKEN.finditer(text):
        if found.lastgroup == "open":
            yield _Token(_END, "", found.start())
        if found.lastgroup != "blank":
            yield _Token(str(found.lastgroup), found.group(), found.start())
    yield _Token(_END, "", len(text))


def _entered(table: Spot, key: str, place: Place) -> Spot:
    """Return the table under *key*, which is made where it is first named."""
    table.keys.setdefault(key, place)
    return table.parts.setdefault(key, Spot(place))


def _last_of(spot: Spot) -> Spot:
    """Return the last entry, where *spot* is a list of tables."""
    last = len(spot.parts) - 1
    return spot.parts.get(last, spot)


def _plain(token: _Token) -> str:
    """Return a key without its quotes."""
    if token.kind != "text":
        return token.text
    inner = token.text[1:-1]
    return inner if token.text.startswith("'") else _ESCAPE.sub(_unescaped, inner)


def _unescaped(found: re.Match[str]) -> str:
    short = found[3]
    if short:
        return _SHORT.get(short, short)
    code = int(found[1] or found[2], 16)
    return chr(code) if code <= _LAST_CODE else ""
