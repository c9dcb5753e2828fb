"""Raised meetings as a feed of news."""

from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from lxml import etree
from told import ADDRESS, CANCELLED, EVERY, FULL, MADE, MOVED, feed, told

from agenda_risk.models import Event
from agenda_risk.render.atom import as_atom

ATOM = "{http://www.w3.org/2005/Atom}"


def read(*every, **more):
    return feedparser.parse(as_atom(feed(*every, **more)))


def breaches(written: bytes) -> list[str]:
    """Return what RFC 4287 asks of a feed and of its entries (4.1.1, 4.1.2) and is not there."""
    root = etree.fromstring(written)
    parts = [("feed", root), *(("entry", one) for one in root.iter(f"{ATOM}entry"))]
    wrong = [] if root.tag == f"{ATOM}feed" else ["no feed"]
    for kind, part in parts:
        counts = {name: len(part.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")}
        wrong += [f"{kind}: {count} {name}" for name, count in counts.items() if count != 1]
        wrong += [f"{kind}: empty" for one in part if not (len(one) or one.text or one.attrib)]
        ways = [(one.get("rel"), one.get("type")) for one in part.findall(f"{ATOM}link")]
        wrong += [f"{kind}: links" for _ in (1,) if len(set(ways)) != len(ways) or not ways]
        for one in part.findall(f"{ATOM}updated"):
            wrong += [] if datetime.fromisoformat(one.text).tzinfo else ["no offset"]
    names = [one.text for one in root.iter(f"{ATOM}id")]
    wrong += ["two with one id"] if len(set(names)) != len(names) else []
    wrong += [] if root.findall(f"{ATOM}author/{ATOM}name") else ["no author"]
    return wrong


@pytest.mark.parametrize("every", [EVERY, (FULL,), ()], ids=["many", "one", "none"])
def test_a_feed_keeps_to_the_standard(every):
    assert read(*every).bozo is False
    assert breaches(as_atom(feed(*every))) == []


@pytest.mark.parametrize("event", list(Event))
def test_an_entry_of_every_kind_keeps_to_the_standard(event):
    assert breaches(as_atom(feed(told(event)))) == []


def test_an_entry_says_level_meeting_and_link():
    (entry,) = read(FULL).entries

    assert entry.title == "◆ Högt: Kommunfullmäktige, måndag 14\u00a0december 2026 kl.\u00a018.00"
    assert entry.link == f"{ADDRESS}/mote/1"
    assert [tag.term for tag in entry.tags] == ["high"]
    assert "2\u00a0ärenden att förbereda" in entry.content[0].value


def test_a_name_stays_while_its_time_moves_on():
    (before,) = read(told("raised", 3, sequence=1, at=MADE - timedelta(days=9))).entries
    (after,) = read(MOVED).entries

    assert before.id == after.id == "tag:moten.granvik.example,2026:meeting/3"
    assert before.updated < after.updated == "2026-12-06T12:30:00Z"


def test_the_feed_is_as_new_as_its_newest_entry():
    late = told("raised", 9, at=datetime(2026, 12, 6, 23, tzinfo=UTC))

    assert read(MOVED, late).feed.updated == "2026-12-06T23:00:00Z"
    assert [one.id[-1] for one in read(MOVED, late).entries] == ["9", "3"]


def test_the_name_of_a_feed_holds_no_secret():
    assert read(FULL).feed.id == "tag:moten.granvik.example,2026:feed/5"


def test_a_host_of_swedish_letters_is_named_in_ascii():
    assert read(FULL, home="https://möten.example").feed.id == (
        "tag:xn--mten-5qa.example,2026:feed/5"
    )


def test_a_cancelled_meeting_is_told_so():
    (entry,) = read(CANCELLED).entries

    assert entry.title.startswith("Inställt: Barn- och utbildningsnämnden")


def test_without_an_address_of_the_service_an_entry_still_has_its_content():
    (entry,) = read(told(link="")).entries

    assert entry.get("links", []) == []
    assert entry.content[0].value.startswith("Nytt. ◆ Behov av förberedelser: högt")


def test_what_xml_cannot_hold_is_left_out():
    (entry,) = read(told(body="nämnden\x00\x0b\ufffe <b>&amp;")).entries

    assert "Nämnden" in entry.title
