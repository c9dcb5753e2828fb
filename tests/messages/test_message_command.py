"""An administrator tries the channels."""

import base64
import json

import pytest
from mail_servers import mail_server
from web_receivers import answers, receiving

SECRET = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()
TOKEN = "3ccdd113474722377935511fc85d3dd4"


def settings(folder, text):
    (folder / "agenda-risk.toml").write_text(text, encoding="utf-8")


def mail(port, more=""):
    return (
        f'[mail]\nserver = "localhost"\nport = {port}\nsecurity = "none"\n'
        f'sender = "Granviks kommun <agenda@granvik.example>"\n{more}'
    )


@pytest.fixture
def tried(agenda_risk, tmp_path):
    """Return what tries a channel where the settings say so."""

    def run(text, arguments):
        settings(tmp_path, text)
        return agenda_risk("message", "try", *arguments)

    return run


def test_a_message_that_is_made_up_arrives_by_mail(agenda_risk, tmp_path):
    with mail_server() as running:
        settings(tmp_path, mail(running.port))
        done = agenda_risk("message", "try", "--to", "it@granvik.example")

    assert (done.returncode, done.stderr) == (0, "")
    (letter,) = running.box.letters
    assert "Provnämnden" in letter["Subject"]
    assert "Sammanträdet är påhittat." in letter.get_body(("plain",)).get_content()
    assert "Ärendet syns för första gången." in letter.get_body(("plain",)).get_content()
    assert letter["Message-ID"] in done.stdout


def test_it_is_written_in_the_language_that_is_asked_for(agenda_risk, tmp_path):
    with mail_server() as running:
        settings(tmp_path, 'language = "en"\n' + mail(running.port))
        agenda_risk("message", "try", "--to", "it@granvik.example")

    assert "The meeting is made up." in running.box.letters[0].get_body(("plain",)).get_content()


def test_why_a_server_says_no_is_told(agenda_risk, tmp_path):
    with mail_server({"RCPT": "550 5.1.1 no such mailbox"}) as running:
        settings(tmp_path, mail(running.port))
        done = agenda_risk("message", "try", "--to", "it@granvik.example")

    assert done.returncode == 27
    assert "tog inte emot meddelandet: 550 5.1.1 no such mailbox" in done.stderr


def test_a_receiver_is_tried(agenda_risk, tmp_path):
    with receiving(answers(204)) as receiver:
        settings(
            tmp_path,
            f'[receivers.larm]\nurl = "{receiver.url()}"\nsecret_variable = "LARM"\n'
            "internal = true\n",
        )
        done = agenda_risk("message", "try", "--receiver", "larm", LARM=SECRET)

    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(receiver.asked[0].body)["type"] == "message.notice"


def test_a_chat_is_tried(agenda_risk, tmp_path):
    with receiving(answers(200)) as receiver:
        settings(tmp_path, '[chats]\nsakerhet = "CHATT"\n')
        url = f"mmost://127.0.0.1:{receiver.port}/{TOKEN}"
        done = agenda_risk("message", "try", "--chat", "sakerhet", CHATT=url)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Provnämnden" in json.loads(receiver.asked[0].body)["text"]


@pytest.mark.parametrize(
    ("text", "arguments", "code", "said"),
    [
        ("", ("--to", "it@granvik.example"), 23, "Skriv [mail] i agenda-risk.toml."),
        ("", ("--receiver", "larm"), 23, "[receivers.…]"),
        ("", ("--chat", "x"), 23, "[chats]"),
        (mail(25), (), 2, "--to, --receiver och --chat"),
        (mail(25), ("--to", "a@b.example", "--chat", "x"), 2, "--to, --receiver och --chat"),
        (mail(25), ("--to", "nobody"), 27, "Läsarens adress är ingen e-postadress."),
        ('[chats]\na = "CHATT"\n', ("--chat", "a"), 10, "CHATT"),
        (
            mail(25, 'user = "a"\npassword_variable = "PASSWORD"\n'),
            ("--to", "a@b.example"),
            10,
            "PASSWORD",
        ),
    ],
    ids=[
        "no mail", "no receivers", "no chats", "nothing", "two", "no address", "no chat secret",
        "no password",
    ],
)  # fmt: skip
def test_what_is_missing_is_told(tried, text, arguments, code, said):
    done = tried(text, arguments)

    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_help_shows_how(agenda_risk):
    done = agenda_risk("message", "try", "--help", AGENDA_RISK_LANGUAGE="en")

    assert "agenda-risk message try --to it@granvik.example" in " ".join(done.stdout.split())
