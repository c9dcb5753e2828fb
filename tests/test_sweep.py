"""Sweeping many texts finds what matching them one by one finds."""

import random
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_risk.extract import extract
from agenda_risk.fetch import get_file
from agenda_risk.lexicon import parse_irregular, parse_lexicon
from agenda_risk.match import Matcher
from agenda_risk.samples import SAMPLES
from agenda_risk.shipped import load_lexicons, path_of

pytest.importorskip("numpy", reason="the extra [archive] is not installed")

from agenda_risk.sweep import Room, Sweep
from agenda_risk.sweep.chunk import LONGEST

LEXICON = """
-nedläggning- : nedlagd (a), lägga … ned|ner  ! kransnedläggning, skolnedläggningsfond*
-skola-  ! högskola, skolgård*
stänga (v)
LVU (x)
OM (x)
särskilt|särskilda boende
-boende
hotell [et, en]
mångfald ! biologisk mångfald
ned … på … skola ! ned sent på en skola
läge : låge, lage
"""
IRREGULAR = parse_irregular("lägga: lägger lade la lagt lagd lagda läggs lades lagts läggas")
MATCHER = Matcher(parse_lexicon("sv/test", LEXICON, IRREGULAR))
WORDS = (
    *("skola", "Skolan", "nedlägg", "ning", "lägger", "Lades", "NEDLÄGGNING", "BY-SKOLAN", "LVU"),
    *(
        "LVU:s",
        "LVU-beslut",
        "lvu",
        "Om",
        "OM",
        "ned",
        "ner",
        "på",
        "särskilda",
        "boende",
        "boende-",
    ),
    *(
        "mångfald",
        "biologisk ",
        "högskola",
        "hotellet",
        "Å",
        "Ö",
        "ä",
        "s",
        "läge",
        "LÄGE",
        "1",
        "x" * 40,
    ),
)
MARKS = (
    " ",
    "  ",
    "\n",
    "\r\n",
    "\t",
    ". ",
    ".",
    "? ",
    "!",
    "-",
    ":",
    "'",
    "”",
    "•",
    "–",
    ")",
    "_",
)
ODD = (
    *(
        "a\u030a",
        "\u00ad",
        "\u200b",
        "\u2011",
        "’",
        "\u2028",
        "\x00",
        "\x1f",
        "\x85",
        "½",
        "²",
        "µ",
    ),
    *("İ", "Σ", "ς", "σ", "ß", "ẞ", "ł", "Ł", "ǅ", "ﬁ", "\u212a", "\u212b", "ÿ", "Ÿ", "\ud83d"),
    *("😀", "𝐀", "\U00010400", "\ufffe", "\x02"),
)
MADE = st.lists(st.sampled_from(WORDS + MARKS * 2 + ODD), max_size=30).map("".join)


def one_by_one(texts, matcher=MATCHER):
    return [matcher.hits(text) for text in texts]


@given(st.lists(MADE, max_size=12), st.sampled_from([1, 30, 300, 1 << 16]))
@settings(max_examples=300, deadline=None)
def test_made_texts_are_swept_as_they_are_matched(texts, chunk):
    assert Sweep(MATCHER, Room(chunk)).hits(texts) == one_by_one(texts)


@given(st.lists(st.text(max_size=40), max_size=8))
@settings(deadline=None)
def test_any_texts_are_swept_as_they_are_matched(texts):
    assert Sweep(MATCHER).hits(texts) == one_by_one(texts)


