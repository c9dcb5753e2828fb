"""Administration tells what was done, keeps what was typed, and lets nobody be locked out."""

import re

import pytest

from agenda_risk.access import Grant, Standing
from agenda_risk.errors import ConflictError
from agenda_risk.service.accounts import add_account, login_secret
from agenda_risk.store.accounts import user_numbered
from agenda_risk.store.log import logged
from agenda_risk.store.people_tables import users
from agenda_risk.store.subscriptions import subscriptions_of
from agenda_risk.store.users import NewUser, add_user, grants_of, user_called
from agenda_risk.web.passwords import hash_of

OWN = {"Origin": "http://granvik.example"}
OLD, NEW = "korrekt häst batteri", "fyra helt andra ord"


@pytest.fixture
def admin(visit):
    return visit(Standing.ADMINISTRATOR)


@pytest.fixture
def eva(desk):
    """Return the number of Eva, who has a password and has forgotten it."""
    with desk.store.writing() as connection:
        person = NewUser("eva", title="Eva", password=hash_of(OLD))
        return add_user(connection, person, [Grant(Standing.CLERK)], desk.now())


def test_who_forgot_the_password_chooses_another_one_by_a_link(visit, desk, eva):
    browser = visit()
    browser.post(f"/logga-in/{login_secret(desk, 'program', eva)}", headers=OWN)
    assert 'name="now"' not in browser.get("/konto").text

    answer = browser.post("/konto", data={"password": NEW, "again": NEW}, headers=OWN)

    assert "Lösenordet är ändrat" in browser.get(answer.headers["location"]).text
    for password, status in ((OLD, 403), (NEW, 303)):
        told = {"name": "eva", "password": password}
        assert visit().post("/logga-in", data=told, headers=OWN).status_code == status


def test_who_came_by_a_password_is_asked_for_it_before_another_is_taken(visit, eva):
    browser = visit()
    browser.post("/logga-in", data={"name": "eva", "password": OLD}, headers=OWN)
    assert 'name="now"' in browser.get("/konto").text

    answer = browser.post("/konto", data={"password": NEW, "again": NEW}, headers=OWN)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.text


def test_who_came_by_a_link_logs_out_as_all_others_do(visit, desk, eva):
    browser = visit()
    browser.post(f"/logga-in/{login_secret(desk, 'program', eva)}", headers=OWN)

    assert browser.post("/logga-ut", headers=OWN).headers["location"] == "/logga-in"
    with desk.store.reading() as connection:
        told = [one.content for one in logged(connection) if one.act == "logged-in"]
    assert told == ['{"with": "link"}']


def test_a_name_is_known_however_it_is_capitalised_and_is_not_given_twice(visit, desk, eva):
    told = {"name": "Eva", "password": OLD}
    assert visit().post("/logga-in", data=told, headers=OWN).status_code == 303

    with pytest.raises(ConflictError):
        add_account(desk, "program", NewUser("EVA"))


def test_two_that_older_programs_let_in_are_still_told_apart_by_capitals(desk, eva):
    with desk.store.writing() as connection:
        values = {**NewUser("Eva")._asdict(), "is_active": True, "added": desk.now()}
        connection.execute(users.insert().values(values))
        assert user_called(connection, "eva").id == eva
        assert user_called(connection, "Eva").id != eva


@pytest.mark.parametrize(
    ("path", "form", "sentence"),
    [
        ("roller", {"role": "chair", "body": ""}, "Rollen är given."),
        ("roller", {"role": "clerk", "body": "", "take": "yes"}, "Rollen är borttagen."),
        ("oppet", {"open": "no"}, "Kontot är stängt."),
        ("adress", {"address": "eva@granvik.example"}, "Adressen är sparad."),
    ],
    ids=["given", "taken", "closed", "address"],
)
def test_what_was_done_is_told(admin, eva, path, form, sentence):
    answer = admin.post(f"/administration/konton/{eva}/{path}", data=form, headers=OWN)

    page = admin.get(answer.headers["location"]).text
    assert f'<p class="done" role="status">{sentence}</p>' in page


def test_what_was_typed_stays_when_an_account_is_refused(admin, eva):
    form = {"name": "eva", "title": "Eva från kansliet", "role": "security", "body": ""}
    page = admin.post("/administration/konton", data=form, headers=OWN).text

    assert 'value="Eva från kansliet"' in page
    (chosen,) = re.findall(r'<option value="(\w+)" selected', page)
    assert chosen == "security"


