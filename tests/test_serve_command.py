"""The command that runs the service says at once why it cannot."""

import socket

import pytest


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        ("127.0.0.1", "Ett annat program använder redan port {port}. Välj en annan med --port."),
        ("192.0.2.1", "Tjänsten kan inte lyssna på 192.0.2.1, port {port}: "),
    ],
    ids=["taken", "elsewhere"],
)
def test_where_it_cannot_listen_it_says_so_and_offers_no_link(
    agenda_risk, tmp_path, host, sentence
):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        place = tmp_path / "agenda-risk.db"
        told = agenda_risk("serve", "--host", host, "--port", f"{port}", "--store", place)

    assert told.returncode == 23
    assert sentence.format(port=port) in told.stderr
    assert "uppstart" not in told.stdout
