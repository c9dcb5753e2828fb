"""Who comes in, and what every answer carries."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from agenda_risk.access import Grant, Standing
from agenda_risk.service.accounts import setup_secret
from agenda_risk.store.log import logged
from agenda_risk.store.screened import screening_of
from agenda_risk.store.users import NewUser, add_user
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions
from agenda_risk.web.passwords import hash_of

OWN = {"Origin": "http://granvik.example"}
PASSWORD = "korrekt häst batteri"


@pytest.fixture
def clerk(desk):
    with desk.store.writing() as connection:
        user = NewUser("sekreteraren", password=hash_of(PASSWORD))
        return add_user(connection, user, [Grant(Standing.CLERK)], desk.now())


def enter(client, name="sekreteraren", password=PASSWORD, **more):
    form = {"name": name, "password": password, **more}
    return client.post("/logga-in", data=form, headers=OWN)


def test_a_stranger_is_led_to_the_login_and_back(visit, clerk):
    stranger = visit()

    answer = stranger.get("/")

    assert (answer.status_code, answer.headers["location"]) == (303, "/logga-in?next=/")
    assert enter(stranger, wanted="/").headers["location"] == "/"
    assert stranger.get("/").status_code == 200


def test_who_has_been_away_for_long_finds_the_search_again(visit, clerk):
    stranger, search = visit(), "/arkiv?q=skola&level=high"

    led = stranger.get(search).headers["location"]
    wanted, *_ = re.findall(r'name="wanted" value="([^"]*)"', stranger.get(led).text)

    assert enter(stranger, wanted=unescape(wanted)).headers["location"] == search


def test_what_is_too_long_to_remember_leads_to_the_page_without_it(visit):
    answer = visit().get(f"/arkiv?q={'skola' * 100}")

    assert answer.headers["location"] == "/logga-in?next=/arkiv"


@pytest.mark.parametrize("wanted", ["https://elak.example/", "//elak.example", "/\\elak.example"])
def test_nobody_is_led_to_another_site(visit, clerk, wanted):
    assert enter(visit(), wanted=wanted).headers["location"] == "/"


def test_a_wrong_name_and_a_wrong_password_are_told_alike(visit, clerk):
    unknown = enter(visit(), name="ingen")
    wrong = enter(visit(), password="fel lösenord här")

    assert unknown.status_code == wrong.status_code == 403
    assert unknown.text.replace("ingen", "") == wrong.text.replace("sekreteraren", "")
    assert "Namnet eller lösenordet stämmer inte." in wrong.text


def test_who_has_logged_out_is_a_stranger(visit, clerk):
    browser = visit()
    enter(browser)
    secret = browser.cookies["agenda-risk"]

    browser.post("/logga-ut", headers=OWN)
    browser.cookies.set("agenda-risk", secret)

    assert browser.get("/").status_code == 303


def test_a_session_ends_by_itself(visit, clock):
    browser = visit(Standing.CLERK)
    clock.later(hours=8)

    assert browser.get("/").status_code == 303


@pytest.mark.parametrize(
    "headers",
    [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elak.example"}, {"Origin": "null"}],
    ids=["site", "origin", "no-origin"],
)
def test_another_site_does_nothing_in_somebodys_name(visit, headers):
    browser = visit(Standing.CLERK)

    assert browser.post("/logga-ut", headers=headers).status_code == 403
    assert browser.get("/").status_code == 200


def test_every_page_is_guarded_by_headers(visit):
    headers = visit(Standing.READER).get("/").headers

    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_the_cookie_is_only_for_the_server(visit, clerk):
    cookie = enter(visit()).headers["set-cookie"].lower()

    assert "httponly" in cookie
    assert "samesite=lax" in cookie


def test_the_cookie_of_a_service_with_https_goes_when_somebody_leaves(desk, clerk, readers):
    app = make_app(desk, WebOptions(is_secure=True), readers)
    browser = TestClient(app, base_url="https://granvik.example", follow_redirects=False)
    own = {"Origin": "https://granvik.example"}
    form = {"name": "sekreteraren", "password": PASSWORD}
    browser.post("/logga-in", data=form, headers=own)

    answer = browser.post("/logga-ut", headers=own)

    gone = answer.headers["set-cookie"]
    assert gone.startswith('__Host-agenda-risk="";')
    assert "; Secure" in gone  # else no browser heeds what is said of a cookie with that name


def test_the_overview_shows_the_bodies_that_a_reader_may_see(visit, kept, desk):
    with desk.store.reading() as connection:
        council = screening_of(connection, kept[0]).body.id

    page = visit(Standing.READER, council).get("/").text

    assert "Björkängens skola" in page
    assert "Socialnämnden" not in page


def test_who_has_no_right_is_told_so(visit):
    answer = visit(Standing.ADMINISTRATOR).get("/")

    assert answer.status_code == 403
    assert "Fråga administratören" in answer.text


def test_a_page_can_be_read_in_english(visit):
    browser = visit(Standing.READER)
    browser.post("/sprak", data={"language": "en", "wanted": "/"}, headers=OWN)

    assert '<html lang="en">' in browser.get("/").text


def test_another_language_shows_the_same_search_and_the_same_secret(visit, desk):
    reader, key = visit(Standing.READER), f"/uppstart?key={setup_secret(desk)}"

    for browser, page in ((reader, "/arkiv?q=skola&level=high"), (visit(), key)):
        (wanted,) = re.findall(r'name="wanted" value="([^"]*)"', browser.get(page).text)
        form = {"language": "en", "wanted": unescape(wanted)}
        assert browser.post("/sprak", data=form, headers=OWN).headers["location"] == page


def in_english(browser, answer):
    """Have a page that was answered shown in English, and return where that leads."""
    (wanted,) = re.findall(r'name="wanted" value="([^"]*)"><?\s*<button[^>]*lang="en"', answer.text)
    form = {"language": "en", "wanted": unescape(wanted)}
    onwards = browser.post("/sprak", data=form, headers=OWN)
    assert onwards.status_code == 303
    return onwards.headers["location"]


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/administration/konton", "/administration"),
        ("/administration/konton/1/adress", "/administration"),
        ("/mote/{meeting}/arende", "/mote/{meeting}"),
        ("/mote/{meeting}/beslut/delar/omstandighet", "/mote/{meeting}/beslut"),
        ("/regler/egna/granska", "/regler/egna"),
        ("/bevakningar/7", "/bevakningar/7"),
        ("/sprak", "/"),
        ("/ingenstans/alls", "/"),
    ],
)
@pytest.mark.parametrize("standing", [None, Standing.ADMINISTRATOR, Standing.CHAIR])
def test_another_language_after_a_form_shows_the_page_that_the_form_stands_on(
    visit, kept, standing, path, page
):
    browser, meeting = visit(standing), kept[0]

    answer = browser.post(path.format(meeting=meeting), data={"address": "x"}, headers=OWN)

    assert in_english(browser, answer) == page.format(meeting=meeting)


def test_another_language_where_the_address_is_too_long_shows_the_first_page(visit):
    for path, page in (("/u/" + "a" * 600, "/"), ("/logga-in?next=/" + "å" * 300, "/logga-in")):
        browser = visit()
        assert in_english(browser, browser.get(path)) == page


def test_another_language_while_the_service_is_set_up_keeps_the_key(visit, desk):
    browser, key = visit(), setup_secret(desk)

    refused = browser.post("/uppstart", data={"key": key, "password": "y"}, headers=OWN)

    assert in_english(browser, refused) == f"/uppstart?key={key}"


def test_another_language_after_a_wrong_password_still_leads_to_the_page_that_was_wanted(visit):
    browser = visit()
    form = {"name": "x", "password": "y", "wanted": "/arkiv?q=skola&level=high"}

    path = in_english(browser, browser.post("/logga-in", data=form, headers=OWN))

    assert 'name="wanted" value="/arkiv?q=skola&amp;level=high"' in browser.get(path).text


def test_logging_in_is_logged_without_names(visit, clerk, desk):
    enter(visit())

    with desk.store.reading() as connection:
        (entry,) = logged(connection)
    assert (entry.actor, entry.act) == (f"user:{clerk}", "logged-in")


def test_the_service_tells_that_it_is_up(visit):
    assert visit().get("/healthz").json()["status"] == "ok"
    assert visit().head("/healthz").status_code == 200
