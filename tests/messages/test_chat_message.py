"""A message in a chat: a card for Teams, and text for others."""

import json
from datetime import date

import pytest
from told import (
    EVERY,
    FULL,
    MOVED,
    NEW_CASE,
    SCHOOL_CASE,
    SEEN,
    WIND_CASE,
    case,
    message,
    sitting,
    told,
)

from agenda_risk.render.chat import FEW_MEETINGS, MOST_MEETINGS, as_card, as_chat

MOST_BYTES = 28_000  # what Teams takes
KNOWN = {
    "TextBlock": {"text", "wrap", "size", "weight", "color", "isSubtle", "spacing", "style"},
    "Container": {"items", "separator", "spacing"},
    "ActionSet": {"actions"},
    "Action.OpenUrl": {"title", "url"},
    "AdaptiveCard": {"$schema", "version", "lang", "fallbackText", "body", "actions", "msteams"},
}


def card(*every):
    (attachment,) = as_card(message(*every))["attachments"]
    return attachment["content"]


def elements(value):
    """Yield all elements of a card, from the outermost on."""
    if isinstance(value, dict) and "type" in value:
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from elements(one)


def texts(value):
    return [one["text"] for one in elements(value) if one["type"] == "TextBlock"]


def test_a_card_holds_only_elements_of_adaptive_cards():
    found = [(one["type"], set(one) - {"type"}) for one in elements(card(*EVERY))]

    assert [(kind, more) for kind, more in found if not more <= KNOWN[kind]] == []


def test_a_card_says_what_happened_level_meeting_and_link():
    said = texts(card(FULL))

    assert said[:4] == [
        "Att förbereda (högt): Kommunfullmäktige mån 14 dec",
        "Nytt: Kommunfullmäktige",
        "Granviks kommun · måndag 14 december 2026 kl. 18.00",
        "◆ Behov av förberedelser: högt · 2 ärenden att förbereda",
    ]
    urls = [one["url"] for one in elements(card(FULL)) if one["type"] == "Action.OpenUrl"]
    assert urls == [FULL.link, "https://moten.granvik.example/bevakningar/5"]


def test_without_an_address_of_the_service_there_is_no_link():
    (attachment,) = as_card(message(told(link=""), manage=""))["attachments"]

    assert "OpenUrl" not in str(attachment)
    assert "://" not in as_chat(message(told(link=""), manage="")).text


def test_all_texts_of_a_card_wrap_on_a_phone():
    blocks = [one for one in elements(card(*EVERY)) if one["type"] == "TextBlock"]

    assert all(one["wrap"] for one in blocks)


def test_a_long_digest_fits_and_says_what_it_leaves_out():
    cases = (SCHOOL_CASE, NEW_CASE, WIND_CASE, SCHOOL_CASE, case(is_new=True))
    own = {"body": "barn- och utbildningsnämnden", "cases": cases}
    many = [told("raised", n, **own) for n in range(MOST_MEETINGS + 7)]

    for every in (many, many[:FEW_MEETINGS]):
        assert len(json.dumps(as_card(message(*every)))) < MOST_BYTES
    assert "7 sammanträden till: logga in för att se dem." in texts(card(*many))
    assert "7 sammanträden till: logga in för att se dem." in as_chat(message(*many)).text


@pytest.mark.parametrize("written", [as_card, as_chat])
def test_who_reads_a_chat_with_others_cannot_stop_it_for_them(written):
    assert "avsluta" not in str(written(message(*EVERY)))


@pytest.mark.parametrize("mark", ["@alla", "<!channel>", "[x](https://ond.example)", "**x**"])
def test_the_name_of_a_body_is_no_mark_of_a_chat(mark):
    cases = (case(first=sitting(f"nämnden {mark}", date(2026, 10, 12))),)
    hostile = message(told(body=f"nämnden {mark}", cases=cases))
    said = (as_chat(hostile).title, as_chat(hostile).text.split("https://")[0], *texts(card()))

    assert [text for text in said if any(sign in text for sign in "@<>[]*")] == []


def test_a_chat_says_the_same_as_a_card():
    text = as_chat(message(FULL, MOVED, SEEN)).text

    assert [one for one in texts(card(FULL, MOVED, SEEN))[1:] if one not in text] == []


def test_a_heartbeat_has_no_meetings():
    assert "Bevakningen fungerar." in as_chat(message()).text
    assert texts(card())[0] == "Inget nytt att förbereda, 7 december 2026"
