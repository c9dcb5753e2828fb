"""A service with three meetings in it, and people who are logged in to it."""

from datetime import date, datetime, timedelta

import pytest
from databases import new_store
from fastapi.testclient import TestClient
from made_meetings import NOW, Clock, meeting
from shipped_basis import basis

from agenda_risk.access import Grant, Standing
from agenda_risk.meeting_acts import Signature, with_review
from agenda_risk.models import Moment, Role, Source
from agenda_risk.service import Desk
from agenda_risk.service.acts import act
from agenda_risk.service.outcomes import asked_of, tell
from agenda_risk.service.reading import Readers
from agenda_risk.service.screening import keep_meeting
from agenda_risk.store import add_source, known_sources
from agenda_risk.store.log import Deed
from agenda_risk.store.outcomes import Course, Outcome
from agenda_risk.store.users import NewUser, add_user, begin_session
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path):
    store = new_store(tmp_path / "agenda-risk.db")
    yield store
    store.close()


@pytest.fixture
def desk(store, clock):
    return Desk(store, basis, clock)


@pytest.fixture
def kept(desk):
    """Return the numbers of three meetings: of the council, of a committee and of a board."""
    add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), NOW)
    (source,) = known_sources(desk.store)
    agendas = (
        meeting("Kommunfullmäktige", 14, "Upprop", "Nedläggning av Björkängens skola"),
        meeting("Socialnämnden", 9, "Upprop", "Avgifter inom hemtjänsten 2027"),
        meeting("Kommunstyrelsen", 7, "Upprop", "Årsredovisning"),
    )
    return [keep_meeting(desk, source.id, one, "program") for one in agendas]


@pytest.fixture
def held(desk, clock):
    """Return what keeps a meeting some days ahead of it, and tells afterwards how it went."""
    add_source(desk.store, Source(name="granvik", url="https://granvik.example/"), NOW)
    (source,) = known_sources(desk.store)

    def hold(day: date, *titles: str, course: str = "", body: str = "Kommunfullmäktige", **more):
        clock.time = datetime.combine(day, NOW.timetz()) - timedelta(days=more.pop("ahead", 9))
        start = Moment(day=day)
        one = meeting(body, 1, *titles, start=start)
        items = (*one.items, *more.pop("items", ()))
        number = keep_meeting(desk, source.id, one.model_copy(update={"items": items}), "program")
        if more.pop("reviewed", False):
            by = Signature(Role.CHAIR, desk.here)
            act(desk, lambda file: with_review(file, by), Deed("user:1", "reviewed", number))
        clock.time = datetime.combine(day, NOW.timetz()) + timedelta(days=1)
        if course:
            tell(desk, asked_of(desk, number), Outcome(Role.CLERK, Course(course), **more))
        return number

    return hold


@pytest.fixture(scope="session")
def readers():
    readers = Readers(workers=1)
    yield readers
    readers.close()


@pytest.fixture
def app(desk, readers):
    return make_app(desk, WebOptions(), readers)


@pytest.fixture
def visit(app, desk):
    """Return what makes a browser of somebody with one standing or more, in one body or in all."""

    def browser(
        standing: Standing | None = None, body: int | None = None, *more: Standing
    ) -> TestClient:
        client = TestClient(app, base_url="http://granvik.example", follow_redirects=False)
        if standing:
            standings = (standing, *more)
            secret = f"secret of {'-'.join(standings)} in {body}"
            now = desk.now()
            with desk.store.writing() as connection:
                person = NewUser(name=f"{'-'.join(standings)}-{body}", title=f"{standing}")
                grants = [Grant(one, body) for one in standings]
                user = add_user(connection, person, grants, now)
                begin_session(connection, user, secret, now, now + timedelta(hours=8))
            client.cookies.set("agenda-risk", secret)
        return client

    return browser