@given(st.lists(MADE, min_size=1, max_size=12), st.integers(0, 12))
@settings(deadline=None)
def test_splitting_a_list_of_texts_changes_nothing(texts, at):
    sweep = Sweep(MATCHER)

    assert sweep.hits(texts[:at]) + sweep.hits(texts[at:]) == Sweep(MATCHER).hits(texts)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("\n", id="an empty line"),
        pytest.param("Skolan", id="a word"),
        pytest.param("NEDLÄGGNINGENS", id="capitals"),
        pytest.param("LVU:s och LVU-beslut. LVU\u2011beslut", id="abbreviations"),
        pytest.param("OM skolan", id="abbreviation that is a word too"),
        pytest.param("o\u0308ppen skola", id="decomposed"),
        pytest.param("sko\u00adla", id="soft hyphen"),
        pytest.param("sko\u200bla", id="zero width"),
        pytest.param("İ Skolan", id="length changes in small letters"),
        pytest.param("ΟΔΟΣ skola", id="letter that depends on its place"),
        pytest.param("😀 skola", id="beyond two bytes"),
        pytest.param("Łódź skola", id="letters beyond Latin-1"),
        pytest.param("\ud83d skola", id="half a character"),
        pytest.param("Skolan.\r\nSkolan.\tSkolan", id="line breaks and tabs"),
        pytest.param("Skolan.   \n  ", id="white space to the end"),
        pytest.param("läggs. Ned", id="particle in the next sentence"),
        pytest.param("lägger helt sedan nu ner", id="as far as a gap goes"),
        pytest.param("ned helt och fort på en stor röd skola", id="two gaps"),
        pytest.param("biologisk mångfald, mångfald", id="phrase that does not match"),
        pytest.param("x" * LONGEST + "skola", id="longer than words are"),
        pytest.param("xa" * 100_000 + "skola skola", id="longer than a block"),
        pytest.param("skola. " * 20_000, id="longer than a chunk"),
        pytest.param(" " * 100_000 + "skola", id="much white space"),
        pytest.param("skola." + " " * 50 + "Skola." + "\t" * 9, id="sentences far apart"),
    ],
)
def test_odd_texts_are_swept_as_they_are_matched(text):
    texts = ["Skolan lägger", text, "ner. Skolan"]

    assert Sweep(MATCHER).hits(texts) == one_by_one(texts)


def test_words_one_letter_apart_are_told_apart():
    letters = "abcdefghijklmnopqrstuvwxyzåäö0123456789"
    words = ["".join(three) for three in product(letters, repeat=3)]
    matcher = Matcher(parse_lexicon("sv/test", "\n".join(f"{word} (=)" for word in words[::2]), {}))
    texts = [" ".join(words), " ".join(words).upper()]

    assert Sweep(matcher).hits(texts) == one_by_one(texts, matcher)


def test_texts_in_a_row_do_not_make_up_a_term():
    assert Sweep(MATCHER).hits(["särskilt", "boende"])[0] == ()


def test_texts_are_read_as_they_are_needed():
    endless = iter(lambda: "En skola. " * 10, None)

    hits = next(Sweep(MATCHER, Room(1000)).stream(endless))

    assert len(hits) == 10


def test_samples_are_swept_with_shipped_lexicons_as_they_are_matched():
    shipped = Matcher(load_lexicons(path_of("lexicons")))
    files = [get_file(str(path_of("samples") / name)) for name, _day, _about in SAMPLES]
    documents = [extract(file).text for file in files]
    texts = [*documents, *(line for text in documents for line in text.splitlines())]

    assert Sweep(shipped).hits(texts) == one_by_one(texts, shipped)


@pytest.mark.parametrize(
    "room",
    [
        pytest.param(Room(chunk=300, bits=2), id="few slots"),
        pytest.param(Room(chunk=300, bits=8), id="words that share slots"),
        pytest.param(Room(chunk=1, verdicts=2), id="few verdicts, forgotten often"),
        pytest.param(Room(verdicts=1), id="more verdicts in a chunk than there is room for"),
    ],
)
def test_little_room_changes_nothing(room):
    draw = random.Random(1)
    texts = [" ".join(draw.choices(WORDS, k=30)) for _ in range(50)]
    sweep = Sweep(MATCHER, room)

    assert sweep.hits(texts) == sweep.hits(texts) == one_by_one(texts)


class Counted(Matcher):
    """Counts how many words it settles the verdict of."""

    asked = 0

    def settled(self, word, found, capitals):
        self.asked += 1
        return super().settled(word, found, capitals)


def test_hardly_any_word_is_judged_twice_while_there_is_room():
    matcher = Counted(parse_lexicon("sv/test", "-skola-", {}))
    sweep = Sweep(matcher, Room(chunk=1_000, bits=16))
    texts = [
        " ".join(f"skola{number}" for number in range(at, at + 300)) for at in range(0, 3_000, 300)
    ]
    first = sweep.hits(texts)
    asked = matcher.asked

    assert sweep.hits(texts) == first
    assert asked >= 3_000
    assert matcher.asked - asked < 15
