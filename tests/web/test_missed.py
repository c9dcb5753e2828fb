"""A meeting that the rules missed becomes an example for them, or is dismissed with a reason."""

from datetime import date

import pytest
from databases import new_store

from agenda_risk.access import Standing
from agenda_risk.basis import BasisFiles
from agenda_risk.models import AgendaItem, Level, Passage
from agenda_risk.own_words import OwnWords, with_words
from agenda_risk.service import Desk
from agenda_risk.service.rule_books import PublishedBasis, publish_rules
from agenda_risk.store.log import logged
from agenda_risk.store.missed import Verdict, misses, open_misses

OWN = {"Origin": "http://granvik.example"}
TITLES = ("Upprop", "Ny skolstruktur i Högåsen", "Motion av Anna Andersson (S) om gatubelysning")
WORDS = OwnWords(("Högåsen",), Level.MODERATE, "Mötet stördes i våras")


@pytest.fixture
def store(place, tmp_path):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def desk(store, clock):
    return Desk(store, PublishedBasis(store, BasisFiles()), clock)


@pytest.fixture
def admin(visit):
    return visit(Standing.ADMINISTRATOR, None, Standing.READER)


@pytest.fixture
def missed(held):
    """Return a meeting of the autumn that was disturbed with nothing raised."""
    return held(date(2026, 9, 7), "Upprop", "Ärende om Högåsens framtid", TITLES[2],
                course="disturbed")  # fmt: skip


def post(browser, path: str, **data):
    return browser.post(f"/regler/forslag/{path}", data=data, headers=OWN)


def test_only_meetings_with_nothing_raised_are_suggested(admin, held, missed):
    held(date(2026, 9, 14), "Nedläggning av Björkängens skola", course="threat")
    held(date(2026, 9, 21), "Delårsrapport", course="loud")
    held(date(2026, 9, 28), "Delårsrapport")

    page = admin.get("/regler/forslag").text

    assert page.count('href="/regler/forslag/') == 1
    assert f"/regler/forslag/{missed}" in page
    assert "Förslag från utfall (1)" in admin.get("/regler").text


def test_the_items_are_masked_and_the_chosen_one_is_explained(admin, missed):
    page = admin.get(f"/regler/forslag/{missed}", params={"item": "2"}).text

    assert "Ärende om Högåsens framtid" in page
    assert "Andersson" not in page
    assert "Därför lyftes det inte fram" in page or "Ingen regel" in page


def test_words_of_the_item_are_tried_as_own_rules_and_nothing_is_published(admin, desk, missed):
    answer = post(admin, f"{missed}/ord", item="2", words="Högåsens", level="high",
                  reason="Mötet stördes i september")  # fmt: skip

    assert answer.status_code == 200
    assert "Ett ärende skulle få en annan nivå." in answer.text
    assert "Högåsens" in answer.text
    with desk.store.reading() as connection:
        assert not [one for one in logged(connection) if one.act == "rules-published"]


@pytest.mark.parametrize(
    "data",
    [
        {"words": "Högåsens", "level": "high", "reason": " "},
        {"words": "Högåsens", "level": "high", "reason": "Anna Andersson ropade"},
        {"words": "Högåsens", "level": "low", "reason": "Störning"},
        {"words": "Norrby", "level": "high", "reason": "Störning"},
        {"level": "high", "reason": "Störning"},
    ],
    ids=["no reason", "a person", "low", "another word", "no word"],
)
def test_what_cannot_be_own_words_is_told_on_the_page(admin, missed, data):
    answer = post(admin, f"{missed}/ord", item="2", **data)

    assert answer.status_code == 409
    assert 'id="words-wrong"' in answer.text


def test_a_miss_is_dismissed_with_a_reason_and_can_be_opened_again(admin, desk, missed):
    assert post(admin, f"{missed}", verdict="dismissed").status_code == 409
    assert post(admin, f"{missed}", verdict="dismissed", reason="Gällde en demonstration")

    with desk.store.reading() as connection:
        (found,) = misses(connection, 5)
        assert (found.verdict, open_misses(connection)) == (Verdict.DISMISSED, 0)
    assert "Avfärdat: Gällde en demonstration" in admin.get("/regler/forslag").text

    post(admin, f"{missed}", verdict="")
    with desk.store.reading() as connection:
        assert open_misses(connection) == 1


@pytest.mark.parametrize("path", ["0", "999999", "99999999999"])
def test_what_was_not_missed_is_not_there(admin, missed, path):
    assert admin.get(f"/regler/forslag/{path}").status_code == 404
    assert post(admin, path, verdict="taken").status_code == 404


def test_who_does_not_publish_rules_sees_none_of_it(visit, missed):
    chair = visit(Standing.CHAIR)

    assert chair.get(f"/regler/forslag/{missed}").status_code == 403
    assert "Förslag från utfall" not in chair.get("/regler").text


def test_who_does_not_read_of_the_body_sees_neither_its_items_nor_what_the_rules_say(
    visit, admin, missed
):
    stranger, asked = visit(Standing.ADMINISTRATOR), {"item": "2"}

    page = stranger.get(f"/regler/forslag/{missed}", params=asked).text

    assert "Högåsens" not in page
    assert 'id="answer"' not in page
    assert "Du läser inte det här organets blad" in page
    assert "Du läser inte" not in admin.get(f"/regler/forslag/{missed}", params=asked).text


def test_who_does_not_read_of_the_body_makes_no_words_of_its_items(visit, missed):
    answer = post(visit(Standing.ADMINISTRATOR), f"{missed}/ord", item="2", words="Högåsens",
                  level="high", reason="Mötet stördes i september")  # fmt: skip

    assert answer.status_code == 403
    assert "Högåsens" not in answer.text


def test_who_does_not_read_of_the_body_can_dismiss_the_meeting(visit, missed):
    stranger = visit(Standing.ADMINISTRATOR)

    refused = post(stranger, f"{missed}", verdict="dismissed")
    done = post(stranger, f"{missed}", verdict="dismissed", reason="Gällde en demonstration")

    assert (refused.status_code, done.status_code) == (409, 303)
    assert "Högåsens" not in refused.text


def test_a_closed_item_is_not_shown(admin, held):
    closed = AgendaItem(id="9", number="9", title=Passage(text="Ärende X"), publicity="closed")
    number = held(date(2026, 9, 7), "Upprop", items=(closed,), course="threat")

    page = admin.get(f"/regler/forslag/{number}", params={"item": "9"}).text

    assert "Ärende X" not in page
    assert 'id="answer"' not in page


def test_own_words_that_were_published_raise_the_item_the_next_time(desk, held):
    publish_rules(desk, with_words("", WORDS, "Granvik", "kansliet"), "Störning", 0, "user:1")

    number = held(date(2026, 10, 5), "Framtiden för Högåsen", course="threat")

    with desk.store.reading() as connection:
        assert number not in [one.row.meeting for one in misses(connection, 5)]
