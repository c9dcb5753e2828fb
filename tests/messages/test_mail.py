"""Mail is handed over to real servers, also to those that are slow, wrong or not there."""

import socket
import time
import tracemalloc

import pytest
import trustme
from mail_servers import (
    DRIP,
    ENDLESS,
    HANG_UP,
    PASSWORD,
    SENDER,
    SILENCE,
    USER,
    mail_server,
    scripted,
    trusted,
    with_login,
)
from told import EVERY, FULL, message, told

from agenda_risk.deliver.mail import Mail, MailLimits
from agenda_risk.deliver.smtp import MailServer
from agenda_risk.errors import DeliveryError

READER = "anna.andersson@granvik.example"
QUICK = MailLimits(answer=0.5, message=1)


@pytest.fixture(scope="module")
def authority():
    return trustme.CA()


@pytest.fixture(scope="module")
def certificates(authority, tmp_path_factory):
    path = tmp_path_factory.mktemp("certificates") / "own.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


def sent(server, *every, to=READER, limits=QUICK, **more):
    with Mail(server, limits).opened() as send:
        return send(message(*every, **more), to)


def refusal(server, *every, **more) -> DeliveryError:
    with pytest.raises(DeliveryError) as refused:
        sent(server, *every, **more)
    return refused.value


# What arrives


@pytest.fixture
def arrived():
    with mail_server() as running:
        sent(running.place(), *EVERY)
    return running.box.letters[0]


def test_a_letter_arrives_with_both_parts(arrived):
    parts = [one.get_content_type() for one in arrived.iter_parts()]

    assert arrived.get_content_type() == "multipart/alternative"
    assert parts == ["text/plain", "text/html"]
    assert "Nytt: Kommunfullmäktige" in arrived.get_body(("plain",)).get_content()
    assert "Kommunfullmäktige" in arrived.get_body(("html",)).get_content()


def test_a_letter_says_whom_it_is_from_and_to(arrived):
    assert (arrived["From"], arrived["To"]) == (SENDER, READER)
    assert arrived["Subject"].startswith("2 sammanträden att förbereda, 1 inställt")
    assert arrived["Date"].datetime == message().made


def test_a_letter_says_that_no_person_wrote_it(arrived):
    assert arrived["Auto-Submitted"] == "auto-generated"
    assert arrived["X-Auto-Response-Suppress"] == "All"
    assert arrived["Content-Language"] == "sv"


def test_a_letter_can_be_stopped_with_one_click(arrived):
    assert arrived["List-Unsubscribe"] == "<https://moten.granvik.example/avsluta/hemligt>"
    assert arrived["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_a_long_link_that_stops_stands_whole_in_its_line():
    link = "https://moten.granvik.example/agenda-risk/avsluta/" + "aB-_" * 60
    with mail_server() as running:
        sent(running.place(), FULL, stop=link)

    assert f"List-Unsubscribe: <{link}>\r\n".encode() in running.box.raw[0]


@pytest.mark.parametrize(
    ("stop", "headers"),
    [
        ("http://localhost:8000/avsluta/a", ["List-Unsubscribe"]),
        ("", []),
        ("https://a.example/\r\nBcc: x@x.example", []),
        ("https://a.example/> <b", []),
        ("javascript:alert(1)", []),
    ],
    ids=["no https", "none", "a line", "a bracket", "no link"],
)
def test_only_a_link_of_the_web_is_a_link_that_stops(stop, headers):
    with mail_server() as running:
        sent(running.place(), FULL, stop=stop)

    (letter,) = running.box.letters
    assert [name for name in letter if name.startswith("List-")] == headers
    assert letter["Bcc"] is None


def test_the_lines_of_a_letter_are_no_longer_than_mail_allows():
    with mail_server() as running:
        sent(running.place(), told(body="Nämnden för " + "å" * 3000))

    assert max(map(len, running.box.raw[0].split(b"\r\n"))) <= 78


def test_what_is_sent_again_is_the_same_to_the_byte():
    with mail_server() as running:
        first = sent(running.place(), *EVERY)
        again = sent(running.place(), *EVERY)

    assert first == again
    assert running.box.raw[0] == running.box.raw[1]
    assert running.box.letters[0]["Message-ID"] == first


def test_two_messages_are_known_apart():
    with mail_server() as running:
        assert sent(running.place(), id="a") != sent(running.place(), id="b")


# Whom it is for


@pytest.mark.parametrize(
    ("address", "to"),
    [
        ("anna@möten.granvik.example", "anna@xn--mten-5qa.granvik.example"),
        ("anna@GRANVIK.example", "anna@granvik.example"),
        ("anna+agenda@granvik.example", "anna+agenda@granvik.example"),
        ("o'anna@granvik.example", "o'anna@granvik.example"),
    ],
)
def test_a_domain_is_written_for_servers(address, to):
    with mail_server() as running:
        sent(running.place(), FULL, to=address)

    assert running.box.to == [to]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "anna",
        "anna@",
        "@granvik.example",
        "a@b@granvik.example",
        "anna@granvik.example\r\nBcc: x@x.example",
        "anna@granvik.example, bo@granvik.example",
        "Anna <anna@granvik.example>",
        "anna @granvik.example",
        "anna@granvik..example",
        "anna@-granvik.example",
        "anna@granvik.example>",
        "anna@" + "a" * 300 + ".example",
        "a" * 65 + "@granvik.example",
        "anna@granvik.example\x00",
        "anna@granvik.example\u202e",
        "anna..a@granvik.example",
        ".anna@granvik.example",
        "=?utf-8?q?anna?=@granvik.example",
    ],
)
def test_what_is_no_address_is_never_sent_to(address):
    with mail_server() as running:
        refused = refusal(running.place(), FULL, to=address)

    assert refused.is_final
    assert running.box.raw == []


