"""What axe finds in the pages, in light, dark and on a phone."""

import json
import os
import re
import shutil
import subprocess
from html import escape, unescape
from pathlib import Path

import pytest
from crowded import crowded_brief
from papers import PAPER

from agenda_risk.models import Profile
from agenda_risk.profile import parse_profile
from agenda_risk.render.extent import Extent
from agenda_risk.render.html import as_html
from agenda_risk.render.paper_html import as_html as paper_as_html
from agenda_risk.shipped import path_of

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
MODULES = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
AXE = Path(os.environ.get("AGENDA_RISK_AXE", MODULES))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice", "EN-301-549"]
SCREENS = {
    "light": ("--window-size=1000,1400", "--blink-settings=preferredColorScheme=1"),
    "dark": ("--window-size=1000,1400", "--blink-settings=preferredColorScheme=0"),
    "phone": ("--window-size=600,1400", "--blink-settings=preferredColorScheme=1"),
    "narrow": ("--window-size=600,1400", "--blink-settings=preferredColorScheme=1"),
}
WIDTHS = {"light": 1000, "dark": 1000, "phone": 390, "narrow": 320}
# No window of Chromium is narrower than 500 pixels.
FRAME = '<title></title><iframe width="{}" height="1300" style="border:0" srcdoc="{}"></iframe>'
RUN = """
<script>
axe.run({{runOnly: {tags}}}).then(found => {{
  const told = found.violations.map(one => [one.id, one.nodes.map(node => node.html)]);
  const wide = document.documentElement.scrollWidth;
  top.document.title = JSON.stringify({{width: innerWidth, wide,
    scheme: matchMedia("(prefers-color-scheme: dark)").matches, told}});
}});
</script>
"""

pytestmark = pytest.mark.skipif(
    not (CHROMIUM and AXE.is_file()),
    reason="needs chromium and axe-core (npm install --no-save axe-core, or AGENDA_RISK_AXE)",
)


def profile() -> Profile:
    """Return the sample profile, in which numbers have hours beside them."""
    path = path_of("samples") / "granvik.toml"
    return parse_profile(path.read_text(encoding="utf-8"), path.name)


def pages(brief) -> dict[str, str]:
    return {
        "brief": as_html(brief, "sv"),
        "known": as_html(brief.model_copy(update={"profile": profile()}), "sv"),
        "english": as_html(brief, "en"),
        "open": as_html(brief, "sv", Extent.OPEN),
        "operational": as_html(brief, "sv", Extent.OPERATIONAL),
        "crowded": as_html(crowded_brief(5, 300), "sv"),
        "paper": paper_as_html(PAPER),
    }


def looked_at(page: str, folder: Path, screen: str) -> dict:
    script = (
        f"<script>{AXE.read_text(encoding='utf-8')}</script>{RUN.format(tags=json.dumps(TAGS))}"
    )
    path = folder / "page.html"
    scripted = page.replace("</body>", f"{script}</body>")
    path.write_text(in_frame(scripted, screen), "utf-8")
    done = subprocess.run(
        [
            CHROMIUM,
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            f"--user-data-dir={folder / 'profile'}",
            "--virtual-time-budget=20000",
            *SCREENS[screen],
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return json.loads(unescape(re.search(r"<title>(.*?)</title>", done.stdout, re.DOTALL)[1]))


def in_frame(page: str, screen: str) -> str:
    """Return *page* in a frame as wide as *screen*, where no window is that narrow."""
    width = WIDTHS[screen]
    return FRAME.format(width, escape(page)) if width < 500 else page


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize(
    "name", ["brief", "known", "english", "open", "operational", "crowded", "paper"]
)
def test_axe_finds_nothing(brief, tmp_path, name, screen):
    seen = looked_at(pages(brief)[name], tmp_path, screen)

    assert seen["told"] == []
    assert seen["scheme"] == (screen == "dark")
    assert seen["wide"] <= seen["width"] <= WIDTHS[screen]
