"""An early warning through the front door: chosen on a page, sent by mail and by a webhook."""

import json
import re
from datetime import date, timedelta
from importlib.resources import files
from typing import NamedTuple
from urllib.parse import urlsplit

import jsonschema_rs
import pytest
from fastapi.testclient import TestClient
from messages.mail_servers import mail_server
from messages.web_receivers import answers, receiving
from telling.conftest import REACHED
from telling.test_first_sightings import ASKED, BOARD, COUNCIL, PROPOSAL, SCHOOLS, agenda, schools

from agenda_risk.access import Grant, Standing
from agenda_risk.deliver.mail import Mail
from agenda_risk.deliver.posting import Place
from agenda_risk.deliver.webhook import Target, Webhook
from agenda_risk.models import Channel
from agenda_risk.service.gathering import gather
from agenda_risk.service.reading import Readers
from agenda_risk.service.screening import keep_meeting
from agenda_risk.service.sending import Post, send_due
from agenda_risk.store.accounts import change_user
from agenda_risk.store.users import NewUser, add_user, begin_session
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions

OWN = {"Origin": REACHED.address}
FORM = {"name": "Tidigt", "lowest": "high", "first": "moderate", "rhythm": "at-once"}
SCHEMA = json.loads((files("agenda_risk.render") / "message.schema.json").read_text("utf-8"))
CLOSED = "Nedläggning av Björkängens skola"


@pytest.fixture
def known(town):
    old = agenda("Kultur- och fritidsnämnden", date(2026, 3, 2), ("Upprop", ""))
    keep_meeting(town.desk, town.source, old, "program")
    return town


@pytest.fixture
def eva(known):
    """Return the browser of a member of the security staff, who has an address."""
    destinations = ((Channel.WEBHOOK, "larm"),)
    options = WebOptions(address=REACHED.address, destinations=destinations)
    app = make_app(known.desk, options, Readers(workers=1))
    browser = TestClient(app, base_url=REACHED.address, follow_redirects=False)
    now = known.desk.now()
    with known.desk.store.writing() as connection:
        user = add_user(connection, NewUser("eva"), [Grant(Standing.SECURITY)], now)
        change_user(connection, user, address="eva@granvik.example")
        begin_session(connection, user, "eva", now, now + timedelta(days=99))
    browser.cookies.set("agenda-risk", "eva")
    return browser


class Sent(NamedTuple):
    """What left: the letters, and the bodies that a webhook got."""

    letters: list
    raw: list[bytes]
    bodies: list[dict]


@pytest.fixture
def sent(known, eva) -> Sent:
    """Let Eva subscribe by every way, and a case come to a committee and then to the board."""
    for channel in ("mail", "webhook:larm", "feed", "calendar"):
        answer = eva.post("/bevakningar", data={**FORM, "channel": channel}, headers=OWN)
        assert answer.status_code == 303
    board = agenda(BOARD, date(2026, 12, 1), (CLOSED, "BUN 2026/44", PROPOSAL))
    council = agenda(COUNCIL, date(2026, 12, 14), ("Upprop", ""))
    with mail_server() as mail, receiving(answers(200)) as hook:
        target = Target(Place(hook.url(), internal=True), b"key")
        ways = {
            Channel.MAIL: Mail(mail.place()).opened,
            Channel.WEBHOOK: Webhook({"larm": target}).opened,
        }
        for meetings in ([schools((ASKED, "BUN 2026/44"))], [board, council]):
            known.lists(*meetings)
            gather(known.desk)
            send_due(known.desk, Post(ways, REACHED))
            known.clock.later(hours=1)
    return Sent(mail.box.letters, mail.box.raw, [json.loads(one.body) for one in hook.asked])


def test_a_letter_warns_early_and_then_tells_the_way(sent):
    first, later = (one.get_body(("plain",)).get_content() for one in sent.letters)

    assert sent.letters[0]["subject"].startswith("Ärende som syns för första gången:")
    assert "Inget är beslutat än: här finns det fortfarande tid för dialog." in first
    assert re.search(r"Sågs första gången i barn- och utbildningsnämnden\W+den\W+16", later)
    assert "Väntas härnäst i kommunfullmäktige den 14 december 2026." in later
    assert "för första gången" not in later.partition("--")[0]


def test_a_webhook_gets_the_same_in_fields(sent):
    keeps = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)
    (new, old) = (one["data"]["meetings"][0] for one in sent.bodies)

    assert [keeps.is_valid(one) for one in sent.bodies] == [True, True]
    assert (new["event"], new["cases"][0]["is_new"]) == ("first", True)
    assert (old["event"], old["cases"][0]["first_seen"]["body"]) == ("raised", SCHOOLS)


def test_no_title_leaves(sent):
    assert not re.search("skol|Björk", " ".join(map(str, (sent.raw, sent.bodies))))


@pytest.mark.parametrize("ending", ["ics", "atom"])
def test_what_is_fetched_tells_no_days_that_do_not_stay_true(sent, eva, ending):
    (address,) = re.findall(rf"<code>([^<]+\.{ending})</code>", eva.get("/bevakningar").text)
    fetched = eva.get(urlsplit(address).path).content
    text = "".join(fetched.decode().split("\r\n "))

    assert "Ärendet syns för första gången." in text
    assert "Väntas härnäst i kommunfullmäktige" in text
    assert "kvar till" not in text


def test_the_overview_lists_what_is_new_where_it_can_be_read_on(known, eva):
    known.lists(schools(("Upprop", ""), (ASKED, "BUN 2026/44")))
    page = eva.get("/").text

    assert "Nya ärenden som kan väcka frågor" in page
    (address,) = re.findall(rf'<a href="(/arende/[^"]+)"><bdi>{ASKED}', page)
    assert eva.get(address).status_code == 200
    keep_meeting(
        known.desk, known.source,
        agenda(BOARD, date(2026, 10, 5), (ASKED, "BUN 2026/44")), "program",
    )  # fmt: skip
    assert "Nya ärenden som kan väcka frågor" not in eva.get("/").text


def test_the_preview_counts_what_would_have_been_new(known, eva):
    past = schools((ASKED, "BUN 2026/44"), day=date(2026, 10, 12))
    keep_meeting(known.desk, known.source, past, "program")
    page = eva.get("/bevakningar/ny", params={**FORM, "channel": "feed", "preview": "yes"}).text

    assert "Ett av sammanträdena hade ett ärende som syntes för första gången." in page
