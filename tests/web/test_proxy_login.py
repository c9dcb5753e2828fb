"""Logging in by what a proxy tells: nobody else is believed, and only while it goes on to tell."""

import pytest
from fastapi.testclient import TestClient

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import FaultsError
from agenda_risk.login_settings import ProxySettings, RoleRule
from agenda_risk.settings import parse_settings
from agenda_risk.store.log import logged
from agenda_risk.store.users import NewUser, add_user, users
from agenda_risk.translate import translator
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions, options_of

OWN = {"Origin": "http://granvik.example"}
PROXY = "10.0.0.5"
TOLD = ProxySettings(
    title="Granviks intranät",
    header="Remote-User",
    addresses=("10.0.0.0/29", "fd00::1"),
    groups="Remote-Groups",
    roles=(
        RoleRule(value="sekreterare", role=Standing.CLERK),
        RoleRule(value="admin", role=Standing.ADMINISTRATOR),
    ),
)
EVA = {"Remote-User": "GRANVIK\\Eva", "Remote-Groups": "alla, sekreterare"}


@pytest.fixture
def come(desk, readers):
    """Return what makes a browser whose requests come from a peer."""

    def browser(peer: str = PROXY, *, prefix: str = "", told: ProxySettings | None = TOLD):
        options = WebOptions(proxy=told, prefix=prefix, forwarded=("127.0.0.1", PROXY))
        app = make_app(desk, options, readers)
        return TestClient(
            app, base_url="http://granvik.example", follow_redirects=False, client=(peer, 50000)
        )

    return browser


def names(desk) -> list[str]:
    with desk.store.reading() as connection:
        return [one.name for one in users(connection)]


@pytest.mark.parametrize("peer", [PROXY, "::ffff:10.0.0.5", "fd00::1"])
def test_whom_the_proxy_names_is_let_in_to_the_page_that_was_wanted(come, desk, peer):
    browser = come(peer)
    led = browser.get("/granska", headers=EVA).headers["location"]

    answer = browser.get(led, headers=EVA)

    assert (answer.status_code, answer.headers["location"]) == (303, "/granska")
    assert browser.get("/granska", headers=EVA).status_code == 200
    with desk.store.reading() as connection:
        told = [(one.actor, one.act) for one in logged(connection)]
    assert told == [("proxy", "account-added"), ("user:1", "logged-in")]


@pytest.mark.parametrize("peer", ["10.0.0.9", "192.0.2.7", "127.0.0.1", "fd00::2", "testclient"])
def test_nobody_else_is_believed(come, desk, peer):
    browser = come(peer)

    assert browser.get("/logga-in", headers=EVA).status_code == 200
    assert browser.get("/granska", headers=EVA).status_code == 303
    assert names(desk) == []


def test_who_says_to_ask_for_the_proxy_is_not_the_proxy(come, desk):
    for peer in ("127.0.0.1", "192.0.2.7"):
        told = {**EVA, "X-Forwarded-For": PROXY, "Forwarded": f"for={PROXY}"}
        assert come(peer).get("/logga-in", headers=told).status_code == 200
    assert names(desk) == []


def test_the_proxy_is_known_though_it_tells_for_whom_it_asks(come):
    told = {**EVA, "X-Forwarded-For": "192.0.2.7"}

    assert come().get("/logga-in", headers=told).status_code == 303


def test_without_a_table_in_the_settings_the_header_is_nothing(come, desk):
    assert come(told=None).get("/logga-in", headers=EVA).status_code == 200
    assert names(desk) == []


@pytest.mark.parametrize(
    "headers",
    [
        [("Remote-User", "eva"), ("Remote-User", "admin")],
        [("Remote-User", "eva"), ("remote-user", "eva")],
        [("Remote-User", "eva"), ("Remote-Groups", "alla"), ("Remote-Groups", "admin")],
        [("Remote-User", "")],
        [("Remote-User", "   ")],
        [("Remote-User", "e" * 101)],
        [("Remote-User", b"eva\x01")],
        [("Remote-Groups", "admin")],
    ],
    ids=["two", "two-alike", "two-groups", "empty", "blank", "long", "unseen", "only-groups"],
)
def test_what_may_not_be_the_proxys_own_word_lets_nobody_in(come, desk, headers):
    page = come().get("/logga-in", headers=headers)

    assert page.status_code == 200
    assert "har inte talat om vem du är" in page.text
    assert names(desk) == []


@pytest.mark.parametrize("octets", ["Åsa Öst".encode(), "Åsa Öst".encode("latin-1")])
def test_a_name_in_swedish_letters_is_read_in_either_way_to_write_it(come, desk, octets):
    told = [("Remote-User", octets), ("Remote-Groups", "sekreterare")]

    assert come().get("/logga-in", headers=told).status_code == 303
    assert names(desk) == ["Åsa Öst"]


def test_large_and_small_letters_are_one_account(come, desk):
    for name in ("Eva", "EVA", "eva"):
        come().get("/logga-in", headers={**EVA, "Remote-User": name})

    assert names(desk) == ["Eva"]


