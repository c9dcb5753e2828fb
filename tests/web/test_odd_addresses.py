"""Numbers and days that nothing has, in every address and every form, are told in a sentence."""

import re

import pytest

from agenda_risk.access import Standing
from agenda_risk.web.rights import RIGHTS

OWN = {"Origin": "http://granvik.example"}
NUMBERS = re.compile(r"\{(?:number|user|key|letter|version)\}")
NUMBERED = [(method, path) for method, path in RIGHTS if NUMBERS.search(path)]
NEVER = ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"]


@pytest.mark.parametrize("number", ["0", "-1", "2147483648", "9223372036854775808", "9" * 20])
def test_a_number_that_nothing_has_is_a_page_that_is_not_there(visit, kept, number):
    for standing in (Standing.ADMINISTRATOR, Standing.CHAIR):
        browser = visit(standing)
        for method, path in NUMBERED:
            named = NUMBERS.sub(number, path).format(meeting=kept[0])
            status = browser.request(method, named, headers=OWN).status_code

            assert status in {403, 404}, (method, path)


@pytest.mark.parametrize("month", ["0001-01", "1899-12", "2200-01", "9999-12", "2026-13", "x"])
def test_a_month_that_no_meeting_lies_in_leads_to_this_month(visit, kept, month):
    chair = visit(Standing.CHAIR)
    page = chair.get("/", params={"month": month}).text

    assert page.replace(f'value="/?month={month}"', 'value="/"') == chair.get("/").text


@pytest.mark.parametrize("day", NEVER)
def test_a_day_that_no_meeting_lies_on_is_not_taken_over(visit, day):
    clerk = visit(Standing.CLERK)
    text = "Kommunfullmäktige den 14 december 2026\n1. Upprop\n2. Nedläggning av skola\n"
    path = clerk.post("/granska", data={"text": text}, headers=OWN).headers["location"]
    told = {"body": "Kommunfullmäktige", "day": day}

    refused = clerk.post(path, data=told, headers=OWN)

    assert (refused.status_code, "vilken dag" in refused.text) == (409, True)
    assert 'value="2026-12-14"' in clerk.get(path).text
