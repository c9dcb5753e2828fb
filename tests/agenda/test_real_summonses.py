import re
from pathlib import Path

import pytest
from generator import document

from agenda_risk.agenda import read_agenda
from agenda_risk.models import ItemKind

SHARED = Path(__file__).parents[3] / "shared/systems/payloads/kallelser"
NUMBERS = {
    "kungsbacka_fg_2024-05-15_kallelse.md": 13,
    "kungsbacka_ks_2024-06-18_kallelse.md": 18,
}


def text_of(markdown: str) -> str:
    """Return the text of a summons as it is extracted from a table in Word."""
    body = markdown.split("---", 2)[2]
    kept = [line for line in body.splitlines() if not re.match(r"<!--|\| ?---|\[Tabell", line)]
    return "\n".join(cells(line) if line.startswith("|") else line for line in kept)


def cells(row: str) -> str:
    return "\t".join(cell.strip() for cell in row[1:-1].split("|")).replace("<br>", "\v")


def wanted(text: str) -> list[tuple[str, str, str]]:
    """Return the numbered rows of the table: number, title without people and time, case."""
    rows = [line.split("\t") for line in text.split("\n") if re.match(r"\d+\.\t", line)]
    return [(row[0].rstrip("."), title_of(row[1]), row[2]) for row in rows]


def title_of(cell: str) -> str:
    people = re.search(r"\v(?:Kl \d|[^\v,]+,\v?\s?\w*chef\b)", cell)
    return (cell[: people.start()] if people else cell).replace("\v", " ")


@pytest.mark.parametrize("name", NUMBERS)
def test_a_real_summons_is_read_to_the_last_item(name):
    if not SHARED.is_dir():
        pytest.skip(f"the real summonses are not in {SHARED}")
    text = text_of(Path(SHARED, name).read_text(encoding="utf-8"))

    items = [item for item in read_agenda(document(text)).items if item.kind is ItemKind.ITEM]

    found = [(item.number, item.title.text, item.case_number) for item in items if item.number]
    assert found == wanted(text)
    assert len(found) == NUMBERS[name]