def test_an_address_of_swedish_letters_needs_a_server_that_can():
    with mail_server(enable_SMTPUTF8=True) as able, scripted({}) as unable:
        sent(able.place(), FULL, to="åsa@granvik.example")
        refused = refusal(unable.place(), FULL, to="åsa@granvik.example")

    assert able.box.to == ["åsa@granvik.example"]
    assert able.box.letters[0]["To"] == "åsa@granvik.example"
    assert refused.is_final


def test_the_sender_cannot_add_a_header():
    hostile = "Bo\r\nBcc: x@x.example <bo@granvik.example>"
    with mail_server() as running:
        refused = refusal(running.place(sender=hostile), FULL)

    assert running.box.raw == []
    assert not refused.is_final


# How it is guarded


def test_a_letter_goes_over_a_connection_that_is_encrypted_on_the_way(authority, certificates):
    with mail_server(tls_context=trusted(authority), require_starttls=True) as running:
        sent(running.place(security="starttls", certificates=certificates), FULL)

    assert running.box.is_safe == [True]


def test_a_letter_goes_over_a_connection_that_is_encrypted_from_the_start(authority, certificates):
    with mail_server(ssl_context=trusted(authority)) as running:
        sent(running.place(security="tls", certificates=certificates), FULL)

    assert len(running.box.raw) == 1


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_a_stranger_is_refused(authority, security):
    context = trusted(authority)
    options = {"ssl_context": context} if security == "tls" else {"tls_context": context}
    with mail_server(**options) as running:
        refused = refusal(running.place(security=security), FULL)

    assert "shows no certificate that can be trusted" in str(refused)
    assert running.box.raw == []


def test_nothing_is_sent_in_the_open_where_encryption_was_asked_for():
    with mail_server() as running:
        refused = refusal(running.place(security="starttls"), FULL)

    assert "offers no STARTTLS" in str(refused)
    assert running.box.raw == []


def test_a_server_that_does_not_speak_tls_is_told_so():
    with mail_server() as running:
        refused = refusal(running.place(security="tls"), FULL, limits=MailLimits(5, 5))

    assert "No encrypted connection" in str(refused)


def test_certificates_that_cannot_be_read_are_named():
    with mail_server() as running:
        refused = refusal(running.place(security="tls", certificates="nowhere.pem"), FULL)

    assert "nowhere.pem" in str(refused)


@pytest.mark.parametrize("password", ["secret", PASSWORD], ids=["ascii", "swedish"])
def test_a_login_lets_in(authority, certificates, password):
    with mail_server(**with_login(password, tls_context=trusted(authority))) as running:
        place = running.place(security="starttls", certificates=certificates)
        sent(place._replace(user=USER, password=password), FULL, limits=MailLimits(5, 5))

    assert running.box.users == [USER]


def test_a_wrong_password_is_told_and_the_message_waits(authority, certificates):
    with mail_server(**with_login(PASSWORD, tls_context=trusted(authority))) as running:
        place = running.place(security="starttls", certificates=certificates)
        refused = refusal(place._replace(user=USER, password="fel"), FULL, limits=MailLimits(5, 5))

    assert "does not let us in with this user and password: 535" in str(refused)
    assert "fel" not in str(refused)
    assert not refused.is_final


@pytest.mark.parametrize(
    ("password", "expected"),
    [("secret", "offers no login that is known here"), (PASSWORD, "letters a–z")],
    ids=["ascii", "swedish"],
)
def test_a_server_that_knows_no_login_is_told(password, expected):
    with scripted({}) as running:
        refused = refusal(running.place(user=USER, password=password), FULL)

    assert expected in str(refused)
    assert not refused.is_final


# What a server says no to


