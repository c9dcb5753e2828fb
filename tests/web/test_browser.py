"""Utfall, Arkiv and Regler in a real browser: light, dark, on phones, with and without scripts."""

import socket
from datetime import timedelta
from threading import Thread
from time import sleep

import pytest
import uvicorn
from browsers import chromium, is_too_wide, needs_axe, violations

from agenda_risk.access import Grant, Standing
from agenda_risk.basis import BasisFiles
from agenda_risk.service import Desk
from agenda_risk.service.outcomes import outcome_address
from agenda_risk.service.rule_books import PublishedBasis
from agenda_risk.store.outcomes import outcomes_of
from agenda_risk.store.users import NewUser, add_user, begin_session
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions

__all__ = ["chromium"]
SCREENS = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "390": {"viewport": {"width": 390, "height": 800}},
    "320": {"viewport": {"width": 320, "height": 800}},
}
PATHS = ("/u/SECRET", "/mote/1/utfall", "/arkiv?q=skola", "/arkiv?q=anna+andersson", "/arkiv/moten",
         "/arkiv/statistik", "/arkiv/rapport", "/arkiv/ova/3", "/regler", "/regler/utfall",
         "/regler/forslag", "/regler/regel/school-closure", "/regler/prova",
         "/regler/egna")  # fmt: skip
SECRET = "a session of somebody with every role"
WRONG = "overlay: Granvik\nowner: kansliet\nlevels:\n  - rule: finns-inte\n    level: hög\n"


@pytest.fixture
def desk(store, clock):
    return Desk(store, PublishedBasis(store, BasisFiles()), clock)


@pytest.fixture
def served(desk, kept, clock):
    """Return the address of a service that runs on the evening of the council's meeting."""
    clock.later(days=15, hours=13)
    with desk.store.writing() as connection:
        user = add_user(connection, NewUser("alla"), map(Grant, Standing), clock())
        begin_session(connection, user, SECRET, clock(), clock() + timedelta(hours=8))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    app = make_app(desk, WebOptions())
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    running = Thread(target=server.run, daemon=True)
    running.start()
    while not server.started:
        sleep(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    running.join()


@pytest.fixture
def browser(chromium, served):
    """Return a browser that lets go of the service before that ends."""
    yield chromium
    for context in chromium.contexts:
        context.close()


@pytest.fixture
def opened(browser, served):
    """Return what opens a window of somebody who is logged in."""

    def window(**told):
        context = browser.new_context(**told)
        context.add_cookies([{"name": "agenda-risk", "value": SECRET, "url": served}])
        return context.new_page()

    return window


@pytest.fixture
def form(desk, kept):
    """Return the path of the form about the council's meeting."""
    address = outcome_address(desk, WebOptions(address="http://x.example"), kept[0])
    return address.removeprefix("http://x.example")


@needs_axe
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(opened, served, form, screen):
    page, found = opened(**SCREENS[screen], bypass_csp=True), {}
    for path in PATHS:
        page.goto(served + path.replace("/u/SECRET", form))
        told, wide = violations(page), is_too_wide(page)
        if told or wide:
            found[path] = (told, wide)

    assert found == {}


def test_on_a_phone_without_scripts_it_is_told_how_it_went(browser, served, form, desk, kept):
    page = browser.new_context(**SCREENS["390"], java_script_enabled=False).new_page()
    page.goto(served + form)

    page.get_by_label("Ordförande").check()
    page.get_by_label("Högljutt men under kontroll").check()
    page.get_by_role("button", name="Spara utfall").click()

    assert page.get_by_role("heading", name="Tack").is_visible()
    with desk.store.reading() as connection:
        assert [one.course.value for one in outcomes_of(connection, kept[0])] == ["loud"]


def test_what_was_written_when_the_session_ended_is_sent_once_more(opened, served):
    page = opened()
    page.goto(f"{served}/mote/1")
    page.locator("input[type=radio][value=no]").first.check()
    page.locator("input[name^=reason-]").first.fill("Redan ordnat")
    seat = page.context.cookies()
    page.context.clear_cookies()

    page.get_by_role("button", name="Spara svaren").click()
    told = page.inner_text("main")
    page.context.add_cookies(seat)  # logged in again in another tab
    page.reload()

    assert "Det du skrev är inte sparat än, men det finns kvar i den här fliken." in told
    assert "Det är sparat. 1 av " in page.inner_text("[role=status]")
    assert page.locator("input[name^=reason-]").first.input_value() == "Redan ordnat"


def test_what_is_to_be_touched_is_large_enough_for_a_thumb(browser, served, form):
    page = browser.new_context(**SCREENS["320"]).new_page()
    page.goto(served + form)

    boxes = [one.bounding_box() for one in page.locator(".choice").all()]

    assert len(boxes) >= 12
    assert min(box["height"] for box in boxes) >= 44


def test_own_rules_are_checked_corrected_and_published_without_scripts(opened, served):
    page = opened(java_script_enabled=False)
    page.goto(f"{served}/regler/egna")
    text = page.get_by_label("De egna reglernas text")

    text.fill(WRONG)
    page.get_by_role("button", name="Kontrollera").click()
    assert "3 saker är fel" in page.get_by_role("alert").inner_text()

    text.fill(WRONG.replace("finns-inte", "school-closure").replace("hög", "low\n    reason: Test"))
    page.get_by_role("button", name="Kontrollera").click()
    assert page.get_by_text("skulle inte längre lyftas fram").is_visible()

    page.get_by_label("Vad som ändras, och varför").fill("Inga skolor kvar")
    page.get_by_role("button", name="Publicera").click()
    assert "Version 1 är publicerad" in page.get_by_role("status").inner_text()
