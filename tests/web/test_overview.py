"""Översikt: what waits, what is coming, and what came of it; nothing unseen reads as calm."""

import re
from datetime import date, timedelta

import pytest
from made_meetings import NOW, meeting

from agenda_risk.access import Standing
from agenda_risk.models import MeetingState, Moment, Role, Source
from agenda_risk.service.outcomes import asked_of, tell
from agenda_risk.service.screening import keep_meeting
from agenda_risk.store import add_source, begin_run, end_run, known_sources
from agenda_risk.store.outcomes import Course, Outcome, add_outcome
from agenda_risk.store.runs import FAILED, WHOLE, Result
from agenda_risk.store.screened import bodies
from agenda_risk.web.charts import columns

OWN = {"Origin": "http://granvik.example"}


@pytest.fixture
def chair(visit, kept):
    return visit(Standing.CHAIR)


def tasks(page: str) -> list[str]:
    (part,) = re.findall(r'<h2 id="todo">.*?</section>', page, re.DOTALL)
    return re.findall(r"<li><b><bdi>([^<]*)</bdi>", part)


def test_measures_wait_until_all_are_answered(chair, kept):
    page = chair.get("/").text
    assert "Kommunfullmäktige" in tasks(page)
    assert "av 7 åtgärder besvarade" in page or "åtgärder besvarade" in page

    names = re.findall(
        r'name="answer-([a-z0-9-]+)" value="yes"', chair.get(f"/mote/{kept[0]}").text
    )
    form = {f"answer-{name}": "yes" for name in names}
    chair.post(f"/mote/{kept[0]}/svar", data=form, headers=OWN)
    chair.post(f"/mote/{kept[0]}/genomgangen", headers=OWN)

    after = chair.get("/").text
    assert "Kommunfullmäktige" not in tasks(after)
    assert f"Alla {len(set(names))} åtgärder besvarade" in after


def test_an_agenda_that_changed_after_it_was_gone_through_comes_first(chair, kept, desk):
    chair.post(f"/mote/{kept[0]}/genomgangen", headers=OWN)
    (source,) = known_sources(desk.store)
    titles = ("Upprop", "Nedläggning av Björkängens skola", "Ny fråga")
    keep_meeting(desk, source.id, meeting("Kommunfullmäktige", 14, *titles), "program")

    assert "Kallelsen har ändrats sedan den gicks igenom." in chair.get("/").text


def test_a_meeting_that_was_held_waits_for_its_outcome_until_somebody_tells(
    visit, clock, kept, desk
):
    clock.later(days=17)
    chair = visit(Standing.CHAIR)
    assert "Berätta hur mötet gick." in chair.get("/").text

    tell(desk, asked_of(desk, kept[0]), Outcome(Role.CLERK, Course.LOUD))
    tell(desk, asked_of(desk, kept[1]), Outcome(Role.CLERK, Course.CALM))

    page = chair.get("/").text
    assert "Berätta hur mötet gick." not in page
    assert re.search(r"Högljutt men under kontroll</th><td>1</td><td>0</td>", page)


def test_the_worst_that_was_told_of_a_meeting_counts_once(visit, held, desk):
    number = held(date(2026, 9, 7), "Nedläggning av Björkängens skola")
    with desk.store.writing() as connection:
        add_outcome(connection, number, Outcome(Role.CLERK, Course.CALM), desk.now())
        add_outcome(connection, number, Outcome(Role.SECURITY, Course.DISTURBED), desk.now())

    page = visit(Standing.CHAIR).get("/").text
    assert re.search(r"Mötet stördes</th><td>1</td><td>0</td>", page)
    assert re.search(r"Lugnt</th><td>0</td><td>0</td>", page)


def test_a_source_that_could_not_be_read_is_told_first(chair, desk):
    add_source(desk.store, Source(name="norrby", url="https://norrby.example"), NOW)
    numbers = {one.source.name: one.id for one in known_sources(desk.store)}
    for outcome, day in ((WHOLE, 1), (FAILED, 2)):
        run = begin_run(desk.store, numbers["norrby"], NOW + timedelta(days=day))
        end_run(desk.store, run, NOW + timedelta(days=day), Result(outcome))

    page = chair.get("/").text

    assert "En källa har inte kunnat läsas i sin helhet." in page
    assert "senast läst 30\u00a0november 2026" in page


def test_where_all_sources_were_read_nothing_is_told(chair):
    assert "inte kunnat läsas" not in chair.get("/").text


def test_the_calendar_links_each_day_to_its_meeting(chair, kept):
    page = chair.get("/?month=2026-12").text

    assert "December 2026" in page
    spoken = r'href="/mote/%d"><span class="visually-hidden">14\u00a0december 2026: ([^<]*)<'
    assert re.findall(spoken % kept[0], page) == ["Kommunfullmäktige, högt"]
    assert 'href="/?month=2027-01"' in page


def test_a_meeting_without_an_agenda_is_not_screened_in_the_calendar(chair, desk):
    (source,) = known_sources(desk.store)
    unpublished = {"state": MeetingState.AGENDA_NOT_PUBLISHED, "id": "u"}
    keep_meeting(desk, source.id, meeting("Kulturnämnden", 18, **unpublished), "program")

    page = chair.get("/?month=2026-12").text

    assert re.search(r"18\u00a0december 2026: Kulturnämnden, inte granskat", page)
    assert "Vet inte än" in page


def test_a_meeting_whose_day_is_not_known_stands_last(chair, desk):
    (source,) = known_sources(desk.store)
    keep_meeting(
        desk, source.id, meeting("Kulturnämnden", 1, "Budget", id="n", start=Moment()), "program"
    )

    page = chair.get("/").text

    assert page.index("Kulturnämnden") > page.index('<h2 id="coming">')
    assert page.rindex("Kulturnämnden") > page.rindex("Kommunfullmäktige</bdi></a>")


@pytest.mark.parametrize("odd", ["month=2026-13", "month=x", "month=0000-00", "body=x", "body=-1"])
def test_an_odd_address_shows_the_overview_all_the_same(chair, odd):
    assert chair.get(f"/?{odd}").status_code == 200


def test_one_body_is_chosen_and_another_persons_is_not_shown(visit, kept, desk):
    with desk.store.reading() as connection:
        numbers = {one.name: one.id for one in bodies(connection)}
    reader = visit(Standing.READER, numbers["Socialnämnden"])
    every = visit(Standing.CHAIR)

    one = every.get(f"/?body={numbers['Kommunstyrelsen']}").text
    assert f'href="/mote/{kept[2]}"' in one
    assert f'href="/mote/{kept[0]}"' not in one
    assert f"/mote/{kept[0]}" not in reader.get(f"/?body={numbers['Kommunfullmäktige']}").text


def test_columns_stand_on_each_other_and_none_is_lost():
    drawn = columns([("okt", (2, 1)), ("nov", (0, 0)), ("dec", (0, 3))], ("moderate", "high"))

    october, november, december = drawn.columns
    assert [bar.kind for bar in october.bars] == ["moderate", "high"]
    assert october.bars[0].y > october.bars[1].y + october.bars[1].height
    assert (october.total, november.bars, december.total) == (3, (), 3)
    assert all(bar.y >= 0 for column in drawn.columns for bar in column.bars)
