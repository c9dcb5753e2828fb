"""What the settings say of mail, chats and other programs."""

import pytest

from agenda_risk.deliver.channels import channels
from agenda_risk.deliver.mail import mail_server
from agenda_risk.errors import FaultsError
from agenda_risk.own_files import load_settings
from agenda_risk.settings import parse_settings

MAIL = '[mail]\nserver = "smtp.granvik.example"\nsender = "agenda@granvik.example"\n'
RECEIVER = '[receivers.larm]\nurl = "https://larm.granvik.example"\nsecret_variable = "LARM"\n'


def read(text):
    return parse_settings(text, "agenda-risk.toml")


@pytest.mark.parametrize(
    ("more", "security", "port"),
    [
        ("", "starttls", 587),
        ('security = "tls"\n', "tls", 465),
        ('security = "none"\ntrusted_network = true\n', "none", 25),
        ("port = 2525\n", "starttls", 2525),
    ],
)
def test_the_port_is_the_usual_one_unless_told(more, security, port):
    server = mail_server(read(MAIL + more).mail, {})

    assert (server.security, server.port) == (security, port)


def test_a_server_on_this_machine_needs_no_encryption():
    text = '[mail]\nserver = "localhost"\nsecurity = "none"\nsender = "a@b.example"\n'

    assert read(text).mail.usual_port == 25


def test_the_password_stands_in_the_environment():
    told = read(MAIL + 'user = "agenda"\npassword_variable = "MAIL_PASSWORD"\n').mail

    server = mail_server(told, {"MAIL_PASSWORD": "hemligt"})

    assert (server.user, server.password) == ("agenda", "hemligt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[mail]\nserver = 'a'\n", "1:2: The key “sender” is missing."),
        (MAIL + 'security = "ssl"\n', "4:12: “ssl” is none of starttls, tls, none."),
        (MAIL + "port = 0\n", "4:8: Should be at least 1, not 0."),
        (MAIL + 'prot = 25\n', "4:1: There is no key “prot” here. Did you mean “port”?"),
        (MAIL.replace("smtp.", "smtp://"), "2:10: Should be the name of a server"),
        (MAIL.replace("agenda@granvik", "agenda"), "3:10: Should be an e-mail address"),
        (MAIL + 'user = "agenda"\n', "1:2: The keys user and password_variable go together"),
        (MAIL + 'security = "none"\n', "1:2: Without encryption only a server on this machine"),
        (
            MAIL + 'security = "none"\ntrusted_network = true\nuser = "a"\npassword_variable = "B"',
            "1:2: Without encryption only a server on this machine",
        ),
        ('[chats]\nsakerhet = "slack://hemligt"\n', "2:12: Should be the name of an environment"),
        ('[chats]\nSakerhet = "CHAT"\n', "2:1: “Sakerhet” should be of small letters"),
        (RECEIVER.replace("https", "http"), "1:12: Should begin with https://"),
        (RECEIVER.replace("https://larm", "larm"), "2:7: Should be an address that begins with"),
        (RECEIVER.replace("LARM", "whsec_abc"), "3:19: Should be the name of an environment"),
        ('[service]\nwebhooks = {a = "whsec_x"}', "2:17: Should be the name of an environment"),
    ],
    ids=[
        "no sender", "security", "port", "key", "server", "sender", "half a login", "in the open",
        "a password in the open", "a secret", "a name", "no https", "no address",
        "a written secret", "a written secret of a sender",
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(text, expected):
    with pytest.raises(FaultsError) as refused:
        read(text)

    assert f"agenda-risk.toml:{expected}" in str(refused.value)


@pytest.mark.parametrize("text", ['[chats]\na = "hemligt"\n', RECEIVER.replace("LARM", "hemligt")])
def test_a_secret_that_stands_in_the_file_is_not_repeated(text):
    with pytest.raises(FaultsError) as refused:
        read(text)

    assert "hemligt" not in str(refused.value)


def test_a_receiver_of_ones_own_may_lack_https():
    assert read(RECEIVER.replace("https", "http") + "internal = true\n").receivers["larm"].internal


def test_certificates_are_named_from_the_folder_of_the_settings(tmp_path, monkeypatch):
    path = tmp_path / "own" / "agenda-risk.toml"
    path.parent.mkdir()
    path.write_text(
        MAIL + 'certificates = "ca.pem"\n' + RECEIVER + 'certificates = "ca.pem"\n', "utf-8"
    )
    monkeypatch.setenv("AGENDA_RISK_CONFIG", str(path))

    settings = load_settings()

    assert settings.mail.certificates == str(tmp_path / "own" / "ca.pem")
    assert settings.receivers["larm"].certificates == str(tmp_path / "own" / "ca.pem")


def test_only_what_is_set_up_is_a_channel():
    environ = {"LARM": "hemligt", "CHAT": "slack://a"}

    assert list(channels(read(""), environ)) == []
    every = read('chats = {a = "CHAT"}\n' + MAIL + RECEIVER)
    assert list(channels(every, environ)) == ["mail", "webhook", "chat"]
