"""Published documents are read as a person reads them; they belong to others, and may be away."""

from datetime import date, time
from pathlib import Path

import pytest

from agenda_risk.models import ItemKind, Meeting, Page
from agenda_risk.plugins import adapters, load_plugins

_ROOT = Path(__file__).parents[2]
_PLACES = [place / "shared" / "systems" / "payloads" for place in (_ROOT.parent, _ROOT.parents[1])]


def read(name: str) -> Meeting:
    path = next((place / name for place in _PLACES if (place / name).is_file()), None)
    if path is None:
        pytest.skip(f"the recorded document {name} is not here")
    page = Page(url=str(path), content=path.read_bytes())
    (meeting,) = adapters(load_plugins())["documents"].parse(page)
    return meeting


def items(meeting: Meeting) -> list[tuple[str, str, str]]:
    matters = (item for item in meeting.items if item.kind is ItemKind.ITEM)
    return [(item.number, str(item.title), item.case_number) for item in matters]


def test_paragraphs_whose_number_stands_on_a_line_of_its_own_are_items_and_tables_of_days_not():
    meeting = read("kallelser/helsingfors_stadsfullmaktige_2025-10-22_protokoll_sv.html")

    found = items(meeting)
    assert [number for number, _, _ in found] == [f"§ {number}" for number in range(244, 257)]
    assert found[3] == (
        "§ 247",
        "Stadsfullmäktiges sammanträden år 2026",
        "HEL 2025-015674 T 00 00 02",
    )
    assert found[4][1] == "Detaljplaneändring (nr 12850) för Kuortanegatan 4 i Vallgård"


def test_a_summons_of_a_committee_is_read_whole():
    meeting = read("kallelser/kungsbacka_fg_2024-05-15_kallelse.md")

    assert meeting.body.name == "Nämnden för Förskola & Grundskola"
    assert (meeting.start.day, meeting.start.clock) == (date(2024, 5, 15), time(16))
    assert meeting.place == "Stadshuset, Kungsbackarummet"
    found = items(meeting)
    assert [number for number, _, _ in found] == [str(number) for number in range(1, 14)]
    assert found[8] == (
        "9",
        "Initiativ från Alliansen för bättre stöd i skolan",
        "FG-2024-00300",
    )


def test_a_summons_of_a_board_is_read_under_its_headings():
    meeting = read("kallelser/kungsbacka_ks_2024-06-18_kallelse.md")

    headings = [str(item.title) for item in meeting.items if item.kind is ItemKind.HEADING]
    assert headings == ["Information", "Beslutsärenden"]
    assert (meeting.start.day, meeting.start.clock) == (date(2024, 6, 18), time(13))
    found = items(meeting)
    assert [number for number, _, _ in found] == ["", *(str(number) for number in range(1, 19))]
    assert found[0][1] == "Val av justerare"
    assert found[7][2] == "2022-00955"


def test_a_printed_agenda_in_a_table_is_read_with_its_own_day():
    meeting = read("documents/nl.den-helder.agenda-print.html")

    assert meeting.start.day == date(2015, 8, 31)
    assert [number for number, _, _ in items(meeting)] == [str(one) for one in range(1, 16)]


def test_a_list_of_decisions_is_read_in_order():
    meeting = read("documents/nl.besluitenlijst-raadsvergadering-2015-06-29.pdf")

    assert meeting.start.day == date(2015, 6, 29)
    assert [number for number, _, _ in items(meeting)] == [str(one) for one in range(1, 18)]
