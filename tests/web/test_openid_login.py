"""Logging in with a provider: a real one, over TLS, that also goes wrong in every way."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from fastapi import Response
from fastapi.responses import JSONResponse, PlainTextResponse, RedirectResponse
from fastapi.testclient import TestClient
from http_servers import served
from joserfc.jwk import RSAKey
from openid_provider import CLIENT, SECRET, MadeProvider, provided

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import RefusedError
from agenda_risk.login_settings import ProviderSettings, RoleRule
from agenda_risk.oidc import OpenIdProvider, Registration, Way
from agenda_risk.oidc.asking import LIMITS
from agenda_risk.service.accounts import give_role, login_secret, set_active, setup_secret
from agenda_risk.store.accounts import all_grants
from agenda_risk.store.log import logged
from agenda_risk.store.users import NewUser, add_user, users
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions

ADDRESS = "http://granvik.example"
OWN = {"Origin": ADDRESS}
EVA = {"sub": "eva-1", "name": "Eva Ek", "preferred_username": "eva@granvik.example"}
ROLES = (
    RoleRule(value="sekreterare", role=Standing.CLERK),
    RoleRule(value="socialnämnden", role=Standing.CHAIR, body="Socialnämnden"),
    RoleRule(value="admin", role=Standing.ADMINISTRATOR),
    RoleRule(value="userinfo", role=Standing.SECURITY),
    RoleRule(value="E-17", role=Standing.READER, claim="https://freja.example/claims/id"),
)


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    with provided(MadeProvider(lambda: None), tmp_path_factory.mktemp("provider")) as provider:
        yield provider


@pytest.fixture
def provider(running, clock):
    """Return the provider as it is when nothing is wrong, with Eva, who is a clerk."""
    place, authority = running.address, running.authority
    running.__init__(clock)
    running.address = running.issuer = place
    running.authority = authority
    running.people["eva"] = {**EVA, "groups": ["sekreterare", "annat"]}
    return running


@pytest.fixture
def service(provider, desk, readers):
    """Return what makes a service that knows the provider as it is told."""

    def made(place: str = ADDRESS, *, authority="", local=True, limits=LIMITS, **told):
        settings = ProviderSettings(
            **{
                "title": "Granviks kommun",
                "issuer": provider.issuer,
                "client": CLIENT,
                "roles": ROLES,
                **told,
            }
        )
        way = Way(settings.title, certificates=authority or provider.authority, limits=limits)
        own = Registration("granvik", SECRET, place)
        known = {"granvik": OpenIdProvider(settings, own, way, desk.now)}
        path, is_secure = urlsplit(place).path, place.startswith("https:")
        options = WebOptions(providers=known, local=local, prefix=path, is_secure=is_secure)
        return Visiting(make_app(desk, options, readers), provider, place.removesuffix(path))

    return made


class Visiting:
    """Walks to the provider and back, as browsers do, one for each of those who come."""

    def __init__(self, app, provider, origin):
        self.app, self.provider, self.origin = app, provider, origin

    def browser(self) -> TestClient:
        return TestClient(self.app, base_url=self.origin, follow_redirects=False)

    def go(self, browser, wanted: str = ""):
        """Return where the provider is asked, with what it is told."""
        answer = browser.get(f"/logga-in/med/granvik?next={wanted}")
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def back(self, place: str, person: str = "eva") -> str:
        """Return where the provider leads whoever logs in there as *person*."""
        way = place.replace("/authorize?", "/enter?") + f"&person={person}"
        trusted = {"verify": self.provider.authority, "allow_redirects": False, "timeout": 5}
        return requests.get(way, **trusted).headers["location"].removeprefix(self.origin)

    def enter(self, browser=None, person: str = "eva", wanted: str = ""):
        """Return how the service answers when *person* comes back."""
        browser = browser or self.browser()
        return browser.get(self.back(self.go(browser, wanted), person))


def acts(desk) -> list[tuple[str, str]]:
    with desk.store.reading() as connection:
        return [(one.actor, one.act) for one in logged(connection) if one.act != "screened"]


def whys(desk) -> list[str]:
    with desk.store.reading() as connection:
        return [one.content for one in logged(connection) if one.act == "login-refused"]


def held(desk, name: str) -> set[tuple]:
    with desk.store.reading() as connection:
        numbers = {one.name: one.id for one in users(connection)}
        return set(all_grants(connection).get(numbers[name], ()))


def test_who_is_known_comes_in_and_to_the_page_that_was_wanted(service, desk):
    visiting = service()
    browser = visiting.browser()

    answer = visiting.enter(browser, wanted="/granska")

    assert (answer.status_code, answer.headers["location"]) == (303, "/granska")
    assert "Eva Ek" in browser.get("/granska").text
    assert acts(desk) == [("oidc:granvik", "account-added"), ("user:1", "logged-in")]


def test_the_login_names_the_provider(service):
    page = service().browser().get("/logga-in?next=/arkiv").text

    assert "Logga in med Granviks kommun" in page
    assert 'href="/logga-in/med/granvik?next=/arkiv"' in page


def test_what_the_provider_is_asked_is_bound_to_the_browser(service):
    visiting = service()
    browser = visiting.browser()
    asked = parse_qs(urlsplit(visiting.go(browser)).query)

    assert asked["response_type"] == ["code"]
    assert asked["redirect_uri"] == [f"{ADDRESS}/logga-in/svar/granvik"]
    assert asked["scope"] == ["openid profile"]
    assert asked["code_challenge_method"] == ["S256"]
    assert len({*asked["state"], *asked["nonce"], *asked["code_challenge"]}) == 3
    assert browser.cookies["agenda-risk-trip"] not in str(asked)


def test_under_a_path_and_https_the_way_back_is_whole_and_no_other_host_plants_the_cookie(service):
    visiting = service("https://granvik.example/moten")
    browser = visiting.browser()
    led = browser.get("/moten/logga-in/med/granvik?next=/granska")
    way = visiting.back(led.headers["location"])

    assert led.headers["set-cookie"].startswith("__Host-agenda-risk-trip=")
    assert {"Secure", "HttpOnly", "Path=/"} <= set(led.headers["set-cookie"].split("; "))
    assert way.startswith("/moten/logga-in/svar/granvik?")
    assert browser.get(way).headers["location"] == "/moten/granska"
    assert browser.get("/moten/granska").status_code == 200


def test_what_else_the_provider_is_asked_changes_nothing_that_guards_the_login(service):
    visiting = service(ask={"acr_values": "loa3", "nonce": "known", "redirect_uri": "https://x"})
    asked = parse_qs(urlsplit(visiting.go(visiting.browser())).query)

    assert asked["acr_values"] == ["loa3"]
    assert asked["nonce"] != ["known"]
    assert asked["redirect_uri"] == [f"{ADDRESS}/logga-in/svar/granvik"]


def test_a_provider_that_wants_the_secret_in_the_form_gets_it_there(service, provider):
    provider.metadata = {"token_endpoint_auth_methods_supported": ["client_secret_post"]}

    assert service().enter().status_code == 303


@pytest.mark.parametrize("wanted", ["https://elak.example/", "//elak.example", "/\\elak.example"])
def test_nobody_is_led_on_to_another_site(service, wanted):
    assert service().enter(wanted=wanted).headers["location"] == "/"


WRONG_CLAIMS = {
    "iss": lambda claims: {**claims, "iss": "https://elak.example"},
    "aud": lambda claims: {**claims, "aud": "another"},
    "no-aud": lambda claims: {key: claims[key] for key in claims if key != "aud"},
    "several-aud-without-azp": lambda claims: {**claims, "aud": [CLIENT, "another"]},
    "azp": lambda claims: {**claims, "azp": "another"},
    "exp": lambda claims: {**claims, "exp": claims["iat"] - 121},
    "exp-endless": lambda claims: {**claims, "exp": float("inf")},
    "exp-text": lambda claims: {**claims, "exp": "2100-01-01"},
    "exp-huge": lambda claims: {**claims, "exp": 10**400},
    "no-exp": lambda claims: {key: claims[key] for key in claims if key != "exp"},
    "iat-early": lambda claims: {**claims, "iat": claims["iat"] - 2000},
    "iat-late": lambda claims: {**claims, "iat": claims["iat"] + 121},
    "nbf": lambda claims: {**claims, "nbf": claims["iat"] + 200},
    "nonce": lambda claims: {**claims, "nonce": "another"},
    "no-nonce": lambda claims: {key: claims[key] for key in claims if key != "nonce"},
    "no-sub": lambda claims: {**claims, "sub": ""},
    "sub-number": lambda claims: {**claims, "sub": 7},
}


def test_a_token_that_tells_something_wrong_lets_nobody_in(service, provider, desk):
    visiting, got = service(), {}
    for name, spoil in WRONG_CLAIMS.items():
        provider.spoil = spoil
        browser = visiting.browser()
        answer = visiting.enter(browser)
        is_told = "gick inte att lita på" in answer.text
        got[name] = (answer.status_code, is_told, "agenda-risk" in browser.cookies)

    assert got == dict.fromkeys(WRONG_CLAIMS, (403, True, False))
    assert acts(desk) == [("oidc:granvik", "login-refused")] * len(WRONG_CLAIMS)


def test_the_log_tells_what_was_wrong_and_nothing_of_who_came(service, provider, desk):
    provider.spoil = WRONG_CLAIMS["nonce"]
    service().enter()

    assert whys(desk) == ['{"why": "nonce"}']


def by_another(provider):
    """Return what signs with a key that only bears the same name."""
    key = RSAKey.generate_key(2048)
    return lambda claims: provider.signed(claims, key)


WRONG_SIGNATURES = {
    "none": lambda provider: provider.unsigned,
    "none-in-capitals": lambda provider: (
        lambda claims: provider.unsigned(claims).replace(
            "eyJhbGciOiAibm9uZSJ9", "eyJhbGciOiAiTk9ORSJ9"
        )
    ),
    "public-key-as-secret": lambda provider: provider.signed_with_what_all_know,
    "cut": lambda provider: lambda claims: provider.signed(claims)[:-9],
    "altered": lambda provider: lambda claims: provider.signed(claims).replace(".eyJ", ".eyJI", 1),
    "algorithm-not-chosen": lambda provider: lambda claims: provider.signed(claims, alg="RS512"),
    "unknown-key": lambda provider: lambda claims: provider.signed(claims, kid="nobodys"),
    "key-of-the-same-name": by_another,
    "no-token": lambda provider: lambda claims: None,
    "a-list": lambda provider: lambda claims: ["x"],
    "huge": lambda provider: lambda claims: "x" * 200_000,
    "å": lambda provider: lambda claims: "å.ä.ö",
    "five-parts": lambda provider: lambda claims: "a.b.c.d.e",
}


def test_a_token_that_is_not_signed_by_the_provider_lets_nobody_in(service, provider):
    visiting, got = service(), {}
    for name, sign in WRONG_SIGNATURES.items():
        provider.sign = sign(provider)
        answer = visiting.enter()
        got[name] = (answer.status_code, "gick inte att lita på" in answer.text)

    assert got == dict.fromkeys(WRONG_SIGNATURES, (403, True))


def test_new_keys_are_looked_for_once_and_not_without_end(service, provider, clock):
    visiting = service()
    assert visiting.enter().status_code == 303
    clock.later(minutes=2)
    provider.rotate()
    provider.asked.clear()

    assert visiting.enter().status_code == 303
    provider.sign = lambda claims: provider.signed(claims, kid="nobodys")
    assert [visiting.enter().status_code for _ in range(3)] == [403] * 3
    assert provider.asked.count("/keys") == 1


def test_a_code_and_a_state_are_worth_something_once(service):
    visiting = service()
    browser = visiting.browser()
    way = visiting.back(visiting.go(browser))
    assert browser.get(way).status_code == 303

    again = browser.get(way)

    assert again.status_code == 403
    assert "användes redan" in again.text


def test_what_was_begun_in_one_browser_ends_in_no_other(service, desk):
    visiting = service()
    mine, theirs = visiting.browser(), visiting.browser()
    way = visiting.back(visiting.go(theirs))

    stolen = mine.get(way)
    visiting.go(mine)  # with a cookie of its own, too
    again = mine.get(way)

    assert (stolen.status_code, again.status_code) == (403, 403)
    assert "agenda-risk" not in mine.cookies
    assert theirs.get(way).status_code == 303


def test_a_code_of_one_login_is_worth_nothing_in_another(service, provider):
    visiting = service()
    mine, theirs = visiting.browser(), visiting.browser()
    code = parse_qs(urlsplit(visiting.back(visiting.go(theirs))).query)["code"][0]
    state = parse_qs(urlsplit(visiting.back(visiting.go(mine))).query)["state"][0]

    answer = mine.get(f"/logga-in/svar/granvik?code={code}&state={state}")

    assert answer.status_code == 403


def test_a_login_has_to_be_over_in_ten_minutes(service, clock):
    visiting = service()
    browser = visiting.browser()
    way = visiting.back(visiting.go(browser))
    clock.later(minutes=10)

    assert browser.get(way).status_code == 403


def test_two_windows_of_one_browser_may_log_in_at_once(service):
    visiting = service()
    browser = visiting.browser()
    first, second = visiting.go(browser), visiting.go(browser)

    assert browser.get(visiting.back(first)).status_code == 303
    assert visiting.go(browser)
    assert second


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("error=access_denied&error_description=<b>elakt</b>", "avbröt"),
        ("error=server_error", "problem"),
        ("error=<script>", "släppte inte in dig"),
        ("", "släppte inte in dig"),
    ],
    ids=["denied", "server", "unknown", "nothing"],
)
def test_what_the_provider_says_is_told_in_our_own_words(service, query, sentence):
    visiting = service()
    browser = visiting.browser()
    state = parse_qs(urlsplit(visiting.go(browser)).query)["state"][0]

    answer = browser.get(f"/logga-in/svar/granvik?state={state}&{query}")

    assert answer.status_code == 403
    assert sentence in answer.text
    assert "elakt" not in answer.text
    assert "<script>" not in answer.text.replace("<script src", "")


ODD_ANSWERS = {
    "garbage": lambda: PlainTextResponse("<html>"),
    "deep": lambda: PlainTextResponse("[" * 100_000),
    "list": lambda: PlainTextResponse("[]"),
    "huge": lambda: PlainTextResponse("x" * 3_000_000),
    "onwards": lambda: RedirectResponse("https://elak.example/", 302),
    "status": lambda: PlainTextResponse("{}", 404),
    "broken": lambda: PlainTextResponse("{}", 503),
}


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/keys", "/token"])
def test_an_odd_answer_of_the_provider_lets_nobody_in(service, provider, path):
    got = {}
    for name, odd in ODD_ANSWERS.items():
        answer = odd_way(service(), provider, path, odd)
        is_told = "Granviks kommun" in answer.text and "elak" not in answer.text
        got[name] = (answer.status_code, is_told)

    gone = ("huge", "broken")
    assert got == {name: (503 if name in gone else 403, True) for name in ODD_ANSWERS}


@pytest.mark.parametrize("path", ["/.well-known/openid-configuration", "/token"])
def test_a_provider_that_does_not_answer_holds_nobody_for_long(service, provider, path):
    released = Event()
    visiting = service(limits=LIMITS._replace(read=2, page_seconds=2))
    try:
        answer = odd_way(visiting, provider, path, lambda: released.wait() and Response())
    finally:
        released.set()

    assert answer.status_code == 503
    assert "går inte att nå just nu" in answer.text


def test_those_who_wait_for_a_provider_keep_nobody_from_the_other_ways(service, provider):
    released = Event()
    provider.instead["/.well-known/openid-configuration"] = lambda: released.wait() and Response()
    app = service(limits=LIMITS._replace(read=6, page_seconds=6)).app
    with served(app) as address, ThreadPoolExecutor(60) as several:
        try:
            waiting = [
                several.submit(requests.get, f"{address}/logga-in/med/granvik", timeout=30)
                for _ in range(60)
            ]
            sleep(1)
            answer = requests.get(f"{address}/logga-in", timeout=30)
        finally:
            released.set()

        assert answer.status_code == 200
        assert answer.elapsed.total_seconds() < 2
        assert {one.result().status_code for one in waiting} <= {403, 503}


def odd_way(visiting, provider, path: str, odd):
    """Return how the service answers where the provider answers *path* oddly."""
    browser = visiting.browser()
    provider.instead.clear()
    if "openid" in path:
        provider.instead[path] = odd
        return browser.get("/logga-in/med/granvik")
    way = visiting.back(visiting.go(browser))
    provider.instead[path] = odd
    return browser.get(way)


def test_a_provider_that_is_down_is_told_and_not_asked_all_the_time(service, provider, clock):
    visiting = service()
    provider.instead["/.well-known/openid-configuration"] = ODD_ANSWERS["broken"]
    answers = [visiting.browser().get("/logga-in/med/granvik") for _ in range(3)]
    assert "går inte att nå just nu" in answers[0].text
    assert provider.asked.count("/.well-known/openid-configuration") == 1

    provider.instead.clear()
    clock.later(seconds=11)
    assert visiting.enter().status_code == 303


def test_what_the_provider_told_an_hour_ago_does_while_it_tells_nothing_new(
    service, provider, clock
):
    visiting = service()
    assert visiting.enter().status_code == 303
    clock.later(hours=3)
    for path in ("/.well-known/openid-configuration", "/keys"):
        provider.instead[path] = ODD_ANSWERS["broken"]

    assert visiting.enter().status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [
        {"issuer": "https://elak.example"},
        {"token_endpoint": "http://localhost/token"},
        {"jwks_uri": 7},
        {"authorization_endpoint": None},
    ],
    ids=["issuer", "no-tls", "number", "missing"],
)
def test_a_provider_that_tells_odd_things_of_itself_is_not_asked(service, provider, wrong):
    provider.metadata = wrong

    assert service().browser().get("/logga-in/med/granvik").status_code == 403


def test_a_server_that_is_not_the_provider_is_not_believed(service, provider, tmp_path):
    with provided(MadeProvider(lambda: None), tmp_path) as other:
        trusting_another = service(authority=other.authority)

    assert trusting_another.browser().get("/logga-in/med/granvik").status_code == 503
    assert provider.asked == []


# Roles


def test_roles_are_those_of_the_last_login_and_what_was_given_by_hand_stays(
    service, provider, desk, kept
):
    visiting = service()
    browser = visiting.browser()
    visiting.enter(browser)
    for standing in (Standing.ADMINISTRATOR, Standing.READER):
        give_role(desk, "user:9", 1, Grant(standing))
    assert browser.get("/granska").status_code == 200

    provider.people["eva"]["groups"] = ["socialnämnden"]
    visiting.enter()

    by_hand = {(Standing.READER, None, ""), (Standing.ADMINISTRATOR, None, "")}
    (told,) = held(desk, EVA["preferred_username"]) - by_hand
    assert (told.standing, told.origin) == (Standing.CHAIR, "oidc:granvik")
    assert told.body is not None
    assert acts(desk).count(("oidc:granvik", "roles-changed")) == 1


def test_a_role_that_is_taken_away_elsewhere_is_gone_in_all_browsers(service, provider):
    visiting = service(strangers="admit")
    browser = visiting.browser()
    visiting.enter(browser)
    provider.people["eva"]["groups"] = []

    visiting.enter()

    assert browser.get("/granska").status_code == 403


def test_who_has_no_role_is_refused_and_not_kept(service, provider, desk):
    provider.people["eva"]["groups"] = ["annat"]

    answer = service().enter()

    assert answer.status_code == 403
    assert "ingen roll" in answer.text
    with desk.store.reading() as connection:
        assert users(connection) == ()


def test_who_has_no_role_may_be_let_in_to_be_given_one(service, provider, desk):
    provider.people["eva"]["groups"] = []
    browser = (visiting := service(strangers="admit")).browser()

    assert visiting.enter(browser).headers["location"] == "/konto"
    assert "Inga än" in browser.get("/konto").text
    assert browser.get("/").status_code == 403


def test_who_is_closed_here_stays_out(service, desk):
    visiting = service()
    browser = visiting.browser()
    visiting.enter(browser)
    give_role(desk, "user:9", 1, Grant(Standing.ADMINISTRATOR))

    with desk.store.writing() as connection:
        add_user(connection, NewUser("other"), [Grant(Standing.ADMINISTRATOR)], desk.now())
    set_active(desk, "user:2", 1, is_active=False)

    answer = visiting.enter()

    assert browser.get("/").status_code == 303
    assert answer.status_code == 403
    assert "stängt" in answer.text


def test_a_name_that_is_taken_here_is_another_account(service, desk):

    with desk.store.writing() as connection:
        person = NewUser(EVA["preferred_username"])
        add_user(connection, person, [Grant(Standing.ADMINISTRATOR)], desk.now())
    visiting = service()
    browser = visiting.browser()
    visiting.enter(browser)

    assert browser.get("/administration").status_code == 403
    assert held(desk, EVA["preferred_username"] + " (2)")


def test_who_logs_in_elsewhere_has_no_password_here(service, desk):
    visiting = service()
    browser = visiting.browser()
    visiting.enter(browser)
    form = {"password": "korrekt häst batteri", "again": "korrekt häst batteri"}

    assert "Välj ett lösenord" not in browser.get("/konto").text
    assert browser.post("/konto", data=form, headers=OWN).status_code == 409


def test_freja_tells_by_a_claim_of_its_own_and_how_sure_it_is(service, provider):
    level = "https://freja.example/claims/level"
    provider.people["eva"] = {**EVA, "https://freja.example/claims/id": "E-17", level: "BASIC"}
    visiting = service(required={level: ("EXTENDED", "PLUS")})
    assert "inte lika säkert" in visiting.enter().text

    provider.people["eva"][level] = "PLUS"
    assert visiting.enter().status_code == 303


def test_adfs_tells_one_group_as_a_text(service, provider):
    claim = "http://schemas.xmlsoap.org/claims/Group"
    provider.people["eva"] = {**EVA, claim: "sekreterare"}

    assert service(groups=(claim,)).enter().headers["location"] == "/"


def test_more_groups_than_entra_tells_are_not_taken_for_none(service, provider):
    told = {"_claim_names": {"groups": "src1"}, "_claim_sources": {"src1": {"endpoint": "x"}}}
    provider.people["eva"] = {**EVA, **told}

    assert "för många" in service().enter().text


def test_the_provider_is_asked_for_what_does_not_stand_in_its_token(service, provider, desk):
    provider.people["eva"] = EVA
    service(userinfo=True).enter()

    assert {one.standing for one in held(desk, EVA["preferred_username"])} == {Standing.SECURITY}


def test_what_is_told_of_somebody_else_is_not_believed(service, provider):

    provider.instead["/userinfo"] = lambda: JSONResponse({"sub": "adam", "groups": ["admin"]})

    assert service(userinfo=True).enter().status_code == 403


@pytest.mark.parametrize(
    ("tenant", "issuer", "status"),
    [("t-1", "t-1", 303), ("t-2", "t-2", 403), ("t-1", "t-2", 403), ("t-3", "t-3", 303)],
    ids=["ours", "another", "mixed", "ours-too"],
)
def test_of_entras_tenants_only_ours_are_let_in(service, provider, tenant, issuer, status):
    template = provider.address + "/{tenantid}"
    provider.issuer = template
    provider.people["eva"] = {
        **EVA,
        "groups": ["sekreterare"],
        "tid": tenant,
        "iss": template.replace("{tenantid}", issuer),
    }
    visiting = service(issuer=template, tenants=("t-1", "t-3"))

    assert visiting.enter().status_code == status


# Without passwords


def test_where_passwords_are_switched_off_there_is_no_form_and_none_is_taken(service):
    browser = service(local=False).browser()

    assert 'type="password"' not in browser.get("/logga-in").text
    form = {"name": "eva", "password": "korrekt häst batteri"}
    answer = browser.post("/logga-in", data=form, headers=OWN)
    assert answer.status_code == 409
    assert "Lösenord används inte här." in answer.text


def test_without_passwords_the_first_administrator_comes_in_and_again_by_a_link(service, desk):
    visiting = service(local=False)
    browser = visiting.browser()
    form = {"key": setup_secret(desk), "name": "admin"}
    assert 'type="password"' not in browser.get(f"/uppstart?key={form['key']}").text

    assert (
        browser.post("/uppstart", data=form, headers=OWN).headers["location"] == "/administration"
    )
    assert 'type="password"' not in browser.get("/konto").text

    again = visiting.browser()
    again.post(f"/logga-in/{login_secret(desk, 'program', 1)}", headers=OWN)
    assert again.get("/administration").status_code == 200


def test_the_service_is_set_up_though_somebody_came_by_the_provider_before(service, desk):
    service().enter()
    secret = setup_secret(desk)

    form = {"key": secret, "name": "admin", "password": "korrekt häst batteri"}
    form["again"] = form["password"]
    answer = service().browser().post("/uppstart", data=form, headers=OWN)

    assert answer.headers["location"] == "/administration"
    assert setup_secret(desk) == ""


def test_whoever_is_known_elsewhere_gets_no_link(service, desk, visit):
    service().enter()

    with pytest.raises(RefusedError):
        login_secret(desk, "program", 1)
    page = visit(Standing.ADMINISTRATOR).get("/administration").text
    assert "/administration/konton/1/lank" not in page
    assert "enligt oidc:granvik" in page


# Out, and limits


def test_who_logs_out_is_shown_where_they_still_are(service, provider):
    visiting = service()
    browser = visiting.browser()
    visiting.enter(browser)

    answer = browser.post("/logga-ut", headers=OWN)
    page = browser.get(answer.headers["location"]).text

    assert "Logga ut från Granviks kommun" in page
    assert f"{provider.address}/logout?client_id={CLIENT}" in page
    assert browser.get("/").status_code == 303


def test_the_page_of_those_who_left_leads_only_where_we_know(visit):
    page = visit().get("/utloggad?hos=oidc:https://elak.example").text

    assert "elak" not in page


def test_trying_again_and_again_is_held_back(service):
    browser = (visiting := service()).browser()
    for _ in range(100):
        visiting.go(browser)

    answer = browser.get("/logga-in/med/granvik")

    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0


def test_a_picture_on_another_site_begins_no_login(service, provider):
    told = {"Sec-Fetch-Dest": "image", "Sec-Fetch-Site": "cross-site"}

    assert service().browser().get("/logga-in/med/granvik", headers=told).status_code == 403
    assert provider.asked == []


def test_a_provider_that_nobody_set_up_is_not_there(service):
    browser = service().browser()

    assert browser.get("/logga-in/med/annan").status_code == 404
    assert browser.get("/logga-in/svar/annan").status_code == 404


def test_a_session_of_before_is_worth_nothing_after_the_login(service, visit):
    visiting = service()
    browser = visiting.browser()
    browser.cookies.set("agenda-risk", "planted by somebody")
    visiting.enter(browser)

    assert [one.value for one in browser.cookies.jar if one.name == "agenda-risk"] != [
        "planted by somebody"
    ]
