"""Figures are counted once, until something is done that may change them."""

from datetime import date
from random import Random

import pytest
from databases import new_store
from made_meetings import meeting

from agenda_risk.access import Standing
from agenda_risk.models import Moment, Period, Profile, Role
from agenda_risk.service import Desk
from agenda_risk.service.counted import counted, summed
from agenda_risk.service.figures import figures_of
from agenda_risk.service.outcomes import asked_of, tell
from agenda_risk.service.reports import Wanted, kept, make_report
from agenda_risk.service.rule_outcomes import outcomes_by_rule
from agenda_risk.service.screening import keep_meeting
from agenda_risk.store import known_sources
from agenda_risk.store.figures import Span
from agenda_risk.store.log import Deed, log
from agenda_risk.store.outcomes import Course, Outcome
from agenda_risk.store.screened import bodies

SCHOOL, DULL = "Nedläggning av Björkängens skola", "Årsredovisning"
BOARD, COUNCIL = "Kommunstyrelsen", "Kommunfullmäktige"
SPRING = Span(date(2026, 3, 1), date(2026, 5, 31))


@pytest.fixture
def store(place, tmp_path):
    store = new_store(place, beside=tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def months(desk):
    """Return what tells which months of spring are counted again since it last told."""

    def again(among: frozenset[int] | None = None) -> list[int]:
        found = []
        count = lambda _connection, part: found.append(part.first.month)  # noqa: E731
        summed(desk, ("months", SPRING._replace(among=among)), count, list)
        return found

    again()
    return again


@pytest.mark.parametrize(
    ("act", "counts"),
    [("logged-in", 1), ("subscribed", 1), ("outcome-told", 2), ("pruned", 2), ("of-a-plugin", 2)],
)
def test_only_what_is_done_to_meetings_has_figures_counted_anew(desk, act, counts):
    found = []
    counted(desk, "figures", found.append)
    with desk.store.writing() as connection:
        log(connection, Deed("user:1", act), desk.now())

    counted(desk, "figures", found.append)

    assert len(found) == counts


def test_what_is_done_to_a_meeting_has_its_own_month_counted_anew(desk, held, months):
    number = held(date(2026, 4, 14), SCHOOL)
    assert months() == [4]
    assert months() == []

    tell(desk, asked_of(desk, number), Outcome(Role.CHAIR, Course.LOUD))

    assert months() == [4]


def test_what_is_done_to_nobody_s_meeting_has_all_months_counted_anew(desk, months):
    with desk.store.writing() as connection:
        log(connection, Deed("program", "pruned"), desk.now())

    assert months() == [3, 4, 5]


def test_a_login_has_no_month_counted_anew(desk, months):
    with desk.store.writing() as connection:
        log(connection, Deed("user:1", "logged-in"), desk.now())

    assert months() == []


def test_what_is_done_to_a_meeting_of_others_has_nothing_of_a_body_counted_anew(desk, held, months):
    held(date(2026, 4, 14), SCHOOL, body=COUNCIL)
    with desk.store.reading() as connection:
        council = frozenset(one.id for one in bodies(connection))
    months(council)
    held(date(2026, 4, 21), SCHOOL, body=BOARD)

    assert months(council) == []

    held(date(2026, 5, 12), SCHOOL, body=COUNCIL)

    assert months(council) == [3]  # all that a few bodies have, from the first day on


@pytest.fixture
def keep_as(desk, held):
    """Return what keeps a meeting of the same system again, as it is then: on a day, of a body."""
    (source,) = known_sources(desk.store)

    def keep(name: str, day: date, *titles: str, body: str = COUNCIL) -> int:
        told = meeting(body, 1, *titles, start=Moment(day=day), id=name)
        return keep_meeting(desk, source.id, told, "program")

    return keep


def test_a_meeting_that_moves_counts_on_its_new_day_and_no_longer_on_the_old(desk, keep_as):
    keep_as("a", date(2026, 4, 14), SCHOOL)
    assert _raised_in(desk, 4) == 1

    keep_as("a", date(2026, 5, 12), SCHOOL)

    assert (_raised_in(desk, 4), _raised_in(desk, 5)) == (0, 1)


def test_a_meeting_that_was_of_another_body_counts_for_its_own_alone(desk, keep_as):
    keep_as("a", date(2026, 4, 14), SCHOOL, body=COUNCIL)
    with desk.store.reading() as connection:
        council = frozenset(one.id for one in bodies(connection))
    assert _raised_in(desk, 4, council) == 1

    keep_as("a", date(2026, 4, 14), SCHOOL, body=BOARD)

    assert _raised_in(desk, 4, council) == 0


def _raised_in(desk: Desk, month: int, among: frozenset[int] | None = None) -> int:
    return figures_of(desk, SPRING._replace(among=among)).months.get((2026, month), 0)


def test_who_looks_at_an_earlier_moment_counts_for_themselves(desk, keep_as):
    keep_as("a", date(2026, 4, 14), SCHOOL)
    with desk.store.reading() as earlier:
        (before,) = desk.touched.stamps(earlier, [SPRING])
        keep_as("a", date(2026, 4, 14), SCHOOL, DULL)
        with desk.store.reading() as later:
            (after,) = desk.touched.stamps(later, [SPRING])
        (again,) = desk.touched.stamps(earlier, [SPRING])
        (still,) = desk.touched.stamps(earlier, [SPRING])

    assert after not in {before, again}
    assert again == still


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_figures_are_what_they_would_be_counted_from_scratch(desk, keep_as, seed):
    random = Random(seed)
    other = Desk(desk.store, desk.basis, desk.now)  # as another process has it
    for _ in range(4):
        for _ in range(random.randint(1, 3)):
            _do_something(desk, keep_as, random)
        counted_anew = _every_figure(Desk(desk.store, desk.basis, desk.now))
        for one in (desk, other)[: random.randint(1, 2)]:
            assert _every_figure(one) == counted_anew


def _do_something(desk: Desk, keep_as, random: Random) -> None:
    day = date(2026, random.randint(2, 6), random.randint(1, 28))
    titles = random.sample((SCHOOL, DULL, "Upprop", "Taxa för vatten"), 3)
    number = keep_as(random.choice("abcde"), day, *titles, body=random.choice((BOARD, COUNCIL)))
    if random.random() < 0.5:
        told = Outcome(random.choice((Role.CHAIR, Role.CLERK)), random.choice(tuple(Course)))
        tell(desk, asked_of(desk, number), told, "user:1")


def _every_figure(desk: Desk):
    with desk.store.reading() as connection:
        among = frozenset(one.id for one in bodies(connection)[:1])
    year = Span(date(2026, 1, 1), date(2026, 12, 31))
    wanted = Wanted(Period(first=year.first, last=year.last), None, Profile(), date(2026, 12, 31))
    report = summed(desk, ("report", year), kept, lambda parts: make_report(parts, wanted))
    of_one = figures_of(desk, year._replace(among=among))
    return report, figures_of(desk, year), of_one, outcomes_by_rule(desk, year)


@pytest.mark.parametrize("last", [date(2026, 12, 31), date(9999, 12, 31)])
def test_spans_of_any_length_are_counted(desk, held, last):
    held(date(2026, 4, 14), SCHOOL)

    assert figures_of(desk, Span(date(1900, 1, 1), last)).months == {(2026, 4): 1}


@pytest.mark.parametrize("path", ["/arkiv/rapport", "/arkiv/statistik", "/regler/utfall"])
def test_a_span_of_which_no_day_has_come_has_no_figures_and_breaks_no_page(visit, held, path):
    held(date(2026, 4, 14), SCHOOL)

    answer = visit(Standing.CHAIR).get(path, params={"from": "2027-01-01", "to": "2027-12-31"})

    assert answer.status_code == 200
