"""One case has many spellings, and its number is known again in all of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.agenda.case_keys import CaseKey, case_keys, keys_of, own_keys, read_key
from agenda_risk.models import AgendaItem, Passage


@pytest.mark.parametrize(
    "told",
    ["KS 2026/412", "KS2026/412", "Dnr KS 2026/412", "Dnr: KS-2026/0412", "2026/KS 0412 10",
     "2026/KS 0412", "KS/2026/0412/0009", "KS-2026-00412", "KS 2026:412", "2026/412-KS",
     "KS 412-2026", "ks 2026/412", "KS 2026-000412", "  KS 2026/412 "],
)  # fmt: skip
def test_one_case_in_all_its_spellings(told):
    assert case_keys(told) == (CaseKey("KS", 2026, 412),)


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("2018/KS 0001 001", "KS-2018-1"),
        ("BoM 2026-000840", "BOM-2026-840"),
        ("HEL 2021-007660 T 10 01 01 02", "HEL-2021-7660"),
        ("MliDno-2017-206", "MLIDNO-2017-206"),
        ("002 – 443 / 05", "-2005-443"),
        ("26/483", "-2026-483"),
        ("2024/8285", "-2024-8285"),
        ("1.1.1-123/2026", "-2026-123"),
        ("443/98", "-1998-443"),
    ],
)
def test_numbers_as_real_systems_write_them(told, key):
    assert [str(one) for one in case_keys(told)] == [key]
    assert read_key(key) == case_keys(told)[0]


@pytest.mark.parametrize(
    "told", ["", "skola", "SOU 2026:12", "SFS 2010:294", "prop 2025/26", "§ 12"]
)
def test_what_is_no_case_has_no_key(told):
    assert case_keys(told) == ()


def test_the_same_number_in_another_diary_is_another_case():
    assert case_keys("KS 2026/12") != case_keys("BUN 2026/12")


def test_an_item_shows_its_own_number_and_the_boards():
    title = Passage(text="Avveckling av Norrby skola (BUN 2026/44)")
    item = AgendaItem(id="1", title=title, case_number="KS 2026/12")

    assert set(keys_of(item)) == {CaseKey("KS", 2026, 12), CaseKey("BUN", 2026, 44)}


def test_a_code_and_a_year_without_space_are_read_in_a_title():
    title = Passage(text="Avveckling av Norrby skola (BUN2026/44-3)")

    assert keys_of(AgendaItem(id="1", title=title)) == (CaseKey("BUN", 2026, 44),)


def test_what_the_papers_mention_in_passing_is_not_the_items_case():
    item = AgendaItem(
        id="1",
        title=Passage(text="Avveckling av Norrby skola"),
        case_number="KS 2026/12",
        summary=Passage(text="Frågan behandlades senast i ärende KS 2019/33."),
    )

    assert keys_of(item) == (CaseKey("KS", 2026, 12),)


def test_papers_that_name_the_number_of_another_diary_show_the_case():
    item = AgendaItem(
        id="1",
        title=Passage(text="Fler kuratorer, remiss av motion"),
        case_number="UN 2026/77",
        summary=Passage(text="Kommunstyrelsens diarienummer är KS/2026:333. Jämför KS 2019/33."),
    )

    assert keys_of(item) == (CaseKey("UN", 2026, 77), CaseKey("KS", 2026, 333))


def test_of_two_cases_taken_together_the_first_is_told():
    keys = case_keys("KS 2026/12, KS 2026/13 och BUN 2026/4")

    assert own_keys(keys) == (CaseKey("KS", 2026, 12), CaseKey("BUN", 2026, 4))


@given(st.text(max_size=40))
def test_nothing_that_stands_beside_an_item_is_an_error(told):
    for key in case_keys(told):
        assert read_key(str(key)) == key
