"""An organisation's profile: what may stand in it, and what follows from it for the chair."""

from datetime import date

import pytest
from granvik_profile import GRANVIK
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.errors import FaultsError
from agenda_risk.models import (
    Contact,
    DocumentPart,
    Level,
    OrganisationKind,
    Profile,
    Reporting,
    Role,
    SteeringDocument,
)
from agenda_risk.profile import parse_profile
from agenda_risk.render.organisation import (
    contacts,
    duty_warning,
    higher_level,
    responsibility_lines,
)
from agenda_risk.render.own_toml import profile_toml
from agenda_risk.translate import translator

SV, EN = translator("sv"), translator("en")


def told(profile, say=EN):
    return "\n".join(map(str, responsibility_lines(profile, say))).replace("\u00a0", " ")


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", 'responsibility = "unknown"', "kind = 'unknown'"]
)
def test_everything_may_be_unknown(text):
    assert parse_profile(text, "profile.toml") == Profile()


@pytest.mark.parametrize("written", ["2", '"2"'])
def test_a_level_is_a_number_with_or_without_quotes(written):
    assert parse_profile(f"responsibility = {written}", "profile.toml").responsibility == 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('nmae = "x"', "profile.toml:1:1: There is no key “nmae” here. Did you mean “name”?"),
        ("responsibility = 4", "1:18: “4” is none of 1, 2, 3, unknown."),
        ('kind = "stad"', "1:8: “stad” is none of kommun, region, kommunalforbund, unknown."),
        ('duty_number = "dygnet runt"', "Should be a phone number, not “dygnet runt”."),
        ('contacts.security.email = "a@b"', "1:27: Should be one e-mail address, not “a@b”."),
        ('contacts.securty.phone = "112"', "1:10: “securty” is none of chair, deputy,"),
        ('contacts.police.fone = "112"', "1:17: There is no key “fone” here. Did you mean “phone”"),
        ('code_of_conduct = "javascript:alert(1)"', "Should be a link that begins with https://"),
        ('training = "i höstas"', "Should be a date like 2026-12-31, not “i höstas”."),
        ("training = 2026-11-20T18:00:00", "Should be a date like 2026-12-31"),
        ("reporting.months = 0", "1:20: Should be at least 1, not 0."),
        ("reporting.months = 1.5", "Should be a whole number, not “1.5”."),
        ('remote = "kanske"', "Should be true or false, not “kanske”."),
        ('open_committees = "Socialnämnden"', 'Should be a list: ["one", "two"].'),
        ("contacts = []", "Should be keys with values below a heading of their own: [heading]."),
        (f'name = "{"å" * 301}"', "1:8: Should be at most 300 characters long."),
        (
            "[steering_document]\ndecided = 2026-01-01\nreview_by = 2025-01-01",
            "1:2: The day of review is before the day of the decision.",
        ),
    ],
    ids=lambda value: value[:30],
)
def test_what_cannot_be_is_told_with_its_place(line, expected):
    with pytest.raises(FaultsError) as refused:
        parse_profile(line, "profile.toml")

    assert expected in str(refused.value)


def test_all_that_is_wrong_is_told_at_once_and_in_swedish():
    with pytest.raises(FaultsError) as refused:
        parse_profile('nmae = "x"\nresponsibility = 9\n[reporting]\nmonths = 99', "profile.toml")

    assert refused.value.said(SV) == (
        "profile.toml:1:1: Här finns ingen nyckel ”nmae”. Menade du ”name”?",
        "profile.toml:2:18: ”9” är inget av 1, 2, 3, unknown.",
        "profile.toml:4:10: Ska vara högst 48, inte 99.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "0123-456 78",
        "+46 (0)123 456 78",
        "112",
        "Växeln 0123-456 00, val 2",
        "0123/4567 ankn. 89",
        "",
    ],
)
def test_a_number_may_be_written_as_people_write_it(text):
    assert Profile(duty_number=text).duty_number == text


@pytest.mark.parametrize(
    "text",
    ["https://a.example/x", "http://intra/kod", "Stella: fliken Säkerhet", "G:\\kod.docx", "Web"],
)
def test_a_link_may_also_be_a_name_or_a_file(text):
    assert Profile(code_of_conduct=text).code_of_conduct == text


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DATES = st.none() | st.dates()
CONTACTS = st.builds(
    Contact,
    title=TEXTS,
    phone=st.just("") | TEXTS.map(lambda text: f"{text}112"),
    email=st.sampled_from(["", "säkerhet@granvik.example"]),
    hours=TEXTS,
)
PROFILES = st.builds(
    Profile,
    name=TEXTS,
    kind=st.sampled_from(OrganisationKind),
    responsibility=st.sampled_from([None, 1, 2, 3]),
    contacts=st.dictionaries(st.sampled_from(Role), CONTACTS, max_size=4),
    duty_number=st.just("") | TEXTS.map(lambda text: f"112{text}"),
    meeting_point=TEXTS,
    steering_document=st.builds(
        SteeringDocument,
        title=TEXTS,
        decided=DATES,
        parts=st.lists(st.sampled_from(DocumentPart), max_size=6).map(tuple),
    ),
    open_committees=st.lists(TEXTS, max_size=3).map(tuple),
    remote=st.sampled_from([None, True, False]),
    insurance=st.sampled_from([None, True, False]),
    training=DATES,
    reporting=st.builds(Reporting, months=st.none() | st.integers(1, 48), running=TEXTS),
    channels=st.lists(TEXTS, max_size=3).map(tuple),
    moderation=TEXTS,
)


