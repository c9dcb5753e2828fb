"""No number that somebody writes into an address is too large, on either database."""

import pytest
from databases import new_store

from agenda_risk.access import Standing

OWN = {"Origin": "http://granvik.example"}
LARGE = ["2147483648", "9" * 30, "-1", "sju"]
ADMINISTERED = [
    "brev/{}",
    "konton/{}/adress",
    "konton/{}/lank",
    "konton/{}/oppet",
    "nycklar/{}/bort",
]
FORM = {"name": "Allt", "lowest": "moderate", "channel": "feed", "rhythm": "daily"}


@pytest.fixture
def store(place, tmp_path):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.mark.parametrize("number", LARGE)
def test_a_page_with_a_number_that_cannot_be_is_not_there(visit, kept, number):
    chair, path = visit(Standing.CHAIR), f"/bevakningar/{number}"

    pages = [chair.get(f"/mote/{kept[0]}/registrerat/{number}"), chair.get(path)]
    forms = [chair.post(f"{path}{more}", data=FORM, headers=OWN) for more in ("", "/paus", "/bort")]

    assert {answer.status_code for answer in (*pages, *forms)} == {404}
    assert "Sidan finns inte" in pages[0].text


@pytest.mark.parametrize("number", LARGE)
def test_nothing_with_a_number_that_cannot_be_is_administered(visit, number):
    admin = visit(Standing.ADMINISTRATOR)
    paths = [f"/administration/{path.format(number)}" for path in ADMINISTERED]

    assert {admin.post(path, headers=OWN).status_code for path in paths} == {404}


@pytest.mark.parametrize("path", ["/administration/konton", "/administration/nycklar"])
@pytest.mark.parametrize("body", ["77", "9999999999"])
def test_a_role_in_a_body_that_is_not_there_is_refused(visit, path, body):
    form = {"name": "eva", "role": "clerk", "body": body}

    answer = visit(Standing.ADMINISTRATOR).post(path, data=form, headers=OWN)

    assert answer.status_code == 409
    assert "Välj ett organ eller alla." in answer.text


@pytest.mark.parametrize(
    "query",
    ["/?month=9999-12", "/?month=0001-01", "/?body=9999999999",
     "/arkiv/moten?day=2026-12-01&number=999999999999999999", f"/arkiv?after={2**63}"],
)  # fmt: skip
def test_what_no_calendar_and_no_database_holds_is_no_limit(visit, kept, query):
    assert visit(Standing.CHAIR).get(query).status_code == 200


def test_days_ahead_with_noughts_before_them_are_a_number_too_long(visit):
    form = {**FORM, "ahead": "0000000019999"}

    answer = visit(Standing.CHAIR).post("/bevakningar", data=form, headers=OWN)

    assert answer.status_code == 409
    assert "Skriv dagarna i förväg som ett tal" in answer.text


def test_an_origin_that_is_no_address_is_refused(visit):
    answer = visit().post("/logga-in", data={"name": "eva"}, headers={"Origin": "http://["})

    assert answer.status_code == 403
