"""The pages say the same whether the store is a file or a database on a server."""

import pytest

from agenda_risk.access import Standing
from agenda_risk.store import open_store
from agenda_risk.web.rights import RIGHTS

OWN = {"Origin": "http://granvik.example"}
PLAIN = sorted(
    path
    for method, path in RIGHTS
    if method == "GET" and "{" not in path.replace("{meeting}", "") and not path.startswith("/api/")
)


@pytest.fixture
def store(place, tmp_path):
    store = open_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.mark.parametrize("path", PLAIN)
def test_each_page_opens(visit, kept, path):
    chair = visit(Standing.CHAIR)

    answer = chair.get(path.replace("{meeting}", str(kept[0])))

    assert answer.status_code in {200, 403}


def test_the_overview_tells_of_raised_items_on_both(visit, kept):
    page = visit(Standing.CHAIR).get("/").text

    assert "Nedläggning av Björkängens skola" in page


def test_an_agenda_is_screened_on_both(visit):
    answer = visit(Standing.CLERK).post(
        "/granska", data={"text": "1. Upprop\n2. Nedläggning av skolan i Norrby\n"}, headers=OWN
    )

    assert answer.status_code == 303
