"""Cases are followed through archives of many organisations, and what was raised is counted."""

import csv
import json
import re
from datetime import date, timedelta
from io import StringIO

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from made_cases import made_archive
from made_findings import row, rows_of, written

from agenda_risk.cli.archive import command
from agenda_risk.counties import county_of
from agenda_risk.errors import BrokenFileError, MissingInputError, RefusedError
from agenda_risk.findings_file import neighbours_in, towns_in
from agenda_risk.shipped import load_counties
from agenda_risk.survey import subjects_of, waves

MARCH = date(2026, 3, 2)


def run(*arguments: object) -> str:
    """Return what the command prints; what it raises is raised."""
    done = CliRunner().invoke(command, [str(one) for one in arguments], catch_exceptions=False)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.output


@pytest.fixture(scope="module")
def seen():
    return made_archive(towns=3, cases=24)


@pytest.fixture(scope="module")
def findings(seen, tmp_path_factory):
    return written(tmp_path_factory.mktemp("archive") / "findings.parquet", rows_of(seen))


# Journeys


def test_the_three_forms_hold_the_same(findings, tmp_path):
    places = [tmp_path / f"journeys.{ending}" for ending in ("parquet", "csv", "json")]
    for place in places:
        run("journeys", findings, "--output", place)

    table = pq.read_table(places[0]).to_pylist()
    lines = list(csv.DictReader(StringIO(places[1].read_text("utf-8-sig")), delimiter=";"))
    objects = [json.loads(line) for line in places[2].read_text("utf-8").splitlines()]

    assert len(table) == len(lines) == len(objects) > 100
    for one, line, told in zip(table, lines, objects, strict=True):
        assert one["title"] == line["title"] == told["title"]
        assert one["day"].isoformat() == line["day"] == told["day"]
        assert f"{one['days_since_first']}" == line["days_since_first"]


def test_journeys_are_of_true_cases(findings, seen, tmp_path):
    run("journeys", findings, "--output", tmp_path / "j.parquet")
    truth = {(one.organisation, one.body, one.day, one.title): one.case for one in seen}

    found: dict[tuple[str, int], list[str]] = {}
    for one in pq.read_table(tmp_path / "j.parquet").to_pylist():
        place = (one["organisation"], one["body"], one["day"], one["title"])
        found.setdefault((one["organisation"], one["case"]), []).append(truth[place])

    right = sum(len(set(cases)) == 1 for cases in found.values())
    assert right / len(found) >= 0.9


def test_the_first_sighting_and_the_days_since_can_be_asked_for(findings, tmp_path):
    run("journeys", findings, "--output", tmp_path / "j.parquet")

    wrong = duckdb.sql(
        f"SELECT count(*) FROM '{tmp_path}/j.parquet' "
        "WHERE days_since_first != day - first_day OR (place = 1) != (known_by = '')"
    ).fetchall()

    assert wrong == [(0,)]


def test_cases_that_were_seen_once_are_told_where_they_are_asked_for(findings, seen, tmp_path):
    run("journeys", findings, "--all", "--output", tmp_path / "j.parquet")

    assert pq.read_metadata(tmp_path / "j.parquet").num_rows == len(seen)


def test_numbers_that_the_papers_show_link_and_tell_where_a_case_stands(tmp_path):
    told = {"title": "Utredning", "cases": ["BUN-2026-44"], "stage": "commission",
            "marks": [], "result": None, "until": None}  # fmt: skip
    then = {
        "title": "Framtiden",
        "cases": ["KS-2026-9", "BUN-2026-44"],
        "stage": "decision",
        "marks": ["adjourned"],
        "result": "adjourned",
        "until": MARCH + timedelta(days=60),
    }
    rows = [row("Granvik", MARCH, **told), row("Granvik", MARCH + timedelta(days=30), **then)]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "f.parquet")

    run("journeys", tmp_path / "f.parquet", "--output", tmp_path / "j.parquet")

    one, other = pq.read_table(tmp_path / "j.parquet").to_pylist()
    assert (one["stage"], one["marks"], one["result"]) == ("commission", "", "")
    assert (other["known_by"], other["marks"], other["result"]) == (
        "number", "adjourned", "adjourned",
    )  # fmt: skip
    assert other["until"] == MARCH + timedelta(days=60)


