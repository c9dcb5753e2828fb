"""Bevakningar: seen before it is kept, changed, silenced, and stopped without a login."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from made_meetings import NOW, meeting

from agenda_risk.access import Standing
from agenda_risk.models import Channel, MeetingState, Moment, Purpose
from agenda_risk.service.scheduler import Work, tell
from agenda_risk.service.screening import keep_meeting
from agenda_risk.service.sending import Post
from agenda_risk.service.tokens import signer
from agenda_risk.store import known_sources
from agenda_risk.store.accounts import change_user
from agenda_risk.store.leases import Chore, put_chore
from agenda_risk.store.log import logged
from agenda_risk.store.outbox import NewLetter, end_letter, letters, put_letters, put_off
from agenda_risk.store.subscriptions import subscription_numbered
from agenda_risk.store.users import users
from agenda_risk.web.options import WebOptions

OWN = {"Origin": "http://granvik.example"}
FORM = {"name": "Allt", "lowest": "moderate", "channel": "mail", "rhythm": "daily"}
PLACES = (
    "Almby", "Björkås", "Dalsby", "Ekeby", "Forsby", "Grinda", "Hammar", "Ingared", "Järpås",
    "Kvarnby", "Lövsta", "Mossby", "Norrby", "Orrholm", "Persbo", "Rönninge", "Sandvik", "Tallmo",
    "Ulvsby", "Vikby", "Åsarp", "Östanå",
)  # fmt: skip
CLOSURE = "Nedläggning av Björkängens skola"


@pytest.fixture
def eva(visit, desk):
    """Return the browser of a member of the security staff, who has an address."""
    browser = visit(Standing.SECURITY)
    with desk.store.writing() as connection:
        change_user(connection, 1, address="eva@granvik.example")
    return browser


def first(desk):
    with desk.store.reading() as connection:
        return subscription_numbered(connection, 1)


def held(desk, *days: date, **more) -> None:
    """Let meetings with a raised item have been held on *days*."""
    (source,) = known_sources(desk.store)
    for day in days:
        one = meeting("Kommunfullmäktige", 1, CLOSURE, id=f"{day}", start=Moment(day=day), **more)
        keep_meeting(desk, source.id, one, "program")


def test_a_subscription_is_added_shown_changed_paused_and_taken_away(eva, desk, kept):
    answer = eva.post("/bevakningar", data={**FORM, "words": "skola, vindkraft"}, headers=OWN)
    assert answer.headers["location"] == "/bevakningar?done=added"
    page = eva.get("/bevakningar?done=added").text
    assert "skola, vindkraft" in page
    assert "Med e-post, varje dag kl. 07.00" in page

    eva.post("/bevakningar/1", data={**FORM, "name": "Höga", "lowest": "high"}, headers=OWN)
    assert first(desk).terms.wanted.lowest == "high"
    assert "också när inget lyfts fram" not in page
    eva.post("/bevakningar/1/paus", data={"paused": "yes"}, headers=OWN)
    assert first(desk).paused
    eva.post("/bevakningar/1/paus", data={"paused": "no"}, headers=OWN)
    assert not first(desk).paused
    eva.post("/bevakningar/1/bort", headers=OWN)
    assert first(desk) is None
    assert "Du bevakar inget än" in eva.get("/bevakningar").text


def test_what_was_done_is_logged_without_words_and_addresses(eva, desk, kept):
    eva.post("/bevakningar", data={**FORM, "words": "Björkängen"}, headers=OWN)
    eva.post("/konto/meddelanden", data={"address": "ek@granvik.example"}, headers=OWN)

    with desk.store.reading() as connection:
        told = [one for one in logged(connection) if one.actor == "user:1"]
    assert [one.act for one in told] == ["subscribed", "address-set"]
    assert not [one for one in told if "Björk" in one.content or "granvik" in one.content]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "Skriv ett namn på bevakningen"),
        ({"ahead": "många"}, "Skriv dagarna i förväg som ett tal"),
        ({"ahead": "0"}, "Skriv dagarna i förväg som ett tal"),
        ({"words": "x" * 101}, "Skriv högst 50 ord"),
        ({"channel": "chat:okänd"}, "Välj vart meddelandena ska gå."),
        ({"rhythm": "ibland"}, "Välj hur ofta"),
        ({"first": "none"}, "Välj från vilken nivå du vill höra om nya ärenden."),
        ({"body": "77"}, "Välj organ som du får läsa."),
        ({"body": "två"}, "Välj organ som du får läsa."),
    ],
    ids=[
        "no-name",
        "no-number",
        "nought",
        "long",
        "channel",
        "rhythm",
        "first",
        "unknown-body",
        "no-body",
    ],
)
def test_what_cannot_be_meant_is_told_beside_the_form_which_stays_filled_in(eva, desk, wrong, said):
    answer = eva.post("/bevakningar", data={**FORM, "words": "skola", **wrong}, headers=OWN)

    assert answer.status_code == 409
    assert said in answer.text
    assert "skola" in answer.text or "words" in wrong
    assert first(desk) is None


def test_without_an_address_there_is_no_mail_and_the_page_says_where_to_write_it(visit, desk):
    browser = visit(Standing.SECURITY)
    answer = browser.post("/bevakningar", data=FORM, headers=OWN)

    assert "Skriv först din e-postadress under Mitt konto." in answer.text
    assert "Du har ingen e-postadress här än." in browser.get("/bevakningar").text


def test_the_preview_tells_messages_and_meetings_by_month_and_keeps_nothing(eva, desk, kept):
    held(desk, date(2026, 3, 3), date(2026, 3, 4), date(2026, 9, 14))
    held(desk, date(2026, 9, 21), state=MeetingState.CANCELLED)
    held(desk, date(2024, 9, 16))
    page = eva.get("/bevakningar/ny", params={**FORM, "rhythm": "weekly", "preview": "yes"}).text

    rows = re.findall(r"<th scope=\"row\">([^<]*)</th><td class=\"n\">(\d+)</td>", page)
    assert [row for row in rows if row[1] != "0"] == [("Mars 2026", "1"), ("September 2026", "1")]
    assert "<b>2 meddelanden</b> om 3 sammanträden." in page
    assert first(desk) is None


def told_early(desk, *days: date) -> None:
    """Let a committee have had matters before it on *days*, numbered by their months."""
    held(desk, date(2025, 11, 3))
    (source,) = known_sources(desk.store)
    for day in days:
        number = min(day.month, 10)
        title = f"Samråd om översiktsplan för {('Norrby', 'Söderby')[day.month % 2]}"
        one = meeting("Barn- och utbildningsnämnden", 1, title, id=f"{day}", start=Moment(day=day))
        items = tuple(
            item.model_copy(update={"case_number": f"BUN 2026/{number}"}) for item in one.items
        )
        keep_meeting(desk, source.id, one.model_copy(update={"items": items}), "program")


def test_the_preview_counts_first_sightings_and_each_case_once(eva, desk, kept):
    told_early(desk, date(2026, 3, 3), date(2026, 8, 18), date(2026, 10, 6), date(2026, 11, 3))
    form = {**FORM, "lowest": "high", "words": "översiktsplan", "preview": "yes"}

    assert "Inget hade skickats." in eva.get("/bevakningar/ny", params=form).text
    page = eva.get("/bevakningar/ny", params={**form, "first": "low"}).text
    assert "<b>3 meddelanden</b> om 3 sammanträden." in page
    assert "3 av sammanträdena hade ett ärende som syntes för första gången." in page
    raised = eva.get("/bevakningar/ny", params={**form, "first": "moderate"}).text
    assert "Inget hade skickats." in raised


def test_first_sightings_are_chosen_shown_and_kept(eva, desk, kept):
    eva.post("/bevakningar", data={**FORM, "first": "low"}, headers=OWN)

    assert first(desk).terms.wanted.first == "low"
    assert "Syns för första gången, från nivån" in eva.get("/bevakningar").text
    assert (
        '<option value="low" selected>Säg till, från nivån lågt' in eva.get("/bevakningar/1").text
    )


def test_the_preview_warns_of_a_flood_of_first_sightings(eva, desk, kept):
    held(desk, date(2025, 11, 3))
    (source,) = known_sources(desk.store)
    for number in range(22):
        title = f"Samråd om översiktsplan för {PLACES[number]}"
        day = date(2026, 9, number + 1)
        one = meeting("Barn- och utbildningsnämnden", 1, title, id=f"{day}", start=Moment(day=day))
        keep_meeting(desk, source.id, one, "program")
    form = {**FORM, "rhythm": "at-once", "preview": "yes"}

    assert "fler än 20 meddelanden" not in eva.get("/bevakningar/ny", params=form).text
    early = eva.get("/bevakningar/ny", params={**form, "first": "low"}).text
    assert "fler än 20 meddelanden" in early


def test_the_preview_warns_of_a_flood(eva, desk, kept):
    held(desk, *(date(2026, 9, day) for day in range(1, 23)))
    wanted = {**FORM, "rhythm": "at-once", "preview": "yes"}

    assert "fler än 20 meddelanden" in eva.get("/bevakningar/ny", params=wanted).text
    calm = eva.get("/bevakningar/ny", params={**wanted, "rhythm": "weekly"}).text
    assert "fler än 20 meddelanden" not in calm


def test_the_preview_says_where_nothing_would_have_been_sent(eva, kept):
    page = eva.get("/bevakningar/ny", params={**FORM, "words": "okänt", "preview": "yes"}).text

    assert "Inget hade skickats." in page


def test_a_subscription_of_somebody_else_is_not_there(eva, visit, kept):
    eva.post("/bevakningar", data=FORM, headers=OWN)
    other = visit(Standing.READER)

    assert other.get("/bevakningar/1").status_code == 404
    for path in ("", "/paus", "/bort", "/adress"):
        assert other.post(f"/bevakningar/1{path}", data=FORM, headers=OWN).status_code == 404


def test_who_reads_one_body_is_shown_one_and_may_not_choose_others(visit, desk, kept):
    reader = visit(Standing.READER, 2)
    with desk.store.writing() as connection:
        change_user(connection, 1, address="rut@granvik.example")

    page = reader.get("/bevakningar/ny").text
    assert "Socialnämnden" in page
    assert "Kommunfullmäktige" not in page
    answer = reader.post("/bevakningar", data={**FORM, "body": "1"}, headers=OWN)
    assert "Välj organ som du får läsa." in answer.text


def test_the_address_of_a_calendar_is_shown_again_and_can_be_changed(eva, desk, kept):
    eva.post("/bevakningar", data={**FORM, "channel": "calendar"}, headers=OWN)
    address = re.compile(r"http://granvik.example/f/f1-\d\.[\w-]+\.ics")
    (before,) = address.findall(eva.get("/bevakningar").text)
    eva.post("/bevakningar/1/adress", headers=OWN)
    (after,) = address.findall(eva.get("/bevakningar").text)

    assert before != after


# Stopping without a login


def test_a_link_stops_a_subscription_with_one_click_from_anywhere(eva, visit, desk, kept):
    eva.post("/bevakningar", data=FORM, headers=OWN)
    path = f"/bevakningar/stopp/{signer(desk).stop(1, 1)}"
    stranger = visit()

    page = stranger.get(path)
    assert "Stoppa meddelandena?" in page.text
    assert page.headers["referrer-policy"] == "no-referrer"
    assert first(desk).paused is None
    click = {"List-Unsubscribe": "One-Click"}
    foreign = {"Origin": "https://post.example", "Sec-Fetch-Site": "cross-site"}
    assert stranger.post(path, data=click, headers=foreign).status_code == 200
    assert first(desk).paused


def test_a_link_stops_what_goes_with_a_role_and_my_account_starts_it_again(eva, visit, desk):
    visit().post(f"/bevakningar/stopp/{signer(desk).stop(None, 1)}")
    assert not notices(desk)
    form = {"address": "eva@granvik.example", "notices": "yes"}
    eva.post("/konto/meddelanden", data=form, headers=OWN)

    assert notices(desk)


def notices(desk):
    with desk.store.reading() as connection:
        return users(connection)[0].notices


def test_a_guessed_link_leads_nowhere(visit):
    for token in ("s1.AAAA", "x", "s1"):
        assert visit().get(f"/bevakningar/stopp/{token}").status_code == 404
        assert visit().post(f"/bevakningar/stopp/{token}").status_code == 404


# Addresses, and letters that did not arrive


@pytest.mark.parametrize(
    "address", ["eva", "eva@", "a b@granvik.example", "a@b.example,c@d.example"]
)
def test_what_is_no_address_is_refused(eva, desk, address):
    answer = eva.post("/konto/meddelanden", data={"address": address}, headers=OWN)

    assert "Skriv en e-postadress" in answer.text
    with desk.store.reading() as connection:
        assert users(connection)[0].address == "eva@granvik.example"


def test_the_administrator_says_where_messages_go(visit, desk):
    admin = visit(Standing.ADMINISTRATOR)
    form = {"address": "vd@granvik.example"}
    admin.post("/administration/konton/1/adress", data=form, headers=OWN)

    with desk.store.reading() as connection:
        assert users(connection)[0].address == "vd@granvik.example"


def test_a_message_that_did_not_arrive_is_shown_to_the_administrator_and_tried_again(visit, desk):
    admin = visit(Standing.ADMINISTRATOR)
    now = desk.now()
    with desk.store.writing() as connection:
        letter = NewLetter("u1-h1", None, 1, Channel.MAIL, Purpose.NOTICE, ())
        put_letters(connection, [letter], now)
        fault = {"msgid": "There is no address to send to.", "fields": {}}
        put_off(connection, 1, None, fault, now)
    assert "Det finns ingen adress att skicka till." in admin.get("/administration").text
    admin.post("/administration/brev/1", headers=OWN)

    with desk.store.reading() as connection:
        assert [one.name for one in letters(connection, "waiting")] == ["u1-h1"]


def test_the_administrator_sees_that_nobody_works_any_more(visit, desk, clock):
    admin = visit(Standing.ADMINISTRATOR)
    assert "Inga schemalagda jobb" not in admin.get("/administration").text
    tell(Work(desk, Post({}), "one", lambda _renew: None))
    clock.later(minutes=19)
    assert "Inga schemalagda jobb" not in admin.get("/administration").text
    clock.later(minutes=2)

    assert "Inga schemalagda jobb har körts sedan" in admin.get("/administration").text


def test_destinations_are_only_those_that_the_settings_name(app, eva, desk, kept):
    told = WebOptions(destinations=((Channel.CHAT, "teams"),))
    app.state.house = app.state.house.__class__(
        desk, told, app.state.house.readers, app.state.house.addresses
    )
    assert "I en chatt: teams" in eva.get("/bevakningar/ny").text
    eva.post("/bevakningar", data={**FORM, "channel": "chat:teams"}, headers=OWN)

    assert first(desk).terms.destination == "teams"


@pytest.fixture
def send(desk):
    """Return what puts a message of the first subscription out, which arrives or does not."""
    fault = {"msgid": "The server {server} cannot be reached.", "fields": {"server": "smtp"}}

    def put(name: str, *, arrives: bool, due=None) -> None:
        letter = NewLetter(name, 1, 1, Channel.MAIL, Purpose.DIGEST, ())
        with desk.store.writing() as connection:
            put_letters(connection, [letter], desk.now())
            (number,) = (one.id for one in letters(connection, "waiting") if one.name == name)
            if arrives:
                end_letter(connection, number, "sent", desk.now())
            else:
                put_off(connection, number, due, fault, desk.now())

    return put


def test_a_subscription_tells_when_it_was_last_heard_of(eva, send, kept):
    eva.post("/bevakningar", data=FORM, headers=OWN)
    assert "Inget de senaste 90 dagarna" in eva.get("/bevakningar").text

    send("a", arrives=True)

    page = eva.get("/bevakningar").text
    assert "Inget de senaste 90 dagarna" not in page
    assert "har inte kommit fram" not in page


def test_a_subscription_tells_what_has_not_arrived_until_something_does(eva, desk, send, kept):
    eva.post("/bevakningar", data=FORM, headers=OWN)

    send("a", arrives=False, due=desk.now())
    assert "Vi försöker igen." in eva.get("/bevakningar").text
    send("b", arrives=False)
    assert "säg till er administratör" in eva.get("/bevakningar").text
    send("c", arrives=True)
    assert "har inte kommit fram" not in eva.get("/bevakningar").text


def test_what_is_read_after_midnight_is_told_with_the_rest_of_that_day(eva, desk, kept, clock):
    for at, day in ((datetime(2026, 11, 1, 23, 30), 20), (datetime(2026, 11, 2, 10), 21)):
        clock.time = at.replace(tzinfo=UTC)
        held(desk, date(2026, 11, day))
    clock.time = NOW

    page = eva.get("/bevakningar/ny", params={**FORM, "preview": "yes"}).text

    assert "<b>ett meddelande</b> om 2 sammanträden." in page


def test_what_goes_wrong_by_the_clock_is_told_to_the_administrator_for_a_day(visit, desk):
    admin = visit(Standing.ADMINISTRATOR)
    fault = {"msgid": "{url} could not be reached.", "fields": {"url": "moten.granvik.example"}}
    with desk.store.writing() as connection:
        put_chore(connection, Chore("tell failed", desk.now(), fault))

    assert "moten.granvik.example gick inte att nå." in admin.get("/administration").text
    with desk.store.writing() as connection:
        put_chore(connection, Chore("tell failed", desk.now() - timedelta(hours=25), fault))
    assert "gick inte att nå" not in admin.get("/administration").text


@pytest.mark.parametrize("has_mail", [True, False], ids=["mail", "no-mail"])
def test_where_no_mail_can_be_sent_it_is_said_before_anybody_waits_for_it(eva, app, has_mail):
    house = app.state.house
    app.state.house = replace(house, options=replace(house.options, has_mail=has_mail))

    pages = [eva.get(one).text for one in ("/bevakningar", "/bevakningar/ny", "/konto")]

    assert {"kan inte skicka e-post" in one for one in pages} == {not has_mail}
