"""The pages say the same whether the store is a file or a database on a server."""

import pytest
from databases import new_store
from web.made_meetings import NOW, meeting

from agenda_risk.access import Standing
from agenda_risk.models import Moment, Source
from agenda_risk.service.screening import keep_meeting
from agenda_risk.store import add_source, known_sources
from agenda_risk.store.limits import Search
from agenda_risk.store.screened import screenings_after
from agenda_risk.store.searching import find
from agenda_risk.store.users import user_called
from agenda_risk.web.rights import RIGHTS, SIGNED

OWN = {"Origin": "http://granvik.example"}
NOTHING_YET = "/mote/{meeting}/beslut/granska"  # no decision is being prepared
PLAIN = sorted(
    path
    for (method, path), need in RIGHTS.items()
    if method == "GET" and need is not SIGNED  # which needs a secret of its own
    if "{" not in path.replace("{meeting}", "") and not path.startswith("/api/")
)


@pytest.fixture
def store(place, tmp_path):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def source_number(store):
    add_source(store, Source(name="granvik", url="https://granvik.example/"), NOW)
    return known_sources(store)[0].id


@pytest.mark.parametrize("path", PLAIN)
def test_each_page_opens(visit, kept, path):
    chair = visit(Standing.CHAIR)

    answer = chair.get(path.replace("{meeting}", str(kept[0])))

    assert answer.status_code in ({409} if path == NOTHING_YET else {200, 403})


def test_the_overview_tells_of_raised_items_on_both(visit, kept):
    page = visit(Standing.CHAIR).get("/").text

    assert "Nedläggning av Björkängens skola" in page


def test_an_agenda_is_screened_on_both(visit):
    answer = visit(Standing.CLERK).post(
        "/granska", data={"text": "1. Upprop\n2. Nedläggning av skolan i Norrby\n"}, headers=OWN
    )

    assert answer.status_code == 303


def test_hostile_texts_are_kept_and_found_on_both(desk, source_number):
    hostile = meeting("Nämnden\0", 14, "Skolan\0 läggs ned", "\x1b[31m", "'; DROP TABLE items; --")

    number = keep_meeting(desk, source_number, hostile, "program")

    with desk.store.reading() as connection:
        found = find(connection, Search(("läggs",)), 5)
    assert [hit.meeting for hit in found] == [number]


def test_a_name_that_no_database_holds_is_a_wrong_one_on_both(visit):
    form = {"name": "eva\0", "password": "korrekt häst batteri"}

    assert visit().post("/logga-in", data=form, headers=OWN).status_code == 403


def test_a_title_is_kept_without_what_no_text_holds_on_both(visit, desk):
    form = {"name": "eva", "title": "Eva\0 Ek", "role": "clerk"}

    visit(Standing.ADMINISTRATOR).post("/administration/konton", data=form, headers=OWN)

    with desk.store.reading() as connection:
        assert user_called(connection, "eva").title == "Eva Ek"


def test_meetings_are_gone_through_one_by_one_on_both(desk, kept):
    one = meeting("Byggnadsnämnden", 1, "Upprop", "Bygglov", start=Moment())
    (source,) = known_sources(desk.store)
    kept.append(keep_meeting(desk, source.id, one, "program"))
    listed, place = [], (desk.today, 0)

    with desk.store.reading() as connection:
        while found := screenings_after(connection, None, (desk.today, None), place, 1):
            place = (found[0].day, found[0].meeting)
            listed.append(place[1])

    assert listed == [kept[2], kept[1], kept[0], kept[3]]