def test_a_formula_in_a_title_is_text_in_a_table(tmp_path):
    title = "=HYPERLINK(1) Vindkraft vid Högåsen"
    rows = [
        row("Granvik", MARCH + timedelta(days=20 * n), title=title, document=f"{n}") for n in (0, 1)
    ]
    findings = written(tmp_path / "f.parquet", rows)

    run("journeys", findings, "--output", tmp_path / "j.csv")

    assert ";'=HYPERLINK" in (tmp_path / "j.csv").read_text("utf-8")


def test_a_title_that_names_somebody_is_masked(tmp_path):
    told = {"title": "Motion från Anna Andersson (S) om vindkraft", "case_number": "KS 2026/1"}
    rows = [row("Granvik", MARCH + timedelta(days=20 * n), document=f"{n}", **told) for n in (0, 1)]

    run("journeys", written(tmp_path / "f.parquet", rows), "--output", tmp_path / "j.json")

    assert "Andersson" not in (tmp_path / "j.json").read_text("utf-8")


def test_what_is_no_item_of_an_agenda_is_left_out(tmp_path):
    rows = [row("Granvik", MARCH, unit="page"), row("Granvik", MARCH, document="2")]

    ((_town, items),) = towns_in(written(tmp_path / "f.parquet", rows))

    assert len(items) == 1


def test_a_month_in_which_nothing_was_raised_has_its_place(tmp_path):
    rows = [row("Granvik", day, document=f"{day}") for day in (MARCH, MARCH + timedelta(days=70))]

    told = json.loads(run("report", written(tmp_path / "f.parquet", rows), "--format", "json"))

    assert told["months"] == [["2026-03", 1], ["2026-04", 0], ["2026-05", 1]]


def test_what_was_done_instead_of_deciding_is_counted(tmp_path):
    own = {"organisation": "Granvik", "body": "Kommunstyrelsen", "day": MARCH, "level": "none"}
    told = [own | {"case_number": "", "title": f"{place}", "result": result}
            for place, result in enumerate((*["adjourned"] * 2, "returned", None))]  # fmt: skip
    pq.write_table(pa.Table.from_pylist(told), tmp_path / "f.parquet")

    text = run("report", tmp_path / "f.parquet")

    assert re.search(r"Bordlagda\s+2\nÅterremitterade\s+1\n", text)


def test_no_half_of_few_cases_is_told(tmp_path):
    days = {"Kommunstyrelsen": MARCH, "Kommunfullmäktige": MARCH + timedelta(days=30)}
    rows = [row("Granvik", day, case_number="KS 2026/1", body=body, document=body)
            for body, day in days.items()]  # fmt: skip

    text = run("report", written(tmp_path / "f.parquet", rows))

    assert re.search(r"Alla\s+1\s+30\s+–\n", text)


def test_another_ending_is_refused(findings, tmp_path):
    with pytest.raises(RefusedError):
        run("journeys", findings, "--output", tmp_path / "j.xlsx")


def test_what_is_no_file_of_findings_is_told(tmp_path):
    (tmp_path / "text.parquet").write_text("no parquet")
    with pytest.raises(BrokenFileError):
        run("report", tmp_path / "text.parquet")
    with pytest.raises(MissingInputError):
        run("report", tmp_path / "gone.parquet")


# Report


@pytest.mark.parametrize("form", ["text", "html", "json", "csv"])
def test_the_report_is_written_in_every_form(findings, form):
    report = run("report", findings, "--format", form)

    assert "school-closure" in report or "Skola eller förskola läggs ned" in report
    assert "<script" not in report


def test_counts_are_those_of_a_query(findings):
    told = json.loads(run("report", findings, "--format", "json"))
    asked = (
        f"SELECT count(DISTINCT (document, place)) FROM '{findings}' "
        "WHERE level IN ('moderate', 'high')"
    )

    assert told["raised"] == duckdb.sql(asked).fetchall()[0][0]
    assert sum(number for _month, number in told["months"]) == told["raised"]
    assert dict(told["rules"]).keys() == {"school-closure", "wind-power", "outsourcing"}


