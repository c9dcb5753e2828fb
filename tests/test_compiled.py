"""What lexicons compile to is kept on disk, and never decides anything."""

import marshal
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from agenda_risk.compiled import cached_matcher, dump, load
from agenda_risk.kept import PLACE, cache_folder
from agenda_risk.known import known_words, name_endings
from agenda_risk.lexicon import parse_lexicon
from agenda_risk.match import Matcher
from agenda_risk.shipped import load_lexicons, path_of

LEXICON = "-skola- ! högskola\nlägga … ned|ner\nLVU (x)\nmångfald ! biologisk mångfald\n"
TEXT = "Byskolan läggs. Vi lägga den ner på högskola enligt LVU. Biologisk mångfald, mångfald."


@pytest.fixture
def cache(tmp_path, monkeypatch):
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "lexicons" / "sv" / "topic" / "school.txt"
    path.parent.mkdir(parents=True)
    path.write_text(LEXICON, encoding="utf-8")
    return tmp_path / "lexicons"


class Maker:
    """Makes matchers, and counts them."""

    def __init__(self, text=LEXICON):
        self.made = 0
        self._text = text

    def __call__(self):
        self.made += 1
        return Matcher(parse_lexicon("sv/topic/school", self._text, {}))


def start(folder, make, more=""):
    return cached_matcher([folder], make, frozenset(), more)


def test_a_second_start_makes_nothing_and_finds_the_same(cache, folder):
    make = Maker()
    first = start(folder, make)

    second = start(folder, make)

    assert make.made == 1
    assert second.hits(TEXT) == first.hits(TEXT) != ()
    assert second.lexicons == first.lexicons


def test_a_shipped_matcher_finds_the_same_when_loaded():
    lexicons = path_of("lexicons")
    known = known_words(lexicons)
    matcher = Matcher(load_lexicons(lexicons), known, name_endings(lexicons))

    loaded = load(dump(matcher), known)

    forms = sorted(matcher._exact)
    texts = (" ".join(forms), " ".join(f"by{form} {form}hus" for form in forms[::5]), TEXT)
    assert all(loaded.hits(text) == matcher.hits(text) for text in texts)
    assert loaded.lexicons == matcher.lexicons


def test_changed_words_are_made_anew(cache, folder):
    start(folder, Maker())
    (folder / "sv/topic/school.txt").write_text("bibliotek", encoding="utf-8")
    make = Maker("bibliotek")

    matcher = start(folder, make)

    assert make.made == 1
    assert [hit.lemma for hit in matcher.hits("Ett bibliotek i en skola")] == ["bibliotek"]


def test_words_from_elsewhere_are_told_apart(cache, folder):
    make = Maker()
    start(folder, make)

    start(folder, make, more="terms of a town")

    assert make.made == 2


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda whole: b"", id="empty"),
        pytest.param(lambda whole: whole[:20], id="only a beginning"),
        pytest.param(lambda whole: whole[:-1], id="truncated"),
        pytest.param(lambda whole: whole + b"\0", id="too long"),
        pytest.param(lambda whole: whole[:-9] + b"?" + whole[-8:], id="a byte changed"),
        pytest.param(lambda whole: marshal.dumps({"_exact": {}}), id="foreign"),
        pytest.param(lambda whole: b"agenda-risk 0" + whole[13:], id="of another format"),
        pytest.param(lambda whole: whole[:14] + bytes(32) + whole[46:], id="of other words"),
    ],
)
def test_a_damaged_cache_is_made_anew(cache, folder, damage):
    make = Maker()
    expected = start(folder, make).hits(TEXT)
    (path,) = cache.glob("*.words")
    path.write_bytes(damage(path.read_bytes()))

    assert start(folder, make).hits(TEXT) == expected
    assert start(folder, make).hits(TEXT) == expected
    assert make.made == 2


def test_no_cache_is_kept_where_none_is_wanted(tmp_path, folder, monkeypatch):
    monkeypatch.setenv(PLACE, "")
    monkeypatch.chdir(tmp_path)
    make = Maker()

    assert start(folder, make).hits(TEXT) == start(folder, make).hits(TEXT)

    assert make.made == 2
    assert [path.name for path in tmp_path.iterdir()] == ["lexicons"]


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path, folder, monkeypatch):
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(PLACE, str(tmp_path / "file" / "cache"))
    make = Maker()

    assert start(folder, make).hits(TEXT) == start(folder, make).hits(TEXT)
    assert make.made == 2


def test_many_starts_at_once_find_the_same_and_leave_one_file(cache, folder):
    with ThreadPoolExecutor(8) as pool:
        matchers = list(pool.map(lambda _: start(folder, Maker()), range(32)))

    assert len({matcher.hits(TEXT) for matcher in matchers}) == 1
    assert [path.suffix for path in cache.iterdir()] == [".words"]


def test_old_caches_are_forgotten(cache, folder):
    for number in range(12):
        start(folder, Maker(), more=str(number))

    assert len(list(cache.iterdir())) == 8


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="folders of other systems")
def test_the_cache_is_among_the_caches_of_the_user(monkeypatch, tmp_path):
    monkeypatch.delenv(PLACE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))

    assert cache_folder() == tmp_path / "agenda-risk"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path(os.path.expanduser("~"), ".cache", "agenda-risk")
