"""What a file held that a person wrote: the plain values, and where each of them stands."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from agenda_risk.errors import Fault

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
