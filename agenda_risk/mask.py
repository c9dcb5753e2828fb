"""Find what tells of single persons in a text, and write the text without it."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import lru_cache

from agenda_risk.identifiers import Kind, Mask, contacts, designations
from agenda_risk.names.people import people

# How far around a slice names are looked for, so that none is cut in two.
_CONTEXT = 160
_SHORT, _MOST = 2 * _CONTEXT + 80, 4_096
_SHOWN = {
    Kind.NUMBER: "[personnummer]",
    Kind.EMAIL: "[e-post]",
    Kind.PHONE: "[telefon]",
    Kind.ADDRESS: "[adress]",
    Kind.NAME: "N.N.",
    Kind.ELECTED: "N.N.",
    Kind.PROPERTY: "[fastighet]",
}
# Where two overlap, the kind that stands first here is told.
_ORDER = (Kind.EMAIL, Kind.NUMBER, Kind.PHONE, Kind.ADDRESS, Kind.PROPERTY, Kind.ELECTED, Kind.NAME)


class PersonalData(StrEnum):
    """What of a single person stands in a title and should not be published."""

    NUMBER = "personnummer"
    CONTACT = "contact"
    NAME = "name"


_PERSONAL = {
    Kind.NUMBER: PersonalData.NUMBER,
    Kind.EMAIL: PersonalData.CONTACT,
    Kind.PHONE: PersonalData.CONTACT,
    Kind.ADDRESS: PersonalData.CONTACT,
    Kind.NAME: PersonalData.NAME,
}


def spans(text: str, *, properties: bool = False, meets: date | None = None) -> tuple[Mask, ...]:
    """Return what to mask in *text*, in order and apart; *properties*: designations too.

    *meets* is the day of the meeting whose file is named *text*, where it is such a name.
    """
    # Words of lexicons and what stands around them are asked for again and again.
    find = _kept_spans if len(text) <= _SHORT else _spans
    return find(text, properties, meets)


def _spans(text: str, properties: bool, meets: date | None) -> tuple[Mask, ...]:
    found = [*_persons(text)]
    if _has_digit_or_at(text):
        found.extend(contacts(text, [mask.end for mask in found], meets))
    if properties:
        found.extend(designations(text))
    return _apart(found)


_kept_spans = lru_cache(_MOST)(_spans)


def masked(text: str, *, properties: bool = False, meets: date | None = None) -> str:
    """Return *text* without what tells of single persons.

    *properties* masks designations of real property as well, for what leaves the login: in a
    matter of vite, permit or supervision they point out the owner. *meets* is as for ``spans``.
    """
    return _written(text, spans(text, properties=properties, meets=meets), 0, len(text))


def masked_slice(text: str, start: int, end: int, *, goes_on: bool = False) -> str:
    """Return the characters of *text* from *start* to *end*, masked as they stand in it.

    *goes_on*: the slice before was written, so a mask that begins in it is not written again.
    """
    begin, stop = max(0, start - _CONTEXT), min(len(text), end + _CONTEXT)
    near = text[begin:stop]
    return _written(near, spans(near), start - begin, end - begin, goes_on=goes_on)


def personal_data(title: str, meets: date | None = None) -> tuple[PersonalData, ...]:
    """Return what in *title* should not be published; names of the elected are no such thing.

    *meets* is as for ``spans``.
    """
    found = {_PERSONAL[mask.kind] for mask in spans(title, meets=meets) if mask.kind in _PERSONAL}
    return tuple(kind for kind in PersonalData if kind in found)


def _written(
    text: str, found: Iterable[Mask], start: int, end: int, *, goes_on: bool = False
) -> str:
    pieces, done = [], start
    for mask in found:
        if start < end and mask.start < end and mask.end > start:
            is_told = goes_on and mask.start < start
            pieces += [text[done : max(done, mask.start)], "" if is_told else _SHOWN[mask.kind]]
            done = min(mask.end, end)
    return "".join((*pieces, text[done:end]))


def _apart(found: list[Mask]) -> tuple[Mask, ...]:
    """Return *found* in order, those that overlap made one of the kind that comes first."""
    apart: list[Mask] = []
    for mask in sorted(found):
        if apart and mask.start < apart[-1].end:
            before = apart.pop()
            kind = min(before.kind, mask.kind, key=_ORDER.index)
            mask = Mask(before.start, max(before.end, mask.end), kind)  # noqa: PLW2901
        apart.append(mask)
    return tuple(apart)


def _has_digit_or_at(text: str) -> bool:
    return any(char in text for char in "0123456789@") or "(at)" in text or "[at]" in text


def _persons(text: str) -> Iterator[Mask]:
    for start, end, elected in people(text):
        yield Mask(start, end, Kind.ELECTED if elected else Kind.NAME)
