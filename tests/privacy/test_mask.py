"""How much of what has to be masked is masked, and how little else; and single cases."""

from itertools import pairwise
from timeit import timeit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_texts import (
    DECOYS,
    UNLISTED,
    Made,
    check_digit,
    texts_with_contacts,
    texts_with_names,
    texts_with_numbers,
)
from stdnum.se import personnummer

from agenda_risk.mask import masked, masked_slice, personal_data, spans
from agenda_risk.names import first_names, last_names


def is_hidden(made: Made) -> bool:
    """Tell whether no letter or digit of what has to be hidden is shown."""
    begin = made.text.index(made.hidden)
    end = begin + len(made.hidden)
    covered = {place for mask in spans(made.text) for place in range(mask.start, mask.end)}
    return all(place in covered or not made.text[place].isalnum() for place in range(begin, end))


def recall(texts: list[Made]) -> float:
    shown = [made.text for made in texts if not is_hidden(made)]
    rate = 1 - len(shown) / len(texts)
    print(f"recall {rate:.3f} of {len(texts)}; shown: {shown}")
    return rate


def test_names_with_a_known_first_name_or_a_party_are_masked():
    told = [made for made in texts_with_names() if made.is_listed or made.has_party]

    assert recall(told) >= 0.95


def test_names_of_all_kinds_are_masked():
    assert recall(texts_with_names()) >= 0.85


def test_every_valid_personal_number_is_masked():
    assert recall(texts_with_numbers()) == 1.0


def test_contact_data_is_masked():
    assert recall(texts_with_contacts()) >= 0.98


def test_next_to_nothing_else_is_masked():
    wrong = [(text, masked(text)) for text in DECOYS if spans(text)]
    print(f"false masks {len(wrong) / len(DECOYS):.3f} of {len(DECOYS)}: {wrong}")

    assert len(wrong) / len(DECOYS) <= 0.03


def test_made_names_that_are_to_be_in_no_list_are_in_none():
    listed = [name for name in UNLISTED if name.split()[0] in first_names()]

    assert listed == []
    assert len(first_names()) > 5000
    assert len(last_names()) > 900


def test_a_check_digit_is_reckoned_as_others_reckon_it():
    for number in range(400):
        digits = f"850101{number:03}"
        assert personnummer.is_valid(f"{digits[:6]}-{digits[6:]}{check_digit(digits)}")


NAMES = {
    "elected": ("Motion från Anna Berg (S) om lek", "Motion från N.N. (S) om lek"),
    "two": ("Motion av Bo Ek (M) och Eva Lind (L)", "Motion av N.N. (M) och N.N. (L)"),
    "local party": ("Motion från Tyra Sten (GRV)", "Motion från N.N. (GRV)"),
    "without party": ("Ulla Ek (-) motionerar", "N.N. (-) motionerar"),
    "both": ("Anna och Erik Svenssons besvär", "N.N. besvär"),
    "turned round": ("Svensson, Karl-Erik, ansökan", "N.N., ansökan"),
    "capitals": ("ANNA-LENA BERG (KD) AVSÄGELSE", "N.N. (KD) AVSÄGELSE"),
    "particle": ("Fråga från Pär af Klercker (M)", "Fråga från N.N. (M)"),
    "initial": ("Svar till A. Lindgren", "Svar till N.N."),
    "surname": ("Ledamoten Karlsson yrkar bifall", "Ledamoten N.N. yrkar bifall"),
    "surname and party": ("Wikström (V) deltar inte", "N.N. (V) deltar inte"),
    "foreign": ("Medborgarförslag av Oluwaseun Adeyemi", "Medborgarförslag av N.N."),
    "over a line's end": ("Motion från Anna\nBerg (S)", "Motion från N.N. (S)"),
    "name of a file": ("Motion_Anna_Berg.pdf", "Motion_N.N..pdf"),
    "masked before": ("Motion från N.N. (S) om lek", "Motion från N.N. (S) om lek"),
    "nobody": ("NN (S) står på tur att justera.", "NN (S) står på tur att justera."),
    "home": ("Bo Ek, Storgatan 12, 123 45 Norrby", "N.N., [adress]"),
    "number": ("Vård av 850101-8512", "Vård av [personnummer]"),
    "wrong check digit": ("Vård av 850101-8513", "Vård av [personnummer]"),
    "labelled": ("personnr 8501018513", "personnr [personnummer]"),
    "last four left out": ("Född 850101-XXXX", "Född [personnummer]"),
    "no such day": ("Vård av 850231-8512", "Vård av 850231-8512"),
    "diary number": ("Dnr 850101-8513", "Dnr 850101-8513"),
    "phone in brackets": ("Buller (0701234567)", "Buller ([telefon])"),
    "mail": ("Skriv till bo.ek@post.example.", "Skriv till [e-post]."),
    "unlisted before a number": (
        "Tvångsvård av Blerta Krasniqi (850703-2385)",
        "Tvångsvård av N.N. ([personnummer])",
    ),
    "unlisted beside a number": (
        "Blerta Krasniqi, 850703-2385, begär bidrag",
        "N.N., [personnummer], begär bidrag",
    ),
    "number of an organisation": (
        "Avtal med Granvik Energi (556677-1234)",
        "Avtal med Granvik Energi (556677-1234)",
    ),
    "home after a number": (
        "Sökanden, 850703-2385, Storgatan 14, får bidrag",
        "Sökanden, [personnummer], [adress], får bidrag",
    ),
    "street after a mail": (
        "Kontakt a@post.example. Storgatan 14 rustas upp",
        "Kontakt [e-post]. Storgatan 14 rustas upp",
    ),
}


