"""A letter as it is seen: in a real browser, light, dark and on phones."""

import os
import shutil
from pathlib import Path

import pytest
from told import EVERY, FULL, SEEN, message, told

from agenda_risk.render.letter import as_letter

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MODULES = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
AXE = Path(os.environ.get("AGENDA_RISK_AXE", MODULES))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
SCREENS = {
    "light": {"viewport": {"width": 900, "height": 900}},
    "dark": {"viewport": {"width": 900, "height": 900}, "color_scheme": "dark"},
    "390": {"viewport": {"width": 390, "height": 800}},
    "320": {"viewport": {"width": 320, "height": 800}, "color_scheme": "dark"},
}
LETTERS = {
    "many": message(*EVERY),
    "one": message(FULL, language="en"),
    "cases": message(SEEN, FULL),
    "none": message(),
    "long": message(told(body="Arbetsmarknads-och-vuxenutbildningsnämnden" * 4)),
}

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="needs chromium")


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(params=SCREENS)
def page(browser, request):
    context = browser.new_context(**SCREENS[request.param])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", LETTERS)
def test_a_letter_fits_its_screen_and_asks_nobody_for_anything(page, name):
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.set_content(as_letter(LETTERS[name]).html)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert asked == []


@pytest.mark.skipif(not AXE.is_file(), reason="needs axe-core (npm install --no-save axe-core)")
@pytest.mark.parametrize("name", ["many", "cases", "none"])
def test_a_letter_can_be_read_by_all(page, name):
    page.set_content(as_letter(LETTERS[name]).html)
    page.evaluate(AXE.read_text("utf-8"))

    run = "tags => axe.run({runOnly: tags, resultTypes: ['violations']})"
    found = page.evaluate(run, TAGS)

    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
