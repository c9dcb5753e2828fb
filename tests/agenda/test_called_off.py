"""A meeting is called off where the summons says so of it, and not of something else."""

from datetime import date

import pytest
from generator import document

from agenda_risk.agenda import read_agenda
from agenda_risk.models import MeetingState

HEAD = "Lindesby kommun\nKommunstyrelsen\nKallelse till sammanträde 2026-12-14 kl 13\n"
LIST = "Ärenden\n1. Upprop\n2. Nedläggning av badhuset i Norrby\n3. Avgifter 2027\n"


def state(text):
    return read_agenda(document(text)).state


@pytest.mark.parametrize(
    "line",
    [
        "Sammanträdet är inställt.",
        "OBS! Sammanträdet den 14 december är inställt.",
        "Mötet den 14 december kl. 13.00 ställs in på grund av snö.",
        "Kommunstyrelsens sammanträde måndagen den\n14 december 2026 ställs in.",
        "Sammanträdet som skulle hållas den 14 december har ställts in.",
        "På grund av få ärenden ställs sammanträdet in.",
        "INSTÄLLT",
        "SAMMANTRÄDET ÄR INSTÄLLT",
        "Inställt sammanträde",
        "Kommunstyrelsen den 14 december 2026 är inställt.",
    ],
)
def test_a_meeting_that_is_called_off_is_told(line):
    assert state(f"{HEAD}{line}\n{LIST}") is MeetingState.CANCELLED


@pytest.mark.parametrize(
    "line",
    [
        "Sammanträdet sänds. Lunchen ställs in.",
        "Sammanträdet sänds på webben men fikat ställs in.",
        "Obs! Arbetsutskottets sammanträde den 7 december är inställt.",
        "Personalutskottets sammanträde är inställt.",
        "Mötet den 7 december är inställt, därför är detta en längre kallelse.",
        "Sammanträdet i november ställdes in. Sammanträdet 30/11 är inställt.",
        "Sammanträdet ställs in om färre än hälften kan komma.",
        "Vid frånvaro av fler än hälften är mötet inställt.",
        "Om vägen är stängd ställs mötet in.",
        "Gruppmöten: S kl 12, M kl 12.\nFikat är inställt.",
        "Möte med gymnasiet är inställt.",
        "Mötet är inte inställt.",
        "LUCIATÅGET ÄR INSTÄLLT",
        "Inställt: Luciatåget i stadshuset",
        "Kommunstyrelsen har beslutat att nationaldagsfirandet ställs in.",
    ],
)
def test_that_something_else_is_called_off_leaves_the_meeting_as_planned(line):
    assert state(f"{HEAD}{line}\n{LIST}") is MeetingState.PLANNED


@pytest.mark.parametrize(
    "listed",
    [
        "1. Möte med hembygdsföreningen\n2. Sommarmarknaden ställs in\n3. Avgifter 2027\n",
        "1 Val\n2 Valborgsfirandet ställs in\n3 Avgifter 2027\n",
        "1. Upprop\n2. Kommunstyrelsens sammanträde i mars ställs in\n3. Avgifter\n",
        "1. Upprop\n2. Mötestider\nFörslag\nSammanträdet den 14 december ställs in.\n3. Val\n",
        "• Upprop\n• Sammanträdet i juni är inställt\n• Avgifter 2027\n",
    ],
)
def test_what_an_item_calls_off_is_not_the_meeting(listed):
    assert state(f"{HEAD}Ärenden\n{listed}") is MeetingState.PLANNED


def test_the_next_meeting_is_not_called_off_where_the_day_of_another_is_named():
    meeting = read_agenda(
        document(
            "Kommunstyrelsens arbetsutskott den 8 december är inställt. "
            "Nästa möte hålls tisdagen den 12 januari 2027 kl. 13.00.\n"
        )
    )

    assert (meeting.state, meeting.start.day) == (MeetingState.CANCELLED, None)


@pytest.mark.parametrize(
    "notice",
    [
        "Kommunfullmäktige den 14 december 2026 är inställt.",
        "Kommunfullmäktige måndagen den 14 december 2026 kl. 18.00 ställs in.",
        "Kommunfullmäktiges sammanträde den 14 december 2026 ställs in på grund av få ärenden.",
        "OBS! Inställt: Kommunfullmäktige 14 december 2026",
        "Inställt möte: Kommunfullmäktige 14 december 2026",
        "Inställt – Kommunfullmäktige 2026-12-14",
        "Kommunfullmäktige 2026-12-14\nMötet inställt",
    ],
)
def test_a_notice_without_items_that_a_meeting_is_called_off_is_read(notice):
    meeting = read_agenda(document(f"Lindesby kommun\n{notice}\n"))

    assert (meeting.state, meeting.body.name) == (MeetingState.CANCELLED, "Kommunfullmäktige")
    assert meeting.start.day == date(2026, 12, 14)
