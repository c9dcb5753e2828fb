"""Lists of items with columns beside the titles, numbers in two parts, and what ends them."""

import pytest
from generator import document

from agenda_risk.agenda import read_agenda
from agenda_risk.errors import EmptyAgendaError
from agenda_risk.models import ItemKind

HEAD = "Kommunstyrelsen\n14 december 2026\nÄrenden\nNr Ärende Dnr Föredragande\n"


def listed(text):
    return [one for one in read_agenda(document(text, (0,))).items if one.kind is ItemKind.ITEM]


@pytest.mark.parametrize(
    ("line", "case_number", "presenter"),
    [
        ("Lokalplan 2027–2036 KS 2026/00410 Fastighetschef", "KS 2026/00410", "Fastighetschef"),
        ("Lokalplan 2027–2036 KS 2026/00410 Ekonom\nkl. 09.00", "KS 2026/00410", "Ekonom"),
        ("Lokalplan 2027–2036 BUN-2026-18 1", "BUN-2026-18", ""),
        ("Lokalplan 2027–2036 BUN-2026-18 2-4", "BUN-2026-18", ""),
        ("Lokalplan 2027–2036 BUN-2026-18 -", "BUN-2026-18", ""),
        ("Lokalplan 2027–2036\nBUN-2026-18 5, 6", "BUN-2026-18", ""),
        ("Lokalplan 2027–2036\nKS 2026/00410 Fastighetschef", "KS 2026/00410", ""),
        ("Lokalplan 2027–2036 MBN \n2026-0398", "MBN 2026-0398", ""),
    ],
)
def test_what_stands_in_the_columns_is_no_part_of_the_title(line, case_number, presenter):
    first = listed(f"{HEAD}1 {line}\n2 Taxa för vatten KS 2026/00411\n3 Meddelanden\n")[0]

    assert first.title.text == "Lokalplan 2027–2036"
    assert (first.case_number, first.presenter) == (case_number, presenter)


APART = "Kommunstyrelsen\n14 december 2026\nÄrenden\n"


@pytest.mark.parametrize(
    ("column", "presenter"),
    [
        ("    Lisa Holm 13.30", "Lisa Holm"),
        ("    Lisa Holm, kl 13.30", "Lisa Holm"),
        ("   Bo Ek", "Bo Ek"),
        ("\tBo Ek", "Bo Ek"),
        (" \t Bo Ek\t13:30–14:00", "Bo Ek"),
        ("   kl. 14.00", ""),
        ("    14.00-14.30", ""),
        ("   Lisa Holm och Bo Ek", "Lisa Holm och Bo Ek"),
        ("   Lisa Holm (S)", "Lisa Holm (S)"),
        ("   Lisa Holm, skolchef", "Lisa Holm, skolchef"),
        ("   Skolchef", "Skolchef"),
        ("   Zuhair Tabra", "Zuhair Tabra"),
        ("   M. Ek", "M. Ek"),
        ("   M. Ek, A. Ås", "M. Ek, A. Ås"),
    ],
)
def test_who_and_when_in_a_column_after_the_case_number_are_no_part_of_the_title(column, presenter):
    line = f"1   Skolstruktur      BUN 2026/88{column}"
    first = listed(f"{APART}{line}\n2   Taxa för vatten      KS 2026/411\n3   Meddelanden\n")[0]

    assert first.title.text == "Skolstruktur"
    assert (first.case_number, first.presenter) == ("BUN 2026/88", presenter)


@pytest.mark.parametrize(
    "title",
    [
        "Svar på KS 2026/410 Norra Almby",
        "Avtal enligt KS 2026/410 Lisa Holms gata",
        "Uppföljning av KS 2026/410 14 punkter",
    ],
)
def test_one_space_after_a_case_number_begins_no_column(title):
    assert listed(f"{APART}1 {title}\n2 Taxa\n3 Meddelanden\n")[0].title.text == title


def test_one_space_after_a_case_number_in_brackets_begins_no_column_of_people():
    first = listed(f"{APART}1 Lekplats (KS 2026/410) Gröna Dalen\n2 Taxa\n3 Val\n")[0]

    assert (first.title.text, first.presenter) == ("Lekplats Gröna Dalen", "")


def test_a_place_in_a_column_is_nobody_who_presents():
    first = listed(f"{APART}1   Detaljplan   KS 2026/410   Norra Almby\n2   Taxa\n3   Val\n")[0]

    assert (first.presenter, first.case_number) == ("", "KS 2026/410")


def test_a_number_that_is_followed_by_words_of_the_title_stays():
    first = listed(f"{HEAD}1 Svar på KS 2026/00410 om bad\n2 Taxa\n3 Meddelanden\n")[0]

    assert first.title.text == "Svar på KS 2026/00410 om bad"


