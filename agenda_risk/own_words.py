"""Write local words into the text of an overlay, as a person would, and leave the rest alone."""

import json
import re
from typing import NamedTuple

from agenda_risk.models import Level

_WORD = re.compile(r"[^\W\d_][\w-]{2,}[^\W_]")
_LIST = re.compile(r"raise:[ \t]*(?:\[[ \t]*\][ \t]*)?(?:#.*)?")
_EMPTY = re.compile(r"(?<=^raise:)[ \t]*\[[ \t]*\]")
_FIRST = re.compile(r"(?P<indent>[ ]*)- ")


class OwnWords(NamedTuple):
    """Words that give an item *level* here, and why."""

    words: tuple[str, ...]
    level: Level
    reason: str


def words_of(title: str) -> tuple[str, ...]:
    """Return the words of *title* that could stand in an overlay, each once."""
    return tuple(dict.fromkeys(_WORD.findall(title)))


def with_words(text: str, own: OwnWords, name: str, owner: str) -> str:
    """Return the overlay *text* with *own* first among its words.

    An empty one becomes the overlay called *name*, of *owner*. What is written in another form
    than one entry below the other is left as it is: the words then stand in a second list, which
    is told as a fault, for a person to bring together.
    """
    lines = text.rstrip("\n").split("\n") if text.strip() else _head(name, owner)
    places = [place for place, line in enumerate(lines) if _LIST.fullmatch(line.rstrip())]
    if not places:
        return "\n".join([*lines, "raise:", *_entry(own, "  ")]) + "\n"
    place = places[0]
    begun = _EMPTY.sub("", lines[place])
    rest = lines[place + 1 :]
    return "\n".join([*lines[:place], begun, *_entry(own, _indent(rest)), *rest]) + "\n"


def example(rule: str, title: str) -> str:
    """Return *title* as an example that *rule* should find, to be put into its file."""
    written = json.dumps(title, ensure_ascii=False)
    return f"- id: {rule}\n  examples:\n    hit:\n      - {written}\n"


def _head(name: str, owner: str) -> list[str]:
    told = (("overlay", name), ("owner", owner))
    return [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told]


def _entry(own: OwnWords, indent: str) -> list[str]:
    words, reason = (json.dumps(one, ensure_ascii=False) for one in (list(own.words), own.reason))
    lines = (f"- words: {words}", f"  level: {own.level.value}", f"  reason: {reason}")
    return [indent + line for line in lines]


def _indent(rest: list[str]) -> str:
    """Return how far the entries of the list stand in, as its first one does."""
    found = next((line for line in rest if line.strip() and not line.lstrip().startswith("#")), "")
    first = _FIRST.match(found)
    return first["indent"] if first else "  "
