"""What clashes with what others wrote is no fault of the disk, and a fault of ours no clash."""

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from store.conftest import NOW

from agenda_risk.errors import ConflictError
from agenda_risk.store.schema import metadata

RUN = {"started": NOW, "outcome": "", "failures": [], "meetings": 0, "changed": 0}


def test_a_row_that_somebody_else_has_added_is_a_conflict(store, source):
    sources = metadata.tables["sources"]
    with store.reading() as connection:
        row = connection.execute(sa.select(sources)).one()._asdict()

    with pytest.raises(ConflictError), store.writing() as connection:
        connection.execute(sources.insert().values(**row | {"id": source + 1}))


def test_a_row_that_somebody_else_has_taken_away_is_a_conflict(store, source):
    runs = metadata.tables["runs"]

    with pytest.raises(ConflictError), store.writing() as connection:
        connection.execute(runs.insert().values(source_id=source + 1, **RUN))


def test_a_row_without_what_it_needs_is_a_fault_of_ours(store, source):
    runs = metadata.tables["runs"]

    with pytest.raises(IntegrityError), store.writing() as connection:
        connection.execute(runs.insert().values(source_id=source, **RUN | {"started": None}))
