"""Where the store fails, strangers hear that it does, and whoever runs the service hears why."""

import pytest
import sqlalchemy as sa
from databases import in_a_file, new_store

from agenda_risk.access import Standing

OWN = {"Origin": "http://granvik.example"}
TOLD = "Tjänsten kommer inte åt sina uppgifter just nu. Försök igen om en stund."


@pytest.fixture
def store(place, tmp_path):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def broken(store):
    """Take a table away."""
    with store.writing() as connection:
        connection.execute(sa.text("ALTER TABLE bodies RENAME TO elsewhere"))
        connection.execute(sa.text("ALTER TABLE attempts RENAME TO nowhere"))


def open_pages(browser):
    """Return what a stranger is answered, who has neither account nor key."""
    login = {"name": "x", "password": "y"}
    return [
        browser.get("/healthz"),
        browser.post("/logga-in", data=login, headers=OWN),
        browser.get("/u/abc"),
    ]


def test_a_stranger_hears_neither_where_the_store_is_nor_what_ails_it(visit, store, broken):
    for answer in open_pages(visit()):
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert TOLD in answer.text
        assert store.place not in answer.text
        assert "bodies" not in answer.text


def test_whoever_looks_whether_the_service_is_up_hears_in_json_that_it_is_not(visit, broken):
    assert visit().get("/healthz").json() == {"detail": TOLD}


def test_what_ails_the_store_is_written_for_whoever_runs_the_service(visit, store, broken, capsys):
    visit().get("/healthz")

    said = capsys.readouterr().err
    assert said.startswith(f"agenda-risk: {store.place} är ingen hel databas")
    assert "bodies" in said
    assert len(said.splitlines()) == 1


@in_a_file
def test_a_form_tells_no_more_than_a_page_and_keeps_what_was_written(visit, store, capsys):
    clerk = visit(Standing.CLERK)
    path = clerk.post(
        "/granska", data={"text": "1. Upprop\n2. Nedläggning av skolan i Norrby\n"}, headers=OWN
    ).headers["location"]
    fault = "CREATE TRIGGER fault BEFORE {} ON drafts BEGIN INSERT INTO nowhere VALUES (1); END"
    with store.writing() as connection:
        for act in ("INSERT", "UPDATE"):
            connection.execute(sa.text(fault.format(act).replace("fault", f"fault_{act}", 1)))

    answer = clerk.post(path, data={"body": "Skolnämnden", "day": "2026-12-14"}, headers=OWN)

    assert answer.status_code == 503
    assert TOLD in answer.text
    assert str(store.path) not in answer.text
    assert "nowhere" in capsys.readouterr().err