def test_no_title_stands_in_a_report(findings, seen):
    report = run("report", findings, "--format", "html")

    assert not any(one.title in report for one in seen if "skola" in one.title)


def test_the_page_needs_nothing_else_and_each_picture_has_its_table(findings):
    page = run("report", findings, "--format", "html")

    assert "http" not in page.replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert page.count("<svg") == page.count("<details>") >= 4


def counted(rows, tmp_path):
    return json.loads(run("report", written(tmp_path / "f.parquet", rows), "--format", "json"))


PAPERS = {"document": "kallelse", "number": "7"}, {"document": "protokoll", "number": "§ 31"}


def test_what_agenda_and_minutes_both_hold_counts_once(tmp_path):
    low = {"level": "low", "finding_level": "low"}
    told = {"case_number": "KS 2026/12"}, {"case_number": "Dnr KS 2026-000012", **low}
    rows = [row("Granvik", MARCH, **paper, **own) for paper, own in zip(PAPERS, told, strict=True)]

    found = counted(rows, tmp_path)

    assert (found["items"], found["raised"]) == (1, 1)


def test_without_a_number_the_title_tells_that_minutes_hold_it_too(tmp_path):
    titles = "Vindkraft vid Högåsen", "VINDKRAFT VID HÖGÅSEN"
    rows = [row("Granvik", MARCH, title=t, **p) for t, p in zip(titles, PAPERS, strict=True)]

    assert counted(rows, tmp_path)["items"] == 1


@pytest.mark.parametrize(
    "other",
    [
        {"day": MARCH + timedelta(days=1)},
        {"body": "Socialnämnden"},
        {"title": "Solkraft"},
        {"document": "kallelse", "place": 2},  # the same title twice on one agenda
        {"day": None},
    ],
    ids=str,
)
def test_items_of_other_meetings_and_papers_are_counted_each(other, tmp_path):
    both = [row("Granvik", MARCH, **PAPERS[0]), {**row("Granvik", MARCH, **PAPERS[1]), **other}]

    assert counted(both, tmp_path)["items"] == 2


def test_minutes_make_no_second_stop_on_a_case_s_way(tmp_path):
    later = MARCH + timedelta(days=30)
    papers = [{"day": MARCH, **one} for one in PAPERS] + [{"day": later}]
    rows = [row("Granvik", **{"case_number": "KS 2026/12", **one}) for one in papers]

    run("journeys", written(tmp_path / "f.parquet", rows), "--output", tmp_path / "j.parquet")

    days = pq.read_table(tmp_path / "j.parquet").column("day").to_pylist()
    assert days == [MARCH, later]


def decided(*days: int):
    """Return the items of cases that reached the assembly so many days after their first sight."""
    for number, last in enumerate(days):
        told = {"case_number": f"KS 2026/{number + 1}", "title": f"Vindkraft {number}"}
        assembly = {"body": "Kommunfullmäktige", "document": f"kf {number}"}
        yield row("Granvik", MARCH, document=f"ks {number}", **told)
        yield row("Granvik", MARCH + timedelta(days=last), **assembly, **told)


def test_the_middle_half_of_cases_lies_within_what_they_took(tmp_path):
    spans = counted(list(decided(20, 30, 60, 100)), tmp_path)["spans"]

    assert [(one["quartile"], one["median"], one["third"]) for one in spans[:1]] == [(27.5, 45, 70)]


def test_of_few_cases_no_middle_half_is_told(tmp_path):
    report = run("report", written(tmp_path / "f.parquet", list(decided(27, 60))))

    assert "–" in next(line for line in report.splitlines() if line.startswith("Alla"))
    assert "19" not in report


def test_a_month_in_which_nothing_was_raised_is_a_month_of_nought(tmp_path):
    months = [row("Granvik", date(2026, month, 1)) for month in (5, 8)]

    found = counted([*months, row("Granvik", date(1996, 5, 1))], tmp_path)["months"]

    assert [tuple(one) for one in found] == [
        ("1996-05", 1), ("2026-05", 1), ("2026-06", 0), ("2026-07", 0), ("2026-08", 1),
    ]  # fmt: skip


