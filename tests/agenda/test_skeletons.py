from collections import Counter
from functools import cache
from random import Random

import pytest
from generator import SKELETONS

from agenda_risk.agenda import read_agenda
from agenda_risk.models import Document, ItemKind

AGENDAS = 200
Read = tuple[str, str, str, int | None]


def read(document: Document) -> Counter[Read]:
    items = [item for item in read_agenda(document).items if item.kind is ItemKind.ITEM]
    return Counter(
        (
            " ".join(item.title.text.split()),
            item.number,
            item.case_number,
            document.page_at(item.title.source(0) or 0),
        )
        for item in items
    )


@cache
def shares(skeleton: str) -> tuple[float, float]:
    """Return which share of the wanted items were found, and which share of the found are real."""
    wanted, found, right, real = 0, 0, 0, 0
    for seed in range(AGENDAS):
        document, expected = SKELETONS[skeleton](Random(seed))
        items = read(document)
        listed = Counter((one.title, one.number, one.case_number, one.page) for one in expected)
        wanted, found = wanted + listed.total(), found + items.total()
        right += (items & listed).total()
        openings = {title[:12] for title, *_ in listed}
        real += sum(title[:12] in openings for title, *_ in items.elements())
    return right / wanted, real / found


@pytest.mark.parametrize("skeleton", SKELETONS)
def test_nearly_all_items_of_a_layout_are_read(skeleton):
    found, _ = shares(skeleton)

    assert found >= 0.97


@pytest.mark.parametrize("skeleton", SKELETONS)
def test_hardly_any_item_is_invented(skeleton):
    _, real = shares(skeleton)

    assert real >= 0.99