@pytest.mark.parametrize(("text", "shown"), NAMES.values(), ids=NAMES)
def test_a_text_is_shown_without_persons(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Motion från Anna Berg (S)", []),
        ("Avsägelse från Anna Berg", []),
        ("Medborgarförslag från Anna Berg", ["name"]),
        ("Anna Berg, 850101-8512, tel. 070-123 45 67", ["personnummer", "contact", "name"]),
        ("Avveckling av Norrby skola", []),
    ],
)
def test_the_clerk_is_told_of_private_persons_only(title, kinds):
    assert personal_data(title) == tuple(kinds)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Vite, Norrby 1:14", "Vite, [fastighet]"),
        ("Bygglov på Norra Berg S:3", "Bygglov på [fastighet]"),
        ("Tillsyn kv. Linden 3", "Tillsyn kv. [fastighet]"),
        ("Dispens för fastigheten Linden 3", "Dispens för fastigheten [fastighet]"),
        ("Enligt lag 2010:294 och SFS 2017:725", "Enligt lag 2010:294 och SFS 2017:725"),
    ],
)
def test_property_is_masked_only_for_what_leaves_the_login(text, shown):
    assert masked(text, properties=True) == shown
    assert masked(text) == text


def test_a_slice_is_masked_as_it_stands_in_its_text():
    text = "Motion från Anna Berg (S) om lekplatser"

    assert masked_slice(text, 0, 17) == "Motion från N.N."
    assert masked_slice(text, 17, 28) == "N.N. (S) om"
    assert masked_slice(text, 17, 28, goes_on=True) == " (S) om"
    assert masked_slice(text, 22, 28) == "(S) om"


@given(st.text(alphabet="ABab 01-+:@.,()åÅ\n_/", max_size=80) | st.text(max_size=80))
def test_any_text_is_masked_in_order_and_once(text):
    found = spans(text, properties=True)

    assert all(0 <= mask.start < mask.end <= len(text) for mask in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert masked_slice(text, 0, len(text)) == masked(text)


def test_masking_a_title_takes_no_time():
    titles = [made.text for made in texts_with_names(200)]
    for title in titles:
        masked(title)

    assert timeit(lambda: [masked(title) for title in titles], number=3) / 600 < 0.0005


def test_a_long_text_is_masked_in_time_that_grows_with_its_length():
    for odd in ("Anna Berg ", "A", "Aa-", "0", "07-", "a.", "0 1", "Storgatan "):
        text = "1" + odd * 10_000
        assert timeit(lambda text=text: masked(text, properties=True), number=1) < 5, odd
