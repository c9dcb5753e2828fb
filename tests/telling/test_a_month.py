"""The security officer's month through the front door: a real mail server, and a moved clock."""

import csv
import re
from datetime import date, datetime, timedelta
from io import StringIO
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import icalendar
import pytest
from databases import in_a_file
from fastapi.testclient import TestClient
from messages.mail_servers import mail_server
from telling.conftest import CLOSURE, FEES, PLAN, REACHED, made

from agenda_risk.access import Grant, Standing
from agenda_risk.deliver.mail import Mail
from agenda_risk.models import Channel, MeetingState
from agenda_risk.service.reading import Readers
from agenda_risk.service.scheduler import Work, fetch_and_screen, tell
from agenda_risk.service.screening import keep_meeting
from agenda_risk.service.sending import Post
from agenda_risk.store.outcomes import outcomes_of
from agenda_risk.store.users import NewUser, add_user, begin_session
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions

pytestmark = in_a_file
HERE = ZoneInfo("Europe/Stockholm")
OWN = {"Origin": REACHED.address}
BOARD = {"body": "Socialnämnden", "id": "8"}


class Month:
    """A service that works by the clock, a mail server, and a browser that Eva is logged in to."""

    def __init__(self, town, box, mail: Mail) -> None:
        self.town, self._box = town, box
        post = Post({Channel.MAIL: mail.opened}, REACHED)
        self._work = Work(town.desk, post, "worker", lambda _renew: None)
        self._app = make_app(town.desk, WebOptions(address=REACHED.address), Readers(workers=1))
        self.eva = self._browser("eva", Standing.SECURITY)
        form = {"address": "eva@granvik.example", "notices": "yes"}
        self.eva.post("/konto/meddelanden", data=form, headers=OWN)

    def stranger(self) -> TestClient:
        return TestClient(self._app, base_url=REACHED.address, follow_redirects=False)

    @property
    def letters(self) -> list:
        return self._box.letters

    def _browser(self, name: str, standing: Standing) -> TestClient:
        now, browser = self.town.desk.now(), self.stranger()
        with self.town.desk.store.writing() as connection:
            user = add_user(connection, NewUser(name), [Grant(standing)], now)
            begin_session(connection, user, name, now, now + timedelta(days=99))
        browser.cookies.set("agenda-risk", name)
        return browser

    def until(self, month: int, day: int) -> list:
        """Let the days go by until that one at eight, and return the letters that came."""
        before = len(self._box.letters)
        end = datetime(2026, month, day, 8, tzinfo=HERE)
        while self.town.clock.time < end:
            self.town.clock.time = min(self.town.clock.time + timedelta(days=1), end)
            fetch_and_screen(self._work)
            tell(self._work)
        return self._box.letters[before:]


@pytest.fixture
def month(town):
    with mail_server() as running:
        yield Month(town, running.box, Mail(running.place()))


def text(letter) -> str:
    return letter.get_body(("plain",)).get_content()


def test_the_month(month):
    calendar = she_subscribes(month)
    two_meetings_are_raised_for_her(month)
    a_late_item_and_a_meeting_that_is_moved(month)
    cancelled = one_is_cancelled(month, calendar)
    nothing_is_new_and_she_tells_how_it_went(month)
    one_click_ends_it(month, cancelled)
    the_half_year_is_told(month)
    for letter in month.letters:
        assert not re.search("skol|Björk|hemtjänst|omsorg", letter.as_string())


def she_subscribes(month) -> str:
    """See what a subscription would have sent, add it, and a calendar; return where that is."""
    town, eva = month.town, month.eva
    town.clock.later(hours=4)  # it is Monday, after seven
    for day in (date(2026, 3, 2), date(2026, 9, 14)):
        keep_meeting(town.desk, town.source, made(CLOSURE, day=day, id=f"{day}"), "program")
    form = {"name": "Skola och omsorg", "lowest": "moderate", "words": "skol\nhemtjänst"}
    form |= {"channel": "mail", "rhythm": "weekly"}
    seen = eva.get("/bevakningar/ny", params={**form, "preview": "yes"}).text
    assert "<b>2 meddelanden</b> om 2 sammanträden." in seen
    assert eva.post("/bevakningar", data=form, headers=OWN).status_code == 303
    eva.post("/bevakningar", data={**form, "channel": "calendar"}, headers=OWN)
    (calendar,) = re.findall(r"<code>([^<]+\.ics)</code>", eva.get("/bevakningar").text)
    return calendar


def two_meetings_are_raised_for_her(month) -> None:
    town = month.town
    town.lists(made(CLOSURE), made(FEES, day=date(2026, 11, 26), **BOARD))
    town.lists(made(PLAN, body="Byggnadsnämnden", id="9", day=date(2026, 12, 1)))
    assert month.until(11, 8) == []
    (digest,) = month.until(11, 9)
    assert digest["to"] == "eva@granvik.example"
    assert "2 sammanträden att förbereda" in digest["subject"]
    assert "Socialnämnden" in text(digest)
    assert "Byggnadsnämnden" not in text(digest)


def a_late_item_and_a_meeting_that_is_moved(month) -> None:
    month.town.lists(made(CLOSURE, FEES), made(FEES, day=date(2026, 11, 27), **BOARD))
    (digest,) = month.until(11, 16)
    assert "Mer att förbereda än tidigare" in text(digest)
    assert re.search(r"Flyttat från\W+tors\W+26\W+nov\W+till\W+fre\W+27\W+nov", text(digest))


def one_is_cancelled(month, calendar: str):
    off = made(FEES, day=date(2026, 11, 27), state=MeetingState.CANCELLED, **BOARD)
    month.town.lists(off)
    (digest,) = month.until(11, 23)
    assert "Inställt" in digest["subject"]
    fetched = month.stranger().get(urlsplit(calendar).path).content
    events = icalendar.Calendar.from_ical(fetched).walk("VEVENT")
    states = sorted((str(one["status"]), int(one["sequence"])) for one in events)
    assert states == [("CANCELLED", 2), ("CONFIRMED", 1)]
    return digest


def nothing_is_new_and_she_tells_how_it_went(month) -> None:
    assert month.until(12, 15) == []
    told = {"role": "security", "course": "calm"}
    assert month.eva.post("/mote/3/utfall", data=told, headers=OWN).status_code == 303
    with month.town.desk.store.reading() as connection:
        assert [one.course for one in outcomes_of(connection, 3)] == ["calm"]


def one_click_ends_it(month, digest) -> None:
    stop = urlsplit(digest["list-unsubscribe"].strip("<>")).path
    assert month.stranger().post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    month.town.lists(made(CLOSURE, day=date(2027, 1, 18), id="10"))
    assert month.until(12, 29) == []


def the_half_year_is_told(month) -> None:
    half_year = {"from": "2026-07-01", "to": "2026-12-31"}
    table = month.eva.get("/arkiv/rapport.csv", params=half_year).text.lstrip("\ufeff")
    (whole, *_parts) = csv.DictReader(StringIO(table), delimiter=";")
    held = {
        name: whole[name] for name in ("Sammanträden", "Framlyfta", "Lugna", "Ingen har svarat")
    }
    assert held == {
        "Sammanträden": "3",  # one in September, and of the three after it one was cancelled
        "Framlyfta": "3",
        "Lugna": "1",
        "Ingen har svarat": "2",
    }
    assert month.eva.get("/arkiv/rapport.pdf", params=half_year).content.startswith(b"%PDF")
