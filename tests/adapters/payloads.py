"""The recorded answers of real systems, which belong to others and are not always there."""

from pathlib import Path

import pytest

from agenda_risk.models import Page

_ROOT = Path(__file__).parents[2]
# Beside the repository, or one folder further up.
_PLACES = [place / "shared" / "systems" / "payloads" for place in (_ROOT.parent, _ROOT.parents[1])]
_PAGES = Path(__file__).parents[1] / "pages"


def payload(name: str, url: str, **more: object) -> Page:
    """Return the recorded answer *name* as the page at *url*; skip where it is not there."""
    path = next((place / name for place in _PLACES if (place / name).is_file()), None)
    if path is None:
        pytest.skip(f"the recorded answer {name} is not here")
    return Page(url=url, content=path.read_bytes(), **more)


def saved(name: str, url: str, **more: object) -> Page:
    """Return the project's own page *name* as the page at *url*."""
    return Page(url=url, content=(_PAGES / name).read_bytes(), **more)
