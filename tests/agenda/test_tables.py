"""A list written as a table is read row by row, also where cells are missing or titles wrap."""

import pytest
from generator import document

from agenda_risk.agenda import read_agenda
from agenda_risk.models import ItemKind

HEAD = "Lindesby kommun\nKommunstyrelsen\nKallelse till sammanträde 2026-12-14 kl 13\nÄrenden\n"
COLUMNS = "\tÄrende\tBeteckning\n"
REST = "2.\tNy upphandling\tKS 2026/202\n3.\tAnnat ärende\tKS 2026/203\n"


def read(text):
    items = read_agenda(document(HEAD + text)).items
    return [
        (one.number, one.title.text, one.case_number) for one in items if one.kind is ItemKind.ITEM
    ]


@pytest.mark.parametrize("columns", [COLUMNS, ""], ids=["head", "no head"])
@pytest.mark.parametrize(
    "row",
    [
        "1.\tUpphävande av föreskrifter för\n\tStorgatan\tKS 2026/201\n",
        "1.\tUpphävande av föreskrifter för\t\n\tStorgatan\tKS 2026/201\n",
        "1.\tUpphävande av föreskrifter för\tKS 2026/201\n\tStorgatan\t\n",
        "1.\tUpphävande av föreskrifter för\tKS 2026/201\n\tStorgatan\n",
        "1.\tUpphävande av\n\tföreskrifter för\n\tStorgatan\tKS 2026/201\n",
    ],
)
def test_a_title_over_several_rows_is_one(columns, row):
    first, *others = read(columns + row + REST)

    assert first == ("1", "Upphävande av föreskrifter för Storgatan", "KS 2026/201")
    assert [number for number, *_ in others] == ["2", "3"]


def test_a_row_without_its_last_cell_is_kept():
    found = read(COLUMNS + "1.\tUpprop\n" + REST + "4.\tFrågor\n")

    assert [(number, title) for number, title, _ in found] == [
        ("1", "Upprop"),
        ("2", "Ny upphandling"),
        ("3", "Annat ärende"),
        ("4", "Frågor"),
    ]


def test_a_row_without_number_that_has_its_own_case_stays_an_item():
    found = read(COLUMNS + "1.\tUpprop\t\n\tNytt avtal\tKS 2026/201\n" + REST)

    assert found[1] == ("", "Nytt avtal", "KS 2026/201")


def test_who_presents_may_share_a_column_with_the_time():
    text = (
        "Nr\tÄrende\tDnr\tTid / föredragande\n1\tUpprop\t\t\n"
        "2\tTaxa\tSN 2026/14\t09:00 Anna Berg\n3\tBudget\tSN 2026/20\t09:30\n"
    )
    items = read_agenda(document(HEAD + text)).items

    assert [one.presenter for one in items] == ["", "Anna Berg", ""]


def test_a_heading_in_a_table_stays_a_heading():
    items = read_agenda(document(f"{HEAD}{COLUMNS}1.\tUpprop\t\n\tBeslutsärenden\t\n{REST}")).items

    assert [one.kind.value for one in items] == ["item", "heading", "item", "item"]


def test_headings_between_the_rows_of_a_table_head_the_items_below():
    text = (
        "ÖPPEN DEL\n1\tUpprop\t\n2\tTillsynsplan\tMBN 2026/12\nSLUTEN DEL\n"
        "3\tBygglov, Duvan 2\tMBN 2026/301\n4\tDjurskydd\tMBN 2026/280\n"
    )
    items = read_agenda(document(HEAD + text)).items

    assert [(one.kind.value, one.publicity) for one in items] == [
        ("heading", "unknown"),
        ("item", "unknown"),
        ("item", "unknown"),
        ("heading", "closed"),
        ("item", "closed"),
        ("item", "closed"),
    ]


def test_what_stands_before_and_after_the_rows_heads_nothing():
    text = f"Beslut\nTid och plats\n{COLUMNS}{REST}Information\nWebbsändning\n"
    items = read_agenda(document(HEAD + text)).items

    assert [one.kind.value for one in items] == ["item", "item"]


def test_a_table_drawn_with_upright_strokes_is_read():
    text = (
        "Nr. | Ärende | Diarienummer\n--- | --- | ---\n1 | Upprop |\n"
        "2 | Etablering av slakteri | KS-2026-00211\n\nSekretessärenden\n"
        "3 | Köpeavtal | KS-2026-00215\n"
    )

    assert read(text) == [
        ("1", "Upprop", ""),
        ("2", "Etablering av slakteri", "KS-2026-00211"),
        ("3", "Köpeavtal", "KS-2026-00215"),
    ]
    assert read_agenda(document(HEAD + text)).items[-1].publicity == "closed"
