"""What was done, line by line, so that a scan which was broken off goes on where it was."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from zlib import crc32

from pydantic import ValidationError

from agenda_risk.models.values import Model
from agenda_risk.scanning.documents import Content, Done, Found, Reference

_LINE = re.compile(rb'\{"sum":"([0-9a-f]{8})","part":(\{.*\})\}')


_NEVER = (None, None, "")


class Part(Model):
    """The documents of one task; their rows stand in *file*, in the same order.

    *made_by* tells with which rules, and by which version of what reads.
    """

    file: str
    made_by: str
    documents: tuple[Done, ...]


class Place(NamedTuple):
    """Where the rows of a content stand, and what was found in it."""

    file: str
    first: int
    found: Found


class Known(NamedTuple):
    """What was read before: by url, and by content; *damaged* lines were passed over."""

    documents: dict[str, tuple[Reference, Content, str]]
    contents: dict[Content, Place]
    damaged: int = 0

    def add(self, part: Part) -> None:
        """Take in what stands in *part*."""
        first = 0
        for one in part.documents:
            content = one.content
            if one.found:
                self.contents[content] = Place(part.file, first, one.found)
                first += one.found.rows
            self.documents[one.url] = (one.reference, content, part.file)

    def is_done(self, reference: Reference, *, again: bool = False) -> bool:
        """Tell whether *reference* was read as it is now; *again*: what was bad is not."""
        before, content, _file = self.documents.get(reference.url, _NEVER)
        place = self.contents.get(content) if content else None
        if place is None or before != reference or not reference.stamp:
            return False
        reason = place.found.reason
        return reason is None or not (again or reason.may_pass)

    def is_bad(self, content: Content) -> bool:
        """Tell whether *content* was there and could not be read."""
        place = self.contents.get(content)
        return place is not None and place.found.reason is not None

    def used(self, references: Iterable[Reference]) -> set[str]:
        """Return the files that tell of *references*, or hold their rows."""
        own = [self.documents[one.url] for one in references]
        return {file for _, _, file in own} | {self.contents[one].file for _, one, _ in own}


def line_of(part: Part) -> bytes:
    """Return *part* as a line, with a sum that tells whether the line is whole."""
    text = part.model_dump_json(exclude_defaults=True).encode()
    return b'{"sum":"%08x","part":%s}\n' % (crc32(text), text)


def known_of(lines: Iterable[bytes], made_by: str, files: Iterable[str]) -> Known:
    """Return what stands in *lines* that was *made_by* the same, and whose *files* are there."""
    known, there = Known({}, {}), frozenset(files)
    damaged = 0
    for part in map(part_on, lines):
        if part is None:
            damaged += 1
        elif part.made_by == made_by and part.file in there:
            known.add(part)
    return known._replace(damaged=damaged)


def part_on(line: bytes) -> Part | None:
    """Return the part on *line*, or None where it is not as it was written."""
    found = _LINE.fullmatch(line.rstrip(b"\n"))
    if found is None or int(found[1], 16) != crc32(found[2]):
        return None
    try:
        return Part.model_validate_json(found[2])
    except ValidationError:  # of another version of this program
        return None
