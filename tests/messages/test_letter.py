"""A message as an e-mail: what it is called, and that both parts say the same."""

from datetime import date, time

import pytest
from lxml import html
from told import CANCELLED, EVERY, FULL, MOVED, SEEN, SOCIAL, UNTOLD, message, told

from agenda_risk.models import Event, Level, Purpose
from agenda_risk.render.letter import as_letter
from agenda_risk.render.subject import LONGEST

WEEK = (told(day=date(2026, 12, 10)), told("more", 2, "socialnämnden", day=date(2026, 12, 13)))


@pytest.mark.parametrize(
    ("every", "subject"),
    [
        (
            WEEK,
            "2 sammanträden att förbereda den här veckan: Kommunfullmäktige tors 10 dec och "
            "Socialnämnden sön 13 dec",
        ),
        (
            (FULL, SOCIAL),
            "2 sammanträden att förbereda: Kommunfullmäktige mån 14 dec och Socialnämnden ons "
            "16 dec",
        ),
        (
            EVERY,
            "2 sammanträden att förbereda, 1 inställt, 1 flyttat, 1 att berätta om: "
            "Kommunfullmäktige mån 14 dec, Socialnämnden ons 16 dec m.fl.",
        ),
        (
            (MOVED, CANCELLED),
            "Sammanträden: 1 inställt, 1 flyttat: Kommunstyrelsen ons 9 dec och Barn- och "
            "utbildningsnämnden tors 10 dec",
        ),
        ((FULL,), "Att förbereda (högt): Kommunfullmäktige mån 14 dec"),
        ((MOVED,), "Flyttat till ons 9 dec: Kommunstyrelsen"),
        ((told("moved", day=None, was=date(2026, 12, 8)),), "Flyttat: Kommunfullmäktige tis 8 dec"),
        ((told("raised", day=None),), "Att förbereda (högt): Kommunfullmäktige"),
        ((), "Inget nytt att förbereda, 7 december 2026"),
    ],
    ids=[
        "this week",
        "later",
        "mixed",
        "nothing to prepare",
        "one",
        "moved",
        "moved to no day",
        "no day",
        "heartbeat",
    ],
)
def test_the_subject_says_the_content(every, subject):
    assert as_letter(message(*every)).subject == subject


def test_no_two_events_of_a_meeting_are_called_the_same():
    subjects = {as_letter(message(told(event))).subject for event in Event}

    assert len(subjects) == len(Event)


def test_the_days_of_a_subject_follow_swedish_clocks():
    late = message(made="2026-12-06T23:30:00Z")  # half past midnight on Monday

    assert as_letter(late).subject == "Inget nytt att förbereda, 7 december 2026"


def test_a_meeting_is_counted_once_whatever_happened_to_it():
    moved = told("moved", was=date(2026, 12, 7))

    assert as_letter(message(FULL, moved)).subject == "Flyttat till mån 14 dec: Kommunfullmäktige"


def test_a_subject_is_one_line_of_bounded_length():
    written = as_letter(message(told(body="Nämnden\r\nBcc: x@x.example " + "för allt " * 90)))

    assert len(written.subject) <= LONGEST
    assert written.subject.isprintable()


@pytest.mark.parametrize(
    ("one", "line"),
    [
        (FULL, "Nytt: Kommunfullmäktige"),
        (SOCIAL, "Mer att förbereda än tidigare: Socialnämnden"),
        (MOVED, "Flyttat från tis 8 dec till ons 9 dec: Kommunstyrelsen"),
        (CANCELLED, "Inställt: Barn- och utbildningsnämnden"),
        (told("moved", was=date(2026, 12, 14)), "Ny tid samma dag: Kommunfullmäktige"),
        (
            told("moved", day=None, was=date(2026, 12, 8)),
            "Flyttat från tis 8 dec; den nya dagen är inte känd: Kommunfullmäktige",
        ),
    ],
    ids=["new", "more", "moved", "cancelled", "another time", "no new day"],
)
def test_a_line_says_what_happened(one, line):
    assert line in as_letter(message(one)).text.splitlines()


