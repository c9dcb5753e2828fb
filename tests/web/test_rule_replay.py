"""Other rules are tried on past agendas, and every difference is shown before they hold."""

import csv
import json
from datetime import date
from io import StringIO

import pytest
from databases import new_store
from web.made_meetings import meeting

from agenda_risk.access import Standing
from agenda_risk.basis import BasisFiles
from agenda_risk.models import Level
from agenda_risk.models.replays import Turned
from agenda_risk.replay import Past, Sides, replay
from agenda_risk.service import Desk
from agenda_risk.service.rule_books import PublishedBasis, publish_rules
from agenda_risk.shipped import load_screen

OWN = {"Origin": "http://granvik.example"}
TODAY = date(2026, 11, 29)
SCHOOL = "Nedläggning av Björkängens skola"
OTHER = """overlay: Granvik
owner: kansliet
raise:
  - {words: [Delårsrapport], level: high, reason: Omdebatterad}
levels:
  - {rule: school-closure, level: moderate, reason: Dialog pågår}
off:
  - {rule: wind-power, reason: Avgörs av regeringen}
"""


@pytest.fixture
def store(place, tmp_path):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def desk(store, clock):
    return Desk(store, PublishedBasis(store, BasisFiles()), clock)


@pytest.fixture
def year(held, clock):
    """Keep two meetings of the year, and one of the year before."""
    held(date(2025, 9, 1), "Delårsrapport")
    held(date(2026, 9, 7), "Upprop", "Delårsrapport", "Motion av Anna Andersson (S) om väg")
    held(date(2026, 9, 14), SCHOOL, body="Kommunstyrelsen")


def try_year(browser, text: str = OTHER, **more):
    return browser.post("/regler/egna/aret", data={"text": text, **more}, headers=OWN)


def test_every_difference_is_told_with_what_decides():
    sides = Sides(load_screen(today=TODAY), load_screen(own=OTHER, today=TODAY))
    past = meeting("Kommunfullmäktige", 14, "Upprop", "Delårsrapport per augusti", SCHOOL,
                   "Tillstyrkan av vindkraftpark på Högåsen")  # fmt: skip

    found = replay([Past(past)], sides)

    told = {one.number: (one.turned, one.before, one.after) for one in found.turned}
    assert (found.meetings, found.items) == (1, 4)
    assert told["2"] == (Turned.NEW, Level.NONE, Level.HIGH)
    assert told["3"] == (Turned.DOWN, Level.HIGH, Level.MODERATE)
    (school,) = found.of(Turned.DOWN)
    assert (school.rule, school.words) == ("school-closure", ("Nedläggning", "skola"))


def test_the_same_rules_change_nothing():
    screen = load_screen(today=TODAY)

    assert replay([Past(meeting("Nämnden", 14, SCHOOL))], Sides(screen, screen)).turned == ()


def test_titles_are_masked_and_those_that_may_not_be_read_are_left_out():
    sides = Sides(load_screen(today=TODAY), load_screen(own=OTHER, today=TODAY))
    past = meeting("Nämnden", 14, "Delårsrapport av Anna Andersson (S)")

    (shown,) = replay([Past(past)], sides).turned
    (hidden,) = replay([Past(past, is_open=False)], sides).turned

    assert "Andersson" not in shown.model_dump_json()
    assert (hidden.title, hidden.words) == ("", ())


def test_own_rules_are_tried_on_the_last_year_and_not_published(visit, desk, year):
    browser = visit(Standing.ADMINISTRATOR)

    page = try_year(browser).text

    assert "2 ärenden skulle bedömas annorlunda." in page
    assert "ett ärende i ett organ som du inte får läsa" in page
    assert "Björkängens" not in page
    assert "Inget har publicerats" in browser.get("/regler/egna").text


def test_the_differences_are_a_table_too(visit, year):
    answer = try_year(visit(Standing.ADMINISTRATOR), form="csv")

    rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows[1:]] == ["Lyfts nu men inte förut", "Annan nivå: lägre"]


def test_faults_are_told_where_the_text_is_written(visit, year):
    answer = try_year(visit(Standing.ADMINISTRATOR), OTHER.replace("level: high", "level: hög"))

    assert answer.status_code == 422
    assert "Rad 4, kolumn" in answer.text


def test_only_who_publishes_rules_tries_them(visit, year):
    assert try_year(visit(Standing.CHAIR)).status_code == 403


def test_the_command_compares_with_the_rules_that_were_published(
    agenda_risk, desk, year, place, tmp_path
):
    (tmp_path / "nya.yaml").write_text(OTHER, encoding="utf-8")
    days = ("--from", "2026-01-01", "--to", "2026-12-31", "--store", place)

    told = agenda_risk("replay", "--rules", "nya.yaml", *days, "--format", "json")
    publish_rules(desk, OTHER, "Prövade på året", 0, "user:1")
    same = agenda_risk("replay", "--rules", "nya.yaml", *days)

    found = json.loads(told.stdout)
    assert (told.returncode, found["meetings"], len(found["turned"])) == (7, 2, 2)
    assert (same.returncode, "0 ärenden skulle" in same.stdout) == (0, True)


def test_without_an_agenda_nothing_is_said_to_be_the_same(agenda_risk, place, visit, tmp_path):
    (tmp_path / "nya.yaml").write_text(OTHER, encoding="utf-8")

    done = agenda_risk("replay", "--rules", "nya.yaml", "--to", "2026-06-30", "--store", place)

    assert (done.returncode, done.stdout) == (10, "")
    assert "Ingen kallelse är sparad från 2025-06-30 till 2026-06-30." in done.stderr
    page = try_year(visit(Standing.ADMINISTRATOR)).text
    assert "ingen prövades" in page
    assert "skulle bedömas annorlunda" not in page


def test_days_the_wrong_way_round_are_told(agenda_risk, place, tmp_path):
    (tmp_path / "nya.yaml").write_text(OTHER, encoding="utf-8")
    days = ("--from", "2026-06-30", "--to", "2026-01-01", "--store", place)

    for command in (("replay", "--rules", "nya.yaml"), ("report",)):
        assert agenda_risk(*command, *days).returncode == 23


def test_files_are_tried_without_any_store(agenda_risk, tmp_path):
    (tmp_path / "nya.yaml").write_text(OTHER, encoding="utf-8")
    (tmp_path / "kallelse.txt").write_text(
        "Kommunfullmäktige 2026-12-14\n1. Upprop\n2. Delårsrapport\n3. Val\n", encoding="utf-8"
    )

    done = agenda_risk("replay", "--rules", "nya.yaml", "kallelse.txt", "saknas.pdf")

    assert (done.returncode, "Lyfts nu" in done.stdout.replace("LYFTS NU", "Lyfts nu")) == (
        10,
        True,
    )
    assert not (tmp_path / "agenda-risk.db").exists()
