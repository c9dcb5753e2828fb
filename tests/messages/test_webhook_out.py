"""Other programs are told by webhooks, whatever they answer."""

import base64
import json
import socket
import time
from datetime import UTC, datetime, timedelta

import pytest
import standardwebhooks
import trustme
from mail_servers import trusted
from told import EVERY, FULL, message
from web_receivers import answers, drip, flood, hang_up, noise, receiving, silence

from agenda_risk.deliver.posting import LIMITS, Place
from agenda_risk.deliver.webhook import Target, Webhook, targets
from agenda_risk.errors import DeliveryError, MissingInputError
from agenda_risk.message_settings import Receiver
from agenda_risk.render.message_json import as_json
from agenda_risk.signing import signature

KEY = b"0123456789abcdef01234567"
SECRET = "whsec_" + base64.b64encode(KEY).decode()
QUICK = LIMITS._replace(connect=1, read=1, page_seconds=2)


def place(url, **more) -> Place:
    return Place(url, **{"internal": True, "limits": QUICK, **more})


def sent(to: Place, *every, now=None):
    clock = {"now": lambda: now} if now else {}
    with Webhook({"larm": Target(to, KEY)}, **clock).opened() as send:
        return send(message(*every), "larm")


def refusal(to: Place) -> DeliveryError:
    with pytest.raises(DeliveryError) as refused:
        sent(to, FULL)
    return refused.value


# What arrives


def test_the_message_arrives_as_json():
    with receiving(answers(204)) as receiver:
        sent(place(receiver.url() + "/hook?a=b"), *EVERY)

    (asked,) = receiver.asked
    assert asked.line == "POST /hook?a=b HTTP/1.1"
    assert asked.headers["content-type"] == "application/json"
    assert asked.body == as_json(message(*EVERY))


def test_the_signature_holds_for_those_who_follow_the_standard():
    with receiving(answers(200)) as receiver:
        sent(place(receiver.url()), *EVERY)

    (asked,) = receiver.asked
    verified = standardwebhooks.Webhook(SECRET).verify(asked.body, asked.headers)
    assert verified["type"] == "message.digest"


def test_a_body_that_was_touched_does_not_hold():
    with receiving(answers(200)) as receiver:
        sent(place(receiver.url()), *EVERY)

    (asked,) = receiver.asked
    with pytest.raises(standardwebhooks.WebhookVerificationError):
        standardwebhooks.Webhook(SECRET).verify(asked.body + b" ", asked.headers)


