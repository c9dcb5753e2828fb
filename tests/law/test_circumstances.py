"""Gate B: only a concrete circumstance that a person records opens it, and only to consultation."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from meetings import LETTER, NOBODY, SCHOOL, SECURITY, SOURCE, draft, item, meeting

from agenda_risk.errors import RefusedError
from agenda_risk.law.circumstances import CircumstanceKind
from agenda_risk.law.decision import begin, with_circumstance, with_consultation
from agenda_risk.law.missing import Gate, gate
from agenda_risk.law.never_counts import NeverCounts
from agenda_risk.translate import translator

DAY = date(2026, 12, 7)
COUNTING = [kind for kind in CircumstanceKind if kind is not CircumstanceKind.ELSEWHERE]


def recorded(kind: str = "threat", day: date = DAY, source: str = SOURCE, text: str = LETTER):
    return with_circumstance(draft(), kind, day, (source, text), SECURITY)


@pytest.mark.parametrize("kind", COUNTING)
def test_a_concrete_circumstance_opens_the_way_to_consulting_the_police(kind):
    assert gate(recorded(kind)) is Gate.CONSULTATION


def test_there_are_six_circumstances_and_no_more():
    assert len(CircumstanceKind) == 6


def test_the_way_is_never_open_further_than_to_consultation():
    assert set(Gate) == {Gate.CLOSED, Gate.CONSULTATION}


def test_an_attack_elsewhere_is_never_enough_alone():
    elsewhere = recorded("attack-elsewhere")
    twice = with_circumstance(elsewhere, "attack-elsewhere", DAY, (SOURCE, LETTER), SECURITY)

    assert gate(twice) is Gate.CLOSED
    with pytest.raises(RefusedError, match="not enough alone"):
        with_consultation(twice, date(2026, 12, 8), "Lokalpolisen", "Inget", SECURITY)


def test_an_attack_elsewhere_stands_beside_another_circumstance():
    both = with_circumstance(recorded(), "attack-elsewhere", DAY, (SOURCE, LETTER), SECURITY)

    assert gate(both) is Gate.CONSULTATION
    assert len(both.circumstances) == 2


NEVER = {
    NeverCounts.TOPIC: "Vad ett ärende handlar om räknas aldrig",
    NeverCounts.TURNOUT: "Hur många som väntas komma räknas aldrig",
    NeverCounts.PETITION: "En namninsamling eller ett upprop räknas aldrig",
    NeverCounts.DEMONSTRATIONS: "En laglig demonstration, eller ansökan om en, räknas aldrig",
    NeverCounts.CRITICISM: "Kritik och hårda ord räknas aldrig",
    NeverCounts.MEDIA: "Att medierna följer ett ärende räknas aldrig",
    NeverCounts.DOCUMENT_REQUESTS: "Att någon begär ut handlingar räknas aldrig",
    NeverCounts.WHO_THEY_ARE: "Vilka människorna är räknas aldrig",
}


@pytest.mark.parametrize("kind", NeverCounts)
def test_what_never_counts_is_refused_with_the_reason(kind):
    with pytest.raises(RefusedError) as caught:
        recorded(kind)

    assert caught.value.exit_code == 23
    assert NEVER[kind] in caught.value.said(translator("sv"))[0]
    assert "never count" in caught.value.said(translator("en"))[0]


REFUSED = {
    "an unknown kind": ({"kind": "feeling"}, "none of the circumstances that count"),
    "a day to come": ({"day": date(2026, 12, 9)}, "cannot lie ahead"),
    "no source": ({"source": " \t "}, "Something has to be written"),
    "a source of dashes": ({"source": "–"}, "Something has to be written"),
    "nothing that can be seen": ({"text": "\u200b\u202e"}, "Something has to be written"),
    "too much": ({"text": "hot " * 1000}, "longer than 2000 characters"),
    "a name": ({"text": "Anna Berg hotar att elda upp sessionssalen."}, "name a person"),
    "a name as the source": ({"source": "Samtal från Anna Berg"}, "name a person"),
    "an elected person's name": ({"text": "Motion av Anna Berg (S) har lett till hot"},
                                 "name a person"),
    "a personal identity number": ({"text": "Den som ringde har nummer 19811218-9876"},
                                   "personal identity number"),
    "a phone number": ({"source": "Samtal från 070-174 06 05"}, "phone number"),
    "an e-mail": ({"source": "Mejl från arg@example.com"}, "e-mail"),
    "an item's title": ({"text": SCHOOL}, "What stands in the agenda"),
    "an item's title, dressed up": ({"text": f"Ärende 7: ”{SCHOOL.upper()}”."},
                                    "What stands in the agenda"),
    "two titles": ({"text": f"{SCHOOL} och taxa för småbåtshamnen"}, "What stands in the agenda"),
    "a part of a title": ({"text": "Avveckling av Björkängens"}, "What stands in the agenda"),
    "a title as the source": ({"source": SCHOOL}, "What stands in the agenda"),
    "the agenda as the source": ({"source": "Föredragningslistan."}, "What stands in the agenda"),
    "the brief as the source": ({"source": "Säkerhetsbladet"}, "What this program says"),
    "what the brief says": ({"text": "Agenda-risk bedömde punkt 7 som hög"},
                            "What this program says"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "told"), REFUSED.values(), ids=REFUSED)
def test_what_may_not_be_recorded_is_refused(given, told):
    with pytest.raises(RefusedError, match=told):
        recorded(**given)


PLAIN = {
    "signatures": (
        "En namninsamling med 4000 underskrifter mot nedläggningen", NeverCounts.PETITION
    ),
    "signatures without a threat": (
        "Namnlistan lämnas över på mötet, utan hot.", NeverCounts.PETITION
    ),
    "an appeal": ("Ett upprop mot beslutet sprids bland föräldrar", NeverCounts.PETITION),
    "a demonstration": ("Föräldrar planerar att demonstrera på torget", NeverCounts.DEMONSTRATIONS),
    "a permit": (
        "Polisen har gett tillstånd till en allmän sammankomst", NeverCounts.DEMONSTRATIONS
    ),
    "a crowd": ("Omkring 200 personer väntas komma till mötet", NeverCounts.TURNOUT),
    "a crowd, the other way": ("Det kommer många åhörare", NeverCounts.TURNOUT),
    "in English": ("A petition with 4,000 signatures", NeverCounts.PETITION),
    "many, in English": ("Hundreds of people are expected", NeverCounts.TURNOUT),
}  # fmt: skip


@pytest.mark.parametrize(("text", "kind"), PLAIN.values(), ids=PLAIN)
def test_what_never_counts_is_refused_under_another_kind_too(text, kind):
    with pytest.raises(RefusedError) as caught:
        recorded(text=text)

    told = caught.value.told(translator("sv"))[0]
    assert NEVER[kind] in told
    assert told.endswith("Vet du något om en fara? Skriv då vilken.")
    assert caught.value.fields["part"] == "text"


def test_a_source_that_never_counts_is_refused_where_the_text_tells_of_no_danger():
    with pytest.raises(RefusedError, match="petition"):
        recorded(source="Namninsamling på webben", text="Många är arga på beslutet")


DANGER = [
    "Hot i kommentarer till namninsamlingen",
    "Ett upprop till våld mot ledamöterna sprids på webben",
    "Vid demonstrationen i mars kastades stenar mot entrén",
    "Polisen har uppgifter om att demonstrationen ska övergå i upplopp",
    "Någon uppmanar de 200 personer som väntas komma att storma salen",
    "En kniv hittades hos en av många besökare som kom",
    "Demonstranter har sagt att de ska bränna ned stadshuset",
    "Comments on the petition threaten the councillors",
    "Hundra personer väntas komma beväpnade till namninsamlingens överlämning",
    "Den som lämnar över namnlistan har köpt bensin och sagt att det ska synas",
    "Sju personer tog sig in i sessionssalen och vägrade gå",
    "Två män följde efter en ledamot den 3 december och sade att de kommer tillbaka",
    "7 personer stod vid ledamotens hus och sade att de kommer igen",
    "Brevet saknar underskrift och säger att ledamöterna ska få se",
    "Under uppropet reste sig en man och skrek att ledamöterna ska få ångra sig",
    "En demonstrant sade till ledamoten att hon skulle akta sig",
]


@pytest.mark.parametrize("text", DANGER)
def test_a_danger_may_be_told_beside_what_never_counts(text):
    assert recorded(text=text).circumstances[0].text == text


def test_a_circumstance_may_name_the_item_that_it_is_about():
    text = f"Brevet hotar dem som röstar för {SCHOOL.lower()}."

    assert recorded(text=text).circumstances[0].text == text


def test_today_is_no_day_to_come():
    assert recorded(day=date(2026, 12, 8)).circumstances[0].day == date(2026, 12, 8)


def test_it_is_kept_who_recorded_it_and_when():
    (kept,) = recorded().circumstances

    assert (kept.recorded_by, kept.recorded_at) == SECURITY


ALARMING = st.sampled_from(
    ["hot", "våld", "bomb", "mordbrand", "skjutning", "vapen", "attack", "polis", "nedläggning",
     "moské", "demonstration", "namninsamling", "2010:294", "säkerhetskontroll", "samråd"]
)  # fmt: skip
TITLES = st.lists(st.lists(ALARMING | st.text(max_size=20), min_size=1).map(" ".join), max_size=8)


@given(TITLES, TITLES)
def test_no_text_of_an_agenda_opens_the_way(titles, proposals):
    items = tuple(
        item(str(place), title, proposal=proposal, summary=proposal, body=title)
        for place, (title, proposal) in enumerate(zip(titles, proposals, strict=False), 1)
    )

    started = begin(meeting(items=items, title=" ".join(titles)), NOBODY, SECURITY)

    assert gate(started) is Gate.CLOSED


def test_a_title_with_what_cannot_be_seen_in_it_is_no_circumstance_without_it():
    started = begin(meeting(items=(item("7", "Taxa\u2065n"),)), NOBODY, SECURITY)

    with pytest.raises(RefusedError, match="What stands in the agenda"):
        with_circumstance(started, "threat", DAY, (SOURCE, "Taxan"), SECURITY)


@given(TITLES.filter(bool), st.sampled_from(CircumstanceKind), st.data())
def test_no_title_of_an_agenda_is_a_circumstance(titles, kind, data):
    items = tuple(item(str(place), title) for place, title in enumerate(titles, 1))
    started = begin(meeting(items=items), NOBODY, SECURITY)
    chosen = data.draw(st.lists(st.sampled_from(titles), min_size=1, max_size=3))

    with pytest.raises(RefusedError):
        with_circumstance(started, kind, DAY, (SOURCE, " ".join(chosen)), SECURITY)
