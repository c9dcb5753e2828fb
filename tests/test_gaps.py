"""What an organisation lacks, against chapter 5 of the report and the law."""

import json
from datetime import date

import pytest
from granvik_profile import GRANVIK, REACHED
from hypothesis import given
from hypothesis import strategies as st
from test_profile import PROFILES

from agenda_risk.gap_texts import TEXTS
from agenda_risk.gaps import gaps
from agenda_risk.models import DocumentPart, Profile, Reporting, Role, SteeringDocument
from agenda_risk.profile import last_election
from agenda_risk.render.gaps import gaps_paper, told_gap
from agenda_risk.translate import translator

TODAY = date(2027, 3, 1)
SV = translator("sv")
DOCUMENT = GRANVIK.steering_document


def names(profile, today=TODAY):
    return {gap.id for gap in gaps(profile, today)}


def changed(**update):
    return GRANVIK.model_copy(update=update)


def without(role):
    kept = {one: contact for one, contact in GRANVIK.contacts.items() if one is not role}
    return changed(contacts=kept)


def test_nothing_is_missing_where_everything_is_known():
    assert gaps(GRANVIK, TODAY) == ()


def test_where_nothing_is_known_each_part_of_chapter_five_has_a_gap():
    assert {gap.part for gap in gaps(Profile(), TODAY)} == set(DocumentPart)


def test_gaps_stand_in_the_order_of_chapter_five():
    parts = [list(DocumentPart).index(gap.part) for gap in gaps(Profile(), TODAY)]

    assert parts == sorted(parts)


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (changed(steering_document=SteeringDocument()), {"document"}),
        (changed(steering_document=SteeringDocument(title="Riktlinjer")), {"review", "parts"}),
        (
            changed(steering_document=DOCUMENT.model_copy(update={"review_by": date(2027, 2, 28)})),
            {"overdue"},
        ),
        (
            changed(steering_document=DOCUMENT.model_copy(update={"review_by": TODAY})),
            set(),
        ),
        (
            changed(
                steering_document=DOCUMENT.model_copy(update={"parts": tuple(DocumentPart)[:-1]})
            ),
            {"part-follow_up"},
        ),
        (changed(responsibility=None), {"responsibility", "law"}),
        (changed(responsibility=2), set()),
        (changed(responsibility=3), {"law"}),
        (changed(duty_number=""), {"duty-number"}),
        (changed(insurance=False), {"insurance"}),
        (changed(remote=False), set()),
        (changed(remote=None), {"remote"}),
        (changed(open_committees=()), {"open-committees"}),
        (changed(code_of_conduct=""), {"code-of-conduct"}),
        (changed(order_rules=""), {"order-rules"}),
        (changed(moderation=""), {"moderation"}),
        (changed(incident_system=""), {"incidents"}),
        (changed(reporting=Reporting(recipient="Kommunstyrelsen")), {"interval"}),
        (changed(reporting=Reporting(months=6)), {"recipient"}),
        (changed(talks=date(2026, 9, 30)), {"talks"}),
        (changed(training=None), {"training"}),
        (without(Role.SECURITY), {"security"}),
        (without(Role.DUTY_OFFICER), {"duty-officer"}),
        (without(Role.CRISIS_SUPPORT), {"crisis-support"}),
        (without(Role.POLICE), {"police"}),
        (without(Role.GROUP_LEADERS), {"group-leaders"}),
        (without(Role.COMMUNICATOR), {"communicator"}),
        (without(Role.PREMISES), set()),
    ],
    ids=lambda value: ",".join(sorted(value)) or "none" if isinstance(value, set) else "",
)
def test_each_thing_that_is_missing_is_one_gap(profile, expected):
    assert names(profile) == expected


def test_a_contact_that_has_only_a_title_is_not_reached():
    titled = {role: contact.model_copy(update={"phone": "", "title": "Samordnaren"})
              for role, contact in GRANVIK.contacts.items()}  # fmt: skip

    assert len(names(changed(contacts=titled))) == len(REACHED) - 1


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 3, 1), True),
        (date(2026, 11, 28), False),
        (date(2027, 3, 1), False),
        (date(2030, 9, 1), True),
    ],
    ids=str,
)
def test_elections_that_are_ahead_this_year_are_told(today, told):
    assert ("election-year" in names(GRANVIK, today)) == told


