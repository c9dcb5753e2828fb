"""How a meeting went is told in a minute: by the code on the sheet, or within the login."""

from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from agenda_risk.access import Standing
from agenda_risk.models import Role
from agenda_risk.service.outcomes import outcome_address
from agenda_risk.store.log import of_meeting
from agenda_risk.store.outcomes import Course, Effect, Outcome, outcomes_of
from agenda_risk.store.screened import screening_of
from agenda_risk.store.screened_tables import screenings
from agenda_risk.web.options import WebOptions

OWN = {"Origin": "http://granvik.example"}
REACHED = WebOptions(address="https://moten.granvik.example")
CALM = {"role": "chair", "course": "calm", "more": "yes", "effect": "yes"}


@pytest.fixture
def path(desk, kept, clock):
    """Return the path to the form about the council, and let it be the evening of its meeting."""
    clock.later(days=15, hours=13)
    address = outcome_address(desk, REACHED, kept[0])
    assert address.startswith("https://moten.granvik.example/u/")
    return address.removeprefix("https://moten.granvik.example")


@pytest.fixture
def told(desk, kept):
    """Return what tells how the council's meeting went."""

    def found() -> tuple[Outcome, ...]:
        with desk.store.reading() as connection:
            return outcomes_of(connection, kept[0])

    return found


def test_a_stranger_with_the_code_tells_how_it_went(visit, path, told):
    stranger = visit()

    answer = stranger.post(
        path, data={**CALM, "incidents": "2", "lesson": "Öppna dörrarna tidigare."}
    )

    assert (answer.status_code, "Tack" in answer.text) == (200, True)
    lesson = "Öppna dörrarna tidigare."
    expected = Outcome(Role.CHAIR, Course.CALM, True, Effect.YES, 2, lesson)
    assert told() == (expected,)


def test_the_page_shows_body_and_day_and_nothing_of_the_agenda(visit, path):
    text = visit().get(path).text

    assert "Kommunfullmäktige" in text
    assert "14\u00a0december 2026" in text
    assert "Björkäng" not in text
    assert "högt" not in text.lower().replace("högljutt", "")


def test_the_browser_tells_no_other_site_where_it_comes_from(visit, path):
    stranger = visit()

    for answer in (stranger.get(path), stranger.post(path, data=CALM)):
        assert answer.headers["referrer-policy"] == "no-referrer"


def test_a_browser_that_hides_its_origin_may_answer(visit, path):
    assert visit().post(path, data=CALM, headers={"Origin": "null"}).status_code == 200


def test_each_role_answers_once_and_the_second_is_told_so_kindly(visit, path, told):
    stranger = visit()
    stranger.post(path, data=CALM)

    second = stranger.post(path, data={**CALM, "course": "threat"})

    assert second.status_code == 409
    assert "redan svarat" in second.text
    assert [one.course for one in told()] == [Course.CALM]


def test_when_all_roles_have_answered_nothing_more_is_asked(visit, path):
    stranger = visit()
    for role in ("chair", "clerk", "security"):
        assert stranger.post(path, data={**CALM, "role": role}).status_code == 200

    assert '<form method="post" class="card">' not in stranger.get(path).text


def test_before_the_day_of_the_meeting_it_says_when_the_form_opens(visit, desk, kept, told):
    path = outcome_address(desk, REACHED, kept[0]).removeprefix("https://moten.granvik.example")
    stranger = visit()

    page = stranger.get(path)
    early = stranger.post(path, data=CALM)

    assert "måndag 14\u00a0december 2026" in page.text
    assert 'name="course"' not in page.text
    assert early.status_code == 409
    assert told() == ()


def test_the_link_ends_two_weeks_after_the_meeting(visit, path, clock):
    stranger = visit()
    clock.later(days=14)
    assert stranger.get(path).status_code == 200

    clock.later(hours=5)

    assert stranger.get(path).status_code == 404


def test_the_address_is_the_same_each_time_and_only_its_hash_is_kept(desk, kept, path, store):
    again = outcome_address(desk, REACHED, kept[0])

    assert again.endswith(path)
    assert path.removeprefix("/u/").encode() not in store.path.read_bytes()
    assert outcome_address(desk, REACHED, kept[1]) != again


def test_a_meeting_that_is_moved_keeps_its_link(desk, kept, path, visit, clock):
    with desk.store.writing() as connection:
        moved = screenings.update().where(screenings.c.meeting_id == kept[0])
        connection.execute(moved.values(day=date(2027, 1, 25)))
    outcome_address(desk, REACHED, kept[0])
    clock.later(days=42)

    assert 'name="course"' in visit().get(path).text


def test_without_an_address_of_the_service_there_is_no_link(desk, kept):
    assert outcome_address(desk, WebOptions(), kept[0]) == ""


