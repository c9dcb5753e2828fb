"""A consultation on a draft that was changed counts no more, and what was written is not lost."""

from datetime import date

import pytest
from meetings import LETTER, SOURCE, by, consulted, draft, meeting, threatened, yes

from agenda_risk.law import decision as acts
from agenda_risk.law.missing import Gap, missing
from agenda_risk.law.ruling import decided
from agenda_risk.law.sections import PerformerKind
from agenda_risk.models import Role
from agenda_risk.render.decision_state import state_paper
from agenda_risk.render.paper_text import as_text
from agenda_risk.translate import translator

HELD = consulted().consultation


def known_too(decision, day: int):
    """Return *decision* with one more circumstance, recorded on that day."""
    security, texts = by(Role.SECURITY, day), (SOURCE, f"{LETTER} Det kom två.")
    return acts.with_circumstance(decision, "threat", date(2026, 12, 7), texts, security)


CHANGES = {
    "other premises": lambda: acts.with_premises(consulted(), "Biblioteket", "Huvudentrén"),
    "a circumstance less": lambda: acts.without_circumstance(
        known_too(consulted(threatened()), 8), 2
    ),
    "begun again": lambda: acts.begun_again(consulted(), draft()),
    "taken back": lambda: acts.begun_again(decided(consulted(), meeting(), yes()), draft()),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_what_was_written_of_the_consultation_stays_and_does_not_count(change):
    made = change()

    assert (made.consultation, made.past_consultations) == (None, (HELD,))
    assert Gap.CONSULTATION in missing(made)


def test_a_circumstance_that_came_after_the_consultation_may_go_without_it():
    taken = acts.without_circumstance(known_too(consulted(), 10), 2)

    assert (taken.consultation, taken.past_consultations) == (HELD, ())


def test_who_changed_the_draft_reads_of_the_consultation_and_what_it_needs():
    text = as_text(state_paper(CHANGES["begun again"](), meeting(), translator("sv")))

    told = " ".join(text.replace("\u00a0", " ").split())
    assert "Ett samråd skrevs in innan utkastet ändrades: 9 december 2026, Lokalpolis" in told
    assert "Annars behövs ett nytt samråd." in told
    assert HELD.outcome not in told, "what it led to is kept apart"


def test_a_consultation_that_is_written_down_again_counts():
    again = CHANGES["other premises"]()
    by_whom = by(Role.CHAIR, 10)
    made = acts.with_consultation(again, HELD.day, HELD.unit, HELD.outcome, by_whom)

    assert Gap.CONSULTATION not in missing(made)
    text = as_text(state_paper(made, meeting(), translator("sv")))
    assert "innan utkastet ändrades" not in text


def test_what_the_police_told_stays_while_the_meeting_is_the_same():
    told = acts.with_performer(consulted(), PerformerKind.POLICE_OFFICER, "Vakthavande befäl")
    told = acts.with_public_information(told, date(2026, 12, 12), "Webben", "Alla kontrolleras.")

    same = acts.begun_again(told, draft())
    moved = acts.begun_again(told, draft(meeting(place="Folkets hus")))

    assert (same.performer, same.information) == (told.performer, told.information)
    assert (moved.performer, moved.information) == (None, None)