@pytest.mark.parametrize(
    ("day", "year"),
    [
        (date(2026, 9, 30), 2022),
        (date(2026, 10, 1), 2026),
        (date(2027, 3, 1), 2026),
        (date(2030, 1, 1), 2026),
        (date(2021, 5, 5), 2018),
    ],
    ids=str,
)
def test_a_term_begins_after_the_elections(day, year):
    assert last_election(day) == year


def test_at_level_one_no_higher_level_is_told_of():
    bare = Profile(responsibility=1)

    assert not any(gap.higher for gap in gaps(bare, TODAY))
    assert any(gap.higher for gap in gaps(Profile(responsibility=3), TODAY))


def test_each_gap_tells_what_why_and_on_what_ground():
    for gap in gaps(Profile(), TODAY):
        told = told_gap(gap, SV)

        assert told["missing"].endswith(".")
        assert told["why"].endswith(".")
        assert told["grounds"]


def test_a_document_to_be_reviewed_names_the_day():
    late = DOCUMENT.model_copy(update={"review_by": date(2027, 2, 26)})
    (gap,) = gaps(changed(steering_document=late), TODAY)

    said = told_gap(gap, SV)["missing"].replace("\u00a0", " ")

    assert said == "Styrdokumentet skulle ha setts över senast den 26 februari 2027."


def test_the_law_is_cited_as_laws_are_cited():
    law = next(gap for gap in gaps(Profile(), TODAY) if gap.id == "law")

    (ground,) = told_gap(law, SV)["grounds"]

    assert ground.replace("\u00a0", " ") == "kommunallagen 4 kap. 18 a §"


def test_no_text_of_a_gap_is_left_over():
    document = SteeringDocument(title="Riktlinjer", review_by=date(2020, 1, 1))
    seen = names(Profile(), date(2026, 1, 1)) | names(Profile(steering_document=document))

    assert set(TEXTS) - seen == {"review"}


@given(PROFILES, st.dates())
def test_any_profile_makes_a_paper(profile, today):
    paper = gaps_paper(profile, today, SV)

    assert paper.title == "Profil och luckor"
    assert "\x1b" not in str(paper)


def test_the_profile_is_shown_with_its_gaps(agenda_risk, tmp_path):
    (tmp_path / "p.toml").write_text('name = "Granviks kommun"\nresponsibility = 3', "utf-8")

    done = agenda_risk("profile", "p.toml", "--today", "2027-03-01")

    assert (done.returncode, done.stderr) == (0, "")
    assert "\nGranviks kommun\n20 luckor\n" in done.stdout
    assert "Nivå 3: partierna har ansvaret." in done.stdout
    assert "LUCKOR: FÖREBYGGANDE ARBETE" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_the_profile_is_shown_as_json(agenda_risk, tmp_path):
    (tmp_path / "p.toml").write_text("responsibility = 2", "utf-8")

    done = agenda_risk(
        "profile", "p.toml", "--format", "json", "--language", "en", "--today", "2027-03-01"
    )
    told = json.loads(done.stdout)

    assert (told["schema"], told["language"]) == ("agenda-risk/profile/1", "en")
    assert told["profile"]["responsibility"] == 2
    assert told["gaps"][0]["id"] == "document"
    assert set(told["gaps"][0]) == {"id", "part", "missing", "why", "higher", "grounds"}


def test_without_any_profile_everything_is_missing_and_init_is_named(agenda_risk):
    done = agenda_risk("profile")

    assert done.returncode == 0
    assert "Det finns ingen profil än. Skriv en: agenda-risk init" in done.stdout


def test_a_profile_with_faults_is_not_shown(agenda_risk, tmp_path):
    (tmp_path / "p.toml").write_text("responsibility = 7", "utf-8")

    done = agenda_risk("profile", "p.toml")

    assert (done.returncode, done.stdout) == (20, "")
    assert "p.toml:1:18:" in done.stderr
