"""Keep apart what is proposed, what sums up, and what else is written on an item."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agenda_risk.agenda.headings import inline_labels, label_at
from agenda_risk.agenda.lines import LONG, Span, lines
from agenda_risk.models import Part

_OF_LABEL = {"proposal": Part.PROPOSAL, "summary": Part.SUMMARY}
_ATTACHMENT = ("Bilaga", "Bilagor")


@dataclass(frozen=True, slots=True)
class _Label:
    """Where a label stands, and which part of the item follows it."""

    start: int
    end: int
    part: Part
    lasting: bool = False


def parts(text: str, spans: Iterable[Span]) -> dict[Part, list[Span]]:
    """Return the stretches of *spans* by the part of an item that they are."""
    found: dict[Part, list[Span]] = {Part.PROPOSAL: [], Part.SUMMARY: [], Part.BODY: []}
    for span in spans:
        for part, piece in _divided(text, span):
            if text[slice(*piece)].strip():
                found[part].append(piece)
    return found


def _divided(text: str, span: Span) -> Iterator[tuple[Part, Span]]:
    begin, part = span[0], Part.BODY
    for label in _labels(text, span):
        yield part, (begin, label.start)
        begin, part = label.end, label.part
        if label.lasting:
            break
    yield part, (begin, span[1])


def _labels(text: str, span: Span) -> Iterator[_Label]:
    for one in lines(text, *span):
        first = label_at(text, one.start) if one else None
        found = [first] if first else []
        if len(one.text) > LONG:
            found += inline_labels(text, one.start + 1, one.end)
        for match in found:
            yield _label(text, match)


def _label(text: str, match: re.Match[str]) -> _Label:
    part = _OF_LABEL.get(match.lastgroup or "", Part.BODY)
    lasting = match.group().startswith(_ATTACHMENT) and match.group() != "Bilagor"
    if part is Part.BODY:
        return _Label(match.start(), match.start(), part, lasting)
    colon = text[match.end() : match.end() + 3].lstrip(" \t").startswith(":")
    end = text.index(":", match.end()) + 1 if colon else match.end()
    return _Label(match.start(), end, part)
