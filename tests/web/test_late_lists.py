"""Supplementary lists that programs send: over the network, with the client and signed word."""

import base64
import hmac
import json
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256

import pytest
import requests
from http_servers import served

from agenda_risk.access import Grant, Standing
from agenda_risk.client import Client
from agenda_risk.service.reading import Readers
from agenda_risk.service.screening import kept_brief
from agenda_risk.store import seen_versions
from agenda_risk.store.keys import NewKey, add_key
from agenda_risk.store.screened import screenings
from agenda_risk.web.app import make_app
from agenda_risk.web.options import WebOptions

HOOK = b"a secret that a meeting system signs with"
KEY = "ar_of_the_meeting_system"
HEAD = "Granviks kommun\n\nDatum: 2026-12-14\n"
WHOLE = (
    f"Kallelse till Kommunfullmäktige\n{HEAD}Tid: 18:00\nPlats: Folkets hus\n\nÄrenden\n"
    "1. Upprop\n2. Nedläggning av Björkängens skola\n3. Redovisning av motioner\n"
)
LATE = f"Kommunfullmäktige\nTilläggslista\n{HEAD}\nÄrenden\n4. Stängning av badhuset\n"
UNSAID = f"Kommunfullmäktige\n{HEAD}\nÄrenden\n4. Stängning av badhuset\n"


class Staying(Readers):
    """Readers that outlive the servers they read for."""

    def close(self) -> None:
        """Stay: the next test reads with the same processes."""


@pytest.fixture(scope="module")
def readers():
    readers = Staying(workers=1)
    yield readers
    super(Staying, readers).close()


@pytest.fixture
def address(desk, readers):
    with desk.store.writing() as connection:
        add_key(connection, NewKey("system", Grant(Standing.CLERK)), KEY, desk.now())
    with served(make_app(desk, WebOptions(webhooks={"system": HOOK}), readers)) as address:
        yield address


@pytest.fixture
def client(address):
    return Client(address, KEY)


@pytest.fixture
def send(client, tmp_path):
    """Return what sends a text as a file and has it kept, and gives what it did."""

    def sent(text: str, name: str = "dagordning.txt", **more):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return client.send(tmp_path / name, keep=True, **more)["arrival"]

    return sent


def titles(desk) -> list[tuple[str, str]]:
    with desk.store.reading() as connection:
        (row,) = screenings(connection)
    brief, _file = kept_brief(desk, row.meeting)
    return [(item.title.text, item.state.value) for item in brief.meeting.items]


AGENDA = [
    ("Upprop", "listed"),
    ("Nedläggning av Björkängens skola", "listed"),
    ("Redovisning av motioner", "listed"),
]
LATER = ("Stängning av badhuset", "added")


@pytest.mark.parametrize(
    ("text", "name", "sign"),
    [
        (LATE, "dagordning.txt", ("heading", "Tilläggslista")),
        (UNSAID, "tillaggslista_kf.txt", ("name", "tillaggslista kf.txt")),
        (
            UNSAID.replace("Ärenden\n", "Ärenden\nTillkommande ärenden\n"),
            "dagordning.txt",
            ("heading", "Tillkommande ärenden"),
        ),
        (UNSAID, "dagordning.txt", ("few", "")),
    ],
    ids=["heading", "name", "group", "few"],
)
def test_what_is_a_supplementary_list_is_added(send, desk, text, name, sign):
    first = send(WHOLE)

    told = send(text, name)

    assert (first["done"], first["sign"]) == ("new", "first")
    assert (told["done"], told["sign"], told["words"]) == ("joined", *sign)
    assert (told["added"], told["gone"]) == (["Stängning av badhuset"], [])
    assert titles(desk) == [*AGENDA, LATER]


def test_a_whole_agenda_stands_instead_and_what_went_is_told(send, desk):
    send(WHOLE)

    told = send(WHOLE.replace("3. Redovisning av motioner", "3. Stängning av badhuset"))

    assert (told["done"], told["sign"]) == ("replaced", "whole")
    assert (told["added"], told["gone"]) == (["Stängning av badhuset"], ["Redovisning av motioner"])
    assert titles(desk) == [*AGENDA[:2], ("Stängning av badhuset", "listed")]


def test_a_corrected_summons_leaves_what_a_supplementary_list_brought(send, desk):
    send(WHOLE)
    send(LATE)
    told = send(WHOLE.replace("3. Redovisning av motioner", "3. Motioner"))
    again = send(WHOLE.replace("3. Redovisning av motioner", "3. Motioner"))

    assert (told["done"], told["sign"]) == ("replaced", "whole")
    assert told["gone"] == ["Redovisning av motioner"]
    assert (again["done"], send(LATE)["sign"]) == ("unchanged", "same")
    assert titles(desk) == [*AGENDA[:2], ("Motioner", "listed"), LATER]


