"""Keep what the shipped catalogues (rules, measures, stages, law) are read to.

To read them takes longer than to screen an agenda: each value has a place in its file, for the
faults there might be, and a model that checks it. What is kept was checked when it was written.
"""

import pickle
from collections.abc import Callable, Collection
from datetime import date
from enum import Enum
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from pydantic import VERSION

from agenda_risk.kept import cache_folder, keep, key_of, name_of, read_kept
from agenda_risk.models import Model

_ENDING = ".read"
_MOST = 16
_OWN = "agenda_risk."
_MADE_BY = (
    *("catalogues", "errors", "faults", "kept", "measures", "rules", "sources", "stages"),
    *("yaml_faults", "yaml_reader", "yaml_source", "yaml_syntax", "law/statements"),
    *("models/briefs", "models/dialogues", "models/meetings", "models/profiles", "models/values"),
)

Catalogue = TypeVar("Catalogue", bound=Model)


def kept_catalogue(
    made_of: Collection[str], kind: type[Catalogue], make: Callable[[], Catalogue]
) -> Catalogue:
    """Return what *make* makes of the texts in *made_of*, from disk if it is there."""
    folder = cache_folder()
    if not folder:
        return make()
    sizes = " ".join(str(len(part)) for part in made_of)
    key = key_of((), "\0".join((_program(), kind.__name__, sizes, *made_of)))
    path = folder / name_of(key, _ENDING)
    content = read_kept(path, key)
    found = loaded(content) if content is not None else None
    if isinstance(found, kind):
        return found
    made = make()
    keep(path, key, pickle.dumps(made, pickle.HIGHEST_PROTOCOL), _MOST)
    return made


def loaded(content: bytes) -> object | None:
    """Return the value that was pickled as *content*, or None where it is no value of ours."""
    try:
        found: object = _Values(BytesIO(content)).load()
    except (pickle.UnpicklingError, AttributeError, EOFError, ImportError, LookupError, ValueError):
        return None
    return found


class _Values(pickle.Unpickler):
    """Loads our own values and nothing that could do anything."""

    def find_class(self, module_name: str, name: str) -> Any:
        if (module_name, name) == ("datetime", "date"):
            return date
        if module_name.startswith(_OWN):
            found = getattr(import_module(module_name), name)
            if isinstance(found, type) and issubclass(found, Model | Enum):
                return found
        raise pickle.UnpicklingError(f"{module_name}.{name}")


@cache
def _program() -> str:
    """Return a hash of all that says how a catalogue is read."""
    here = Path(__file__).parent
    return key_of((here / f"{name}.py" for name in _MADE_BY), VERSION).hex()
