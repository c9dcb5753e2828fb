"""Whether the public may attend is told by what says so, and by nothing that sounds alike."""

import pytest
from generator import document

from agenda_risk.agenda import read_agenda
from agenda_risk.law.reach import Answer, reach
from agenda_risk.models import ItemKind, Profile, Publicity

LIST = "Ärenden\n1. Upprop\n2. Val av justerare\n3. Taxa för vatten\n"
GROUPS = "1. Upprop\n2. Budget\n\n{}\n3. Ansökan\n4. Yttrande\n"


def read(text):
    return read_agenda(document(f"Almviks kommun\nOmsorgsnämnden\n{text}"))


def doors(meeting):
    return [one.publicity for one in meeting.items if one.kind is ItemKind.ITEM]


@pytest.mark.parametrize(
    "line",
    [
        "Öppet sammanträde",
        "Kallelse till öppet sammanträde",
        "Offentligt sammanträde",
        "Sammanträdet är öppet för allmänheten.",
        "Nämndens möte är offentligt.",
        "Allmänheten är välkommen att lyssna.",
        "Allmänheten är varmt välkommen till sammanträdet.",
        "Åhörare är välkomna.",
        "Offentligt: Ja",
        "Öppet för allmänheten",
    ],
)
def test_a_body_that_says_so_is_open(line):
    assert read(f"{line}\n{LIST}").publicity is Publicity.PUBLIC


@pytest.mark.parametrize(
    "line",
    [
        "Stängt sammanträde",
        "Slutet sammanträde",
        "Slutet möte",
        "Ej offentligt sammanträde",
        "Icke offentligt sammanträde",
        "Inte öppet sammanträde",
        "Kallelse (ej offentligt)",
        "Ej offentligt",
        "Offentligt: Nej",
        "Stängt för allmänheten",
        "Öppet för allmänheten: nej",
        "Nämndens möte är stängt.",
        "Sammanträdet är icke offentligt.",
        "Mötet är ej öppet för allmänheten.",
        "Sammanträdet är slutet.",
        "Sammanträdet hålls stängt för allmänheten.",
        "Allmänheten är inte välkommen.",
        "Mötet sänds inte och är inte öppet för allmänheten.",
        "Allmänheten har inte tillträde.",
        "Frågestund: allmänheten är välkommen kl 8.30. Nämndens möte är stängt.",
        "Öppna ärenden finns på webben. Sammanträdet är stängt.",
    ],
)
def test_a_body_that_says_so_is_closed(line):
    assert read(f"{line}\n{LIST}").publicity is Publicity.CLOSED


@pytest.mark.parametrize(
    "line",
    [
        "Öppna ärenden",
        "Öppen del",
        "Uppföljning av öppna ärenden",
        "Frågestund där allmänheten är välkommen kl 8.30.",
        "Allmänheten är välkommen till informationsmötet i biblioteket.",
        "Allmänheten är välkommen att ställa frågor.",
        "Bilagan är ej offentlig",
        "Underlaget är inte offentligt",
        "Slutna ärenden",
    ],
)
def test_what_does_not_say_who_may_attend_leaves_it_open_to_ask(line):
    meeting = read(f"{line}\n{LIST}")

    assert meeting.publicity is Publicity.UNKNOWN
    assert reach(meeting, Profile()).answer is Answer.ASK


@pytest.mark.parametrize(
    "title",
    [
        "Öppet sammanträde, redovisning av försöket",
        "Motion om öppet sammanträde",
        "Beslut om hur många möten som ska vara offentliga: nämndens möte är öppet",
        "Förhandling bakom stängda dörrar",
    ],
)
def test_a_title_does_not_say_who_may_attend_the_whole_meeting(title):
    assert read(f"{LIST}4. {title}\n").publicity is Publicity.UNKNOWN


@pytest.mark.parametrize(
    ("opened", "closed"),
    [
        ("Öppen del", "Stängd del"),
        ("Öppen del", "Sluten del"),
        ("Öppna delen:", "Slutna delen:"),
        ("ÖPPEN DEL", "SLUTEN DEL"),
        ("Offentlig del", "Ej offentlig del"),
    ],
)
def test_a_meeting_with_an_open_and_a_closed_part_is_partly_open(opened, closed):
    meeting = read(f"{opened}\n" + GROUPS.format(closed))

    assert meeting.publicity is Publicity.PARTLY
    assert doors(meeting) == ["unknown", "unknown", "closed", "closed"]
    assert reach(meeting, Profile()).closed == ("3", "4")


def test_an_item_behind_closed_doors_leaves_an_open_meeting_partly_open():
    meeting = read(f"Mötet är öppet.\n{LIST}4. Lägesbild, bakom stängda dörrar\n")

    assert meeting.publicity is Publicity.PARTLY


def test_who_is_welcome_to_the_open_part_is_not_to_the_rest():
    meeting = read(f"Allmänheten är välkommen att delta i den öppna delen.\n{LIST}")

    assert meeting.publicity is Publicity.PARTLY


@pytest.mark.parametrize("closed", ["Sekretessärenden", "Slutna ärenden", "Stängda ärenden"])
def test_open_items_beside_closed_ones_say_nothing_of_who_may_attend(closed):
    meeting = read("Öppna ärenden\n" + GROUPS.format(closed))

    assert meeting.publicity is Publicity.UNKNOWN
    assert doors(meeting) == ["unknown", "unknown", "closed", "closed"]


@pytest.mark.parametrize(
    "title",
    [
        "Placering enligt LVU (sekretess)",
        "Avtal om lokaler – sekretess",
        "Ej offentligt: upphandling av larm",
        "Vårdärenden, sekretess",
        "lndividärenden",
        "Icke offentligt ärende om avtal",
        "Slutet ärende, köp av fastighet",
    ],
)
def test_a_title_that_says_so_is_closed(title):
    assert doors(read(f"{LIST}4. {title}\n"))[-1] == "closed"


@pytest.mark.parametrize(
    "title",
    [
        "Utbildning i sekretess",
        "Riktlinje Sekretess och tystnadsplikt",
        "Policy för sekretess, revidering",
        "Sekretess inom omsorgen, information",
        "Avslutet ärende om gatan",
        "Offentlighet och sekretess (utbildning)",
        "Utbildning: offentlighet, sekretess",
    ],
)
def test_a_title_about_secrecy_is_not_closed(title):
    assert doors(read(f"{LIST}4. {title}\n"))[-1] == "unknown"


@pytest.mark.parametrize(
    "line",
    [
        "Sammanträdet är öppet för allmänheten fram till ärende 9.",
        "Mötet är offentligt till och med punkt 4.",
        "Mötet är öppet för allmänheten, utom ärende 3.",
        "Allmänheten är välkommen att lyssna, med undantag för ärende 3.",
    ],
)
def test_a_meeting_that_is_open_in_part_is_told_so(line):
    assert read(f"{line}\n{LIST}").publicity is Publicity.PARTLY


def test_numbered_parts_that_are_open_and_closed_to_the_public_are_told_apart():
    meeting = read(
        "Del 1 – Öppet för allmänheten kl. 10.00–11.30\n1. Upprop\n2. Flytt av kliniken\n\n"
        "Del 2 – Stängt för allmänheten\n3. Avtal\n4. Ärenden om patienter\n"
    )

    assert meeting.publicity is Publicity.PARTLY
    assert doors(meeting) == ["unknown", "unknown", "closed", "closed"]
