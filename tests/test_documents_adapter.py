import json
from datetime import date

import pytest

from agenda_risk.errors import EmptyAgendaError
from agenda_risk.models import Page, Period, Source
from agenda_risk.plugins import adapters, load_plugins

PERIOD = Period(first=date(2026, 1, 1), last=date(2026, 12, 31))
AGENDA = """Kommunstyrelsen kallas till sammanträde 2026-12-14 kl. 18.00
1. Val av justerare
2. Budget 2027
"""


@pytest.fixture(scope="module")
def documents():
    return adapters(load_plugins())["documents"]


def test_the_file_at_an_address_is_fetched(documents):
    (page,) = documents.fetch(Source(url="a.txt"), PERIOD, lambda url: Page(url=url, content=b"x"))

    assert page == Page(url="a.txt", content=b"x")


def test_a_text_is_read_as_an_agenda(documents):
    (meeting,) = documents.parse(Page(url="a.txt", content=AGENDA.encode()))

    assert [str(item.title) for item in meeting.items] == ["Val av justerare", "Budget 2027"]


@pytest.mark.parametrize("name", ["a.json", "a"])
def test_json_is_read_as_a_meeting(documents, name):
    value = {"body": "Kommunfullmäktige", "items": [{"title": "Val"}]}

    (meeting,) = documents.parse(Page(url=name, content=json.dumps(value).encode()))

    assert meeting.body.name == "Kommunfullmäktige"


def test_a_document_without_an_agenda_is_told(documents):
    with pytest.raises(EmptyAgendaError):
        list(documents.parse(Page(url="a.txt", content=b"Hej")))
