"""Words are found as Swedish writes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.compound import WordSet
from agenda_risk.errors import RulesError
from agenda_risk.lexicon import parse_irregular, parse_lexicon
from agenda_risk.match import Matcher

IRREGULAR = parse_irregular("lägga: lägger lade la lagt lagd lagda läggs lades lagts läggas")
LEXICON = """
-nedläggning- : nedlagd (a), lägga … ned|ner  ! kransnedläggning, skolnedläggningsfond*
-skola-  ! högskola, skolgård*
stänga (v)
LVU (x)
särskilt|särskilda boende
-boende
hotell [et, en]
mångfald ! biologisk mångfald
"""


def found(text, lexicon=LEXICON):
    return [text[hit.start : hit.end] for hit in matcher(lexicon).hits(text)]


def matcher(lexicon=LEXICON):
    return Matcher(parse_lexicon("sv/test", lexicon, IRREGULAR))


@pytest.mark.parametrize("text", ["höjs med 35 %", "höjs med 35%", "höjs med 35\u00a0%"])
def test_a_percent_sign_is_read_as_a_word(text):
    assert found(text, "35 … procent|%") == [text.removeprefix("höjs med ")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("Nedläggningarna", ["Nedläggningarna"], id="inflected"),
        pytest.param("NEDLÄGGNINGENS", ["NEDLÄGGNINGENS"], id="capitals and genitive"),
        pytest.param("byskolan", ["byskolan"], id="last in a compound"),
        pytest.param("skolenheten", ["skolenheten"], id="first in a compound"),
        pytest.param("by-skolan", ["by-skolan"], id="compound with a hyphen"),
        pytest.param("nedläggningshotad", ["nedläggningshotad"], id="first with a joint"),
        pytest.param("Högskola", [], id="exception"),
        pytest.param("Högskolorna", [], id="inflected exception"),
        pytest.param("skolgårdarnas", [], id="exception by its beginning"),
        pytest.param("biologisk mångfald", [], id="exception of several words"),
        pytest.param("mångfald", ["mångfald"], id="the same word elsewhere"),
        pytest.param("lägger helt ner", ["lägger helt ner"], id="verb, gap, particle"),
        pytest.param("lägger sedan en gång till ner", [], id="too wide a gap"),
        pytest.param("Den läggs. Ned med den", [], id="particle in the next sentence"),
        pytest.param("stängdes", ["stängdes"], id="past passive"),
        pytest.param("LVU:s", ["LVU:s"], id="abbreviation with an ending"),
        pytest.param("lvu", ["lvu"], id="abbreviation in small letters"),
        pytest.param("LVU-beslut", [], id="abbreviation not marked as first part"),
        pytest.param("särskilda boendena", ["särskilda boendena", "boendena"], id="alternatives"),
        pytest.param("äldreboende", ["äldreboende"], id="only last"),
        pytest.param("boendestöd", [], id="not first"),
        pytest.param("hotellet", ["hotellet"], id="endings of its own"),
    ],
)
def test_words_are_found(text, words):
    assert sorted(found(text)) == sorted(words)


KNOWN = {"vård", "lös", "vårdslös", "bok", "skrivning", "besk", "aktivitet", "lov", "plan"}
KNOWN |= {"utveckling", "slott"}
GUARDED = "-vård-\n-rivning\nvite-\n-vite\nLOV (x)\n-nedläggning-\navveckling\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("bokskrivning", [], id="letters at the end of another word"),
        pytest.param("aktivitet", [], id="a known word that contains the letters"),
        pytest.param("vårdplan", ["vårdplan"], id="compound with a known word"),
        pytest.param("Vårdgatan", [], id="the name of a street"),
        pytest.param("vårdxyzzy", [], id="not followed by a word"),
        pytest.param("Lillsundsnedläggningen", ["Lillsundsnedläggningen"], id="after a name"),
        pytest.param("lov", [], id="a word that is no abbreviation"),
        pytest.param("LOV", ["LOV"], id="the abbreviation in capitals"),
        pytest.param("nedlaggning", ["nedlaggning"], id="lost dots"),
        pytest.param("nedläggnlng", ["nedläggnlng"], id="l for i"),
        pytest.param("nedlägging", ["nedlägging"], id="a letter lost"),
        pytest.param("utveckling", [], id="a known word is not damaged"),
        pytest.param("slottt", [], id="too short to repair"),
    ],
)
def test_known_words_keep_words_apart(text, words):
    names = frozenset({"gatan"})
    one = Matcher(parse_lexicon("sv/test", GUARDED, IRREGULAR), WordSet(KNOWN | names), names)

    assert [text[hit.start : hit.end] for hit in one.hits(text)] == words


def test_a_term_that_cannot_be_read_is_named_with_its_line():
    with pytest.raises(RulesError, match=r"sv/test, line 2: the term “skola \(q\)”"):
        parse_lexicon("sv/test", "by\nskola (q)", {})


def test_a_hit_tells_its_sentence():
    hits = matcher().hits("Skolan består. Byskolan stängs.")

    assert [hit.sentence for hit in hits] == [0, 1, 1]


@given(st.text(alphabet="skolanedägi -.:\nSÖ", max_size=80))
def test_screening_twice_gives_the_same_and_offsets_stay_inside(text):
    one = matcher()

    hits = one.hits(text)

    assert hits == one.hits(text) == matcher().hits(text)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