def test_the_sender_may_say_which_it_is(send, desk):
    send(WHOLE)

    joined = send(WHOLE.replace("Redovisning av motioner", "Budget"), supplement="join")
    replaced = send(LATE, supplement="replace")

    assert (joined["done"], joined["sign"], joined["added"]) == ("joined", "asked", ["Budget"])
    assert (replaced["done"], replaced["sign"], len(replaced["gone"])) == ("replaced", "asked", 4)
    assert [title for title, _state in titles(desk)] == ["Stängning av badhuset"]


def test_what_comes_again_changes_nothing(send, desk):
    send(WHOLE)
    send(LATE)
    again = [send(LATE), send(WHOLE), send(LATE + "\n"), send(LATE, supplement="join")]

    assert [one["done"] for one in again] == ["unchanged"] * 4
    assert [one["sign"] for one in again] == ["same", "same", "heading", "asked"]
    assert titles(desk) == [*AGENDA, LATER]
    assert len(seen_versions(desk.store, 1)) == 2


def test_an_agenda_that_comes_after_its_supplementary_list_is_whole(send, desk):
    send(LATE)

    told = send(WHOLE)

    assert told["gone"] == []
    assert titles(desk) == [*AGENDA, LATER]


def test_what_a_list_proposes_anew_holds(client, desk):
    agenda = {"body": "Kommunstyrelsen", "date": "2026-12-14"}
    items = [{"title": title, "proposal": "Ja."} for title in ("Upprop", "Budget", "Skolan")]
    client.send_agenda({**agenda, "items": items}, keep=True)

    late = [{"title": "Budget", "proposal": "Badhuset stängs."}]
    told = client.send_agenda({**agenda, "items": late}, keep=True)["arrival"]

    assert (told["done"], told["added"], told["gone"]) == ("joined", [], [])
    brief, _file = kept_brief(desk, 1)
    assert [one.proposal.text for one in brief.meeting.items] == ["Ja.", "Badhuset stängs.", "Ja."]


def test_people_are_told_what_was_judged_and_not_asked(send, desk):
    send(WHOLE)
    send(UNSAID)

    brief, _file = kept_brief(desk, 1)
    (notice,) = brief.meeting.notices
    assert notice.msgid.startswith("{name} was added to the agenda that was known")


def test_lists_that_come_at_once_are_all_added(send, client, desk):
    send(WHOLE)
    agenda = {"organisation": {"name": "Granviks kommun"}, "body": "Kommunfullmäktige"}
    lists = [
        {**agenda, "date": "2026-12-14", "items": [{"title": f"Sent ärende {number}"}]}
        for number in range(4)
    ]

    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda one: client.send_agenda(one, keep=True, supplement="join"), lists)

    assert [one["arrival"]["done"] for one in answers] == ["joined"] * 4
    assert len(titles(desk)) == 7


def test_word_of_a_supplementary_list_adds_to_the_meeting(address, desk, clock):
    def word(event: str, **more):
        content = json.dumps({"type": "agenda.changed", **more}).encode()
        at = f"{int(clock().timestamp())}"
        whole = b".".join((event.encode(), at.encode(), content))
        signed = base64.b64encode(hmac.new(HOOK, whole, sha256).digest()).decode()
        headers = {
            "webhook-id": event,
            "webhook-timestamp": at,
            "webhook-signature": f"v1,{signed}",
        }
        url = f"{address}/api/v1/webhooks/system"
        return requests.post(url, data=content, headers=headers, timeout=60).json()

    agenda = {"body": "Kommunfullmäktige", "date": "2026-12-14"}
    items = [{"title": "Upprop"}, {"title": "Nedläggning av Björkängens skola"}]
    late = {**agenda, "items": [{"title": "Stängning av badhuset"}]}
    word("1", agenda={**agenda, "items": items})

    told = word("2", agenda=late)
    again = word("2", agenda=late)
    said = word("3", agenda=late, supplement="replace")

    assert told == again
    assert (told["arrival"]["done"], told["arrival"]["sign"]) == ("joined", "few")
    assert said["arrival"]["gone"] == ["Upprop", "Nedläggning av Björkängens skola"]


def test_an_unknown_way_is_refused(client):
    with pytest.raises(Exception, match="422"):
        client.send_agenda({"body": "KF", "items": []}, supplement="both")
