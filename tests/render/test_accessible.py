"""What axe finds in the pages, in light, dark and on a phone."""

import pytest
from browsers import TAGS as SERVICE_TAGS
from browsers import chromium, is_too_wide, needs_axe, violations
from crowded import crowded_brief
from papers import PAPER

from agenda_risk.models import Profile
from agenda_risk.profile import parse_profile
from agenda_risk.render.extent import Extent
from agenda_risk.render.html import as_html
from agenda_risk.render.paper_html import as_html as paper_as_html
from agenda_risk.shipped import path_of

__all__ = ["chromium"]
TAGS = (*SERVICE_TAGS, "EN-301-549")
WIDE = {"width": 1000, "height": 1400}
SCREENS = {
    "light": {"viewport": WIDE},
    "dark": {"viewport": WIDE, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 1300}},
    "narrow": {"viewport": {"width": 320, "height": 1300}},
}
IS_DARK = "matchMedia('(prefers-color-scheme: dark)').matches"

pytestmark = needs_axe


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


@pytest.fixture(params=SCREENS)
def page(chromium, request):
    context = chromium.new_context(**SCREENS[request.param])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "name", ["brief", "known", "english", "open", "operational", "crowded", "paper"]
)
def test_axe_finds_nothing(page, brief, name, request):
    page.set_content(pages(brief)[name])

    assert violations(page, TAGS) == []
    assert page.evaluate(IS_DARK) == ("dark" in request.node.callspec.id)
    assert not is_too_wide(page)


def test_what_is_wrong_in_a_page_is_found(page):
    page.set_content(
        "<title>Granvik</title><img src='karta.png'><p style='width: 3000px'>Norrby</p>"
    )

    assert ("image-alt", ['<img src="karta.png">']) in violations(page, TAGS)
    assert is_too_wide(page)
