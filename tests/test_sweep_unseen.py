"""Words seen for the first time are told apart by hashes, and no verdict is lost."""

import random
import re
import string
from itertools import pairwise

import marisa_trie
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_risk.compound import WordSet
from agenda_risk.known import FILE, known_words, name_endings
from agenda_risk.lexicon import parse_lexicon
from agenda_risk.match import Matcher
from agenda_risk.repair import repair_to
from agenda_risk.shipped import load_lexicons, path_of

pytest.importorskip("numpy", reason="the extra [archive] is not installed")

import numpy as np

from agenda_risk.sweep.chunk import LONGEST, join, words
from agenda_risk.sweep.letters import HashSet, letters_of
from agenda_risk.sweep.near import Near
from agenda_risk.sweep.parts import FIRST, LAST, Parts
from agenda_risk.sweep.unseen import Unseen

LEXICON = """
-nedläggning- ! kransnedläggning
-skola-
rivning
förskoleverksamhet
kvarn-
kommunfullmäktigesammanträde
by-lag
Łódźbon
stängningsanmälan
"""
KNOWN = WordSet(
    {"skola", "by", "verksamhet", "kvarn", "hus", "anmälan", "grävning", "skrivning", "bok"}
)
LETTERS = string.ascii_lowercase + "åäöéí01"
PLAIN = Matcher(parse_lexicon("sv/test", LEXICON, {}))
GUARDED = Matcher(parse_lexicon("sv/test", LEXICON, {}), KNOWN)
FORMS = sorted(GUARDED.forms().whole)
ERROR = st.tuples(st.sampled_from("dist"), st.integers(0, 80), st.sampled_from(LETTERS))
LOOKALIKES = (("m", "rn"), ("k", "lc"), ("i", "l"), ("l", "1"), ("ä", "a"), ("ö", "0"), ("v", "vv"))


@pytest.fixture(scope="module")
def shipped():
    folder = path_of("lexicons")
    return Matcher(load_lexicons(folder), known_words(folder), name_endings(folder))


def judged(matcher, found):
    """Return the words *found* in a text, and what the new words among them are judged as."""
    chunk = join([" ".join(found)])
    cut = words(chunk)
    tokens = [chunk.text[a:b].lower() for a, b in zip(cut.starts, cut.ends, strict=True)]
    verdicts, apart = Unseen(matcher).verdicts(chunk, cut, np.arange(cut.starts.size))
    return tokens, verdicts, set(apart.tolist())


def missed(matcher, found):
    """Return those of the words *found* in a text that get another verdict than by themselves."""
    tokens, verdicts, apart = judged(matcher, found)
    return [
        token
        for place, token in enumerate(tokens)
        if place not in apart
        and matcher.verdict(token, capitals=False) != verdicts.get(place, frozenset())
    ]


def damaged(word, error):
    kind, place, letter = error
    at = place % len(word)
    changed = {
        "d": word[:at] + word[at + 1 :],
        "i": word[:at] + letter + word[at:],
        "s": word[:at] + letter + word[at + 1 :],
        "t": word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
    }
    return changed[kind] or letter


@given(st.lists(st.text(LETTERS, min_size=1, max_size=30), min_size=1))
@settings(deadline=None)
def test_no_verdict_of_any_words_is_lost(made):
    assert missed(PLAIN, made) == missed(GUARDED, made) == []


@given(st.lists(st.tuples(st.sampled_from(FORMS), ERROR, ERROR), min_size=1))
@settings(max_examples=300, deadline=None)
def test_no_verdict_of_damaged_words_is_lost(made):
    once = [damaged(form, first) for form, first, _second in made]
    twice = [
        damaged(word, second) for word, (_form, _first, second) in zip(once, made, strict=True)
    ]

    assert missed(GUARDED, once + twice) == []


@given(st.lists(st.tuples(st.sampled_from(FORMS), st.sampled_from(LOOKALIKES)), min_size=1))
@settings(deadline=None)
def test_no_verdict_of_words_that_look_alike_is_lost(made):
    looks = [form.replace(*pair) for form, pair in made]

    assert missed(GUARDED, looks + [word.replace("rn", "m") for word in looks]) == []


@given(st.lists(st.tuples(st.text(LETTERS, max_size=8), st.sampled_from(FORMS)), min_size=1))
@settings(deadline=None)
def test_no_verdict_of_compounds_is_lost(made):
    before = [part + form for part, form in made]
    after = [form + part for part, form in made]

    assert missed(PLAIN, before + after) == missed(GUARDED, before + after) == []


