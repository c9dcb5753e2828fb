"""A real browser that the tests of a module share, and what axe finds in its pages."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_MODULES = Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"
AXE = Path(os.environ.get("AGENDA_RISK_AXE", _MODULES))
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What passes is not asked for: to describe it takes longer than to find it.
_RUN = """tags => axe.run({runOnly: tags, resultTypes: ["violations"]}).then(
  found => found.violations.map(one => [one.id, one.nodes.map(node => node.html)])
)"""

needs_axe = pytest.mark.skipif(
    not AXE.is_file(),
    reason="needs axe-core (npm install --no-save axe-core, or AGENDA_RISK_AXE)",
)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start a browser; who opens something in it closes that."""
    api = pytest.importorskip("playwright.sync_api", reason="needs playwright")
    if not CHROMIUM:
        pytest.skip("needs chromium")
    with api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


def violations(page: Any, tags: tuple[str, ...] = TAGS) -> list[tuple[str, list[str]]]:
    """Return the rules that *page* breaks, and the elements that break them."""
    page.wait_for_load_state()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    return [(rule, elements) for rule, elements in page.evaluate(_RUN, list(tags))]


def is_too_wide(page: Any) -> bool:
    """Tell whether *page* is wider than its window."""
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
