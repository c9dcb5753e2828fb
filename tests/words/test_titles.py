"""What a title is raised to follows the kind of its wording, in hits and in what sounds alike."""

import pytest

from agenda_risk.explain import explain, given_meeting
from agenda_risk.shipped import load_screen

SCREEN = load_screen()


def explained(title, body="Kommunstyrelsen"):
    meeting = given_meeting(title, body)
    return explain(meeting.items[0], meeting, SCREEN).assessment


def level(title, body="Kommunstyrelsen"):
    return explained(title, body).level


def rules(title, body="Kommunstyrelsen"):
    return {finding.rule for finding in explained(title, body).findings}


@pytest.mark.parametrize(
    "title",
    [
        "Skolstruktur 2027–2030, remissversion",
        "Nedläggning av Norrby skola skickas ut på remiss",
        "Nedläggning av Norrby skola, beslut om remiss",
        "Skolstruktur 2027–2030 går ut på remiss",
        "Remissutskick av förslag om vindkraft",
        "Vindbruksplan, remissförslag",
        "Vindkraft i Almby, remissutgåva",
    ],
)
def test_a_proposal_that_is_sent_out_is_no_answer_to_somebody_else(title):
    assert level(title) == "high"


@pytest.mark.parametrize(
    "title",
    [
        "Remissvar om nedläggning av sjukhuset",
        "Remiss: nedläggning av vårdcentralen i Norrby",
        "Yttrande över remissversion av plan för nedläggning av vårdcentraler",
        "Svar på remissversion av regional plan, nedläggning av vårdcentralen i Norrby",
        "Yttrande över regionens förslag till nedläggning av vårdcentralen, remissversion",
        "Beslut om remiss från regionen om nedläggning av vårdcentralen",
    ],
)
def test_an_answer_to_what_somebody_else_sends_out_is_a_step_lower(title):
    assert level(title) == "moderate"


@pytest.mark.parametrize(
    "title",
    [
        "Ansvarsfrihet för kommunstyrelsen 2025, revisorerna avstyrker",
        "Revisorerna tillstyrker inte ansvarsfrihet för socialnämnden",
        "Revisorerna tillstyrker ej att ledamöterna beviljas ansvarsfrihet",
        "Prövning av ansvarsfrihet, avstyrkt",
        "Avstyrkan av ansvarsfrihet",
        "Nekad ansvarsfrihet för socialnämnden 2025",
        "Kommunstyrelsen beviljas inte ansvarsfrihet",
    ],
)
def test_discharge_that_is_advised_against_or_not_granted_is_raised(title):
    assert level(title, "Kommunfullmäktige") == "moderate"


@pytest.mark.parametrize(
    "title",
    [
        "Fråga om ansvarsfrihet",
        "Revisorerna tillstyrker ansvarsfrihet",
        "Revisionsberättelse och ansvarsfrihet 2025",
        "Årsredovisning 2025 och ansvarsfrihet; motion om lekpark avslås",
    ],
)
def test_discharge_that_is_granted_as_each_year_is_not_raised(title):
    assert level(title, "Kommunfullmäktige") in {"none", "low"}


@pytest.mark.parametrize(
    "title",
    [
        "Hot mot ledamöter, åtgärder",
        "Hot mot röstmottagare",
        "Trakasserier mot socialsekreterare",
        "Våld mot tjänstepersoner på socialkontoret",
        "Hot mot ordföranden i kulturnämnden",
    ],
)
def test_who_is_threatened_is_not_told_of_as_who_has_done_wrong(title):
    assert (level(title), rules(title)) == ("moderate", {"threat"})


@pytest.mark.parametrize(
    "title", ["Hot mot dricksvattnet", "Våld mot djur", "Riktlinjer vid hot mot förtroendevalda"]
)
def test_a_threat_to_things_and_rules_against_threats_raise_nothing(title):
    assert rules(title) == set()


def test_what_a_chief_is_charged_with_is_told_of_as_that_of_elected_persons_or_chiefs():
    (finding,) = explained("Polisanmälan mot tidigare kommundirektör").findings

    assert finding.why.startswith("Ärendet gäller enskilda förtroendevalda eller chefer")


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Skolskjutsregler – borttagen växelvis boende", "care-closure"),
        ("Skolskjuts vid växelvist boende upphör", "care-closure"),
        ("Stängning av deltidsstationen i Bro", "street-closure"),
        ("Stängning av biblioteket i Bro", "street-closure"),
        ("Stängning av biblioteket i Örebro", "street-closure"),
        ("Ansökan om ordningsvakter i centrum (LOV 3 §)", "outsourcing"),
        ("Ordningsvakter i centrum, förlängning av LOV-område", "outsourcing"),
    ],
)
def test_a_word_that_means_something_else_here_is_no_ground(title, rule):
    assert rule not in rules(title)


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Nedläggning av äldreboendet Gläntan", "care-closure"),
        ("Stängning av bron över Almån", "street-closure"),
        ("Avstängning av bro i Norrby", "street-closure"),
        ("Införande av LOV i hemtjänsten", "outsourcing"),
        ("Utredning om LOV", "outsourcing"),
    ],
)
def test_a_word_that_means_what_it_says_is_one(title, rule):
    assert rule in rules(title)


@pytest.mark.parametrize(
    "title",
    [
        "Flytt av förskolans sopstation",
        "Flytt av skolans sophus",
        "Flytt av miljöstation vid förskolan",
        "Flytt av förskolans laddstolpe",
        "Lokaler för språkcafé för nyanlända",
        "Lokal för mötesplats för nyanlända",
        "Lokaler för sfi för nyanlända",
    ],
)
def test_things_and_activities_are_not_raised_as_schools_and_homes_are(title):
    assert level(title) == "low"


@pytest.mark.parametrize(
    "title",
    [
        "Flytt av förskolan Ekorren",
        "Bostäder för nyanlända",
        "Boende för nyanlända i tidigare fritidsgård",
        "Mottagande av flyktingar i öppna förskolan",
    ],
)
def test_schools_that_move_and_homes_are_raised(title):
    assert level(title) == "high"


@pytest.mark.parametrize(
    "title",
    [
        "Nedläggning av badhuset efter remiss",
        "Nedläggning av badhuset, inkomna remissvar",
        "Nedläggning av badhuset, remissammanställning",
    ],
)
def test_what_others_have_answered_is_still_one_s_own_proposal(title):
    assert level(title) == "moderate"


@pytest.mark.parametrize(
    "title",
    ["Beslut om sparåtgärder 2027", "Sparprogram 2027–2029", "Sparuppdrag till nämnderna"],
)
def test_cuts_are_found_by_more_of_their_names(title):
    assert rules(title) == {"budget-cut"}


@pytest.mark.parametrize(
    "title",
    ["Energisparåtgärder i skolans lokaler", "Vattensparåtgärder", "Besparing av energi"],
)
def test_what_saves_water_and_energy_is_no_cut(title):
    assert "budget-cut" not in rules(title)