def test_a_median_has_the_comma_that_excel_wants(tmp_path):
    findings = written(tmp_path / "f.parquet", list(decided(27, 60)))

    report = run("report", findings, "--format", "csv")

    assert "median days;all;43,5;" in report


def raised(*told: tuple[str, int]):
    """Return the items of towns, each so many days after the first of the archive."""
    return [row(town, MARCH + timedelta(days=days)) for town, days in told]


def found(rows, tmp_path, near=None):
    file = written(tmp_path / "f.parquet", rows)
    return waves(subjects_of(one for _town, items in towns_in(file) for one in items), near)


def test_a_subject_in_three_towns_within_a_fortnight_is_a_wave(tmp_path):
    usual = [("A", 100), ("B", 200), ("C", 300), ("A", 400), ("B", 500)]

    (wave,) = found(raised(("A", 0), ("B", 9), ("C", 14), *usual), tmp_path)

    assert wave.organisations == ("A", "B", "C")
    assert (wave.last - wave.first).days == 14


@pytest.mark.parametrize(
    "told",
    [
        (("A", 0), ("B", 9), ("C", 15), ("A", 100), ("B", 200)),  # a day too late
        (("A", 0), ("A", 3), ("A", 6), ("B", 100), ("C", 200)),  # one town
        tuple((town, 20 * n) for n in range(4) for town in "ABC"),  # as usual
    ],
)
def test_what_is_no_wave(told, tmp_path):
    assert found(raised(*told), tmp_path) == ()


def test_where_neighbours_are_told_only_they_make_a_wave(tmp_path):
    usual = [("A", 100), ("B", 200), ("C", 300), ("A", 400), ("B", 500)]
    rows = raised(("A", 0), ("B", 3), ("C", 6), ("D", 9), *usual)
    (tmp_path / "near.csv").write_text("A;B\nB;C\n", encoding="utf-8")

    near = neighbours_in(tmp_path / "near.csv")

    assert [one.organisations for one in found(rows, tmp_path, near)] == [("A", "B", "C")]


WAVE = [("Vetlanda kommun", 0), ("Nässjö kommun", 5), ("Eksjö kommun", 9), ("Kiruna kommun", 12)]
QUIET = [("Vetlanda kommun", 100), ("Nässjö kommun", 200), ("Kiruna kommun", 300)]


@pytest.mark.parametrize(
    ("told", "more", "near", "found"),
    [
        (WAVE, (), "county", 3),
        (WAVE, ("--neighbours", "all"), "all", 4),
        ([*WAVE, ("Granviks kommun", 7)], (), "all", 5),
        ([("Luleå kommun", 0), *WAVE[1:]], (), "county", 0),
    ],
    ids=["county", "all", "not known", "two counties"],
)
def test_neighbours_are_those_of_one_county_where_it_is_known(told, more, near, found, tmp_path):
    file = written(tmp_path / "f.parquet", raised(*told, *QUIET))
    report = json.loads(run("report", str(file), "--format", "json", *more))

    assert report["near"] == near
    assert [len(one["organisations"]) for one in report["waves"]] == ([found] if found else [])


@pytest.mark.parametrize(
    ("name", "county"),
    [
        ("Vetlanda kommun", "06"), ("Habo kommun", "06"), ("Håbo kommun", "03"),
        ("Stockholms stad", "01"), ("Malung-Sälens kommun", "20"), ("Hofors kommun", "21"),
        ("UMEÅ KOMMUN", "24"), ("Lund", "12"), ("Västra Götalandsregionen", "14"),
        ("Region Jönköpings län", "06"), ("Granviks kommun", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_organisation_lies_in_the_county_that_its_name_tells(name, county):
    assert county_of(name, load_counties()) == county


def test_all_municipalities_and_regions_lie_in_a_county():
    known = load_counties()

    assert (len(known), len(set(known.values()))) == (290 + 21, 21)


def test_a_line_that_is_no_pair_is_told(tmp_path):
    (tmp_path / "near.csv").write_text("A;B\nC\n", encoding="utf-8")

    with pytest.raises(BrokenFileError):
        neighbours_in(tmp_path / "near.csv")
