"""A meeting looked at closer: why an item got its level, what two versions differ in, papers."""

import html
import re

import pytest
from made_meetings import meeting

from agenda_risk.access import Standing
from agenda_risk.models import Passage
from agenda_risk.service.screening import keep_meeting
from agenda_risk.store import known_sources
from agenda_risk.store.screened import file_of

OWN = {"Origin": "http://granvik.example"}


@pytest.fixture
def council(kept):
    return f"/mote/{kept[0]}"


def page_of(browser, path):
    return html.unescape(browser.get(path).text).replace("\u00a0", " ")


def keys(desk, path):
    with desk.store.reading() as connection:
        return [one.key for one in file_of(connection, int(path.rsplit("/", 1)[1])).version.items]


def test_each_item_leads_to_why_it_got_its_level(visit, council, desk):
    reader = visit(Standing.READER)
    page = reader.get(council).text

    for key in keys(desk, council):
        assert f'href="{council}/varfor/{key}"' in page
    told = page_of(reader, f"{council}/varfor/{keys(desk, council)[1]}")
    assert "Nedläggning av Björkängens skola" in told
    assert "Varför denna nivå" in told
    assert reader.get(f"{council}/varfor/finns-inte").status_code == 404


def test_it_is_told_what_would_change_the_level(visit, desk, kept):
    (source,) = known_sources(desk.store)
    motion = meeting("Kulturnämnden", 20, "Motion om stängning av badhuset", id="m")
    path = f"/mote/{keep_meeting(desk, source.id, motion, 'program')}"

    told = page_of(visit(Standing.READER), f"{path}/varfor/{keys(desk, path)[0]}")

    assert "Vad som skulle ändra nivån" in told
    assert "utan ”Motion”" in told


def test_a_level_that_was_set_by_hand_is_told_beside_what_the_rules_say(visit, council, desk):
    chair, key = visit(Standing.CHAIR), keys(desk, council)[1]
    form = {"item": key, "level": "low", "reason": "Alla är överens"}
    chair.post(f"{council}/niva", data=form, headers=OWN)

    assert "Någon har ändrat nivån för hand." in page_of(chair, f"{council}/varfor/{key}")


def test_why_tells_no_names(visit, desk, kept):
    (source,) = known_sources(desk.store)
    one = meeting("Kulturnämnden", 20, "Nedläggning av skolan på begäran av Anna Andersson", id="n")
    path = f"/mote/{keep_meeting(desk, source.id, one, 'program')}"

    assert "Andersson" not in page_of(
        visit(Standing.READER), f"{path}/varfor/{keys(desk, path)[0]}"
    )


@pytest.fixture
def changed(council, desk):
    """Return the path of a meeting with three versions."""
    (source,) = known_sources(desk.store)
    titles = ["Upprop", "Nedläggning av Björkängens skola", "Stängning av badhuset", "Biblioteket"]
    second = meeting("Kommunfullmäktige", 14, *titles)
    proposal = Passage(text="Badhuset stängs.\nAnna Andersson ansvarar.")
    closing = Passage(text="Biblioteket i Norrby läggs ned den 1 juni.")
    third = second.model_copy(
        update={
            "items": (
                *second.items[:1],
                second.items[1].model_copy(
                    update={"title": Passage(text="Information om Björkängens skola")}
                ),
                second.items[2].model_copy(update={"proposal": proposal}),
                second.items[3].model_copy(update={"proposal": closing}),
            )
        }
    )
    for one in (second, third):
        keep_meeting(desk, source.id, one, "program")
    return council


def test_the_last_two_versions_are_compared_unless_others_are_chosen(visit, changed):
    clerk = visit(Standing.CLERK)

    page = page_of(clerk, f"{changed}/versioner")

    assert '<option value="2" selected' in page
    assert '<option value="3" selected' in page
    assert "Stängning av badhuset – ändrat" in page
    assert "<ins>Badhuset stängs." in page
    assert "Andersson" not in page


def test_two_versions_that_are_chosen_are_compared_in_order(visit, changed):
    clerk = visit(Standing.CLERK)

    page = page_of(clerk, f"{changed}/versioner?fran=3&till=1")

    assert "sedan version 1" in page
    assert "Stängning av badhuset – nytt ärende" in page
    assert "<del>2 Nedläggning av Björkängens skola</del>" in page


def test_an_item_with_another_level_is_told_with_both(visit, changed, desk):
    page = page_of(visit(Standing.CLERK), f"{changed}/versioner?fran=2&till=3")

    (told,) = re.findall(r"<bdi>4 Biblioteket</bdi>: (.*?)</li>", page)
    assert re.findall(r"[○▲◆] ?</span> (\w+)", told)[-1] in {"måttligt", "högt"}
    assert "Reglerna är också ändrade" not in page


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("?fran=1&till=1", 200, "Välj två olika versioner."),
        ("?fran=1&till=9", 404, "Det finns versioner från 1 till 3"),
        ("?fran=-1&till=2", 404, "Det finns versioner från 1 till 3"),
        ("?fran=x", 422, ""),
    ],
)
def test_versions_that_are_not_there_are_told(visit, changed, asked, status, told):
    answer = visit(Standing.CLERK).get(f"{changed}/versioner{asked}")

    assert answer.status_code == status
    assert told in html.unescape(answer.text)


def test_a_single_version_has_nothing_to_be_compared_with(visit, council):
    page = page_of(visit(Standing.CLERK), f"{council}/versioner")

    assert "Det finns bara en version" in page
    assert f"{council}/versioner" not in visit(Standing.READER).get(council).text


def test_papers_for_the_work_around_the_meeting_are_fetched(visit, council, desk):
    clerk = visit(Standing.CLERK)
    links = re.findall(rf'href="({council}/papper/[^"]+)"', clerk.get(council).text)

    found = {link: clerk.get(link) for link in links}

    starts = {"pdf": b"%PDF", "docx": b"PK", "csv": b""}
    assert {link.split("/")[4] for link in links} == {"dialog", "media", "riskguiden", "fakta"}
    assert all(one.status_code == 200 for one in found.values())
    assert all(one.content.startswith(starts[link.rsplit("/")[-1]]) for link, one in found.items())


def test_papers_are_not_for_readers_and_an_item_that_is_not_raised_has_no_fact_sheet(
    visit, council, desk
):
    reader, clerk = visit(Standing.READER), visit(Standing.CLERK)
    upprop = keys(desk, council)[0]

    assert "/papper/" not in reader.get(council).text
    assert reader.get(f"{council}/papper/media/pdf").status_code == 403
    assert clerk.get(f"{council}/papper/fakta/{upprop}/pdf").status_code == 404
    assert clerk.get(f"{council}/papper/media/csv").status_code == 404
    assert clerk.get(f"{council}/papper/annat/pdf").status_code == 404
