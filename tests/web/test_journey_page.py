"""The page of a case shows its way as far as a visitor may read, and lets clerks correct it."""

import sqlite3
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "journey"))
from made_town import meetings

from agenda_risk.access import Standing
from agenda_risk.models import Source
from agenda_risk.service.screening import keep_meeting
from agenda_risk.store import add_source, known_sources
from agenda_risk.store.registering import registered_of
from agenda_risk.store.screened import bodies

OWN = {"Origin": "http://granvik.example"}


@pytest.fixture
def town(desk):
    """Return the numbers of the meetings of the town."""
    add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), desk.now())
    (source,) = known_sources(desk.store)
    return [keep_meeting(desk, source.id, one, "program") for one in meetings()]


@pytest.fixture
def key(desk):
    """Return what tells by what the item in a place of a meeting is known."""

    def asked(meeting: int, place: int) -> str:
        with sqlite3.connect(desk.store.path) as file:
            told = "SELECT key FROM items WHERE meeting_id = ? AND place = ?"
            return file.execute(told, (meeting, place)).fetchone()[0]

    return asked


def body(desk, name: str) -> int:
    with desk.store.reading() as connection:
        return next(one.id for one in bodies(connection) if one.name == name)


def test_the_way_of_a_case_is_shown_with_its_meetings(visit, town, key):
    page = visit(Standing.READER).get(f"/arende/{town[4]}/{key(town[4], 2)}").text

    for one in town[1:5]:
        assert f'href="/mote/{one}"' in page
    assert "Numret BUN 2026/44" in page
    assert "63 dagar före den senaste dagordningen" in page
    assert "Hör inte ihop" not in page


def test_the_meeting_and_the_archive_lead_to_it(visit, town, key):
    browser = visit(Standing.READER)
    address = f'href="/arende/{town[4]}/{key(town[4], 2)}"'

    assert address in browser.get(f"/mote/{town[4]}").text
    assert address in browser.get("/arkiv", params={"q": "avveckling"}).text
    assert "63 dagar före beslutet" in browser.get(f"/mote/{town[4]}").text


def test_a_visitor_of_one_body_sees_no_other(visit, town, key, desk):
    council = visit(Standing.CLERK, body(desk, "Kommunfullmäktige"))

    page = council.get(f"/arende/{town[4]}/{key(town[4], 2)}").text

    assert "utbildningsnämnden" not in page
    assert "Kommunstyrelsen" not in page
    assert "bara på en dagordning" in page
    assert "Bara organ som du får läsa är med." in page
    assert "utbildningsnämnden" not in council.get(f"/mote/{town[4]}").text
    assert council.get(f"/arende/{town[1]}/{key(town[1], 1)}").status_code == 404


def test_files_and_the_interface_tell_no_more_than_the_page(visit, town, desk):
    council = visit(Standing.CLERK, body(desk, "Kommunfullmäktige"))

    sheet = council.get(f"/mote/{town[4]}/blad/text").text

    assert "utbildningsnämnden" not in sheet
    assert "utbildningsnämnden" in visit(Standing.READER).get(f"/mote/{town[4]}/blad/text").text


def test_a_clerk_takes_out_what_does_not_belong_and_puts_it_back(visit, town, key):
    clerk, address = visit(Standing.CLERK), f"/arende/{town[4]}/{key(town[4], 3)}"
    other = {"other": town[2], "key": key(town[2], 2)}
    assert "Troligen: det rubrikerna säger är lika" in clerk.get(address).text

    answer = clerk.post(f"{address}/isar", data=other, headers=OWN)

    assert (answer.status_code, answer.headers["location"]) == (303, address)
    assert "Borttaget för hand" in clerk.get(address).text
    assert "Troligen" not in clerk.get(f"/mote/{town[4]}").text
    assert clerk.post(f"{address}/ihop", data=other, headers=OWN).status_code == 303
    assert "Borttaget för hand" not in clerk.get(address).text
    assert "tog bort en punkt från ett ärende" in clerk.get(f"/mote/{town[4]}/handelser").text


def test_a_reader_takes_nothing_out(visit, town, key):
    address = f"/arende/{town[4]}/{key(town[4], 3)}/isar"
    other = {"other": town[2], "key": key(town[2], 2)}

    assert visit(Standing.READER).post(address, data=other, headers=OWN).status_code == 403


@pytest.mark.parametrize("item", ["x", "%00", "a" * 3000, "' OR 1=1 --"], ids=range(4))
def test_an_item_that_is_not_there_is_told_so(visit, town, item):
    assert visit(Standing.READER).get(f"/arende/{town[4]}/{item}").status_code == 404


def test_a_registered_sheet_tells_of_its_own_body_only(visit, town, desk):
    chair = visit(Standing.CHAIR)
    form = {"case_number": "KS 2026/500"}

    assert chair.post(f"/mote/{town[4]}/registrera", data=form, headers=OWN).status_code == 303

    with desk.store.reading() as connection:
        (paper,) = registered_of(connection, town[4])
    content = chair.get(f"/mote/{town[4]}/registrerat/{paper.id}").content
    assert "utbildningsnämnden" not in text_of(content)


def text_of(pdf: bytes) -> str:
    from pypdfium2 import PdfDocument  # noqa: PLC0415  only here

    document = PdfDocument(pdf)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text.replace("\u00ad", "").replace("\ufffe", "")
