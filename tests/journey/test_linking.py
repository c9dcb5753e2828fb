"""Items are linked to cases as well as was promised, on archives of which the truth is known."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from made_cases import Seen, made_archive, without_numbers

from agenda_risk.likeness import likeness
from agenda_risk.linking import LIKELY, Tie, cases_of, ties_of

HERE = Path(__file__).parent
FIRST = date(2026, 3, 2)


def by_number(ties):
    return [one for one in ties if one.likeness is None]


def by_title(ties):
    return [one for one in ties if one.likeness is not None]


def precision(seen: tuple[Seen, ...], ties: list[Tie]) -> float:
    right = sum(seen[one.earlier].case == seen[one.later].case for one in ties)
    return right / len(ties)


def recall(seen: tuple[Seen, ...], ties: tuple[Tie, ...]) -> float:
    """Return how many neighbours in time of one case were found to be of one case."""
    place = {one: case[0] for case in cases_of(range(len(seen)), ties) for one in case}
    true: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(seen):
        true[one.case].append(number)
    pairs = [pair for case in true.values() for pair in pairwise(case)]
    return sum(place[one] == place[other] for one, other in pairs) / len(pairs)


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 8))]
)
def test_links_hold_on_a_made_archive(sightings, seed):
    seen = made_archive(seed=seed)

    ties = ties_of(sightings(seen))

    assert len(by_number(ties)) > 500
    assert len(by_title(ties)) > 200
    assert precision(seen, by_number(ties)) >= 0.98
    assert precision(seen, by_title(ties)) >= 0.9
    assert recall(seen, ties) >= 0.9


@pytest.mark.parametrize(
    "seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 8))]
)
def test_links_hold_where_no_agenda_tells_a_number(sightings, seed):
    seen = without_numbers(made_archive(seed=seed))

    ties = ties_of(sightings(seen))

    assert by_number(ties) == []
    assert precision(seen, list(ties)) >= 0.9
    assert recall(seen, ties) >= 0.85


@pytest.mark.parametrize(
    ("name", "least", "found"), [("pairs.txt", 0.95, 0.95), ("pairs-unseen.txt", 0.9, 0.6)]
)
def test_pairs_that_a_person_judged_first(titles, name, least, found):
    """The second file is of subjects that nobody had in mind: there much is missed."""
    rows = [line.split("|") for line in (HERE / name).read_text("utf-8").splitlines()
            if line.startswith(("=", "!"))]  # fmt: skip
    said = [
        (mark.strip() == "=", likeness(titles.gist(one), titles.gist(other)) >= LIKELY)
        for mark, one, other in rows
    ]

    both = said.count((True, True))
    assert both / (both + said.count((False, True))) >= least
    assert both / (both + said.count((True, False))) >= found


def seen(*told: tuple[str, str, str], days: int = 21, organisation: str = "Granvik"):
    """Return items, each a body, a number and a title, so many *days* apart."""
    return tuple(
        Seen(organisation, body, FIRST + timedelta(days=days * place), title, number, "")
        for place, (body, number, title) in enumerate(told)
    )


def test_a_number_links_whatever_the_titles_say(sightings):
    items = seen(("BUN", "BUN 2026/44", "Utredning"), ("KS", "2026/BUN 0044", "Avveckling"))

    assert ties_of(sightings(items)) == (Tie(0, 1),)


def test_an_item_that_shows_two_numbers_ties_two_diaries_together(sightings):
    items = seen(
        ("BUN", "BUN 2026/44", "Norrby skola"),
        ("KS", "KS 2026/130 (BUN 2026/44)", "Framtiden"),
        ("KF", "KS 2026/130", "Avveckling"),
    )

    assert cases_of(range(3), ties_of(sightings(items))) == ((0, 1, 2),)


def test_two_cases_that_are_answered_together_stay_two(sightings):
    items = seen(
        ("KF", "KS 2026/12", "Anmälan av motion om klimatbudget"),
        ("KF", "KS 2026/13", "Anmälan av motion om öppna data"),
        ("KS", "KS 2026/12, KS 2026/13", "Svar på två motioner"),
    )

    assert cases_of(range(3), ties_of(sightings(items))) == ((0, 2), (1,))


def test_no_number_links_two_organisations(sightings):
    one, other = (
        seen(("KS", "KS 2026/12", "Avveckling av Norrby skola"), organisation=name)
        for name in ("Granvik", "Ekmark")
    )

    assert ties_of(sightings((*one, *other))) == ()


@pytest.mark.parametrize(
    "title",
    ["Val av justerare", "Upprop och val av justerare", "Delegationsbeslut", "Månadsuppföljning"],
)
def test_what_comes_back_each_meeting_is_no_case(sightings, title):
    items = seen(("KS", "", title), ("KS", "", title), ("KF", "", title))

    assert ties_of(sightings(items)) == ()


def test_what_a_body_has_again_and_again_is_no_case(sightings):
    items = seen(*(("KS", "", "Lägesbild från bredbandsgruppen") for _ in range(6)))

    assert ties_of(sightings(items)) == ()


def test_a_title_does_not_link_over_a_year(sightings):
    told = (("KS", "", "Sommarstängning av förskolor"), ("KS", "", "Sommarstängning av förskolor"))

    assert ties_of(sightings(seen(*told, days=30))) == (Tie(0, 1, 1.0),)
    assert ties_of(sightings(seen(*told, days=360))) == ()


def test_two_items_on_one_agenda_are_two_cases(sightings):
    items = seen(
        ("KS", "", "Försäljning av Norrby 1:3"), ("KS", "", "Försäljning av Norrby 1:3"), days=0
    )

    assert ties_of(sightings(items)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Motion från N.N. (V) – Lekfulla gator", "Lekfulla gator – svar på motion"),
        ("Försäljning av Eken 3", "Försäljning av Eken 3 (bordlagt 2026-03-02 § 14)"),
        ("Vindkraft på Högåsen", "Vindkraft på Högåsen enligt miljöbalken 16 kap. 4 §"),
        ("Ny skola i Norrby", "Ny skola i Norrby, från barn- och utbildningsnämnden"),
        ("Utomhusgym i Sandvik (KFN 2026/9)", "Utomhusgym i Sandvik"),
        ("Biblioteksplan för Granvik 2027", "Biblioteksplan 2027"),
        ("Flytt av brandstationen i Norrby", "Brandstationen i Norrby flyttas"),
        ("Delårsrapport januari–augusti 2026", "Delårsrapport per 31 augusti 2026"),
    ],
    ids=["who raised it", "when it was put off", "which law", "whose it was", "its number",
         "where we are", "another form", "one period"],
)  # fmt: skip
def test_what_tells_nothing_of_the_matter_does_not_part_titles(sightings, one, other):
    items = seen(("KS", "", one), ("KF", "", other), organisation="Granviks kommun")

    assert len(ties_of(sightings(items))) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Skolorganisation i norra kommundelen", "Skolorganisation i södra kommundelen"),
        ("Försäljning av Norrby 1:3, 2026-03-02", "Försäljning av Norrby 1:3, 2026-04-09"),
        ("Motion från N.N. (V) – Bemannade bad", "Motion från N.N. (V) – Bemannade gårdar"),
    ],
    ids=["sides", "days", "one who raises two matters"],
)  # fmt: skip
def test_what_tells_two_matters_apart_keeps_them_apart(sightings, one, other):
    items = seen(("KS", "", one), ("KF", "", other))

    assert ties_of(sightings(items)) == ()


@pytest.mark.parametrize("title", ["Sammanträdesdagar 2027", "Internkontrollplan 2027"])
def test_what_each_body_has_of_its_own_is_not_one_case(sightings, title):
    committees = seen(("Socialnämnden", "", title), ("Kulturnämnden", "", title))
    towns = seen(("Kommunstyrelsen", "", title), ("Kommunfullmäktige", "", title))

    assert ties_of(sightings(committees)) == ()
    assert len(ties_of(sightings(towns))) == 1


def test_a_number_without_diary_is_of_the_diary_of_who_has_it_if_titles_share_a_word(sightings):
    told = ("2026-00212", "Flaggpolicy"), ("2026-212", "Översyn av regler om flaggpolicyn i hamnen")
    board = seen(*((body, *one) for body, one in zip(
        ("Kommunstyrelsen", "Kommunfullmäktige"), told, strict=True)))  # fmt: skip
    others = seen(*((body, *one) for body, one in zip(
        ("Kommunstyrelsen", "Socialnämnden"), told, strict=True)))  # fmt: skip

    assert ties_of(sightings(board)) == (Tie(0, 1),)
    assert ties_of(sightings(others)) == ()


def test_a_number_without_diary_does_not_link_titles_that_contradict_each_other(sightings):
    items = seen(("Kommunstyrelsen", "2026/8", "Nedläggning av Norrby skola"),
                 ("Kommunstyrelsen", "2026/8", "Nedläggning av Söderby skola"),
                 ("Kommunfullmäktige", "2026/8", "Avgifter i hemtjänsten"))  # fmt: skip

    assert ties_of(sightings(items)) == ()


def test_what_people_parted_stays_apart_whatever_lies_between(sightings):
    told = ("Norrby skola, utredning", "Avveckling av Norrby skola", "Norrby skola, avveckling")
    items = sightings(seen(*((body, "", one) for body, one in zip("ABC", told, strict=True))))

    assert cases_of(range(3), ties_of(items)) == ((0, 1, 2),)
    assert not any(
        {0, 2} <= set(case)
        for case in cases_of(range(3), ties_of(items, frozenset({frozenset({0, 2})})))
    )


def test_numbers_of_one_diary_that_differ_refute_a_title(sightings):
    items = seen(
        ("KS", "KS 2026/1", "Ny simhall i Norrby"), ("KF", "KS 2026/9", "Ny simhall i Norrby")
    )

    assert ties_of(sightings(items)) == ()


def test_the_order_of_what_is_linked_makes_no_difference(sightings):
    items = sightings(made_archive(towns=2, cases=30))

    assert set(ties_of(items)) == set(ties_of(items[::-1]))
