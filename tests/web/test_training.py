"""People practise on past agendas; the answer is hidden until they ask, and no guess is kept."""

from datetime import date

import pytest
from databases import new_store

from agenda_risk.access import Standing
from agenda_risk.store.log import logged
from agenda_risk.store.screened import screening_of

OWN = {"Origin": "http://granvik.example"}
TITLES = ("Upprop", "Nedläggning av Björkängens skola", "Delårsrapport av Anna Andersson")


@pytest.fixture
def store(place, tmp_path):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def past(held):
    return held(date(2026, 9, 7), *TITLES, course="loud")


def test_the_agenda_is_shown_masked_and_without_the_answer(visit, past):
    page = visit(Standing.READER).get(f"/arkiv/ova/{past}").text

    assert "Nedläggning av Björkängens skola" in page
    assert "Andersson" not in page
    assert not [word for word in ("Högt", "Skola eller förskola", "Högljutt") if word in page]


def test_a_past_agenda_is_chosen_among_those_that_one_may_read(visit, desk, held, past):
    held(date(2026, 9, 14), *TITLES, body="Kommunstyrelsen")
    held(date(2026, 9, 15), "Upprop")
    with desk.store.reading() as connection:
        body = screening_of(connection, past).body.id

    answer = visit(Standing.READER, body).get("/arkiv/ova")

    assert answer.headers["location"] == f"/arkiv/ova/{past}"


def test_the_answer_tells_what_was_found_why_and_how_it_went(visit, past):
    answer = visit(Standing.READER).post(
        f"/arkiv/ova/{past}", data={"item": ["1", "2"]}, headers=OWN
    )

    assert "Ett ärende lyftes fram. Du hittade 1 av 1." in answer.text
    assert "Du valde ett ärende till." in answer.text
    assert "Skola eller förskola läggs ned" in answer.text
    assert "Högljutt men under kontroll" in answer.text


def test_a_miss_of_the_rules_is_admitted(visit, held):
    number = held(date(2026, 9, 7), "Upprop", "Delårsrapport", "Val", course="threat")

    page = visit(Standing.READER).post(f"/arkiv/ova/{number}", headers=OWN).text

    assert "Här missade reglerna något." in page


def test_nothing_of_a_guess_is_kept(visit, desk, past):
    reader = visit(Standing.READER)
    with desk.store.reading() as connection:
        before = list(logged(connection))

    reader.post(f"/arkiv/ova/{past}", data={"item": ["1"]}, headers=OWN)

    with desk.store.reading() as connection:
        assert list(logged(connection)) == before
    assert 'value="1" checked' not in reader.get(f"/arkiv/ova/{past}").text


def test_a_coming_meeting_is_no_exercise(visit, kept):
    reader = visit(Standing.READER)

    for page in (reader.get(f"/arkiv/ova/{kept[0]}"), reader.get("/arkiv/ova")):
        assert "Här finns ingen tidigare kallelse att öva på." in page.text
    assert "Björkängens" not in reader.post(f"/arkiv/ova/{kept[0]}", headers=OWN).text
