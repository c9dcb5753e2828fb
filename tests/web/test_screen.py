"""Granska: an agenda is tried without being kept, corrected, copied, and kept if wanted."""

import html
import re

import pytest
import sqlalchemy as sa

from agenda_risk.access import Standing
from agenda_risk.shipped import path_of
from agenda_risk.store.log import logged
from agenda_risk.store.screened import bodies, screenings

OWN = {"Origin": "http://granvik.example"}
AGENDA = (
    "Kallelse till Kommunfullmäktige\nGranviks kommun\n\nDatum: 2026-12-14\nTid: kl. 18.00\n\n"
    "Ärenden\n1. Upprop\n2. Nedläggning av Björkängens skola\n3. Redovisning av motioner\n"
)


@pytest.fixture
def clerk(visit):
    return visit(Standing.CLERK)


def send(browser, *files, **form):
    """Send files or a form, and return the answer."""
    uploads = [("files", one) for one in files]
    return browser.post("/granska", files=uploads or None, data=form, headers=OWN)


def tried(browser, text=AGENDA) -> str:
    """Have an agenda read, and return the path of what was found."""
    answer = send(browser, text=text)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def kept_in(desk):
    with desk.store.reading() as connection:
        return screenings(connection)


@pytest.mark.parametrize("name", ["kommunfullmaktige.pdf", "socialnamnden.docx"])
def test_a_file_gives_its_answer_and_leaves_nothing(clerk, desk, name):
    answer = send(clerk, (name, (path_of("samples") / name).read_bytes()))

    page = clerk.get(answer.headers["location"]).text
    assert "Behov av förberedelser" in page
    assert "<mark>" in page
    assert kept_in(desk) == ()


def test_a_pasted_agenda_shows_the_words_and_the_rule(clerk):
    page = clerk.get(tried(clerk)).text

    assert "<mark>Nedläggning</mark>" in page
    assert "[regel school-closure]" in page
    assert "Redovisning av motioner" in page


def test_what_was_found_can_be_copied_without_a_script(clerk):
    page = clerk.get(tried(clerk)).text

    (paste,) = re.findall(r"<textarea[^>]*readonly>(.*?)</textarea>", page, re.DOTALL)
    assert "Punkt 2 Nedläggning av Björkängens skola – högt." in html.unescape(paste)


@pytest.mark.parametrize(
    ("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK"), ("html", b"<!doctype")]
)
def test_the_sheet_can_be_fetched_without_keeping_anything(clerk, desk, form, start):
    answer = clerk.get(f"{tried(clerk)}/blad/{form}")

    assert answer.content.lstrip().startswith(start)
    assert "kommunfullmaktige-2026-12-14" in answer.headers["content-disposition"]
    assert kept_in(desk) == ()


def test_what_is_kept_is_found_again_with_what_the_clerk_corrected(clerk, desk):
    path = tried(clerk)
    form = {"body": "Kommunfullmäktige", "organisation": "Granviks kommun", "day": "2026-12-15"}
    clerk.post(path, data={**form, "clock": "17:30", "place": "Folkets hus"}, headers=OWN)

    answer = clerk.post(f"{path}/spara", headers=OWN)

    (row,) = kept_in(desk)
    assert answer.headers["location"] == f"/mote/{row.meeting}"
    assert (f"{row.day}", f"{row.clock}", row.place) == ("2026-12-15", "17:30:00", "Folkets hus")
    assert (row.body.organisation, row.raised) == ("Granviks kommun", 1)
    assert clerk.get(path).status_code == 404


def test_a_later_agenda_of_the_same_meeting_is_its_next_version(clerk, desk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)
    path = tried(clerk, AGENDA + "4. Stängning av badhuset\n")

    assert "Det här sammanträdet är redan sparat." in clerk.get(path).text
    clerk.post(f"{path}/spara", headers=OWN)

    (row,) = kept_in(desk)
    assert (row.version, row.items) == (2, 4)


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Välj en fil, klistra in en dagordning eller skriv en adress."),
        ({"text": "Hej, vi ses på fredag!"}, "Inga ärenden hittades i dagordning.txt."),
        ({"address": "http://127.0.0.1:9/kallelse.pdf"}, "internt nät"),
        ({"address": "file:///etc/passwd"}, "adress"),
    ],
    ids=["nothing", "no-agenda", "own-net", "no-web"],
)
def test_what_cannot_be_read_is_told_beside_what_was_sent(clerk, form, told):
    answer = send(clerk, **form)

    assert answer.status_code in {404, 422, 502}
    assert told in html.unescape(answer.text)
    assert all(html.escape(value) in answer.text for value in form.values())


def test_more_than_is_taken_is_refused_while_it_comes(clerk):
    def endless():
        for _ in range(25):
            yield b"x" * 1024 * 1024

    kind = {"Content-Type": "multipart/form-data; boundary=x", **OWN}
    answer = clerk.post("/granska", content=endless(), headers=kind)

    assert answer.status_code == 413
    assert "<html" in answer.text


def test_hostile_names_of_files_are_only_names(clerk):
    answer = send(clerk, ("../../<script>alert(1)</script>.txt", AGENDA.encode()))

    page = clerk.get(answer.headers["location"]).text
    assert "<script>alert" not in page


def test_what_somebody_else_read_is_not_there(visit, clerk):
    path = tried(clerk)
    other = visit(Standing.CHAIR)

    assert other.get(path).status_code == 404
    assert other.post(f"{path}/spara", headers=OWN).status_code == 404


def test_what_was_read_is_gone_after_an_hour_and_when_it_is_taken_away(clerk, clock, desk):
    first, second = tried(clerk), tried(clerk)
    clerk.post(f"{first}/bort", headers=OWN)
    assert clerk.get(first).status_code == 404

    clock.later(minutes=61)
    assert clerk.get(second).status_code == 404
    tried(clerk)
    with desk.store.reading() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM drafts")) == 1


def test_a_reader_may_not_screen_and_security_may_not_keep(visit):
    assert visit(Standing.READER).get("/granska").status_code == 403
    security = visit(Standing.SECURITY)
    path = tried(security)

    assert "Spara sammanträdet" not in security.get(path).text
    assert security.post(f"{path}/spara", headers=OWN).status_code == 403


def test_a_clerk_of_one_body_keeps_only_its_meetings(visit, kept, desk):
    with desk.store.reading() as connection:
        numbers = {one.name: one.id for one in bodies(connection)}
    own = visit(Standing.CLERK, numbers["Kommunfullmäktige"])
    other = visit(Standing.CLERK, numbers["Socialnämnden"])

    assert own.post(f"{tried(own)}/spara", headers=OWN).status_code == 303
    refused = other.post(f"{tried(other)}/spara", headers=OWN)
    assert refused.status_code == 409
    assert "Du får inte spara sammanträden för Kommunfullmäktige." in refused.text


def test_keeping_is_logged_without_titles(clerk, desk):
    clerk.post(f"{tried(clerk)}/spara", headers=OWN)

    with desk.store.reading() as connection:
        (entry,) = logged(connection)
    assert (entry.actor, entry.act) == ("user:1", "screened")
    assert "skola" not in entry.content.lower()
