"""What may go goes when told; what is registered stays, and the archive can have it."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

import pytest
import sqlalchemy as sa
from store.conftest import NOW, made
from store.test_searching import GRANVIK, screened

from agenda_risk.errors import BrokenFileError, ConflictError, RefusedError
from agenda_risk.models import Moment, Role
from agenda_risk.settings import Retention
from agenda_risk.store import keep, remove_source
from agenda_risk.store.exporting import export
from agenda_risk.store.known_bodies import body_number
from agenda_risk.store.limits import Search
from agenda_risk.store.listing import meeting_number
from agenda_risk.store.log import Deed, log, logged
from agenda_risk.store.outcomes import Course, Outcome, add_outcome
from agenda_risk.store.pruning import prune
from agenda_risk.store.registering import Paper, register, registered_of, registered_paper
from agenda_risk.store.schema import metadata
from agenda_risk.store.screened import put_screening
from agenda_risk.store.searching import find

PAPER = Paper("KS 2026/12", "underlag.pdf", b"%PDF brief")
LATER = datetime(2027, 12, 24, tzinfo=UTC)
ALL = Retention(outcome_texts=30, meetings=365)


@pytest.fixture
def meetings(store, source):
    """Return the numbers of two meetings that are screened; an answer was given to each."""
    numbers = []
    for id_ in ("m1", "m2"):
        keep(store, source, made("Upprop", id=id_), NOW)
        numbers.append(meeting_number(store, source, id_))
    with store.writing() as connection:
        body = body_number(connection, GRANVIK, "Nämnden")
        for number in numbers:
            put_screening(connection, number, screened(body, 14, 3, (f"Taxa {number}",)))
            values = {"meeting_id": number, "role": "chair", "at": NOW, "course": "calm"}
            values |= {"effect": "", "incidents": 0, "lesson": "Det var fullsatt"}
            connection.execute(metadata.tables["outcomes"].insert().values(values))
        for table, key in (("drafts", {"actor": "user:1", "content": {}}), ("outcome_links", {})):
            row = {"hash": table, "expires": NOW + timedelta(days=1), **key}
            if table == "outcome_links":
                row |= {"meeting_id": numbers[0], "made": NOW}
            connection.execute(metadata.tables[table].insert().values(row))
    return numbers


def counted(store, table: str) -> int:
    with store.reading() as connection:
        asked = sa.select(sa.func.count()).select_from(metadata.tables[table])
        return connection.scalar(asked)


def pruned(store, retention=ALL, at=LATER, **more):
    told = prune(store, retention, (at, at.date()), **more)
    return {name: count for name, count in told.items() if count}


def test_only_what_has_expired_goes_unless_more_is_told(store, meetings):
    assert pruned(store, Retention()) == {"drafts": 1, "outcome_links": 1}
    assert counted(store, "meetings") == 2


def test_what_has_not_expired_stays(store, meetings):
    assert pruned(store, at=NOW) == {}


def test_a_meeting_goes_with_all_that_was_found_in_it_and_a_registered_one_stays(store, meetings):
    with store.writing() as connection:
        register(connection, meetings[0], PAPER, "user:1", NOW)

    told = pruned(store)

    assert told == {"drafts": 1, "outcome_links": 1, "outcome_texts": 2, "meetings": 1}
    assert [counted(store, one) for one in ("meetings", "versions", "items", "outcomes")] == [1] * 4
    with store.reading() as connection:
        assert [hit.meeting for hit in find(connection, Search(("taxa",)), 20)] == [meetings[0]]
        assert [entry.act for entry in logged(connection)] == ["pruned"]


def test_a_dry_run_tells_the_same_and_changes_nothing(store, meetings):
    told = pruned(store, is_dry=True)

    assert counted(store, "meetings") == 2
    assert counted(store, "log") == 0
    assert told == pruned(store)


def test_a_source_of_which_something_is_registered_is_not_forgotten(store, meetings):
    with store.writing() as connection:
        register(connection, meetings[0], PAPER, "user:1", NOW)

    with pytest.raises(RefusedError, match="are registered"):
        remove_source(store, "granvik", NOW)


def test_what_is_registered_can_be_had_again(store, meetings):
    with store.writing() as connection:
        number = register(connection, meetings[0], PAPER, "user:1", NOW)
    with store.reading() as connection:
        (one,) = registered_of(connection, meetings[0])
        paper = registered_paper(connection, meetings[0], number)

    assert (one.case_number, one.at, paper) == ("KS 2026/12", NOW, PAPER)
    assert one.sha256 == sha256(paper.content).hexdigest()


def test_the_archive_gets_documents_an_index_and_the_log(store, meetings, tmp_path):
    hostile = Paper(" =1+1", "../../etc/pass wd.pdf", b"two")
    with store.writing() as connection:
        register(connection, meetings[0], PAPER, "user:1", NOW)
        register(connection, meetings[1], hostile, "user:1", NOW)
        log(connection, Deed("user:1", "registered", meetings[1]), NOW)

    assert export(store, tmp_path / "out") == 2

    index = json.loads((tmp_path / "out" / "index.json").read_text("utf-8"))
    with open(tmp_path / "out" / "index.csv", encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    entries = (tmp_path / "out" / "log.jsonl").read_text("utf-8").splitlines()
    for row in index:
        content = (tmp_path / "out" / row["file"]).read_bytes()
        assert sha256(content).hexdigest() == row["sha256"]
    assert [row["case_number"] for row in index] == ["KS 2026/12", " =1+1"]
    assert [row["case_number"] for row in table] == ["KS 2026/12", "' =1+1"]
    assert [json.loads(entry)["act"] for entry in entries] == ["registered"]


def test_an_export_never_overwrites(store, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.json").write_text("{}")

    with pytest.raises(ConflictError, match="There are files in"):
        export(store, tmp_path / "out")


def test_a_document_that_was_changed_in_the_store_is_told(store, meetings, tmp_path):
    with store.writing() as connection:
        register(connection, meetings[0], PAPER, "user:1", NOW)
        connection.execute(metadata.tables["registered"].update().values(content=b"other"))

    with pytest.raises(BrokenFileError, match="registered as 1 "):
        export(store, tmp_path / "out")


def test_a_meeting_on_the_last_day_that_counts_stays(store, meetings):
    day = date(2026, 12, 14) + timedelta(days=365)

    assert "meetings" not in pruned(store, at=datetime(day.year, day.month, day.day, tzinfo=UTC))


def test_a_meeting_without_a_day_goes_by_when_it_was_last_seen(store, source):
    keep(store, source, made("Upprop", id="m1", start=Moment()), NOW)
    number = meeting_number(store, source, "m1")
    with store.writing() as connection:
        add_outcome(connection, number, Outcome(Role.CHAIR, Course.CALM), NOW)
    last = NOW + timedelta(days=365)

    assert "meetings" not in pruned(store, at=last)
    assert pruned(store, at=last + timedelta(days=1)) == {"meetings": 1}
    assert counted(store, "outcomes") == 0


def test_what_was_told_of_a_meeting_without_a_day_goes_too(store, source):
    keep(store, source, made("Upprop", id="m1", start=Moment()), NOW)
    number = meeting_number(store, source, "m1")
    with store.writing() as connection:
        add_outcome(connection, number, Outcome(Role.CHAIR, Course.CALM, lesson="Trångt"), NOW)

    assert pruned(store, at=NOW + timedelta(days=31)) == {"outcome_texts": 1}