@pytest.mark.parametrize(
    ("says", "is_final"),
    [
        ({"RCPT": "550 5.1.1 no such mailbox"}, True),
        ({"RCPT": "553 what is that"}, True),
        ({"RCPT": "450 4.2.1 try later"}, False),
        ({"RCPT": "530 5.7.0 who are you"}, False),
        ({"RCPT": "550 5.7.1 relaying denied"}, False),
        ({"MAIL": "553 5.1.8 not your sender"}, False),
        ({"MAIL": "421 4.3.2 closing"}, False),
        ({"DATA": "554 5.7.1 looks like spam"}, True),
        ({"DATA": "451 4.3.0 disk"}, False),
    ],
    ids=lambda value: (
        "-".join(f"{k} {v[:9]}" for k, v in value.items()) if isinstance(value, dict) else None
    ),
)
def test_a_refusal_is_final_where_trying_again_cannot_help(says, is_final):
    with mail_server(says) as running:
        refused = refusal(running.place(), FULL)

    assert refused.is_final is is_final
    assert next(iter(says.values()))[:3] in str(refused)


def test_a_refusal_names_no_reader():
    with mail_server({"RCPT": f"550 5.1.1 <{READER}>: unknown"}) as running:
        refused = refusal(running.place(), FULL)

    assert READER not in str(refused)
    assert "550 5.1.1 …" in str(refused)


@pytest.mark.parametrize(
    ("script", "greeting"),
    [({}, "554 go away"), ({}, "421 too many"), ({"DATA": "554 none today"}, "220 here")],
    ids=["at the door", "too many", "before the content"],
)
def test_a_no_at_any_step_is_told(script, greeting):
    with scripted(script, greeting) as running:
        refused = refusal(running.place(), FULL)

    assert (script.get("DATA") or greeting)[:3] in str(refused)
    assert running.box.raw == []


# Servers that are slow, break off, or are not there


@pytest.mark.parametrize("step", ["", "EHLO", "MAIL", "RCPT", "DATA", "."])
@pytest.mark.parametrize("how", [SILENCE, HANG_UP, DRIP])
def test_a_server_that_fails_at_any_step_is_told_in_time(step, how):
    begun = time.monotonic()
    with scripted({step: how}) as running:
        refused = refusal(running.place(), FULL)

    assert not refused.is_final
    assert refused.after is None
    assert time.monotonic() - begun < 15


@pytest.mark.parametrize("step", ["", "EHLO", "MAIL", "."])
def test_an_answer_without_end_does_not_fill_the_memory(step):
    tracemalloc.start()
    try:
        with scripted({step: ENDLESS}) as running:
            refused = refusal(running.place(), FULL)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert not refused.is_final
    assert most < 10_000_000


def test_a_server_that_dies_in_the_content_may_get_the_same_letter_again():
    with scripted({".": HANG_UP}) as running:
        refusal(running.place(), FULL)
        refusal(running.place(), FULL)

    first, second = running.box.letters
    assert first["Message-ID"] == second["Message-ID"]


def test_a_server_that_is_not_there_is_told():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

    refused = refusal(MailServer("127.0.0.1", port, "none", SENDER), FULL)

    assert f"could not be reached at port {port}" in str(refused)
    assert not refused.is_final


def test_a_name_that_nobody_knows_is_told():
    assert "smtp.invalid" in str(refusal(MailServer("smtp.invalid", 25, "none", SENDER), FULL))


# Many messages


def test_many_messages_go_over_one_connection():
    with mail_server() as running, Mail(running.place(), QUICK).opened() as send:
        for number in range(5):
            send(message(FULL, id=str(number)), READER)

    assert len(running.box.raw) == 5
    assert len(running.box.sessions) == 1


def test_a_connection_carries_no_more_than_its_share():
    limits = QUICK._replace(messages=2)
    with scripted({}) as running, Mail(running.place(), limits).opened() as send:
        for number in range(5):
            send(message(FULL, id=str(number)), READER)

    assert len(running.box.raw) == 5
    assert len(running.box.sessions) == 3


def test_a_refused_reader_does_not_stop_the_next():
    with mail_server({"RCPT": "550 no"}) as running, Mail(running.place(), QUICK).opened() as send:
        with pytest.raises(DeliveryError):
            send(message(FULL, id="1"), READER)
        del running.box.says["RCPT"]
        send(message(FULL, id="2"), READER)

    assert len(running.box.raw) == 1


def test_a_server_that_has_hung_up_in_between_is_called_again():
    with scripted({}, then=HANG_UP) as running, Mail(running.place(), QUICK).opened() as send:
        send(message(FULL, id="1"), READER)
        send(message(FULL, id="2"), READER)

    assert len(running.box.raw) == 2
    assert len(running.box.sessions) == 2


def test_a_server_that_takes_leave_in_between_is_called_again():
    with mail_server() as running, Mail(running.place(), QUICK).opened() as send:
        send(message(FULL, id="1"), READER)
        running.box.says["MAIL"] = "421 4.4.2 idle for too long"
        with pytest.raises(DeliveryError):
            send(message(FULL, id="2"), READER)
        del running.box.says["MAIL"]
        send(message(FULL, id="3"), READER)

    assert len(running.box.raw) == 2


def test_nobody_is_called_where_there_is_nothing_to_send():
    with scripted({}) as running, Mail(running.place(), QUICK).opened():
        pass

    assert running.box.sessions == set()
