"""Write agenda-risk.cdx.json from uv.lock: what the wheel says that it was tried with.

Run it where the package is installed with all its extras, after each change of uv.lock:
``python .deploy/sbom.py``.
"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agenda_risk.parts import ALL, NAME, Part, as_cyclonedx, licence_of

HERE = Path(__file__).parent
FILE = HERE / "agenda-risk.cdx.json"


def locked_parts() -> tuple[Part, ...]:
    """Return the program and all that its extras for users need, in the versions of the lock."""
    lock = tomllib.loads((HERE.parent / "uv.lock").read_text(encoding="utf-8"))
    packages = {one["name"]: one for one in lock["package"]}
    found: dict[str, set[str]] = {}
    waiting, met = [(NAME, ALL)], set[tuple[str, str]]()
    while waiting:
        asked = waiting.pop()
        if asked not in met:
            met.add(asked)
            needed = list(_needed(packages[asked[0]], asked[1]))
            found.setdefault(asked[0], set()).update(name for name, _extra in needed)
            waiting.extend(needed)
    return tuple(
        Part(name, packages[name]["version"], licence_of(name), tuple(sorted(needs - {name})))
        for name, needs in sorted(found.items())
    )


def _needed(package: dict[str, Any], extra: str) -> Iterator[tuple[str, str]]:
    own = package.get("optional-dependencies", {}).get(extra, []) if extra else []
    for one in (*package.get("dependencies", []), *own):
        yield one["name"], ""
        yield from ((one["name"], more) for more in one.get("extra", []))


if __name__ == "__main__":
    FILE.write_text(as_cyclonedx(locked_parts(), "build"), encoding="utf-8")
