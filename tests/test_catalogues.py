"""What the shipped catalogues are read to is kept on disk, and never decides anything."""

import os
import pickle

import pytest

from agenda_risk.catalogues import kept_catalogue, loaded
from agenda_risk.errors import FaultsError
from agenda_risk.kept import PLACE
from agenda_risk.measures import Catalogue, parse_measures
from agenda_risk.models import Level
from agenda_risk.rules import RuleSet, parse_rules
from agenda_risk.shipped import load_lexicons, load_measures, load_screen, load_stages, path_of

TEXT = path_of("measures.yaml").read_text(encoding="utf-8")


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    return tmp_path / "cache"


class Reader:
    """Reads measures, and counts how often."""

    def __init__(self):
        self.times = 0

    def __call__(self):
        self.times += 1
        return parse_measures(TEXT, "measures.yaml")


def start(read, text=TEXT):
    return kept_catalogue((text,), Catalogue, read)


def test_a_second_start_reads_nothing_and_has_the_same(cache):
    read = Reader()
    first = start(read)

    second = start(read)

    assert read.times == 1
    assert second == first == parse_measures(TEXT, "measures.yaml")
    assert repr(second) == repr(first)
    assert second.model_dump_json() == first.model_dump_json()


def test_all_that_is_shipped_is_the_same_when_kept(cache):
    lexicons = {term.lexicon for term in load_lexicons(path_of("lexicons"))}
    load_screen(), load_stages(lexicons), load_measures()
    assert len(list(cache.glob("*.read"))) == 3

    rules = load_screen(experimental=True).rules

    text = path_of("rules.yaml").read_text(encoding="utf-8")
    assert rules == parse_rules(text, "rules.yaml", lexicons)
    assert load_measures() == parse_measures(TEXT, "measures.yaml").measures


def test_another_text_is_read_anew(cache):
    read = Reader()
    start(read)

    start(read, TEXT + "\n# changed\n")

    assert read.times == 2


def test_texts_that_only_together_are_the_same_are_told_apart(cache):
    read = Reader()
    kept_catalogue(("a", "b\0c"), Catalogue, read)

    kept_catalogue(("a\0b", "c"), Catalogue, read)

    assert read.times == 2


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda whole: b"", id="empty"),
        pytest.param(lambda whole: whole[:-1], id="truncated"),
        pytest.param(lambda whole: whole[:-9] + b"?" + whole[-8:], id="a byte changed"),
        pytest.param(lambda whole: whole[:14] + bytes(32) + whole[46:], id="of another text"),
    ],
)
def test_what_is_damaged_is_read_anew(cache, damage):
    read = Reader()
    start(read)
    (path,) = cache.glob("*.read")
    path.write_bytes(damage(path.read_bytes()))

    assert start(read) == start(read)
    assert read.times == 2


def test_what_is_no_value_of_ours_is_not_loaded(tmp_path):
    class Foreign:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "made"),)

    assert loaded(pickle.dumps(Foreign())) is None
    assert loaded(pickle.dumps(parse_measures)) is None
    assert loaded(b"no pickle") is None
    assert loaded(b"") is None
    assert loaded(pickle.dumps(Level.HIGH)) is Level.HIGH
    assert not (tmp_path / "made").exists()


def test_a_catalogue_with_faults_is_not_kept(cache):
    def read():
        return parse_rules("rules: 7", "rules.yaml", ())

    for _ in range(2):
        with pytest.raises(FaultsError):
            kept_catalogue(("rules: 7",), RuleSet, read)

    assert not list(cache.glob("*"))


def test_nothing_is_kept_where_that_is_not_wanted(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, "")
    monkeypatch.chdir(tmp_path)
    read = Reader()

    assert start(read) == start(read)

    assert read.times == 2
    assert not list(tmp_path.iterdir())
