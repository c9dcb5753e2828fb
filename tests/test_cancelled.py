"""A meeting that is called off is told from one that is held, in titles, states and addresses."""

import pytest

from agenda_risk.cancelled import is_cancelled, without_cancelled


@pytest.mark.parametrize(
    ("text", "is_off"),
    [
        ("INSTÄLLT Kommunfullmäktige", True),
        ("kommunfullmaktige-2025-08-18-installt", True),
        ("installt-kommunfullmaktige", True),
        ("Inställd", True),
        ("Mötet ställs in", True),
        ("Kommunstyrelsen_INSTÄLLT_2026-12-08.pdf", True),
        ("Mötet har inställts", True),
        ("Mötet har ställts in", True),
        ("Sammanträdet inhiberas", True),
        ("Avlyst", True),
        ("Kokous 14.12.2026 (peruttu)", True),
        ("Kokous peruuntuu", True),
        ("ENTFÄLLT - Sitzung", True),
        ("Cancelled", True),
        ("Mötet är inte inställt", False),
        ("mote-ej_inställt", False),
        ("Extra möte (ersätter inställt möte 2026-12-08)", False),
        ("Möte i stället för det inställda den 8 december", False),
        ("Ersätter mötet den 1 december. Inställt", True),
        ("Inställelse", False),
        ("Utställda handlingar", False),
        ("Perutoja", False),
        ("Inställning till vargjakt", False),
        ("Installation av ventilation", False),
        ("", False),
    ],
)
def test_a_cancelled_meeting_is_known_in_all_spellings(text, is_off):
    assert is_cancelled("Kommunstyrelsen", text) is is_off


def test_each_text_is_read_alone():
    assert is_cancelled("Är mötet inte", "inställt")


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("INSTÄLLT – Kommunstyrelsen", "Kommunstyrelsen"),
        ("Kommunstyrelsen (inställt)", "Kommunstyrelsen"),
        ("Kommunstyrelsen", "Kommunstyrelsen"),
        ("Kommunstyrelsen, inte inställt", "Kommunstyrelsen, inte inställt"),
    ],
)
def test_a_title_is_told_without_the_word_that_calls_it_off(title, rest):
    assert without_cancelled(title) == rest
