"""Ask the JSON that systems write, also where something else stands than was promised."""

import re
from typing import Any

from lxml import etree

from agenda_risk.errors import AnswerError
from agenda_risk.extract import addresses
from agenda_risk.extract.answers import json_in, plain, words
from agenda_risk.models import Page

_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_DECLARATION = re.compile(r"<\?xml[^>]*>", re.IGNORECASE)
_YES = ("true", "1", "yes")
_NO = ("false", "0", "no")
_LONGEST = 200


class Record:
    """One JSON object, asked by key: what is missing, or of another kind, is empty."""

    def __init__(self, found: Any = None) -> None:
        self._found: dict[str, Any] = found if isinstance(found, dict) else {}

    @property
    def value(self) -> dict[str, Any]:
        """Return a copy of the object, to make another of it."""
        return dict(self._found)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Record) and self._found == other._found

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        return bool(self._found)

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def text(self, *keys: str) -> str:
        """Return the first text or number under *keys* on one line, without markup's entities."""
        return next((found for found in map(self._line, keys) if found), "")

    def lines(self, *keys: str) -> str:
        """Return the first text under *keys*, which may be HTML, paragraphs as lines."""
        found = (plain(_DECLARATION.sub("", _written(self._found.get(key)))) for key in keys)
        return next((text for text in found if text), "")

    def markup(self, key: str) -> str:
        """Return the text under *key* as it is written, HTML and all."""
        return _written(self._found.get(key))

    def flag(self, key: str) -> bool | None:
        """Return whether yes or no stands under *key*; None where neither does."""
        said = str(self._found.get(key)).strip().lower()
        return True if said in _YES else False if said in _NO else None

    def record(self, key: str) -> "Record":
        """Return the object under *key*."""
        return Record(self._found.get(key))

    def records(self, key: str) -> tuple["Record", ...]:
        """Return the objects in the list under *key*; one that stands alone is a list of one."""
        return records(self._found.get(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts in the list under *key*; one that stands alone is a list of one."""
        several = _several(self._found.get(key))
        return tuple(words(_written(one)) for one in several if _written(one))

    def _line(self, key: str) -> str:
        return words(_written(self._found.get(key)))


def records(found: Any) -> tuple[Record, ...]:
    """Return the objects in *found*, a list or one of them; what is no object is left out."""
    return tuple(Record(one) for one in _several(found) if isinstance(one, dict) and one)


def record_of(element: etree._Element) -> Record:
    """Return what an XML *element* holds as an object: elements of one name are a list."""
    found: dict[str, Any] = {}
    for child in element.iterchildren(etree.Element):
        name = etree.QName(child).localname
        value = record_of(child).value if len(child) else child.text
        known = found.get(name)
        found[name] = value if known is None else [*_several(known), value]
    return Record(found)


def record_in(page: Page) -> Record:
    """Return the object that *page* is; raises AnswerError where it is none."""
    found = Record(json_in(page))
    if not found:
        raise other_shape(page)
    return found


def other_shape(page: Page) -> AnswerError:
    """Return the error for an answer that is not what was asked for."""
    return AnswerError("{url} answered in another form than expected.", url=page.url)


def said_error(page: Page, said: str) -> AnswerError:
    """Return the error of a server that answered with the words *said*."""
    return AnswerError(
        "{url} answered with an error: {words}", url=page.url, words=said[:_LONGEST] or "–"
    )


def whole(page: Page, written: str) -> str:
    """Return *written*, a link on *page*, as a whole address; empty where it leads nowhere."""
    return addresses.whole(page.url, written) if written else ""


def is_same_host(address: str, other: str) -> bool:
    """Tell whether both addresses lie on one host, so that a list cannot lead elsewhere."""
    return addresses.host_of(address) == addresses.host_of(other) != ""


def _several(found: Any) -> list[Any]:
    return found if isinstance(found, list) else [found]


def _written(found: Any) -> str:
    is_said = isinstance(found, str | int | float) and not isinstance(found, bool)
    return _UNWRITABLE.sub("", str(found)) if is_said else ""
