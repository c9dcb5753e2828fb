"""Keep apart what is proposed, what sums up, and what else is written on an item."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agenda_risk.agenda.headings import inline_labels, label_at
from agenda_risk.agenda.lines import LONG, Span, lines
from agenda_risk.models import Part

_OF_LABEL = {"proposal": Part.PROPOSAL, "summary": Part.SUMMARY}
_ATTACHMENT = ("Bilaga", "Bilagor")
_PARAGRAPH = re.compile(r"\n[ \t]*\n")
_LONGEST_LEAD = 600
_DECIDED = re.compile(r"\s*(?:[\w-]+s[ ])?beslut[ ]*:?[ ]*\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Label:
    """Where a label stands, and which part of the item follows it."""

    start: int
    end: int
    part: Part
    lasting: bool = False


def parts(text: str, spans: Iterable[Span]) -> dict[Part, list[Span]]:
    """Return the stretches of *spans* by the part of an item that they are.

    Where no label tells what is proposed or sums up, the first paragraph does, unless it is what
    minutes say was decided.
    """
    found: dict[Part, list[Span]] = {Part.PROPOSAL: [], Part.SUMMARY: [], Part.BODY: []}
    for span in spans:
        for part, piece in _divided(text, span):
            if text[slice(*piece)].strip():
                found[part].append(piece)
    if found[Part.BODY] and not (found[Part.PROPOSAL] or found[Part.SUMMARY]):
        is_decided = _DECIDED.match(text, found[Part.BODY][0][0])
        return found if is_decided else _led(text, found[Part.BODY])
    return found


def _led(text: str, body: list[Span]) -> dict[Part, list[Span]]:
    """Return the first paragraph of *body* as what sums up, and the rest of it."""
    (start, end), *rest = body
    stop = _lead_end(text, start, end)
    left = [(stop, end)] if text[stop:end].strip() else []
    return {Part.PROPOSAL: [], Part.SUMMARY: [(start, stop)], Part.BODY: [*left, *rest]}


def _lead_end(text: str, start: int, end: int) -> int:
    """Return where the first paragraph ends; one that is long ends with a whole word."""
    begun = end - len(text[start:end].lstrip())
    blank = _PARAGRAPH.search(text, begun, min(end, begun + _LONGEST_LEAD))
    if blank:
        return blank.start()
    long = begun + _LONGEST_LEAD
    return end if end <= long else max(text.rfind(" ", begun, long), begun + 1)


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
