"""Find elements by selectors as people write them: the simple ones of CSS."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from agenda_risk.errors import ReadError
from agenda_risk.extract.elements import classed

_STEP = re.compile(
    r"(?P<tag>[a-z][a-z0-9]*|\*)?(?P<marks>(?:[.#][\w-]+|\[[\w-]+(?:=[\"']?[^\"'\]]*[\"']?)?\])*)$",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)|\[(?P<name>[\w-]+)(?:=[\"']?(?P<value>[^\"'\]]*)[\"']?)?\]"
)


def selected(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """Return the elements under *root* that *selector* fits: tag, .class, #id, [name=value].

    Steps parted by spaces are within each other, and commas part selectors. Raises ReadError
    where it is none of these.
    """
    paths = [_path(one, selector) for one in selector.split(",") if one.strip()]
    return list(root.xpath(" | ".join(paths))) if paths else []


def _path(selector: str, whole: str) -> str:
    steps = [_step(step, whole) for step in selector.replace(">", " ").split()]
    return ".//" + "//".join(steps)


def _step(written: str, whole: str) -> str:
    found = _STEP.match(written)
    if not found:
        raise ReadError("The selector “{selector}” cannot be read.", selector=whole)
    conditions = "".join(f"[{one}]" for one in _conditions(found["marks"]))
    return f"{(found['tag'] or '*').lower()}{conditions}"


def _conditions(marks: str) -> Iterator[str]:
    for mark in _MARK.finditer(marks):
        if mark["class"]:
            yield classed(mark["class"])
        elif mark["id"]:
            yield f'@id="{mark["id"]}"'
        else:
            yield f"@{mark['name']}" + (f'="{mark["value"]}"' if mark["value"] is not None else "")
