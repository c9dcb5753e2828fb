import os
from datetime import date
from hashlib import sha256

import pytest

from agenda_risk.errors import MissingInputError
from agenda_risk.fetch.folders import Folders
from agenda_risk.models import Period, Source
from agenda_risk.plugins import adapters, load_plugins

EVER = Period(first=date.min, last=date.max)


@pytest.fixture(scope="module")
def documents():
    return adapters(load_plugins())["documents"]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "ks.txt").write_text("Kommunstyrelsen", encoding="utf-8")
    (tmp_path / "sn").mkdir()
    (tmp_path / "sn" / "sn.txt").write_text("Socialnämnden", encoding="utf-8")
    (tmp_path / ".utkast.txt").write_text("Hemligt", encoding="utf-8")
    return tmp_path


def fetched(documents, folder, get=None, **options: str) -> list[str]:
    source = Source(url=str(folder), options=options)
    return [page.name for page in documents.fetch(source, EVER, get or Folders())]


def digest(path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def test_every_file_of_a_folder_is_read_at_first(documents, folder):
    assert fetched(documents, folder) == ["ks.txt", "sn.txt"]


def test_what_was_read_before_is_left_alone_whatever_its_time(documents, folder):
    seen = digest(folder / "ks.txt")
    os.utime(folder / "ks.txt", (0, 0))

    assert fetched(documents, folder, seen=seen) == ["sn.txt"]


def test_a_file_that_changed_under_its_name_is_read_again(documents, folder):
    seen = " ".join((digest(folder / "ks.txt"), digest(folder / "sn" / "sn.txt")))
    (folder / "ks.txt").write_text("Kommunstyrelsen, reviderad", encoding="utf-8")

    assert fetched(documents, folder, seen=seen) == ["ks.txt"]


def test_the_same_file_under_two_names_is_read_once(documents, folder):
    (folder / "kopia.txt").write_bytes((folder / "ks.txt").read_bytes())

    assert fetched(documents, folder) == ["kopia.txt", "sn.txt"]


def test_a_file_that_cannot_be_read_does_not_hide_the_others_and_is_told(documents, folder):
    (folder / "trasig.txt").symlink_to(folder / "saknas.txt")
    (folder / "jätte.txt").touch()
    os.truncate(folder / "jätte.txt", 100_000_001)
    get = Folders()

    names = fetched(documents, folder, get)

    assert names == ["ks.txt", "sn.txt"]
    assert [failure.url for failure in get.failures] == [str(folder / "jätte.txt")]


def test_a_single_file_is_read_as_before(documents, folder):
    assert fetched(documents, folder / "ks.txt") == ["ks.txt"]


def test_an_empty_folder_gives_nothing_and_a_missing_one_is_told(documents, tmp_path):
    assert fetched(documents, tmp_path) == []
    with pytest.raises(MissingInputError):
        fetched(documents, tmp_path / "saknas")
