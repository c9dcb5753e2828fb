"""Chats are told: Teams by a card, others by Apprise, whatever they answer."""

import json
import socket
import sys
from contextlib import nullcontext

import pytest
import responses
from told import EVERY, FULL, message
from web_receivers import answers, drip, flood, hang_up, receiving, silence

from agenda_risk.deliver import chat_child
from agenda_risk.deliver.chat import Chat, chats
from agenda_risk.errors import DeliveryError, MissingExtraError, MissingInputError
from agenda_risk.render.chat import as_chat

TOKEN = "3ccdd113474722377935511fc85d3dd4"
SLACK = "T1234ABCD/B1234ABCD/abcdefghijABCDEFGHIJ1234"
WORKFLOW = "https://{host}:{port}/workflows/abc123/triggers/manual/paths/invoke?sig=hemligt"


def mattermost(receiver) -> str:
    return f"mmost://127.0.0.1:{receiver.port}/{TOKEN}"


def sent(url, *every, seconds=30.0):
    with Chat({"sakerhet": url}, seconds=seconds).opened() as send:
        return send(message(*every), "sakerhet")


def refusal(url, **more) -> DeliveryError:
    with pytest.raises(DeliveryError) as refused:
        sent(url, FULL, **more)
    return refused.value


def test_a_chat_gets_what_a_message_says():
    with receiving(answers(200)) as receiver:
        sent(mattermost(receiver), *EVERY)

    (asked,) = receiver.asked
    told = json.loads(asked.body)
    said = as_chat(message(*EVERY))
    assert asked.line.startswith(f"POST /hooks/{TOKEN}")
    assert said.title in told["text"]
    assert said.text.rstrip() in told["text"]


def test_no_picture_from_elsewhere_is_linked():
    with receiving(answers(200)) as receiver:
        sent(mattermost(receiver), *EVERY)

    assert b"icon_url" not in receiver.asked[0].body
    assert b"github" not in receiver.asked[0].body


@pytest.mark.parametrize("status", [400, 404, 429, 500])
def test_what_a_chat_says_no_to_is_told(status):
    with receiving(answers(status)) as receiver:
        refused = refusal(mattermost(receiver))

    assert f"status {status}" in str(refused)
    assert not refused.is_final
    assert len(receiver.asked) == 1


def test_nobody_leads_us_elsewhere_by_a_chat():
    with receiving(answers(307, {"Location": "/elsewhere"})) as receiver:
        refusal(mattermost(receiver))

    assert len(receiver.asked) == 1


@pytest.mark.parametrize("behave", [silence, drip])
def test_a_chat_that_is_slow_is_left(behave):
    with receiving(behave) as receiver:
        refused = refusal(mattermost(receiver), seconds=3)

    assert "in time" in str(refused)
    assert not refused.is_final


def test_a_chat_that_answers_without_end_takes_only_its_own_process():
    with receiving(flood) as receiver:
        refused = refusal(mattermost(receiver), seconds=20)

    assert not refused.is_final


def test_a_chat_that_hangs_up_or_is_not_there_is_told():
    with receiving(hang_up) as receiver:
        refusal(mattermost(receiver))
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    assert not refusal(f"mmost://127.0.0.1:{port}/{TOKEN}").is_final


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nothing", "none that Apprise knows"),
        ("nosuch://a/b", "none that Apprise knows"),
        ("slack://", "none that Apprise knows"),
        (f"mmost://chat.granvik.example/{TOKEN}?channels=a,b", "leads to several"),
        (f"mmost://a.example/{TOKEN}, mmost://b.example/{TOKEN}", "leads to several"),
        ("syslog://", "on this machine"),
        ("DBus://", "on this machine"),
        ("windows://", "on this machine"),
    ],
)
def test_an_address_that_cannot_be_used_is_refused_for_good(url, said):
    refused = refusal(url)

    assert said in str(refused)
    assert refused.is_final
    assert TOKEN not in str(refused)


@pytest.mark.parametrize(
    "url",
    [
        f"https://hooks.slack.com/services/{SLACK}",
        f"mmosts://chat.granvik.example/{TOKEN}",
        "https://discord.com/api/webhooks/123456789012345678/" + "a" * 68,
        "rockets://hemligt/hemligt@chat.granvik.example",
        "ntfys://ntfy.granvik.example/agenda",
        "workflows://prod-1.westeurope.logic.azure.com:443/abc123/hemligt",
    ],
)
@pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # by Apprise, up to Python 3.12
def test_the_usual_chats_are_known_and_are_one_destination(url):
    assert len(chat_child.destination(url)) == 1


def test_a_workflow_of_teams_is_known_and_never_looked_for_within_a_network():
    with receiving(answers(202)) as receiver:
        refused = refusal(WORKFLOW.format(host="127.0.0.1", port=receiver.port))

    assert receiver.asked == []
    assert refused.is_final
    assert "hemligt" not in str(refused)


def test_a_chat_that_nobody_set_up_is_told():
    with Chat({}).opened() as send, pytest.raises(DeliveryError) as refused:
        send(message(FULL), "sakerhet")

    assert refused.value.is_final


def test_the_address_of_a_chat_stands_in_the_environment():
    assert chats({"sakerhet": "CHAT"}, {"CHAT": " slack://a \n"}) == {"sakerhet": "slack://a"}
    with pytest.raises(MissingInputError, match="CHAT"):
        chats({"sakerhet": "CHAT"}, {})


def test_what_a_workflow_asks_us_to_wait_is_told():
    url = WORKFLOW.format(host="prod-1.logic.azure.example", port=443)
    with responses.RequestsMock() as server:
        server.post(url, status=429, headers={"Retry-After": "30"})
        refused = refusal(url)

    assert refused.after == 30
    assert "hemligt" not in str(refused)


@pytest.mark.parametrize(
    ("url", "is_needed"),
    [("slack://a", True), ("https://a.example/workflows/a/triggers/manual/paths/invoke", False)],
    ids=["others", "teams"],
)
def test_apprise_is_asked_for_only_where_it_is_needed(monkeypatch, url, is_needed):
    monkeypatch.setitem(sys.modules, "apprise", None)  # as if it were not installed
    expected = pytest.raises(MissingExtraError, match=r"agenda-risk\[messages\]")

    with expected if is_needed else nullcontext():
        Chat({"chatt": url})
