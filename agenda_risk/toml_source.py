"""Read TOML that a person wrote: the plain values, and where in the file each of them stands.

As in YAML, a value is a text, a list or a mapping: whether 2, "2" or 2026-12-31 is a number, a
text or a day is for the model to say.
"""

import re
import tomllib
from typing import Any

from agenda_risk.errors import Fault, FaultsError
from agenda_risk.toml_places import Spot, find_places
from agenda_risk.translate import N_
from agenda_risk.yaml_source import Node, Place, Source
from agenda_risk.yaml_syntax import checked_text

MAX_CHARACTERS = 200_000

_NOT_TOML = N_("This is not valid TOML.")
_KEY_TWICE = N_("This key stands twice.")
_HEADING_TWICE = N_("This heading stands twice, or what it names has a value already.")
_CURLY = N_("A text stands in straight quotes: \"…\" or '…'.")
_QUOTES = frozenset("”“„’‘«»")
_LONGEST_NUMBER = 64  # bits

# What tomllib says, in part, and what it means to the person who wrote the file.
_MEANINGS = (
    ("Expected '=' after a key", N_("After this key an equals sign is missing: key = value.")),
    ("Expected ']", N_("The heading that begins with [ lacks its ].")),
    (
        "Expected newline",
        N_("The line should end here; a text with spaces, dots or signs stands in quotes."),
    ),
    ("initial character", N_("A key of other characters than a–z, 0–9, _ and - stands in quotes.")),
    ("Invalid statement", N_("A line should be key = value, or a heading as [contacts.police].")),
    ("Invalid value", N_("A value is missing here, or it is a text that lacks its quotes.")),
    ("Unclosed array", N_("The list that begins with [ lacks a comma or ].")),
    ("Unclosed inline", N_("What begins with a curly bracket lacks a comma or its end.")),
    ("Duplicate", _KEY_TWICE),
    ("Cannot overwrite", _KEY_TWICE),
    ("Cannot declare", _HEADING_TWICE),
    ("Cannot", N_("This key has its value already; nothing can be added to it here.")),
    (
        "Unescaped",
        N_("Within \"…\" a \\ begins a code that does not exist; use '…' instead."),
    ),
    ("Invalid hex", N_("Within \"…\" a \\ begins a code that does not exist; use '…' instead.")),
    ("scalar", N_("Within \"…\" a \\ begins a code that does not exist; use '…' instead.")),
    ("Unterminated", N_("A quotation mark is never closed.")),
    ('Expected "', N_("A quotation mark is never closed.")),
    ("Illegal character", N_("A quotation mark is not closed on its line.")),
    ("invalid character", N_("A quotation mark is not closed on its line.")),
    ("Invalid date", N_("There is no such day or time.")),
)
_OF_A_LINE = {_KEY_TWICE, _HEADING_TWICE}
_AT = re.compile(r"\(at line (\d+), column (\d+)\)$")
# Sentences that show how something is written, where faults.py shows it in YAML.
_WORDS = {
    "tuple_type": N_('Should be a list: ["one", "two"].'),
    "list_type": N_('Should be a list: ["one", "two"].'),
    "model_type": N_("Should be keys with values below a heading of their own: [heading]."),
    "dict_type": N_("Should be keys with values below a heading of their own: [heading]."),
}


def read_toml(text: str, name: str) -> Source:
    """Return what is written in *text*, which came from the file *name*.

    Raises FaultsError where it is not TOML.
    """
    plain = checked_text(text, name).replace("\r\n", "\n")
    if len(plain) > MAX_CHARACTERS:
        raise FaultsError([Fault(name, 0, 0, N_("The file is far too large to be settings."))])
    spot = find_places(plain, name)
    try:
        values = tomllib.loads(plain)
    except ValueError as error:  # a number of thousands of digits is no TOMLDecodeError
        raise FaultsError([_syntax_fault(str(error), plain, name)]) from error
    return Source(name, _node(values, spot), words=_WORDS)


def _syntax_fault(told: str, text: str, name: str) -> Fault:
    """Return what tomllib *told*, said so that anyone can mend the file."""
    msgid = next((said for part, said in _MEANINGS if part in told), _NOT_TOML)
    place = _place(told, text)
    line = text.split("\n")[place.line - 1]
    if line[place.column - 1 : place.column] in _QUOTES:
        msgid = _CURLY
    if msgid in _OF_A_LINE:  # tomllib tells where it ends
        place = Place(place.line, len(line) - len(line.lstrip()) + 1)
    return Fault(name, *place, msgid)


def _place(told: str, text: str) -> Place:
    """Return the place in what tomllib *told*; without one it means the end."""
    found = _AT.search(told)
    if found:
        return Place(int(found[1]), int(found[2]))
    written = text.rstrip()
    return Place(written.count("\n") + 1, len(written) - written.rfind("\n"))


def _node(value: Any, spot: Spot) -> Node:
    if isinstance(value, dict):
        pairs = {key: _node(part, _spot(spot, key)) for key, part in value.items()}
        plain: Any = {key: node.value for key, node in pairs.items()}
        return Node(plain, spot.place, {**pairs}, spot.keys)
    if isinstance(value, list):
        nodes = [_node(part, _spot(spot, number)) for number, part in enumerate(value)]
        plain = [node.value for node in nodes]
        return Node(plain, spot.place, {**dict(enumerate(nodes))}, {})
    return Node(_text(value), spot.place, {}, {})


def _spot(spot: Spot, step: int | str) -> Spot:
    return spot.parts.get(step, Spot(spot.place))


def _text(value: Any) -> str:
    """Return a single *value* as it would be written."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return hex(value)
    return str(value)
