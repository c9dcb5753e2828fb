"""The sheet goes along to the chair where the organisation has switched that on."""

import pytest
from databases import in_a_file
from messages.mail_servers import mail_server
from telling.conftest import CLOSURE, REACHED, made

from agenda_risk.access import Standing
from agenda_risk.deliver.mail import Mail
from agenda_risk.models import Channel
from agenda_risk.service.gathering import gather
from agenda_risk.service.sending import Post, send_due
from agenda_risk.store.screened_tables import files

pytestmark = in_a_file


@pytest.fixture
def letters(town, person):
    """Return what lets a raised meeting be told to the chair, and returns the letters."""

    def told(**switched: bool) -> list:
        person("ola", Standing.CHAIR)
        town.lists(made("Upprop", CLOSURE))
        with mail_server() as running:
            gather(town.desk)
            send_due(
                town.desk, Post({Channel.MAIL: Mail(running.place()).opened}, REACHED, **switched)
            )
            return running.box.letters

    return told


def test_the_sheet_goes_along_where_that_is_switched_on(letters):
    (letter,) = letters(attaches=True)

    (sheet,) = letter.iter_attachments()
    assert sheet.get_filename() == "blad-2026-12-14-version-1.pdf"
    assert sheet.get_content().startswith(b"%PDF")
    assert "Björkängens" not in letter.get_body(("plain",)).get_content()


def test_a_sheet_that_cannot_be_written_holds_up_no_other_letter(town, person):
    person("ola", Standing.CHAIR)
    town.lists(made("Upprop", CLOSURE), made("Upprop", CLOSURE, id="8", body="Socialnämnden"))
    with town.desk.store.writing() as connection:  # as where the meeting is taken away just now
        connection.execute(files.delete().where(files.c.meeting_id == 1))

    with mail_server() as running:
        post = Post({Channel.MAIL: Mail(running.place()).opened}, REACHED, attaches=True)
        sent = send_due(town.desk, post)
        (letter,) = running.box.letters

    assert (sent.sent, sent.failed) == (1, 1)
    assert "ocialnämnden" in letter["subject"]


def test_no_sheet_goes_along_unless_that_is_switched_on(letters):
    (letter,) = letters()

    assert list(letter.iter_attachments()) == []
