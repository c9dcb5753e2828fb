"""Accounts: the first one, links, passwords, roles, keys; nothing is guessed and nobody is lost."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import sleep

import pytest
import requests
from http_servers import served

from agenda_risk.access import ALLOWED, Grant, Right, Standing
from agenda_risk.service.accounts import login_secret, setup_secret
from agenda_risk.service.keys import add_program
from agenda_risk.store.accounts import grants_by_hand
from agenda_risk.store.log import logged
from agenda_risk.store.screened import screening_of
from agenda_risk.store.users import NewUser, add_user, users
from agenda_risk.web.passwords import hash_of, weakness
from agenda_risk.web.rights import KNOWN, OPEN, RIGHTS, SIGNED

OWN = {"Origin": "http://granvik.example"}
PASSWORD = "korrekt häst batteri"


@pytest.fixture
def admin(visit):
    return visit(Standing.ADMINISTRATOR)


def test_the_first_administrator_sets_the_service_up_once(visit, desk):
    secret = setup_secret(desk)
    first = visit()
    assert first.get(f"/uppstart?key={secret}").status_code == 200

    form = {"key": secret, "name": "admin", "password": PASSWORD, "again": PASSWORD}
    answer = first.post("/uppstart", data=form, headers=OWN)

    assert answer.headers["location"] == "/administration"
    assert first.get("/administration").status_code == 200
    assert visit().post("/uppstart", data=form, headers=OWN).status_code == 404
    assert setup_secret(desk) == ""


@pytest.mark.parametrize(
    ("password", "again"),
    [("kort", "kort"), (PASSWORD, "annat"), ("admin admin admin", "admin admin admin")],
    ids=["short", "different", "own-name"],
)
def test_a_weak_or_mistyped_password_is_asked_for_again(visit, desk, password, again):
    form = {"key": setup_secret(desk), "name": "admin", "password": password, "again": again}
    answer = visit().post("/uppstart", data=form, headers=OWN)

    assert answer.status_code == 422
    with desk.store.reading() as connection:
        assert users(connection) == ()


def test_a_link_logs_in_once_and_only_when_a_button_is_pressed(visit, desk):
    with desk.store.writing() as connection:
        user = add_user(connection, NewUser("eva"), [Grant(Standing.CLERK)], desk.now())
    path = f"/logga-in/{login_secret(desk, 'program', user)}"
    browser = visit()

    assert browser.get(path).status_code == browser.get(path).status_code == 200
    assert browser.post(path, headers=OWN).headers["location"] == "/konto"
    assert browser.get("/konto").status_code == 200
    assert visit().post(path, headers=OWN).status_code == 404


@pytest.mark.parametrize(
    ("wanted", "leads"), [("/arkiv", "/arkiv"), ("https://x.example/", "/konto"), ("//x", "/konto")]
)
def test_a_link_may_lead_to_a_page_of_the_service(visit, desk, wanted, leads):
    with desk.store.writing() as connection:
        user = add_user(connection, NewUser("eva"), [Grant(Standing.CLERK)], desk.now())
    path = f"/logga-in/{login_secret(desk, 'program', user)}"
    browser = visit()

    shown = browser.get(path, params={"next": wanted}).text
    done = browser.post(path, params={"next": wanted}, headers=OWN)

    assert ("Välj sedan ett lösenord" in shown) == (leads == "/konto")
    assert done.headers["location"] == leads


def test_a_password_is_chosen_and_the_old_one_is_asked_for(visit, desk):
    browser = visit(Standing.CLERK)
    form = {"password": PASSWORD, "again": PASSWORD}
    assert browser.post("/konto", data=form, headers=OWN).status_code == 303

    new = "fyra helt andra ord"
    wrong = {"password": new, "again": new, "now": "fel"}
    assert browser.post("/konto", data=wrong, headers=OWN).status_code == 422
    login = {"name": "clerk-None", "password": PASSWORD}
    assert visit().post("/logga-in", data=login, headers=OWN).status_code == 303


def test_who_has_lost_a_password_chooses_another_by_a_link(visit, desk):
    with desk.store.writing() as connection:
        person = NewUser("eva", password=hash_of("det som ingen minns"))
        user = add_user(connection, person, [Grant(Standing.CLERK)], desk.now())
    browser = visit()
    browser.post(f"/logga-in/{login_secret(desk, 'program', user)}", headers=OWN)

    assert 'name="now"' not in browser.get("/konto").text
    form = {"password": PASSWORD, "again": PASSWORD}
    assert browser.post("/konto", data=form, headers=OWN).status_code == 303
    assert 'name="now"' in browser.get("/konto").text
    login = {"name": "eva", "password": PASSWORD}
    assert visit().post("/logga-in", data=login, headers=OWN).status_code == 303


def test_who_came_by_a_link_logs_out_as_all_do(visit, desk):
    with desk.store.writing() as connection:
        user = add_user(connection, NewUser("eva"), [Grant(Standing.CLERK)], desk.now())
    browser = visit()
    browser.post(f"/logga-in/{login_secret(desk, 'program', user)}", headers=OWN)

    assert browser.post("/logga-ut", headers=OWN).headers["location"] == "/logga-in"


def test_who_finds_a_browser_that_is_logged_in_cannot_guess_its_password(visit, desk):
    browser = visit(Standing.CLERK)
    form = {"password": PASSWORD, "again": PASSWORD}
    browser.post("/konto", data=form, headers=OWN)

    posts = [browser.post("/konto", data=form | {"now": "fel"}, headers=OWN) for _ in range(11)]

    assert [answer.status_code for answer in posts] == [422] * 10 + [429]


def test_pages_are_answered_while_a_new_password_waits_for_the_store(app, desk, visit):
    cookie = visit(Standing.CLERK).cookies
    form = {"password": PASSWORD, "again": PASSWORD}
    with served(app) as address, ThreadPoolExecutor() as hands, desk.store.writing():
        waiting = hands.submit(
            requests.post, f"{address}/konto", form, cookies=dict(cookie), timeout=60
        )
        sleep(1)  # so long a password is hashed at the most
        answer = requests.get(f"{address}/healthz", timeout=60)

        assert (answer.status_code, waiting.done()) == (200, False)


def test_who_guesses_has_to_wait_and_so_does_a_name_that_is_not_there(visit, desk, clock):
    with desk.store.writing() as connection:
        person = NewUser("eva", password=hash_of(PASSWORD))
        add_user(connection, person, [Grant(Standing.CLERK)], desk.now())

    def tries(name: str) -> list[int]:
        form = {"name": name, "password": "fel lösenord"}
        posts = (visit().post("/logga-in", data=form, headers=OWN) for _ in range(12))
        return [answer.status_code for answer in posts]

    assert tries("eva") == tries("ingen") == [403] * 10 + [429] * 2
    right = {"name": "eva", "password": PASSWORD}
    held = visit().post("/logga-in", data=right, headers=OWN)
    assert held.status_code == 429
    assert int(held.headers["retry-after"]) <= 15 * 60 + 1

    clock.later(minutes=16)
    assert visit().post("/logga-in", data=right, headers=OWN).status_code == 303


def test_an_administrator_adds_an_account_and_hands_over_its_link(admin, visit, desk):
    form = {"name": "eva", "title": "Sekreteraren", "role": "clerk", "body": ""}
    page = admin.post("/administration/konton", data=form, headers=OWN).text

    (path,) = re.findall(r"http://granvik.example(/logga-in/[\w-]+)", page)
    assert path not in admin.get("/administration").text
    browser = visit()
    browser.post(path, headers=OWN)
    assert "Sekreteraren" in browser.get("/").text


def test_roles_are_given_and_taken_and_hold_at_once(admin, visit, desk, kept):
    reader = visit(Standing.READER)
    assert reader.get("/granska").status_code == 403

    with desk.store.reading() as connection:
        numbers = {one.name: one.id for one in users(connection)}
        body = screening_of(connection, kept[0]).body.id
    path = f"/administration/konton/{numbers['reader-None']}/roller"
    admin.post(path, data={"role": "clerk", "body": f"{body}"}, headers=OWN)
    assert reader.get("/granska").status_code == 200

    admin.post(path, data={"role": "clerk", "body": f"{body}", "take": "yes"}, headers=OWN)
    assert reader.get("/granska").status_code == 403


def test_roles_that_several_administrators_give_at_once_are_all_kept(admin, visit, desk, kept):
    with desk.store.writing() as connection:
        user = add_user(connection, NewUser("eva"), [], desk.now())
    wanted = [(standing, body) for standing in ("reader", "clerk", "chair") for body in kept]

    def give(told: tuple[str, int]) -> int:
        form = {"role": told[0], "body": told[1]}
        path = f"/administration/konton/{user}/roller"
        return admin.post(path, data=form, headers=OWN).status_code

    with ThreadPoolExecutor(len(wanted)) as pool:
        assert set(pool.map(give, wanted)) == {303}

    with desk.store.reading() as connection:
        held = grants_by_hand(connection, user)
    assert sorted((one.standing.value, one.body) for one in held) == sorted(wanted)


def test_what_another_administrator_took_away_already_is_not_logged_again(admin, desk, kept):
    with desk.store.writing() as connection:
        user = add_user(connection, NewUser("eva"), [Grant(Standing.CLERK)], desk.now())
    path, form = f"/administration/konton/{user}/roller", {"role": "clerk", "take": "yes"}

    for _time in range(2):
        assert admin.post(path, data=form, headers=OWN).status_code == 303

    with desk.store.reading() as connection:
        assert [one.act for one in logged(connection)].count("roles-changed") == 1


def test_the_last_administrator_stays(admin, desk):
    with desk.store.reading() as connection:
        (own,) = [one.id for one in users(connection)]
    path = f"/administration/konton/{own}"

    taken = admin.post(f"{path}/roller", data={"role": "administrator", "take": "yes"}, headers=OWN)
    closed = admin.post(f"{path}/oppet", data={"open": "no"}, headers=OWN)

    assert taken.status_code == closed.status_code == 409
    assert "Någon måste vara administratör." in closed.text
    assert admin.get("/administration").status_code == 200


def test_a_closed_account_is_out_at_once(admin, visit, desk):
    reader = visit(Standing.READER)
    with desk.store.reading() as connection:
        numbers = {one.name: one.id for one in users(connection)}

    path = f"/administration/konton/{numbers['reader-None']}/oppet"
    admin.post(path, data={"open": "no"}, headers=OWN)

    assert reader.get("/").status_code == 303


def test_a_key_is_shown_once_and_opens_until_it_is_revoked(admin, visit, kept):
    form = {"name": "motessystem", "role": "clerk", "body": ""}
    page = admin.post("/administration/nycklar", data=form, headers=OWN).text
    (secret,) = re.findall(r"<code>(ar_[\w-]+)</code>", page)
    headers = {"Authorization": f"Bearer {secret}"}

    assert visit().get("/api/v1/meetings", headers=headers).status_code == 200
    assert secret not in admin.get("/administration").text
    (path,) = re.findall(r'action="(/administration/nycklar/\d+/bort)"', page)
    admin.post(path, headers=OWN)
    assert visit().get("/api/v1/meetings", headers=headers).status_code == 401


def test_a_key_that_soon_opens_nothing_is_told_of_a_month_before(admin, desk):
    for days in (-1, 29, 31):
        until = desk.now() + timedelta(days=days)
        add_program(desk, "program", f"ends in {days}", Grant(Standing.CLERK), until)

    assert admin.get("/administration").text.count("går snart ut") == 1


def test_the_page_tells_by_name_who_did_what(admin):
    form = {"name": "ärendesystem", "role": "clerk"}
    admin.post("/administration/nycklar", data=form, headers=OWN)

    assert "<bdi>administrator-None</bdi>" in admin.get("/administration").text


def test_the_log_is_checked_from_the_page(admin, desk):
    admin.post("/administration/konton", data={"name": "eva", "role": "reader"}, headers=OWN)

    assert "Loggen är hel: 2 poster." in admin.post("/administration/logg", headers=OWN).text
    with desk.store.reading() as connection:
        assert [one.act for one in logged(connection)] == ["account-added", "login-link-made"]


@pytest.mark.parametrize("odd", ["", " ", "x" * 101, "a\x00b", "clerk"])
def test_an_account_needs_a_role_and_a_name_that_can_be_read(admin, odd):
    form = {"name": "eva" if odd == "clerk" else odd, "role": "" if odd == "clerk" else "reader"}
    answer = admin.post("/administration/konton", data=form, headers=OWN)

    assert answer.status_code == 409


def test_a_long_password_of_words_is_good_and_a_row_of_keys_is_not():
    assert weakness(PASSWORD, "eva") == ""
    assert weakness("qwertyqwerty", "eva") != ""
    assert weakness("lösenord2026!", "eva") != ""


# Who may ask for what: the table of rights, tried on every route


PATHS = {
    "draft": "x", "form": "pdf", "number": "1", "name": "sekreterare", "secret": "x",
    "token": "x", "user": "1", "key": "1", "sender": "x", "rule": "x", "id": "x",
    "provider": "x",
}  # fmt: skip


def path_of(template: str, meeting: int) -> str:
    told = {**PATHS, "meeting": str(meeting)}
    return re.sub(r"{(\w+)[^}]*}", lambda found: told.get(found[1], "1"), template)


def allowed(need) -> set[Standing]:
    return set(ALLOWED[need]) if isinstance(need, Right) else set(Standing)


@pytest.mark.parametrize("standing", [None, *Standing])
def test_every_route_lets_in_those_who_may_and_nobody_else(visit, kept, desk, standing):
    browser = visit(standing)
    is_reader = standing in ALLOWED[Right.READ]  # others are not told that a meeting is there
    got: dict[tuple[str, str], bool] = {}
    for (method, template), need in RIGHTS.items():
        if need in {OPEN, SIGNED, KNOWN} or template.startswith("/api/"):
            continue
        status = browser.request(method, path_of(template, kept[0]), headers=OWN).status_code
        is_hidden = status == 404 and "{meeting}" in template and not is_reader
        is_led_on = status == 303 and standing in allowed(need)
        got[method, template] = is_led_on or not (is_hidden or status in {303, 401, 403})

    expected = {route: standing in allowed(need) for route, need in RIGHTS.items() if route in got}
    assert {route for route in got if got[route] != expected[route]} == set()


@pytest.mark.parametrize("standing", list(Standing))
def test_no_route_tells_of_a_meeting_in_another_body(visit, kept, desk, standing):
    with desk.store.reading() as connection:
        other = screening_of(connection, kept[1]).body.id
    if standing is Standing.ADMINISTRATOR:
        other = None  # an administrator is so for all bodies
    browser = visit(standing, other)

    statuses = {
        (method, template): browser.request(
            method, path_of(template, kept[0]), headers=OWN
        ).status_code
        for (method, template), need in RIGHTS.items()
        if "{meeting}" in template and isinstance(need, Right) and not template.startswith("/api/")
    }
    assert set(statuses.values()) == {404}