def test_a_heading_with_another_title_is_known_by_its_number_and_case():
    second = listed(
        f"{HEAD}1 Upprop\n2 Yttrande över ansökan om tillstånd enligt lag KS 2026/00377\n"
        "3 Meddelanden\n\n2. Yttrande, Stormossen\nDnr KS 2026/00377\nFörslag till beslut\n"
        "Kommunen avstyrker.\n"
    )[1]

    assert second.proposal.text == "Kommunen avstyrker."


def test_a_heading_with_another_number_is_not_known_by_its_case():
    second = listed(
        f"{HEAD}1 Upprop\n2 Yttrande över ansökan om tillstånd enligt lag KS 2026/00377\n"
        "3 Meddelanden\n\n9. Yttrande, Stormossen\nDnr KS 2026/00377\nFörslag till beslut\n"
        "Kommunen avstyrker.\n"
    )[1]

    assert second.proposal.text == ""


PARTS = (
    "Socialnämnden\n17 december 2026\nInnehållsförteckning\n"
    "1 Upprop ............ 3\n2 Beslutsärenden ............ 5\n2.1 Särskilt boende ......... 5\n"
    "2.2 Träffpunkter ......... 8\n3 Individärenden (sekretess) .... 13\n3.1 Övervägande ..... 13\n"
    "4 Meddelanden ............ 16\n"
)


def test_items_with_numbers_in_two_parts_are_items_under_a_heading():
    items = read_agenda(document(PARTS)).items

    assert [(one.number, one.title.text, one.kind.value) for one in items] == [
        ("1", "Upprop", "item"),
        ("2", "Beslutsärenden", "heading"),
        ("2.1", "Särskilt boende", "item"),
        ("2.2", "Träffpunkter", "item"),
        ("3", "Individärenden (sekretess)", "heading"),
        ("3.1", "Övervägande", "item"),
        ("4", "Meddelanden", "item"),
    ]


def test_what_a_numbered_heading_says_holds_for_its_own_items_alone():
    closed = [one.number for one in listed(PARTS) if one.publicity == "closed"]

    assert closed == ["3.1"]


def test_the_text_of_an_item_is_found_by_a_number_in_two_parts():
    text = f"{PARTS}2. Beslutsärenden\n2.1 Särskilt boende\nFörslag till beslut\nDet läggs ned.\n"

    assert listed(text)[1].proposal.text == "Det läggs ned."


def test_numbered_headings_in_the_text_of_an_item_are_no_items():
    text = (
        "Kommunstyrelsen\nÄrenden\n1 Upprop\n2 Budget\nDnr KS 2026/1\nFörslag till beslut\n"
        "Den antas.\nSammanfattning\nDen är tunn.\n2.1 Ekonomi\nMedel saknas.\n3 Meddelanden\n"
    )

    assert [one.number for one in listed(text)] == ["1", "2", "3"]


@pytest.mark.parametrize("last", ["Välkomna!", "Varmt välkomna!", "Vänliga hälsningar"])
def test_a_greeting_is_no_part_of_the_last_title(last):
    text = (
        f"Kommunfullmäktige\nÄrenden\n1 Upprop\n2 Val av hedersborgare i staden\n{last}\nEva Ek\n"
    )

    assert listed(text)[-1].title.text == "Val av hedersborgare i staden"


def test_a_heading_of_two_matters_is_no_part_of_the_title_before_it():
    text = (
        "Byggnadsnämnden\nÄrenden\n§ 1 Val av justerare\n§ 2 Tillstånd till täkt av berg, Åsen\n"
        "Meddelanden och delegation\n§ 3 Delegationsbeslut\n§ 4 Meddelanden\n"
    )

    assert listed(text)[1].title.text == "Tillstånd till täkt av berg, Åsen"


def test_numbers_with_a_colon_are_numbers():
    items = listed(
        "Omsorgsnämnden\nÄrenden\nPunkt 1: Upprop\nPunkt 2: Byte av utförare\n3: Övrigt\n"
    )

    assert [(one.number, one.title.text) for one in items] == [
        ("1", "Upprop"),
        ("2", "Byte av utförare"),
        ("3", "Övrigt"),
    ]


def test_a_list_of_times_needs_no_heading():
    items = listed(
        "Byggnadsnämnden\nDag: 2027-02-11\n\n08.30 Upprop\n09.00 Detaljplan för Ängsmarken\n"
        "Dnr SBN 2025/112\n10.15 Boendeparkering\n"
    )

    assert [(one.title.text, one.case_number) for one in items] == [
        ("Upprop", ""),
        ("Detaljplan för Ängsmarken", "SBN 2025/112"),
        ("Boendeparkering", ""),
    ]


def test_two_times_are_no_list():
    with pytest.raises(EmptyAgendaError):
        listed("Byggnadsnämnden\nÖppettider\n08.30 Vi öppnar\n16.00 Vi stänger\n")