def test_the_signature_is_that_of_the_example_in_the_standard():
    key = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")

    made = signature(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')

    assert made == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_what_is_sent_again_has_the_same_id_and_a_new_time():
    first, then = datetime(2026, 12, 7, 6, tzinfo=UTC), datetime(2026, 12, 7, 7, tzinfo=UTC)
    with receiving(answers(200)) as receiver:
        numbers = {sent(place(receiver.url()), FULL, now=at) for at in (first, then)}

    told = [(one.headers["webhook-id"], one.headers["webhook-timestamp"]) for one in receiver.asked]
    (number,) = numbers
    assert told == [(number, "1796623200"), (number, "1796626800")]
    assert "." not in number
    assert json.loads(receiver.asked[0].body)["data"]["id"] == number


def test_the_program_says_who_it_is_and_nothing_of_its_surroundings():
    with receiving(answers(200)) as receiver:
        sent(place(receiver.url()), FULL)

    headers = receiver.asked[0].headers
    assert headers["user-agent"].startswith("agenda-risk/")
    assert not {"cookie", "authorization", "referer"} & set(headers)


# What is answered


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_what_is_taken_is_sent(status):
    with receiving(answers(status, body=b"" if status == 204 else b"thanks")) as receiver:
        assert sent(place(receiver.url()), FULL)


@pytest.mark.parametrize(
    ("status", "is_final"),
    [
        (400, False),
        (401, False),
        (404, False),
        (410, True),
        (429, False),
        (500, False),
        (503, False),
    ],
)
def test_only_gone_is_final(status, is_final):
    with receiving(answers(status)) as receiver:
        refused = refusal(place(receiver.url()))

    assert refused.is_final is is_final
    assert str(status) in str(refused)


SOON = datetime(2026, 12, 7, 6, 0, tzinfo=UTC)


def stamp(moment):
    return moment.strftime("%a, %d %b %Y %H:%M:%S GMT")


@pytest.mark.parametrize(
    ("headers", "after"),
    [
        ({"Retry-After": "120"}, 120.0),
        ({"Retry-After": stamp(SOON + timedelta(minutes=5)), "Date": stamp(SOON)}, 300.0),
        ({"Retry-After": stamp(SOON - timedelta(minutes=5)), "Date": stamp(SOON)}, 0.0),
        ({"Retry-After": "999999999"}, 86_400.0),
        ({"Retry-After": "soon"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "١٢"}, None),
        ({}, None),
    ],
    ids=["seconds", "date", "past", "too long", "words", "negative", "other digits", "none"],
)
@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_that_is_asked_for_is_told(status, headers, after):
    bare = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    with receiving(answers(status, bare)) as receiver:
        assert refusal(place(receiver.url())).after == after


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_nobody_leads_us_elsewhere(status):
    with receiving(answers(status, {"Location": "/elsewhere"})) as receiver:
        refused = refusal(place(receiver.url()))

    assert len(receiver.asked) == 1
    assert "never followed" in str(refused)


@pytest.mark.parametrize(
    ("behave", "said"),
    [
        (silence, "in time"),
        (hang_up, "broke off"),
        (noise, "broke off"),
        (drip, "too slowly"),
    ],
)
def test_a_server_that_fails_is_told_in_time(behave, said):
    begun = time.monotonic()
    with receiving(behave) as receiver:
        refused = refusal(place(receiver.url()))

    assert said in str(refused)
    assert not refused.is_final
    assert time.monotonic() - begun < 15


def test_of_an_endless_answer_nothing_is_read():
    begun = time.monotonic()
    with receiving(flood) as receiver:
        sent(place(receiver.url()), FULL)

    assert time.monotonic() - begun < 15


def test_a_server_that_is_not_there_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    refused = refusal(place(f"http://127.0.0.1:{port}"))

    assert "could not be reached" in str(refused)
    assert not refused.is_final


# Where it may go


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1"],
)
def test_a_place_within_a_network_is_not_asked_unless_it_is_ours(host):
    with receiving(answers(200)) as receiver:
        refused = refusal(place(f"http://{host}:{receiver.port}", internal=False))

    assert receiver.asked == []
    assert refused.is_final
    assert "internal = true" in str(refused)


@pytest.mark.parametrize("internal", [False, True])
def test_where_clouds_keep_their_secrets_is_never_asked(internal):
    refused = refusal(place("http://169.254.169.254/latest", internal=internal))

    assert refused.is_final


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.example", "http://", "https://[x"])
def test_what_is_no_address_of_the_web_is_refused_without_telling_it(url):
    refused = refusal(place(url))

    assert url not in str(refused)


def test_an_address_is_not_told_with_its_secrets():
    with receiving(answers(500)) as receiver:
        refused = refusal(place(receiver.url() + "/hemligt?sig=hemligt"))

    assert "hemligt" not in str(refused)


def test_a_certificate_of_a_stranger_is_refused_and_our_own_is_known(tmp_path):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(tmp_path / "own.pem")
    with receiving(answers(200), trusted(authority)) as receiver:
        url = receiver.url("https", "localhost")
        refused = refusal(place(url))
        sent(place(url, certificates=str(tmp_path / "own.pem")), FULL)

    assert "no certificate that can be trusted" in str(refused)
    assert len(receiver.asked) == 1


# Who is told


def test_a_receiver_that_nobody_set_up_is_told():
    with Webhook({}).opened() as send, pytest.raises(DeliveryError) as refused:
        send(message(FULL), "larm")

    assert refused.value.is_final


def test_the_secret_stands_in_the_environment():
    told = Receiver(url="https://larm.granvik.example", secret_variable="LARM_SECRET")

    assert targets({"larm": told}, {"LARM_SECRET": SECRET})["larm"].key == KEY
    with pytest.raises(MissingInputError, match="LARM_SECRET"):
        targets({"larm": told}, {})
    with pytest.raises(MissingInputError, match="whsec_"):
        targets({"larm": told}, {"LARM_SECRET": "whsec_å!"})
