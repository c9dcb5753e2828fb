from time import process_time
from unicodedata import normalize

import pytest
from generator import document
from hypothesis import given, settings
from hypothesis import strategies as st

from agenda_risk.agenda import read_agenda
from agenda_risk.errors import EmptyAgendaError
from agenda_risk.models import Document, Meeting, Passage

PIECES = st.sampled_from(
    [
        "1. ", "2. ", "3 ", "4. ", "§ 5/20 ", "§ 6/20 ", "A/ ", "B/ ", "\n", "\r\n", "\n\n", "\t",
        "\v", "Dnr ", "KS 2014/12 ", "Upprop ", "Val av justerare ", "Ärenden\n", "Ärendelista ",
        "Förslag till beslut\n", "Sammanfattning\n", "Bilaga 1\n", "Anna Berg, ekonomichef ",
        "Anna Berg (S)\n", "kl. 18.00 ", "in-\nförande ", "för\u00adslag ", "ta\ufffexa ", "<br>",
        "......... 12\n", "Detaljplan för Almvik 8: ", "Beslutsärenden\n", "a\u030a", "ﬁ", "utgår ",
        "Ärende\tDnr\tFörslag\n", "1.\tUpprop\tKS 2014/12\tAtt godkänna\n", "2.\tTaxa\t\t\n",
    ]
)  # fmt: skip
SIZES = dict.fromkeys(("a ", "1. ", "Dnr ", "\n"), 1_000_000)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=40).map("".join)


def letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum() and char.isascii())


def passages(meeting: Meeting) -> list[Passage]:
    return [
        passage
        for item in meeting.items
        for passage in (item.title, item.proposal, item.summary, item.body)
    ]


def stands(given_document: Document, passage: Passage, place: int) -> bool:
    source = passage.source(place)
    if source is None:
        return False
    return passage.text[place] in normalize("NFKC", given_document.text[source])


@given(text=TEXTS, pages=st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_each_character_is_traced_to_the_document(text, pages):
    starts = tuple(len(text) * page // 3 for page in range(pages))
    given_document = document(text, starts)
    try:
        meeting = read_agenda(given_document)
    except EmptyAgendaError:
        return

    assert all(
        stands(given_document, passage, place)
        for passage in passages(meeting)
        for place, char in enumerate(passage.text)
        if letters(char)
    )


@pytest.mark.parametrize(
    "piece",
    [
        "a ", "1. ", "Dnr ", "\n", "1. A\n", "§ 1/20 A ", "Anna Berg, ", "Förslag till beslut ",
        "A", "1", ". ", "\t", "Barn- och ", "Nämnden för A ", "A B C ", "Ärendelista 1 Upprop ",
        "\x1f", "x\x1f", "Region ", "1 Kap ", " ", "|",
        "Sammanträdet den 4 mars ", "A. Ek, ", "Del 1 ", "a-",
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "Dagordning\n1. Upprop\n2. Val av justerare "])
def test_a_repeated_piece_is_read_in_seconds(piece, before):
    text = before + piece * (SIZES.get(piece, 200_000) // len(piece))

    began = process_time()
    try:
        read_agenda(document(text))
    except EmptyAgendaError:
        assert not before

    assert process_time() - began < 8


@pytest.mark.parametrize("end", ["13.3x", "13.30 x", "kl x", "", ":"])
def test_a_wide_gap_within_a_title_is_read_in_seconds(end):
    text = f"Dagordning\n1. Upprop\n2. Taxa KS 2026/12{' ' * 20_000}{end}\n3. Val\n"

    began = process_time()
    meeting = read_agenda(document(text))

    assert meeting.items[1].title.text.startswith("Taxa")
    assert process_time() - began < 8
