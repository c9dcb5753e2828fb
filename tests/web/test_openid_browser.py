"""Logging in elsewhere in a real browser, and how the pages for it look."""

import socket
from threading import Thread
from time import sleep

import pytest
import uvicorn
from browsers import chromium, is_too_wide, needs_axe, violations
from openid_provider import CLIENT, SECRET, MadeProvider, provided
from test_browser import SCREENS

from agenda_risk.access import Standing
from agenda_risk.login_settings import ProviderSettings, ProxySettings, RoleRule
from agenda_risk.oidc import OpenIdProvider, Registration, Way
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions

__all__ = ["chromium"]
ROLES = (RoleRule(value="alla", role=Standing.CLERK), RoleRule(value="admin", role="administrator"))
PATHS = ("/logga-in", "/logga-in/svar/granvik", "/utloggad?hos=oidc:granvik", "/utloggad?hos=proxy",
         "/administration", "/konto")  # fmt: skip


@pytest.fixture
def provider(tmp_path, clock):
    made = MadeProvider(clock)
    told = {"name": "Eva Ek", "preferred_username": "eva@granvik.example"}
    made.people["eva"] = {"sub": "eva-1", "groups": ["alla", "admin"], **told}
    with provided(made, tmp_path):
        yield made


@pytest.fixture
def served(desk, kept, provider):
    """Return the address of a service that people log in to with the provider."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    settings = ProviderSettings(
        title="Granviks kommun", issuer=provider.issuer, client=CLIENT, roles=ROLES
    )
    own = Registration("granvik", SECRET, address)
    way = Way(settings.title, certificates=provider.authority)
    known = {"granvik": OpenIdProvider(settings, own, way, desk.now)}
    proxy = ProxySettings(title="Granviks intranät", header="X", addresses=("192.0.2.1",))
    app = make_app(desk, WebOptions(providers=known, proxy=proxy, address=address))
    port = int(address.rpartition(":")[2])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="warning"))
    running = Thread(target=server.run, daemon=True)
    running.start()
    while not server.started:
        sleep(0.02)
    yield address
    server.should_exit = True
    running.join()


@pytest.fixture
def browser(chromium, served):
    """Return a browser that lets go of the service before that ends."""
    yield chromium
    for context in chromium.contexts:
        context.close()


def enter(page, address: str) -> None:
    page.goto(f"{address}/granska")
    page.get_by_role("link", name="Logga in med Granviks kommun").click()
    page.get_by_role("link", name="eva").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_somebody_goes_to_the_provider_and_comes_back_and_leaves_both(browser, served, scripts):
    page = browser.new_context(ignore_https_errors=True, java_script_enabled=scripts).new_page()

    enter(page, served)
    assert page.url == f"{served}/granska"
    assert page.get_by_role("link", name="Eva Ek").is_visible()

    page.get_by_role("button", name="Logga ut").click()
    page.get_by_role("link", name="Logga ut från Granviks kommun").click()
    assert page.url == f"{served}/utloggad"
    assert page.get_by_role("heading", name="Du har loggat ut").is_visible()
    page.goto(f"{served}/granska")
    assert "/logga-in" in page.url


def test_who_breaks_off_may_begin_again(browser, served):
    page = browser.new_context(ignore_https_errors=True).new_page()
    page.goto(f"{served}/granska")
    page.get_by_role("link", name="Logga in med Granviks kommun").click()

    page.get_by_role("link", name="Avbryt").click()
    assert "Du avbröt inloggningen" in page.get_by_role("alert").inner_text()

    page.get_by_role("link", name="Logga in med Granviks kommun").click()
    page.get_by_role("link", name="eva").click()
    assert page.url == f"{served}/granska"


@needs_axe
@pytest.mark.parametrize("screen", SCREENS)
def test_axe_finds_nothing_on_the_pages_of_logins(browser, served, screen):
    told = {"ignore_https_errors": True, "bypass_csp": True}
    page, found = browser.new_context(**SCREENS[screen], **told).new_page(), {}
    enter(page, served)
    for path in PATHS:
        page.goto(served + path)
        wrong, wide = violations(page), is_too_wide(page)
        if wrong or wide:
            found[path] = (wrong, wide)

    assert found == {}
