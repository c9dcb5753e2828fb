"""The sorting list holds every matter, in the guide's three words, and names nobody."""

import csv
from datetime import UTC, datetime
from io import StringIO

from planned import TODAY, basis, paper_text, planned

from agenda_risk.matters import keyed_items
from agenda_risk.models import ItemAdded, Level, LevelSet, Role
from agenda_risk.pipeline import brief_on
from agenda_risk.render.riskguide import as_csv, riskguide_paper
from agenda_risk.riskguide import sorting_list
from agenda_risk.translate import translator

SAY = translator("sv")
NOW = datetime(2026, 12, 1, 8, tzinfo=UTC)
TITLES = ("Upprop", "Avveckling av Norrby skola", "Svar på motion om förbud mot böneutrop")


def test_every_matter_is_on_the_list_in_the_guides_words():
    rows = sorting_list(planned(*TITLES))

    assert [(row.number, row.level) for row in rows] == [
        ("1", None),
        ("2", Level.HIGH),
        ("3", Level.MODERATE),
    ]
    assert [row.goes_on for row in rows] == [False, True, True]


def test_no_hit_does_not_read_as_no_risk():
    told = paper_text(riskguide_paper(planned("Upprop"), SAY))

    assert "Ingen regel träffade. Bedöm själv." in told
    assert "inte bedömt" in told
    assert "låg" not in told.split()


def test_a_closed_matter_is_not_judged():
    brief = planned("Individärenden (sekretess)", body="Socialnämnden")
    (item,) = brief.meeting.items
    closed = brief.meeting.model_copy(
        update={"items": (item.model_copy(update={"publicity": "closed"}),)}
    )

    (row,) = sorting_list(brief_on(closed, basis(), TODAY))

    assert row.level is None
    assert not row.goes_on


def test_the_paper_says_what_people_do_and_where_the_guide_is():
    told = paper_text(riskguide_paper(planned(*TITLES), SAY))

    assert "ifylld automatiskt" in told
    assert "Steg 2 och 3 görs av människor" in told
    assert "riskguideforebyggakonflikt.skr.se" in told


def test_what_was_added_and_set_by_hand_is_on_the_list_with_its_reason():
    brief = planned(*TITLES)
    key = next(key for key, item in keyed_items(brief.meeting) if item.number == "1")
    entries = (
        ItemAdded(at=NOW, role=Role.CLERK, item="bees", title="Flytt av ett bisamhälle",
                  level=Level.HIGH, reason="Har väckt starka känslor"),
        LevelSet(at=NOW, role=Role.CHAIR, item=key, was=Level.NONE, level=Level.MODERATE,
                 reason="Vi väntar många åhörare {och} mer"),
    )  # fmt: skip

    rows = sorting_list(brief_on(brief.meeting, basis(), TODAY, entries))

    by_hand = [(row.title, row.level, row.reasons[0].said(SAY)) for row in rows if row.by_hand]
    assert by_hand == [
        ("Upprop", Level.MODERATE, "Vi väntar många åhörare {och} mer"),
        ("Flytt av ett bisamhälle", Level.HIGH, "Har väckt starka känslor"),
    ]


def test_names_and_properties_do_not_leave_with_the_list():
    brief = planned(
        "Medborgarförslag från Anna Lindqvist om Norrby skola",
        "Föreläggande med vite, fastigheten Lillsund 3:14",
    )

    told = as_csv(brief, SAY) + paper_text(riskguide_paper(brief, SAY))

    assert "Lindqvist" not in told
    assert "3:14" not in told


def test_the_table_opens_in_a_spreadsheet_and_no_cell_is_a_formula():
    brief = planned('=HYPERLINK("http://x")', "Skolan; ”Lärkan”", "Upprop")
    told = as_csv(brief, SAY)

    rows = list(csv.reader(StringIO(told.removeprefix("\ufeff")), delimiter=";"))

    assert told.startswith("\ufeff")
    assert {len(row) for row in rows} == {7}
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]
