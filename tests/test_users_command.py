"""The command that looks after accounts, for those who are at the machine."""

import json
from functools import partial

import pytest
from click.testing import CliRunner

from agenda_risk.cli import group
from agenda_risk.store import open_store
from agenda_risk.store.log import logged
from agenda_risk.translate import translator


@pytest.fixture
def place(tmp_path):
    return tmp_path / "agenda-risk.db"


@pytest.fixture
def told(agenda_risk, place):
    """Return what runs the command, and what it tells as JSON."""

    def run(*arguments: str):
        done = agenda_risk("users", *arguments, "--format", "json", "--store", place)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def roles(account: dict) -> set[tuple]:
    return {(one["role"], one["body"]) for one in account["roles"]}


def test_an_account_is_added_given_roles_and_closed_and_all_of_it_is_logged(told, place):
    added = told("add", "eva", "--title", "Kansliet", "--role", "administrator")
    assert (added["name"], added["title"], roles(added)) == (
        "eva",
        "Kansliet",
        {("administrator", None)},
    )
    assert added["link"].startswith("http://127.0.0.1:8000/logga-in/")

    told("add", "adam", "--role", "reader")
    assert roles(told("grant", "adam", "chair")) == {("reader", None), ("chair", None)}
    assert roles(told("revoke", "adam", "reader")) == {("chair", None)}
    assert told("close", "adam")["open"] is False
    assert told("open", "adam")["open"] is True
    assert [one["name"] for one in told("list")] == ["adam", "eva"]

    store = open_store(place)
    with store.reading() as connection:
        entries = [(one.actor, one.act) for one in logged(connection)]
    store.close()
    assert {actor for actor, _act in entries} == {"program"}
    assert [act for _actor, act in entries] == [
        "account-added", "login-link-made", "account-added", "login-link-made", "roles-changed",
        "roles-changed", "account-closed", "account-opened",
    ]  # fmt: skip


def test_a_link_leads_to_the_address_of_the_service(agenda_risk, tmp_path, place):
    settings = '[service]\naddress = "https://granvik.example/moten"\n'
    (tmp_path / "agenda-risk.toml").write_text(settings, encoding="utf-8")
    agenda_risk("users", "add", "eva", "--store", place)

    done = agenda_risk("users", "link", "eva", "--store", place)

    assert "https://granvik.example/moten/logga-in/" in done.stdout
    assert "Tidigare länkar gäller inte längre." in done.stdout


def test_somebody_who_logs_in_elsewhere_gets_no_link(agenda_risk, told, place):
    added = told("add", "eva", "--issuer", "https://adfs.granvik.example/adfs", "--subject", "e-1")
    assert "link" not in added

    done = agenda_risk("users", "link", "eva", "--store", place)

    assert done.returncode == 23
    assert "annat ställe" in done.stderr


WRONG = {
    ("grant", "ingen", "reader"): ("Det finns inget konto ”ingen”.", 10),
    ("grant", "eva", "reader", "--body", "Finns inte"): ("Det finns inget organ", 10),
    ("revoke", "eva", "chair"): ("har inte fått den rollen här", 10),
    ("close", "eva"): ("Någon måste vara administratör", 23),
    ("add", "eva"): ("finns redan", 24),
    ("add", "adam", "--issuer", "https://x.example"): ("hör ihop", 23),
}


def test_what_cannot_be_done_is_told_in_a_sentence(place, monkeypatch):
    monkeypatch.setenv("AGENDA_RISK_CONFIG", "")
    run = partial(CliRunner().invoke, group)
    run(["users", "add", "eva", "--role", "administrator", "--store", f"{place}"])

    got = {one: run(["users", *one, "--store", f"{place}"]).exception for one in WRONG}

    wrong = {
        one: got[one]
        for one, (sentence, code) in WRONG.items()
        if sentence not in got[one].told(translator("sv"))[0] or got[one].exit_code != code
    }
    assert wrong == {}


def test_a_body_is_named_before_its_first_meeting_and_a_role_given_in_it(agenda_risk, told, place):
    refused = agenda_risk(
        "users", "add", "eva", "--role", "chair", "--body", "Socialnämnden", "--store", place
    )
    assert refused.returncode == 10
    assert "users body" in refused.stderr

    named = told("body", "Socialnämnden", "--organisation", "Granviks kommun")

    assert named == {"number": 1, "name": "Socialnämnden", "organisation": "Granviks kommun"}
    added = told("add", "eva", "--role", "chair", "--body", "socialnämnden")
    assert roles(added) == {("chair", "Socialnämnden")}


def test_who_somebody_was_is_forgotten_and_the_account_is_told_by_its_number(told):
    told("add", "eva", "--role", "administrator")
    number = told("add", "adam", "--role", "reader")["number"]
    told("close", "adam")

    gone = told("forget", "adam")

    assert (gone["number"], gone["title"], gone["open"]) == (number, "", False)
    assert gone["name"] != "adam"
    assert roles(gone) == set()


def test_an_account_is_told_however_its_name_is_written(told):
    told("add", "eva", "--role", "administrator")

    assert told("grant", "EVA", "reader")["name"] == "eva"