@pytest.mark.parametrize(
    "secret", ["x", "a" * 22, "..", "%00", "å" * 22, "' OR 1=1 --"], ids=range(6)
)
def test_a_guessed_secret_leads_nowhere(visit, path, secret):
    assert visit().get(f"/u/{secret}").status_code in {404, 303}


def test_whoever_guesses_and_guesses_has_to_wait_but_a_right_secret_is_let_in(visit, path):
    stranger = visit()
    statuses = [stranger.get(f"/u/guess{number}").status_code for number in range(31)]

    assert statuses == [404] * 30 + [429]
    assert stranger.get(path).status_code == 200


def test_a_household_is_one_guesser_however_many_addresses_it_has(app):
    statuses = []
    for number in range(31):
        client = TestClient(app, client=(f"2001:db8::{number:x}", 50000))
        statuses.append(client.get(f"/u/guess{number}").status_code)

    assert statuses == [404] * 30 + [429]


def test_one_link_takes_no_flood(visit, path):
    stranger = visit()
    statuses = [stranger.post(path, data={}).status_code for _ in range(21)]

    assert statuses == [422] * 20 + [429]


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"course": "calm"}, "Välj vilken roll"),
        ({"role": "chair"}, "Välj hur det gick"),
        ({"role": "police", "course": "calm"}, "Välj vilken roll"),
        ({**CALM, "incidents": "många"}, "Skriv ett tal"),
        ({**CALM, "incidents": "-1"}, "Skriv ett tal"),
        ({**CALM, "incidents": "100"}, "Skriv ett tal"),
        ({**CALM, "lesson": "Anna Andersson ropade."}, "Texten verkar nämna"),
        ({**CALM, "lesson": "Ring 070-123 45 67"}, "telefonnummer"),
        ({**CALM, "lesson": "lång " * 1500}, "2000|2\u00a0000"),
    ],
    ids=["no role", "no course", "police", "many", "-1", "100", "name", "phone", "long"],
)
def test_what_cannot_be_kept_is_told_beside_its_field(visit, path, told, form, sentence):
    answer = visit().post(path, data=form)

    assert answer.status_code in {409, 422}
    assert any(one in answer.text for one in sentence.split("|"))
    assert told() == ()


def test_the_same_role_corrects_within_the_login(visit, path, told, kept):
    visit().post(path, data=CALM)
    chair = visit(Standing.CHAIR)
    before = chair.get(f"/mote/{kept[0]}/utfall").text
    form = {**CALM, "course": "loud", "incidents": "1"}

    answer = chair.post(f"/mote/{kept[0]}/utfall", data=form, headers=OWN)

    assert 'value="calm" checked' in before
    assert answer.status_code == 303
    assert [(one.course, one.incidents) for one in told()] == [(Course.LOUD, 1)]
    assert "Tack" in chair.get(answer.headers["location"]).text


def test_somebody_of_one_role_cannot_tell_for_another(visit, path, told, kept):
    clerk = visit(Standing.CLERK)

    answer = clerk.post(f"/mote/{kept[0]}/utfall", data=CALM, headers=OWN)

    assert answer.status_code == 422
    assert told() == ()


@pytest.mark.parametrize("standing", [Standing.READER, Standing.ADMINISTRATOR])
def test_who_may_not_tell_is_refused(visit, path, kept, standing):
    assert visit(standing).get(f"/mote/{kept[0]}/utfall").status_code in {403, 404}


def test_a_clerk_of_another_body_does_not_know_of_it(visit, path, kept, desk):
    with desk.store.reading() as connection:
        other = screening_of(connection, kept[1]).body.id

    assert visit(Standing.CLERK, other).get(f"/mote/{kept[0]}/utfall").status_code == 404


def test_what_is_told_is_logged_without_the_text(visit, path, desk, kept):
    visit().post(path, data={**CALM, "lesson": "Fler stolar behövs."})

    with desk.store.reading() as connection:
        latest = of_meeting(connection, kept[0])[0]
    assert (latest.actor, latest.act) == ("link", "outcome-told")
    assert "stolar" not in latest.content


def test_a_meeting_long_past_has_no_link(desk, kept, clock):
    clock.later(days=31)

    assert outcome_address(desk, REACHED, kept[0]) == ""


@pytest.mark.parametrize(
    ("standing", "leads"),
    [(Standing.CHAIR, True), (Standing.CLERK, True), (Standing.READER, False)],
    ids=["chair", "clerk", "reader"],
)
def test_the_sheet_leads_there_only_for_who_may_tell(kept, visit, app, standing, leads):
    app.state.house = replace(app.state.house, options=REACHED)

    page = visit(standing).get(f"/mote/{kept[0]}/blad/html").text

    assert ("https://moten.granvik.example/u/" in page) is leads