@given(PROFILES, st.sampled_from([SV, EN]))
def test_what_is_written_reads_back_as_it_was(profile, say):
    text = profile_toml(profile, say)

    assert parse_profile(text, "profile.toml") == profile


@pytest.mark.parametrize("say", [SV, EN], ids=["sv", "en"])
def test_a_file_that_is_filled_in_by_taking_away_marks_is_right(say):
    lines = profile_toml(Profile(), say).splitlines()
    keys = (line.removeprefix("# ") for line in lines if " = " in line or line.startswith("# ["))

    filled = parse_profile("\n".join(keys), "profile.toml")

    assert set(filled.model_dump(exclude_defaults=True)) == set(Profile.model_fields)


def test_without_a_profile_the_numbers_are_those_that_hold_everywhere():
    assert contacts(Profile(), EN) == (
        ("Emergency", "112"),
        ("The police, not urgent", "114\u00a014"),
        ("Security coordinator", ""),
        ("Caretaker", ""),
        ("Meeting point", ""),
    )


def test_known_numbers_stand_in_the_order_in_which_they_are_called():
    assert [name for name, number in contacts(GRANVIK, EN) if number] == [
        "Emergency",
        "The police, not urgent",
        "Round the clock",
        "Security coordinator",
        "Duty officer (TIB)",
        "The group leaders",
        "Crisis support (POSOM)",
        "The local police",
        "The communicator",
        "Caretaker",
        "Meeting point",
    ]


def test_where_the_parties_answer_their_leaders_are_called_first():
    names = [name for name, _ in contacts(GRANVIK.model_copy(update={"responsibility": 3}), EN)]

    assert names.index("The group leaders") < names.index("Security coordinator")


def test_a_contact_is_called_what_it_is_called_here_and_tells_its_hours():
    security = Contact(title="Trygghetsjouren", phone="0123-1", hours="vardagar")
    profile = Profile(contacts={Role.SECURITY: security.model_copy(update={"phone": "0123-12"})})

    assert ("Trygghetsjouren", "0123-12 (vardagar)") in contacts(profile, EN)


def test_what_could_steer_a_terminal_is_not_shown():
    profile = Profile(meeting_point="Torget\x1b[2J\u202e")

    assert contacts(profile, EN)[-1] == ("Meeting point", "Torget[2J")


@pytest.mark.parametrize(
    ("number", "level", "warned"),
    [
        ("", Level.HIGH, True),
        ("", Level.MODERATE, True),
        ("", Level.LOW, False),
        ("", None, False),
        ("0123-456 99", Level.HIGH, False),
    ],
    ids=["high", "moderate", "low", "not judged", "known"],
)
def test_a_missing_number_is_warned_of_where_something_is_raised(number, level, warned):
    warning = duty_warning(Profile(duty_number=number), level, SV)

    assert warning.startswith("Kontrollera:") == warned


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (Profile(), "112 in an emergency. Otherwise the police on 114 14. None"),
        (GRANVIK, "112 in an emergency. Otherwise 0123-456 99, round the clock."),
        (
            GRANVIK.model_copy(update={"duty_number": ""}),
            "112 in an emergency. Otherwise Security coordinator: 0123-456 00.",
        ),
        (
            GRANVIK.model_copy(update={"responsibility": 3}),
            "112 in an emergency. Otherwise your group leader: 0123-456 04.",
        ),
        (Profile(responsibility=3), "112 in an emergency. Otherwise your group leader."),
        (
            Profile(contacts={Role.DUTY_OFFICER: Contact(email="tib@granvik.example")}),
            "112 in an emergency. Otherwise Duty officer (TIB): tib@granvik.example.",
        ),
    ],
    ids=["unknown", "duty number", "security", "parties", "parties, no number", "duty officer"],
)
def test_it_is_told_whom_to_call_first(profile, expected):
    assert expected in told(profile)


@pytest.mark.parametrize(
    ("level", "expected"),
    [
        (None, ["The level of responsibility is unknown.", "promise no support"]),
        (1, ["Level 1: the organisation has full", "begins measures and follows up"]),
        (2, ["Level 2: the organisation has part", "What it does not name cannot be counted on."]),
        (3, ["Level 3: the parties", "turns to the party", "sounding board"]),
    ],
    ids=["unknown", "1", "2", "3"],
)
def test_each_level_tells_what_support_there_is(level, expected):
    assert all(part in told(Profile(responsibility=level)) for part in expected)


@pytest.mark.parametrize("level", [None, 1, 2, 3])
def test_the_law_is_told_with_its_limit_whatever_the_level(level):
    text = told(Profile(responsibility=level), SV)

    assert "(kommunallagen 4 kap. 18 a §)" in text
    assert "inte för fritidspolitiker" in text


@pytest.mark.parametrize(("level", "more"), [(None, False), (1, False), (2, True), (3, True)])
def test_a_level_below_the_first_tells_what_the_next_would_add(level, more):
    assert bool(higher_level(Profile(responsibility=level), EN)) == more


def test_documents_that_are_known_are_named():
    lines = {line.lead: line.text for line in responsibility_lines(GRANVIK, SV)}

    assert lines["Styrdokument:"].endswith("trygghet https://granvik.example/riktlinjer")
    assert lines["Rapportera händelser:"] == "https://granvik.example/rapport"


def test_a_day_before_the_year_one_hundred_reads_back():
    early = Profile(training=date(1, 1, 1))

    assert parse_profile(profile_toml(early, SV), "profile.toml") == early
