"""What holds when own rules are published, by several at once or while the service is stopped."""

from datetime import UTC, date, datetime
from threading import Barrier, Thread

import pytest
from databases import new_store

from agenda_risk.basis import BasisFiles
from agenda_risk.errors import ConflictError
from agenda_risk.service import Desk
from agenda_risk.service.rule_books import PublishedBasis, holding, publish_rules, trial

NOW = datetime(2026, 11, 29, 7, tzinfo=UTC)
OVERLAY = "overlay: Granvik\nowner: kansliet\noff:\n  - rule: wind-up\n    reason: Test\n"


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def desk(store):
    return Desk(store, PublishedBasis(store, BasisFiles()), lambda: NOW)


def test_of_two_that_publish_at_once_one_is_told_that_it_was_slower(desk):
    together, told = Barrier(2), []

    def publish(name: str) -> None:
        together.wait()
        try:
            told.append(publish_rules(desk, OVERLAY.replace("Test", name), name, 0, "user:1"))
        except ConflictError as error:
            told.append(type(error))

    threads = [Thread(target=publish, args=(name,)) for name in ("ett", "två")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, told)) == ["1", str(ConflictError)]


def test_what_was_published_holds_after_a_start(desk, store):
    publish_rules(desk, OVERLAY, "Prövar", 0, "user:1")

    started = PublishedBasis(store, BasisFiles())

    assert holding(desk).text == OVERLAY
    assert started(date(2026, 11, 29)).versions == desk.basis(date(2026, 11, 29)).versions


def test_what_expires_no_longer_holds_the_day_after(desk):
    ends = OVERLAY + "    until: 2026-12-01\n"
    publish_rules(desk, ends, "Till månadsskiftet", 0, "user:1")

    notices = [desk.basis(date(2026, 12, day)).screen.notices for day in (1, 2)]

    assert [len(found) for found in notices] == [0, 1]


def test_without_any_meeting_nothing_would_change(desk):
    assert trial(desk, OVERLAY) == (0, ())
