"""What is screened is the last version of a meeting, whoever keeps another one meanwhile."""

from dataclasses import replace

import pytest
import sqlalchemy as sa
from service.conftest import first_doing
from web.made_meetings import NOW, meeting

from agenda_risk.models import Source
from agenda_risk.service.screening import keep_meeting, screen_kept
from agenda_risk.store import add_source, known_sources, message_tables
from agenda_risk.store.screened import file_of, screening_of

CLOSURE = meeting("Kommunfullmäktige", 14, "Upprop", "Nedläggning av Björkängens skola", id="7")
BUDGET = meeting("Kommunfullmäktige", 14, "Upprop", "Budget 2027", "Taxa för vatten", id="7")


@pytest.fixture
def source(desk):
    add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), NOW)
    return known_sources(desk.store)[0].id


def told_of(desk, number):
    with desk.store.reading() as connection:
        row, file = screening_of(connection, number), file_of(connection, number)
        happenings = message_tables.happenings
        events = connection.scalars(sa.select(happenings.c.event).order_by(happenings.c.id)).all()
    return row.items, len(file.versions), events


def test_an_older_version_is_not_written_over_a_newer_one(desk, source):
    number = keep_meeting(desk, source, CLOSURE, "program")
    newer = first_doing(desk.basis, lambda: keep_meeting(desk, source, BUDGET, "user:1"))

    screen_kept(replace(desk, basis=newer), number, "program")

    assert told_of(desk, number) == (3, 2, ["raised", "ready", "calm"])