def test_a_case_number_may_follow_its_code_at_once():
    first = listed("Kommunfullmäktige\nÄrenden\n1 Strandängen (KS2026/143)\n2 Avsägelser\n")[0]

    assert (first.title.text, first.case_number) == ("Strandängen", "KS2026/143")


@pytest.mark.parametrize(
    ("lines", "title", "presenter"),
    [
        (
            "Framtida akutsjukvård i länet      RS 2026/412      Regiondirektör\n"
            "     - inriktningsbeslut",
            "Framtida akutsjukvård i länet - inriktningsbeslut",
            "Regiondirektör",
        ),
        (
            "Nedläggning av stationen i Tallås,   SBN 2026/77\n     efter samråd",
            "Nedläggning av stationen i Tallås, efter samråd",
            "",
        ),
        (
            "Förlossningen i Tallvik: sommar-     RS 2026/377    Lisa Holm\n     stängning 2027",
            "Förlossningen i Tallvik: sommarstängning 2027",
            "Lisa Holm",
        ),
        (
            "Taxa för barn-     RS 2026/377\n     och ungdomsvård",
            "Taxa för barn- och ungdomsvård",
            "",
        ),
    ],
)
def test_columns_beside_the_first_line_of_a_title_do_not_part_it(lines, title, presenter):
    found = listed(f"{APART}1.  {lines}\n2.  Upphandling   RS 2026/12\n3.  Val\n")[0]

    assert (found.title.text, found.presenter) == (title, presenter)
    assert found.case_number


def test_the_name_of_a_person_may_stand_on_two_lines():
    found = listed(
        f"{APART}1 Upprop\n2 Interpellation till kommunalrådet Sara\nModig (S) om nedskärningar\n"
        "3 Fråga från Bo\nEk om vatten\n4 Val\n"
    )

    assert [one.title.text for one in found[1:3]] == [
        "Interpellation till kommunalrådet Sara Modig (S) om nedskärningar",
        "Fråga från Bo Ek om vatten",
    ]


@pytest.mark.parametrize(
    "head",
    [
        f"Ekdala kommun{' ' * 50}Kallelse{' ' * 24}2 (3)\nSamhällsbyggnadsnämnden   2026-12-01",
        f"Kallelse Kommunfullmäktige måndag 21 december 2026{' ' * 40}Sida 2 av 2",
        "Kallelse Kommunstyrelsen 2026-12-01      sid 2 (3)",
    ],
)
def test_the_head_of_a_page_within_a_list_is_no_text_of_an_item(head):
    found = listed(f"{APART}1 Upprop\n2 Taxa för vatten\n{head}\n3 Meddelanden\n4 Val\n")

    assert [str(one.summary) for one in found] == ["", "", "", ""]
    assert [one.title.text for one in found][1:3] == ["Taxa för vatten", "Meddelanden"]


def test_headings_with_a_letter_head_the_items_below():
    items = read_agenda(
        document(
            f"{APART}A. Formalia\n1. Upprop\n2. Justering\n\nB. Beslut\n3. Taxa för tillsyn\n"
            "C. Information\n4. Läget\n"
        )
    ).items

    assert [(one.kind.value, one.title.text) for one in items] == [
        ("heading", "A. Formalia"),
        ("item", "Upprop"),
        ("item", "Justering"),
        ("heading", "B. Beslut"),
        ("item", "Taxa för tillsyn"),
        ("heading", "C. Information"),
        ("item", "Läget"),
    ]


def test_a_title_that_awaits_more_goes_on_below_its_columns():
    text = (
        f"{APART}3  Stängning av röstning på          VN 2026/4    Bo Ek\n   Norrby bibliotek\n"
        "4  Val     VN 2026/5\n"
    )
    found = read_agenda(document(text)).items

    assert found[0].title.text == "Stängning av röstning på Norrby bibliotek"
    assert (found[0].case_number, found[0].presenter) == ("VN 2026/4", "Bo Ek")


@pytest.mark.parametrize("clock", ["10.05", "10:05", "10.05–10.30"])
def test_a_column_of_times_after_the_titles_is_no_part_of_them(clock):
    found = listed(f"{APART}1   Vårdval – regelbok          {clock}\n2   Flytt        11.30\n")

    assert [one.title.text for one in found] == ["Vårdval – regelbok", "Flytt"]


def test_headings_with_a_roman_number_head_the_items_below():
    items = read_agenda(
        document(f"{APART}I  Formalia\n  1  Upprop\n  2  Justerare\nII Beslutsärenden\n  3  Taxa\n")
    ).items

    assert [(one.kind.value, one.title.text) for one in items] == [
        ("heading", "I Formalia"),
        ("item", "Upprop"),
        ("item", "Justerare"),
        ("heading", "II Beslutsärenden"),
        ("item", "Taxa"),
    ]