def test_a_session_holds_no_longer_than_the_proxy_tells_who_it_is(come):
    browser = come()
    browser.get("/logga-in", headers=EVA)

    assert browser.get("/granska").status_code == 303
    assert browser.get("/granska", headers={**EVA, "Remote-User": "adam"}).status_code == 303
    assert browser.get("/granska", headers=EVA).status_code == 200


def test_a_cookie_that_was_carried_off_opens_nothing_past_the_proxy(come):
    browser = come()
    browser.get("/logga-in", headers=EVA)
    elsewhere = come("192.0.2.7")
    elsewhere.cookies.set("agenda-risk", browser.cookies["agenda-risk"])

    assert elsewhere.get("/granska", headers=EVA).status_code == 303


def test_when_the_proxy_is_no_longer_asked_its_sessions_are_over(come):
    browser, after = come(), come(told=None)
    browser.get("/logga-in", headers=EVA)
    after.cookies.set("agenda-risk", browser.cookies["agenda-risk"])

    assert after.get("/granska", headers=EVA).status_code == 303


def test_a_session_that_was_planted_is_not_taken_over(come):
    browser = come()
    browser.cookies.set("agenda-risk", "planted", domain="granvik.example", path="/")

    set_cookie = browser.get("/logga-in", headers=EVA).headers["set-cookie"]

    assert set_cookie.startswith("agenda-risk=")
    assert "planted" not in set_cookie


def test_groups_of_the_next_login_replace_those_of_the_last(come):
    browser = come()
    browser.get("/logga-in", headers=EVA)
    browser.get("/logga-in", headers={**EVA, "Remote-Groups": "admin"})

    assert browser.get("/administration", headers=EVA).status_code == 200
    assert browser.get("/granska", headers=EVA).status_code == 403


def test_who_has_no_role_is_refused(come, desk):
    page = come().get("/logga-in", headers={**EVA, "Remote-Groups": "alla"})

    assert page.status_code == 403
    assert "ingen roll" in page.text
    assert names(desk) == []


def test_an_account_with_a_password_of_the_same_name_stays_its_owners(come, desk):
    with desk.store.writing() as connection:
        add_user(connection, NewUser("eva"), [Grant(Standing.ADMINISTRATOR)], desk.now())
    browser, told = come(), {**EVA, "Remote-User": "eva"}
    browser.get("/logga-in", headers=told)

    assert browser.get("/administration", headers=told).status_code == 403
    assert names(desk) == ["eva", "eva (2)"]


def test_who_logs_out_is_told_that_the_proxy_keeps_them(come):
    browser = come()
    browser.get("/logga-in", headers=EVA)
    left = browser.post("/logga-ut", headers={**EVA, **OWN}).headers["location"]

    page = browser.get(left, headers=EVA)

    assert "Granviks intranät håller kvar din inloggning" in page.text
    assert "agenda-risk" not in browser.cookies
    assert browser.get("/granska", headers=EVA).status_code == 303


@pytest.mark.parametrize("path", ["/moten/logga-in", "/logga-in"], ids=["whole", "cut"])
def test_under_a_path_of_the_proxy_all_is_the_same(come, path):
    browser = come(prefix="/moten")

    answer = browser.get(f"{path}?next=/granska", headers=EVA)

    assert answer.headers["location"] == "/moten/granska"
    assert "Path=/moten/" in answer.headers["set-cookie"]
    assert browser.get("/moten/granska", headers=EVA).status_code == 200


def test_programs_come_in_by_their_key_alone(come):
    assert come().get("/api/v1/meetings", headers=EVA).status_code == 401


# The settings


def test_the_settings_tell_of_the_proxy():
    text = (
        '[login]\nlocal = false\n[login.proxy]\ntitle = "Granvik"\nheader = "Remote-User"\n'
        'addresses = ["10.0.0.5", "fd00::/64"]\n'
        '[[login.proxy.roles]]\nvalue = "a"\nrole = "clerk"\n'
    )

    options = options_of(parse_settings(text, "agenda-risk.toml"), {})

    assert (options.local, options.proxy.header) == (False, "remote-user")
    assert options.forwarded == ("127.0.0.1", "10.0.0.5", "fd00::/64")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ('addresses = ["10.0.0.300"]', "en adress eller ett nät"),
        ("addresses = []", "Ska inte vara tomt"),
        ('header = "Remote User"', "namnet på ett huvudfält"),
        ('groups = "Remote:Groups"', "namnet på ett huvudfält"),
        ('roles = [{value = "a", role = "administrator", body = "KS"}]', "alla organ"),
        ('roles = [{value = "a", role = "clark"}]', "clerk"),
        ('strangers = "maybe"', "refuse"),
    ],
)
def test_what_is_wrong_in_the_settings_is_told_where_it_stands(line, sentence):
    key = line.partition(" ")[0]
    lines = {
        "title": 'title = "Granvik"',
        "header": 'header = "Remote-User"',
        "addresses": 'addresses = ["10.0.0.5"]',
        key: line,
    }
    text = "[login.proxy]\n" + "\n".join(lines.values()) + "\n"

    with pytest.raises(FaultsError) as raised:
        parse_settings(text, "agenda-risk.toml")

    (told,) = raised.value.told(translator("sv"))
    assert told.startswith(f"agenda-risk.toml:{text[: text.index(line)].count(chr(10)) + 1}:")
    assert sentence in told
