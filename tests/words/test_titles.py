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
