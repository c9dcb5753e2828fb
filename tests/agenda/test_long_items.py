"""A list of items goes on after one with a long text, and ends where papers follow it."""

import pytest
from generator import document

from agenda_risk.agenda import read_agenda
from agenda_risk.models import ItemKind

TOLD = "Förvaltningen har utrett frågan och redovisar alternativen. "
FIRST = (
    "Lindesby kommun\nKommunstyrelsen\nKallelse till sammanträde 2026-12-14 kl 13\nÄrenden\n"
    "1. Upprop\n2. Val av justerare\n3. Godkännande av dagordning\n"
)
LAST = "5. Nedläggning av Norrby skola\n6. Försäljning av badhuset\n7. Övrigt\n"
ALL = [str(number) for number in range(1, 8)]


def numbers(text):
    items = read_agenda(document(text)).items
    return [one.number for one in items if one.kind is ItemKind.ITEM]


LONG = {
    "a description": "Beskrivning av ärendet\n" + TOLD * 90,
    "no label": TOLD * 90,
    "a proposal": "Förslag till beslut\nAtt godkänna.\nSammanfattning\n" + TOLD * 90,
    "points": "Förslag till beslut\n1. Nämnden antar planen.\n2. Nämnden betalar.\n" + TOLD * 90,
    "as many points as items": "".join(f"{place}. Alternativet prövas.\n" for place in range(1, 5))
    + TOLD * 90,
    "as many points as items, last": TOLD * 90
    + "\nFörslag till beslut\n"
    + "".join(f"{place}. Nämnden godkänner detta.\n" for place in range(1, 5)),
    "more points than items": TOLD * 50
    + "\n"
    + "".join(f"{place}. Alternativet prövas.\n" for place in range(1, 7))
    + TOLD * 50,
    "two tables": TOLD * 50 + "\n120 Platser i dag\n12 Platser till\n" + TOLD * 50,
}


@pytest.mark.parametrize("told", LONG.values(), ids=LONG)
def test_no_item_is_lost_after_a_long_text(told):
    assert numbers(f"{FIRST}4. Översyn av skolskjuts\n{told}\n{LAST}") == ALL


def test_no_item_is_lost_after_a_long_text_where_numbers_are_bare():
    text = f"{FIRST}4. Översyn av skolskjuts\n{TOLD * 90}\n{LAST}"

    assert numbers(text.replace(". Ö", " Ö").replace(". ", " ")) == ALL


def test_each_item_may_have_a_long_text():
    texts = "".join(f"{place}. Ärende {'abcdefg'[place]}\n{TOLD * 150}\n" for place in range(4, 7))

    assert numbers(FIRST + texts) == ALL[:6]


def test_an_item_may_be_passed_over():
    assert numbers(FIRST + f"4. Taxa för vatten\n{TOLD * 90}\n6. Badhuset\n7. Övrigt\n") == [
        *ALL[:4],
        *ALL[5:],
    ]


PAPERS = {
    "a letter with headings": "Tjänsteskrivelse\n"
    + "".join(f"{place}. Rubrik i skrivelsen\n{TOLD * 20}\n" for place in range(1, 9)),
    "texts of the items": "".join(
        f"{title}\nFörslag till beslut\n"
        + "".join(f"{place}. Nämnden godkänner förslaget.\n" for place in range(1, 7))
        + TOLD * 30
        + "\n"
        for title in ("1. Upprop", "2. Val av justerare", "3. Godkännande av dagordning")
    ),
    "a table in a text of an item": f"2. Val av justerare\n{TOLD * 90}\n4. Rader i tabellen\n",
}


@pytest.mark.parametrize("papers", PAPERS.values(), ids=PAPERS)
def test_numbers_in_papers_after_the_list_are_no_items(papers):
    assert numbers(f"{FIRST}{TOLD * 90}\n{papers}") == ALL[:3]