def details(page: str, summary: str) -> str:
    """Return the form that can be opened under *summary*, where it is open."""
    (form,) = re.findall(rf"<details open><summary>{summary}<.*?</details>", page, re.DOTALL)
    return form


def test_an_address_that_is_refused_stays_in_the_form_of_its_account(admin, eva):
    form = {"address": "inget.mejl"}
    page = admin.post(f"/administration/konton/{eva}/adress", data=form, headers=OWN).text

    assert page.count('value="inget.mejl"') == 1
    assert f'id="address-{eva}"' in details(page, "E-postadress")


def test_a_role_that_is_refused_stays_in_the_form_of_its_account(admin, eva):
    form = {"role": "security", "body": "99"}
    page = admin.post(f"/administration/konton/{eva}/roller", data=form, headers=OWN).text

    assert 'value="security" selected' in details(page, "Ge en roll")
    assert page.count(" selected>") == 1


def test_a_role_that_could_not_be_taken_away_opens_no_form(admin):
    form = {"role": "administrator", "take": "yes"}
    answer = admin.post("/administration/konton/1/roller", data=form, headers=OWN)

    assert answer.status_code == 409
    assert "<details open>" not in answer.text


def test_a_name_of_a_body_that_is_refused_stays_in_its_form(admin):
    for name in ("Valnämnden", "Byggnadsnämnden"):
        admin.post("/administration/organ", data={"name": name}, headers=OWN)

    form = {"name": "valnämnden", "organisation": ""}
    page = admin.post("/administration/organ/2", data=form, headers=OWN).text

    assert 'role="alert"' in page
    assert page.count('value="valnämnden"') == 1
    assert 'id="body-2-name"' in details(page, "Rätta namnet")


def test_what_was_written_about_messages_stays_in_a_form_that_is_refused(visit):
    form = {"address": "inget.mejl", "notices": "yes"}
    answer = visit(Standing.READER).post("/konto/meddelanden", data=form, headers=OWN)

    assert answer.status_code == 422
    assert 'value="inget.mejl"' in answer.text
    assert 'name="notices" value="yes" checked' in answer.text
    assert answer.text.count('aria-invalid="true"') == 1
    assert "password-hint wrong" not in answer.text


def test_the_log_tells_whose_account_was_changed(admin, eva):
    form = {"role": "chair", "body": ""}
    admin.post(f"/administration/konton/{eva}/roller", data=form, headers=OWN)

    assert "ändrade roller: <bdi>eva</bdi>" in admin.get("/administration").text


def test_accounts_stand_by_name_whatever_their_capitals(admin, desk, eva):
    add_account(desk, "program", NewUser("Bo"))
    add_account(desk, "program", NewUser("Åsa"))

    names = re.findall(r'<th scope="row"><bdi>([^<]+)</bdi>', admin.get("/administration").text)
    assert names == ["administrator-None", "Bo", "eva", "Åsa"]


def test_who_somebody_was_is_forgotten_once_the_account_is_closed(admin, visit, desk, eva):
    path = f"/administration/konton/{eva}"
    admin.post(f"{path}/adress", data={"address": "eva@granvik.example"}, headers=OWN)
    browser = visit()
    browser.post("/logga-in", data={"name": "eva", "password": OLD}, headers=OWN)
    form = {"name": "Mitt", "lowest": "moderate", "channel": "mail", "rhythm": "daily"}
    browser.post("/bevakningar", data=form, headers=OWN)
    refused = admin.post(f"{path}/tom", headers=OWN)
    admin.post(f"{path}/oppet", data={"open": "no"}, headers=OWN)

    done = admin.post(f"{path}/tom", headers=OWN)

    assert "Stäng kontot först." in refused.text
    assert "Personuppgifterna är borttagna" in admin.get(done.headers["location"]).text
    with desk.store.reading() as connection:
        left = user_numbered(connection, eva)
        assert subscriptions_of(connection, eva) == grants_of(connection, eva) == ()
    assert (left.name, left.title, left.address, left.password) == (f"#{eva}", "", "", "")
    assert left.is_active is False


def test_no_link_is_offered_to_an_account_that_is_closed(admin, eva):
    assert f"/konton/{eva}/lank" in admin.get("/administration").text

    admin.post(f"/administration/konton/{eva}/oppet", data={"open": "no"}, headers=OWN)

    assert f"/konton/{eva}/lank" not in admin.get("/administration").text