def test_no_verdict_of_shipped_words_is_lost(shipped):
    draw = random.Random(1)
    forms = draw.sample(sorted(shipped.forms().whole), 1_500)
    errors = [(draw.choice("dist"), draw.randrange(80), draw.choice(LETTERS)) for _ in forms]
    once = list(map(damaged, forms, errors))
    twice = list(map(damaged, once, reversed(errors)))

    assert missed(shipped, [*forms, *once, *twice]) == []
    assert missed(shipped, [f"by{form} {form}hus skol{form}s" for form in forms[:500]]) == []


def test_no_verdict_of_known_words_is_lost_nor_made(shipped):
    known = marisa_trie.Trie().mmap(str(path_of("lexicons") / "sv" / FILE))
    draw = random.Random(2)
    some = [known.restore_key(number) for number in draw.sample(range(len(known)), 4_000)]
    errors = [(draw.choice("dist"), draw.randrange(80), draw.choice(LETTERS)) for _ in some]

    assert missed(shipped, [*some, *map(damaged, some, errors)]) == []
    assert missed(shipped, [f"{a}{b}" for a, b in pairwise(some)]) == []


def test_words_with_joiners_odd_letters_or_too_many_are_judged_apart():
    found = ["by-lag", "Łódźbon", "LVU:s", "x" * (LONGEST + 1), "skola\u2011skola"]

    assert judged(GUARDED, [*found, "skola"])[2] == set(range(len(found)))


def test_capitals_and_exceptions_are_minded():
    lexicon = "LOV (x)\n-nedläggning- ! kransnedläggning"
    matcher = Matcher(parse_lexicon("sv/test", lexicon, {}), WordSet({"lov", "krans", "skol"}))

    tokens, verdicts, _apart = judged(
        matcher, ["LOV", "lov", "kransnedläggning", "skolnedläggning"]
    )

    assert [tokens[place] for place, found in verdicts.items() if found] == [
        "lov",
        "skolnedläggning",
    ]
    assert verdicts[0]


@given(st.lists(st.tuples(st.sampled_from(FORMS), ERROR, ERROR), min_size=1, max_size=30))
@settings(max_examples=150, deadline=None)
def test_all_forms_that_words_may_be_damaged_from_are_found(made):
    letters = letters_of(FORMS)
    once = [damaged(form, first)[:LONGEST] for form, first, _second in made]
    twice = [damaged(word, error)[:LONGEST] for word, (_, _, error) in zip(once, made, strict=True)]
    words = [word for word in (*once, *twice) if re.fullmatch(r"[^\W_ł-ž]+", word)]

    pairs = Near(FORMS, letters).found(letters_of(words), np.arange(len(words)))

    near = {(words[word], FORMS[form]) for word, form in zip(*map(list, pairs), strict=True)}
    repair = repair_to(FORMS)
    assert {(word, form) for word in words for form in repair.forms_near(word)} <= near


@pytest.mark.parametrize("known", [WordSet(), KNOWN], ids=["no known words", "known words"])
def test_a_matcher_without_terms_tells_nothing(known):
    assert judged(Matcher((), known), ["skola", "nedläggningen"])[1:] == ({}, set())


def test_pieces_of_words_have_the_hashes_of_the_same_letters():
    whole, part = letters_of(["byskolan", "skola"]), letters_of(["skola"])

    found = whole.pieces(np.array([0, 1]), np.array([2, 0]), np.array([7, 5]))

    assert found.tolist() == [*part.wholes(), *part.wholes()]


@pytest.mark.parametrize("side", [LAST, FIRST], ids=["last", "first"])
@given(
    st.sets(st.text("abå", min_size=1, max_size=9)),
    st.lists(st.text("abå", min_size=1, max_size=12), min_size=1),
)
@settings(deadline=None)
def test_parts_of_compounds_are_found_where_they_stand(side, forms, found):
    told = set(Parts(forms, side).found(letters_of(found), np.arange(len(found))))

    assert told == {
        (place, size)
        for place, word in enumerate(found)
        for size in range(side.shortest, len(word) - side.shortest_rest + 1)
        if (word[-size:] if side.last else word[:size]) in forms
    }


def test_a_set_finds_its_members_only():
    members = np.arange(1, 2_000, 2, dtype=np.uint64)

    found = HashSet(members).found(np.arange(2_000, dtype=np.uint64))

    assert found.tolist() == members.tolist()
