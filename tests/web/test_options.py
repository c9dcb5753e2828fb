"""How the service is reached follows from one address in the settings."""

import base64
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import MissingInputError
from agenda_risk.settings import parse_settings
from agenda_risk.store.users import NewUser, add_user, begin_session
from agenda_risk.web.app import make_app
from agenda_risk.web.options import options_of


def options(text: str, **environ: str):
    return options_of(parse_settings(text, "agenda-risk.toml"), environ)


def test_the_address_tells_prefix_and_whether_cookies_are_only_for_https():
    found = options('[service]\naddress = "https://granvik.example/moten"\n')

    assert (found.prefix, found.is_secure, found.cookie) == ("/moten", True, "agenda-risk")
    plain = options('[service]\naddress = "https://moten.granvik.example"\n')
    assert plain.cookie == "__Host-agenda-risk"
    assert options("").is_secure is False


def test_secrets_of_webhooks_stand_in_the_environment():
    text = '[service.webhooks]\nsystem = "HOOK"\nother = "OTHER"\n'
    written = "whsec_" + base64.b64encode(b"own").decode()

    assert options(text, HOOK="plain", OTHER=written).webhooks == {
        "system": b"plain",
        "other": b"own",
    }
    with pytest.raises(MissingInputError, match="HOOK"):
        options(text)


@pytest.mark.parametrize("written", ["whsec_", "whsec_inte base64"], ids=["empty", "unreadable"])
def test_a_secret_that_anybody_knows_is_none(written):
    with pytest.raises(MissingInputError, match="HOOK"):
        options('[service.webhooks]\nsystem = "HOOK"\n', HOOK=written)


def test_an_address_with_a_stroke_at_its_end_leads_to_the_same_pages(desk, readers):
    told = options('[service]\naddress = "https://granvik.example/moten/"\n')
    with desk.store.writing() as connection:
        user = add_user(connection, NewUser("eva"), [Grant(Standing.ADMINISTRATOR)], desk.now())
        begin_session(connection, user, "hemlig", desk.now(), desk.now() + timedelta(hours=1))
    browser = TestClient(make_app(desk, told, readers), base_url="https://granvik.example")
    browser.cookies.set("agenda-risk", "hemlig")

    page = browser.post(f"/moten/administration/konton/{user}/lank").text

    assert "https://granvik.example/moten/logga-in/" in page


@pytest.mark.parametrize("path", ["/moten/logga-in", "/logga-in"], ids=["whole", "cut"])
def test_behind_a_proxy_every_link_carries_the_prefix(desk, readers, path):
    app = make_app(desk, options('[service]\naddress = "https://granvik.example/moten"\n'), readers)
    browser = TestClient(app, base_url="https://granvik.example", follow_redirects=False)

    page = browser.get(path)

    assert page.status_code == 200
    assert 'href="/moten/static/web.css"' in page.text
    assert 'action="/moten/logga-in"' in page.text
    assert browser.get("/moten/static/web.css").status_code == 200
    assert browser.get("/moten/").headers["location"] == "/moten/logga-in?next=/"


def test_each_page_leads_to_the_organisations_own_accessibility_statement(desk, readers):
    own = "https://granvik.example/tillganglighet"
    led = {}
    for text in ("", f'[service]\naccessibility = "{own}"\n'):
        app = make_app(desk, options(text), readers)
        page = TestClient(app, base_url="http://granvik.example").get("/logga-in").text
        led[text] = f'href="{own}"' in page, 'href="/hjalp/tillganglighet"' in page

    assert [*led.values()] == [(False, True), (True, False)]
