"""Feeds and calendars are fetched without a login, by an address that can be taken back."""

import feedparser
import icalendar
import pytest
from made_meetings import meeting

from agenda_risk.access import Grant, Standing, Visitor
from agenda_risk.models import Channel, MeetingState, Wanted
from agenda_risk.service.screening import keep_meeting
from agenda_risk.service.subscriptions import pause, renew_feed, subscribe
from agenda_risk.service.tokens import signer
from agenda_risk.store import known_sources
from agenda_risk.store.accounts import change_user
from agenda_risk.store.subscriptions import Terms, subscription_numbered
from agenda_risk.store.users import set_grants

CLOSURE = "Nedläggning av Björkängens skola"
SECURITY = (Grant(Standing.SECURITY),)


@pytest.fixture
def eva(visit):
    visit(Standing.SECURITY)
    return Visitor("user:1", grants=SECURITY)


@pytest.fixture
def address(desk, eva, kept):
    """Return what tells where the feed of a new subscription is fetched."""

    def made(channel: Channel, **wanted) -> str:
        number = subscribe(desk, eva, Terms("Skolor", Wanted(**wanted), channel))
        with desk.store.reading() as connection:
            one = subscription_numbered(connection, number)
        ending = "ics" if channel is Channel.CALENDAR else "atom"
        return f"/f/{signer(desk).feed(one)}.{ending}"

    return made


def again(desk, **more):
    """Let the meeting of the council be known otherwise."""
    (source,) = known_sources(desk.store)
    one = meeting("Kommunfullmäktige", 14, "Upprop", CLOSURE, **more)
    keep_meeting(desk, source.id, one, "program")


def test_a_feed_tells_the_address_where_it_is_fetched(visit, address):
    reader, path = visit(), address(Channel.FEED)

    (told,) = (
        link.href for link in feedparser.parse(reader.get(path).text).feed.links
        if link.rel == "self"
    )  # fmt: skip

    assert told.endswith(path)
    assert reader.get(told).status_code == 200


def test_a_calendar_holds_the_raised_meetings_and_nothing_of_the_matter(visit, address):
    answer = visit().get(address(Channel.CALENDAR))

    calendar = icalendar.Calendar.from_ical(answer.content)
    (event,) = calendar.walk("VEVENT")
    assert answer.headers["content-type"].startswith("text/calendar")
    assert event["url"] == "http://granvik.example/mote/1"
    assert not [word for word in ("skola", "Skolor", "Björk") if word in answer.text]


def test_a_calendar_tells_a_cancelled_meeting_with_the_next_sequence(visit, desk, address):
    where = address(Channel.CALENDAR)
    again(desk, state=MeetingState.CANCELLED)

    (event,) = icalendar.Calendar.from_ical(visit().get(where).content).walk("VEVENT")
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)


def test_a_feed_is_read_by_readers_of_news(visit, address):
    found = feedparser.parse(visit().get(address(Channel.FEED)).content)

    assert not found.bozo
    (entry,) = found.entries
    assert entry.link == "http://granvik.example/mote/1"


def test_a_feed_holds_only_what_is_wanted(visit, address):
    where = address(Channel.FEED, words=("vindkraft",))

    assert feedparser.parse(visit().get(where).content).entries == []


def test_another_address_a_pause_and_a_closed_account_end_it(visit, desk, eva, address):
    where = address(Channel.FEED)
    renew_feed(desk, eva, 1)
    assert visit().get(where).status_code == 404
    other = address(Channel.FEED)
    pause(desk, eva, 2, is_paused=True)
    assert visit().get(other).status_code == 404
    pause(desk, eva, 2, is_paused=False)
    assert visit().get(other).status_code == 200
    with desk.store.writing() as connection:
        change_user(connection, 1, is_active=False)
    assert visit().get(other).status_code == 404


def test_who_lost_the_role_finds_nothing_in_it(visit, desk, address):
    where = address(Channel.FEED)
    with desk.store.writing() as connection:
        set_grants(connection, 1, [])

    assert feedparser.parse(visit().get(where).content).entries == []


@pytest.mark.parametrize("token", ["f1-1.AAAA", "s1.AAAA", "x", "f1-1", "å.å"])
def test_a_guessed_address_leads_nowhere(visit, address, token):
    address(Channel.FEED)

    assert visit().get(f"/f/{token}.ics").status_code == 404
