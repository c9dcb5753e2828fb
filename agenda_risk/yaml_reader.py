"""Make nodes with places of the events of the YAML parser."""

from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from agenda_risk.errors import Fault, FaultsError
from agenda_risk.sources import Node, Place, Source
from agenda_risk.translate import N_
from agenda_risk.yaml_faults import UNQUOTED, syntax_fault
from agenda_risk.yaml_syntax import MAX_DEPTH, TOO_DEEP

_NOTHING = {"", "~", "null"}


class Reader:
    """Makes nodes of the parser's events, one event at a time, so that no depth can hurt."""

    def __init__(self, text: str, name: str) -> None:
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self._text, self._name = text, name
        self.faults: list[Fault] = []

    def source(self) -> Source:
        """Return the value that the file holds; raises FaultsError where it is not YAML."""
        try:
            root = self._read()
        except yaml.YAMLError as error:
            fault = syntax_fault(error, self._text, self._name)
            raise FaultsError((*self.faults, fault)) from error
        return Source(self._name, root, tuple(self.faults))

    def _read(self) -> Node:
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
        key = "" if isinstance(event, yaml.AliasEvent) else str(event.value)
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
