"""Granska: notices that a meeting is cancelled, and agendas of meetings that were moved."""

import re

import pytest

from agenda_risk.access import Standing
from agenda_risk.store.screened import screenings

OWN = {"Origin": "http://granvik.example"}
ITEMS = (
    "Ärenden\n1. Upprop\n2. Nedläggning av Björkängens skola\n3. Redovisning av motioner\n"
    "4. Taxa för vatten\n"
)
AGENDA = (
    f"Kallelse till Socialnämnden\nGranviks kommun\nDatum: 2026-12-14\nTid: kl. 18.00\n\n{ITEMS}"
)
MOVED = (
    "Socialnämnden\nGranviks kommun\nSammanträdet den 14 december 2026 flyttas till onsdagen den"
    f" 16 december 2026 kl. 18.00\n\n{ITEMS}"
)
CANCELLED = (
    "Socialnämnden\nGranviks kommun\nINSTÄLLT\n"
    "Sammanträdet den 14 december 2026 kl. 18.00 ställs in."
)


@pytest.fixture
def clerk(visit):
    return visit(Standing.CLERK)


def tried(browser, text) -> str:
    answer = browser.post("/granska", data={"text": text}, headers=OWN)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def save(browser, text, **form):
    return browser.post(f"{tried(browser, text)}/spara", data=form, headers=OWN)


def kept_in(desk):
    with desk.store.reading() as connection:
        return sorted((f"{one.day}", one.version, one.status) for one in screenings(connection))


def test_a_moved_meeting_stays_one_meeting(clerk, desk):
    save(clerk, AGENDA)
    page = clerk.get(tried(clerk, MOVED)).text
    (number,) = re.findall(r'name="moves" value="(\d+)"', page)

    save(clerk, MOVED, moves=number)

    assert "Det sparade sammanträdet är måndag 14 december 2026." in page.replace("\xa0", " ")
    assert kept_in(desk) == [("2026-12-16", 2, "")]


def test_a_later_agenda_of_a_moved_meeting_is_its_next_version(clerk, desk):
    save(clerk, AGENDA)
    (number,) = re.findall(r'name="moves" value="(\d+)"', clerk.get(tried(clerk, MOVED)).text)
    save(clerk, MOVED, moves=number)

    save(clerk, AGENDA.replace("-14", "-16") + "5. Badhuset\n")

    assert kept_in(desk) == [("2026-12-16", 3, "")]


def test_a_moved_meeting_is_kept_as_another_where_that_is_wished(clerk, desk):
    save(clerk, AGENDA)

    save(clerk, MOVED)

    assert kept_in(desk) == [("2026-12-14", 1, ""), ("2026-12-16", 1, "")]


@pytest.mark.parametrize(
    "text",
    [
        MOVED.replace("flyttas till onsdagen den", "följs av ett möte"),
        MOVED.replace("Björkängens", "Granängens")
        .replace("motioner", "avtal")
        .replace("vatten", "el"),
        MOVED.replace("Socialnämnden", "Valnämnden"),
    ],
    ids=["not said to be moved", "with other items", "of another body"],
)
def test_only_a_moved_agenda_of_the_same_body_and_items_is_taken_for_the_same(clerk, text):
    save(clerk, AGENDA)

    assert 'name="moves"' not in clerk.get(tried(clerk, text)).text


def test_a_meeting_is_not_moved_that_was_not_shown(clerk, desk):
    save(clerk, AGENDA)

    answer = save(clerk, MOVED, moves="99")

    assert answer.status_code == 409
    assert kept_in(desk) == [("2026-12-14", 1, "")]


def test_a_notice_that_a_meeting_is_cancelled_says_so_and_asks_nothing(clerk):
    page = clerk.get(tried(clerk, CANCELLED)).text

    assert "Mötet är inställt." in page
    assert "Kontrollera: " not in page
    assert "Inget ärende sticker ut" not in page


def test_a_kept_meeting_is_cancelled_by_its_notice(clerk, desk):
    save(clerk, AGENDA)

    save(clerk, CANCELLED)

    (told,) = kept_in(desk)
    assert told == ("2026-12-14", 2, "cancelled")
    overview = clerk.get("/").text
    assert "Inställt" in overview
    assert "Vet inte än" not in overview


@pytest.fixture
def moved(clerk):
    """Return the number of a meeting that was moved from its day."""
    save(clerk, AGENDA)
    (number,) = re.findall(r'name="moves" value="(\d+)"', clerk.get(tried(clerk, MOVED)).text)
    save(clerk, MOVED, moves=number)
    return number


EXTRA = AGENDA.replace("Nedläggning av Björkängens skola", "Upphandling av städning")


def test_who_sends_an_agenda_of_a_day_that_a_meeting_was_moved_from_hears_so(clerk, moved):
    page = clerk.get(tried(clerk, EXTRA)).text.replace("\xa0", " ")

    assert "har flyttats till onsdag 16 december 2026" in page
    assert f'href="/mote/{moved}"' in page


def test_the_meeting_that_was_moved_stays_where_it_is_beside_another_of_its_old_day(
    clerk, desk, moved
):
    save(clerk, EXTRA)

    assert kept_in(desk) == [("2026-12-14", 1, ""), ("2026-12-16", 2, "")]


def test_a_meeting_that_was_moved_is_moved_back_where_that_is_wished(clerk, desk, moved):
    save(clerk, AGENDA, moves=moved)

    assert kept_in(desk) == [("2026-12-14", 3, "")]


def test_a_body_that_is_corrected_in_other_capitals_is_the_one_that_is_known(clerk, desk):
    save(clerk, AGENDA)
    draft = tried(clerk, AGENDA + "5. Badhuset\n")
    told = {"body": "SOCIALNÄMNDEN", "organisation": "Granviks Kommun", "day": "2026-12-14"}

    clerk.post(draft, data=told, headers=OWN)

    page = clerk.get(draft).text
    assert "Det här sammanträdet är redan sparat." in page
    assert 'value="Socialnämnden"' in page


def test_whoever_is_asked_may_move_a_meeting_whose_day_has_just_been(clerk, clock, visit):
    save(clerk, AGENDA)
    clock.later(days=16)
    chair = visit(Standing.CHAIR)

    assert 'name="moves"' in chair.get(tried(chair, MOVED)).text
