"""Read YAML that a person wrote: the plain values, and where in the file each of them stands.

A value is a text, a list or a mapping, or None where nothing was written. Texts stay as they
were written: whether ``no``, ``18:00`` or ``0123`` is a text or a number is for the model to say.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple, NoReturn

import yaml

from agenda_risk.errors import Fault, FaultsError
from agenda_risk.translate import N_
from agenda_risk.yaml_syntax import MAX_DEPTH, TOO_DEEP, UNQUOTED, syntax_fault

_NOTHING = {"", "~", "null"}

Location = tuple[int | str, ...]


class Place(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


class Node(NamedTuple):
    """A value, where it stands, and the nodes and the places of the keys within it."""

    value: Any
    place: Place
    parts: dict[int | str, "Node"]
    keys: dict[str, Place]


class Source(NamedTuple):
    """A file that was read, and what is already known to be wrong in it.

    *words* are sentences, by kind of fault, for a file that is not written in YAML.
    """

    name: str
    root: Node
    faults: tuple[Fault, ...] = ()
    words: Mapping[str, str] = {}

    def part(self, key: str) -> Node:
        """Return what stands under *key* at the top, or nothing."""
        return self.root.parts.get(key, Node(None, self.root.place, {}, {}))

    def place(self, location: Location) -> Place:
        """Return where the value at *location* stands, or the nearest around it that does."""
        node = self.root
        for step in location:
            node = node.parts.get(step, node)
        return node.place

    def key_place(self, location: Location) -> Place:
        """Return where the key at *location* stands."""
        node = self.root
        for step in location[:-1]:
            node = node.parts.get(step, node)
        return node.keys.get(str(location[-1]), node.place)

    def fault(self, place: Place, msgid: str, **fields: object) -> Fault:
        """Return a fault at *place* in the file."""
        return Fault(self.name, place.line, place.column, msgid, fields)


def read_yaml(text: str, name: str) -> Source:
    """Return what is written in *text*, which came from the file *name*.

    Raises FaultsError where it is not YAML.
    """
    reader = _Reader(text, name)
    try:
        root = reader.read()
    except yaml.YAMLError as error:
        raise FaultsError((*reader.faults, syntax_fault(error, text, name))) from error
    return Source(name, root, tuple(reader.faults))


class _Reader:
    """Makes nodes of the parser's events, one event at a time, so that no depth can hurt."""

    def __init__(self, text: str, name: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._name = name
        self.faults: list[Fault] = []

    def read(self) -> Node:
        """Return the value that the file holds."""
        event = next((one for one in self._events if isinstance(one, yaml.NodeEvent)), None)
        if event is None:
            self._stop(Place(1, 1), N_("The file is empty."))
        root = self._node(event, 0)
        self._refuse_more()
        return root

    def _refuse_more(self) -> None:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                self._stop(_place(event), N_("--- begins a second part; a file has only one."))

    def _node(self, event: Any, depth: int) -> Node:
        place = _place(event)
        self._refuse_marks(event, place)
        if depth > MAX_DEPTH:
            self._stop(place, TOO_DEEP, depth=MAX_DEPTH)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(place, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(place, depth)
        return Node(_text(event), place, {}, {})

    def _list(self, place: Place, depth: int) -> Node:
        parts: dict[int | str, Node] = {}
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            parts[len(parts)] = self._node(event, depth + 1)
        return Node([part.value for part in parts.values()], place, parts, {})

    def _mapping(self, place: Place, depth: int) -> Node:
        parts: dict[int | str, Node] = {}
        keys: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, keys, depth)
            keys.setdefault(key, _place(event))
            part = self._node(next(self._events), depth + 1)
            parts.setdefault(key, part)
        return Node({key: part.value for key, part in parts.items()}, place, parts, keys)

    def _key(self, event: Any, known: dict[str, Place], depth: int) -> str:
        node = self._node(event, depth + 1)
        if isinstance(node.value, dict | list):
            self._stop(node.place, N_("A key must be a single text."))
        key = str(event.value)
        if key in known:
            twice = N_("The key “{key}” stands twice; the first is on line {line}.")
            self._tell(node.place, twice, key=key, line=known[key].line)
        return key

    def _refuse_marks(self, event: Any, place: Place) -> None:
        """Refuse what points or converts: a text that begins with one of its marks is meant."""
        if isinstance(event, yaml.AliasEvent):
            self._tell(place, UNQUOTED, character="*")
        elif event.anchor:
            self._tell(place, UNQUOTED, character="&")
        elif event.tag:
            self._tell(place, UNQUOTED, character="!")

    def _tell(self, place: Place, msgid: str, **fields: object) -> None:
        self.faults.append(Fault(self._name, *place, msgid, fields))

    def _stop(self, place: Place, msgid: str, **fields: object) -> NoReturn:
        self._tell(place, msgid, **fields)
        raise FaultsError(self.faults)


def _place(event: Any) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1)


def _text(event: Any) -> str | None:
    if isinstance(event, yaml.AliasEvent):
        return ""
    nothing = event.implicit[0] and event.value in _NOTHING
    return None if nothing else str(event.value)
