"""Find the points of a proposed decision, apart from the label before and what stands beside."""

import re
from collections.abc import Iterator
from itertools import pairwise

Span = tuple[int, int]

_LABEL = re.compile(
    r"\s*(?:Förslag[ ]till[ ]beslut|Beslutsförslag)(?:[ ](?:i[ ]|till[ ])?[a-zåäö][a-zåäö -]*)?:?"
    r"\s+(?=[A-ZÅÄÖ\d])"
)
_BESIDE = re.compile(
    r"(?:(?<=[.!?:;”])|(?<=\n)|(?<=\d))\s*(?:Reservation(?:er)?|Tjänsteskrivelse|Beslutsunderlag"
    r"|Yrkanden?|Protokollsanteckning(?:ar)?|Särskil(?:t|da)[ ]yttranden?|Bakgrund|Handlingar"
    r"|Sammanfattning|Remissammanställning|Utredning)(?=\s+[A-ZÅÄÖ\d]|\s*(?:\n|$))"
)
_POINT = re.compile(r"(?:(?<=\s)|^)\d{1,2}[.)]\s+(?=[A-ZÅÄÖ])|(?:(?<=\s)|^)[•–]\s+(?=[A-ZÅÄÖ])")


def points(text: str) -> tuple[Span, ...]:
    """Return where each point of the proposal *text* stands; without points, where all of it does.

    The clause before the points ("The board proposes the following.") is one of them.
    """
    label = _LABEL.match(text)
    start = label.end() if label else 0
    beside = _BESIDE.search(text, start)
    end = beside.start() if beside else len(text)
    starts = [start, *(found.start() for found in _POINT.finditer(text, start, end)), end]
    return tuple(_trimmed(text, pairwise(starts)))


def _trimmed(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """Yield *spans* without space at their ends, those that are empty left out."""
    for start, end in spans:
        part = text[start:end]
        if part.strip():
            yield start + len(part) - len(part.lstrip()), start + len(part.rstrip())
