"""Pages are kept as they came, beside the store, for some weeks and for its owner only."""

from datetime import timedelta

import pytest
from store.conftest import NOW

from agenda_risk.models import Page, Request
from agenda_risk.store import Pages
from agenda_risk.store.pages import KEPT, key_of

ASKED = Request(url="https://granvik.example/m", about={"meeting": "7"})
PAGE = Page(url="https://granvik.example/m/", content=b"{}\xff", headers={"etag": '"1"'})


class Calendar:
    """Tells a time that the test sets."""

    now = NOW

    def __call__(self):
        return self.now


@pytest.fixture
def calendar():
    return Calendar()


@pytest.fixture
def pages(store, calendar):
    return Pages(store, calendar)


def files(store):
    return list(store.path.parent.rglob("*.pages/*"))


def test_a_page_comes_back_as_it_came_with_what_its_asker_knows(pages):
    pages.remember(ASKED, PAGE)

    assert pages.recall(ASKED) == PAGE.model_copy(update={"about": {"meeting": "7"}})


def test_what_was_never_asked_for_is_not_there(pages):
    assert pages.recall(ASKED) is None


def test_the_latest_answer_holds_and_the_same_content_lies_there_once(pages, store):
    pages.remember(ASKED, PAGE)
    pages.remember(ASKED, PAGE)
    pages.remember(Request(url="https://granvik.example/other"), PAGE)

    assert len(files(store)) == 1


@pytest.mark.parametrize(
    "other",
    [
        Request(url="https://granvik.example/n"),
        Request(url=ASKED.url, body=b"x"),
        Request(url=ASKED.url, accept="text/html"),
        Request(url=ASKED.url, headers={"x": "y"}),
    ],
    ids=["address", "body", "accept", "headers"],
)
def test_requests_that_differ_in_what_is_sent_are_others(other):
    assert key_of(other) != key_of(ASKED)


def test_what_the_asker_knows_is_not_sent():
    assert key_of(Request(url=ASKED.url)) == key_of(ASKED)


def test_a_damaged_or_missing_file_is_fetched_again(pages, store):
    pages.remember(ASKED, PAGE)
    (file,) = files(store)
    file.write_bytes(b"{")

    assert pages.recall(ASKED) is None

    pages.remember(ASKED, PAGE)
    assert pages.recall(ASKED).content == PAGE.content


def test_pages_are_for_the_owner_only(pages, store):
    pages.remember(ASKED, PAGE)
    (file,) = files(store)

    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_old_pages_and_files_that_nothing_names_are_taken_away(pages, store, calendar):
    pages.remember(ASKED, PAGE)
    left_by_a_killed_program = files(store)[0].with_name("tmp123")
    left_by_a_killed_program.write_bytes(b"x")
    pages.forget_old()
    assert [file.name for file in files(store)] != ["tmp123"]
    assert len(files(store)) == 1

    calendar.now = NOW + KEPT + timedelta(seconds=1)
    pages.forget_old()

    assert files(store) == []
    assert pages.recall(ASKED) is None
