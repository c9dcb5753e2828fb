"""List what the program is made of: the packages that it runs with, and what it carries itself."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distribution
from sys import platform
from typing import Any, NamedTuple
from uuid import NAMESPACE_URL, uuid5

NAME = "agenda-risk"
ALL = "all"  # the extra that has all others a user may install
_SPDX = re.compile(
    r"\(?(?:MIT|ISC|0BSD|Zlib|[A-Za-z0-9.]+-[A-Za-z0-9.+-]*\d[A-Za-z0-9.+-]*|PSF-2\.0)\)?"
)
_NAMES = {
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
_SAYS_NOTHING = {"", "UNKNOWN", "Dual License"}
_LONGEST = 80
_ONLY_WINDOWS = re.compile(r"sys_platform == .win32|platform_system == .Windows|os_name == .nt")
_EXTRA = re.compile(r"extra == ['\"]([\w.-]+)")
_NEED = re.compile(r"(?P<name>[\w.-]+)\s*(?:\[(?P<extras>[^]]*)\])?[^;]*(?:;(?P<marker>.*))?")


class Part(NamedTuple):
    """A package with its licence, and the names of those that it needs; *is_file* is no package."""

    name: str
    version: str
    licence: str
    needs: tuple[str, ...] = ()
    is_file: bool = False

    @property
    def ref(self) -> str:
        """Return what the part is called everywhere."""
        kind = "generic" if self.is_file else "pypi"
        return f"pkg:{kind}/{self.name}@{self.version}" if self.version else f"file:{self.name}"


# What lies in the package itself and was made by others; each has its licence beside it.
CARRIED = (
    Part("htmx", "4.0.1", "0BSD", is_file=True),
    Part("hunspell-sv-words", "", "LGPL-3.0-only", is_file=True),
    Part("source-sans-3", "", "OFL-1.1", is_file=True),
)


def installed_parts() -> tuple[Part, ...]:
    """Return the program and the packages around it that it may use, as they are installed."""
    found: dict[str, Part] = {}
    waiting, met = [(NAME, frozenset({ALL}))], set[tuple[str, frozenset[str]]]()
    while waiting:
        asked = waiting.pop()
        if asked in met:
            continue
        met.add(asked)
        needed = dict(_needed(*asked))
        part = found.get(asked[0]) or _part(asked[0])
        if part:
            own = {*part.needs, *(name for name in needed if name != part.name)}
            found[part.name] = part._replace(needs=tuple(sorted(own)))
            waiting.extend(needed.items())
    return tuple(
        one._replace(needs=tuple(name for name in one.needs if name in found))
        for _name, one in sorted(found.items())
    )


def licence_of(name: str) -> str:
    """Return the licence that the installed package *name* names; empty where it names none."""
    told = distribution(name).metadata
    written = _one(told, "License-Expression") or _one(told, "License")
    if written in _SAYS_NOTHING or "\n" in written or len(written) > _LONGEST:
        kinds = (one.rpartition(" :: ") for one in told.get_all("Classifier", ()))
        written = " / ".join(last for first, _, last in kinds if first.startswith("License"))
    return _NAMES.get(written, written)


def as_cyclonedx(parts: Iterable[Part], lifecycle: str) -> str:
    """Return *parts*, one of which is the program, as CycloneDX 1.6: always the same for the same.

    *lifecycle* is build, where they are what was tried, or operations, where they are installed.
    """
    every = {one.name: one for one in parts}
    own = every.pop(NAME)
    others = [*every.values(), *CARRIED]
    known = {own.name: own, **every}
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": lifecycle}],
            "component": _component(own, "application"),
        },
        "components": [_component(one, "file" if one.is_file else "library") for one in others],
        "dependencies": [
            _dependencies(own, known, (one.ref for one in CARRIED)),
            *(_dependencies(one, known) for one in every.values()),
        ],
    }
    serial = uuid5(NAMESPACE_URL, json.dumps(document, sort_keys=True))
    whole = {**document, "serialNumber": f"urn:uuid:{serial}"}
    return json.dumps(whole, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def plain(name: str) -> str:
    """Return the *name* of a package as it is compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _needed(name: str, extras: frozenset[str]) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield what the package *name* with its *extras* needs here, installed or not."""
    for line in _told(name, lambda told: told.requires) or ():
        found = _NEED.match(line)
        if found and _holds(found["marker"] or "", extras):
            wanted = (found["extras"] or "").split(",")
            yield plain(found["name"]), frozenset(filter(None, map(str.strip, wanted)))


def _holds(marker: str, extras: frozenset[str]) -> bool:
    wanted = _EXTRA.findall(marker)
    is_here = platform == "win32" or not _ONLY_WINDOWS.search(marker)
    return is_here and (not wanted or bool({*wanted} & extras))


def _part(name: str) -> Part | None:
    version = _told(name, lambda told: told.version)
    return Part(name, version, licence_of(name)) if version else None


def _told(name: str, what: Callable[[Any], Any]) -> Any:
    try:
        return what(distribution(name))
    except PackageNotFoundError:
        return None


def _one(told: Any, name: str) -> str:
    return str(told.get(name) or "").strip()


def _component(part: Part, kind: str) -> dict[str, Any]:
    told: dict[str, Any] = {"type": kind, "bom-ref": part.ref, "name": part.name}
    if part.version:
        told |= {"version": part.version, "purl": part.ref}
    if part.licence:
        told["licenses"] = [_licence(part.licence)]
    return told


def _licence(licence: str) -> dict[str, Any]:
    parts = re.split(r" (?:AND|OR|WITH) ", licence)
    is_spdx = all(_SPDX.fullmatch(one) for one in parts)
    return {"expression": licence} if is_spdx else {"license": {"name": licence}}


def _dependencies(part: Part, known: dict[str, Part], more: Iterable[str] = ()) -> dict[str, Any]:
    refs = sorted({*(known[name].ref for name in part.needs if name in known), *more})
    return {"ref": part.ref, "dependsOn": refs}