def test_a_line_says_level_day_time_number_and_link():
    lines = as_letter(message(FULL)).text.splitlines()

    assert "Granviks kommun · måndag 14 december 2026 kl. 18.00" in lines
    assert "◆ Behov av förberedelser: högt · 2 ärenden att förbereda" in lines
    assert "Öppna sammanträdet: https://moten.granvik.example/mote/1" in lines


@pytest.mark.parametrize("one", [CANCELLED, UNTOLD], ids=["cancelled", "over"])
def test_what_needs_no_preparing_any_more_has_no_level(one):
    assert "Behov av förberedelser" not in as_letter(message(one)).text


@pytest.mark.parametrize("one", [CANCELLED, UNTOLD], ids=["cancelled", "over"])
def test_what_is_over_asks_nobody_to_look_in_the_agenda(one):
    text = as_letter(message(one)).text

    assert "Vilka ärenden det gäller" not in text
    assert "En kallelse visar inte allt" not in text
    assert "Därför får du det här:" in text


def test_a_letter_with_one_meeting_to_prepare_still_says_what_an_agenda_does_not_show():
    assert "En kallelse visar inte allt" in as_letter(message(UNTOLD, FULL)).text


def test_a_heartbeat_says_that_all_works_and_promises_nothing():
    text = as_letter(message()).text

    assert "Bevakningen fungerar." in text
    assert "En kallelse visar inte allt." in text
    assert "Senast hämtat måndag 7 december kl. 06.00." in text


@pytest.mark.parametrize(
    "expected",
    [
        "Därför får du det här: du bevakar alla nämnder i Granviks kommun.",
        "Senast hämtat måndag 7 december kl. 06.00.",
        "Ändra vad du får: https://moten.granvik.example/bevakningar/5",
        "Sluta få de här meddelandena: https://moten.granvik.example/avsluta/hemligt",
        "Vilka ärenden det gäller ser du när du har loggat in.",
    ],
)
def test_every_letter_ends_with_why_and_how_to_stop(expected):
    assert expected in as_letter(message(FULL)).text.splitlines()


def read_out(written: str) -> list[str]:
    """Return the words of a page in their order; after a link comes its address."""
    body = html.document_fromstring(written).find("body")
    for link in body.iter("a"):
        link.tail = f": {link.get('href')} {link.tail or ''}"
    return body.text_content().split()


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "every", [EVERY, (FULL,), (SEEN, FULL), ()], ids=["many", "one", "cases", "none"]
)
def test_both_parts_say_the_same(every, language):
    letter = as_letter(message(*every, language=language))

    text = [word for word in letter.text.split() if word != "--"]
    assert [word.lower() for word in text] == [word.lower() for word in read_out(letter.html)]


def test_what_others_wrote_is_no_html():
    hostile = told(body="<img src=x onerror=alert(1)>", organisation='"><script>')

    page = html.document_fromstring(as_letter(message(hostile)).html)

    assert [one.tag for one in page.iter("img", "script")] == []


def test_nothing_is_loaded_from_anywhere():
    page = html.document_fromstring(as_letter(message(*EVERY)).html)
    styles = " ".join((*(one.text for one in page.iter("style")), *page.xpath("//@style")))

    assert page.xpath("//@src | //@background | //link | //script | //form") == []
    assert "url(" not in styles
    assert "@import" not in styles


def test_the_level_is_never_told_by_colour_alone():
    every = [told("raised", n, level=level) for n, level in enumerate(Level)]
    lines = as_letter(message(*every)).text

    assert [sign for sign in "○▲◆" if sign not in lines] == []


def test_without_an_address_of_the_service_there_is_no_link():
    letter = as_letter(message(told(link=""), manage="", stop=""))

    assert "href" not in letter.html
    assert "Öppna" not in letter.text


def test_an_english_reader_reads_english():
    letter = as_letter(message(FULL, CANCELLED, language="en", purpose=Purpose.NOTICE))

    assert letter.subject.startswith("1 meeting to prepare, 1 cancelled: ")
    assert "◆ Need for preparation: high · 2 items to prepare" in letter.text


def test_a_time_with_an_offset_is_told_by_swedish_clocks():
    summer = told(day=date(2026, 6, 1), clock=time.fromisoformat("16:00+00:00"))

    assert "måndag 1 juni 2026 kl. 18.00" in as_letter(message(summer)).text
