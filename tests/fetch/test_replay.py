import json

import pytest
from server import FakeTime, Said, web

from agenda_risk.errors import (
    AnswerError,
    BrokenFileError,
    FetchError,
    MissingInputError,
    WriteError,
)
from agenda_risk.fetch.replay import Recorder, Replay
from agenda_risk.models import Page, Request

ASKED = Request(url="https://granvik.example/a", accept="application/json")


def saved(folder, asked=ASKED, **came):
    page = Page(**{"url": asked.url, "content": b"{}", "media_type": "application/json", **came})
    Recorder(str(folder), FakeTime().clock).keep(asked, page)
    return page


def everything_in(folder) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_saved_run_gives_the_same_pages_again(server, tmp_path):
    server.say("/a", Said(b"\x00\xffraw", headers={"Content-Type": "application/pdf"}))
    server.say("/old", Said(b"", 302, {"Location": "/a"}))
    get = web(server, keep=Recorder(str(tmp_path)).keep)
    asked = [server.url("/a"), Request(url=server.url("/old"), about={"meeting": "7"})]
    came = [get(one) for one in asked]
    server.over.set()

    again = [Replay(str(tmp_path))(one) for one in asked]

    assert again == came
    assert again[1].url == server.url("/a")


@pytest.mark.parametrize(
    ("content", "status", "error"),
    [(b"<html>Fel</html>", 200, AnswerError), (b"", 200, AnswerError), (b"x", 404, FetchError)],
)
def test_a_lie_is_saved_and_judged_again(tmp_path, content, status, error):
    saved(tmp_path, content=content, status=status)

    with pytest.raises(error):
        Replay(str(tmp_path))(ASKED)


def test_questions_are_told_apart_by_what_they_ask(tmp_path):
    for body in (b"1", b"2", b""):
        saved(tmp_path, ASKED.model_copy(update={"body": body}), content=b"[%d]" % len(body * 7))
    replay = Replay(str(tmp_path))

    assert replay(ASKED.model_copy(update={"body": b"2"})).content == b"[7]"
    assert replay(ASKED.model_copy(update={"body": b""})).content == b"[0]"
    with pytest.raises(FetchError, match="not among the pages saved"):
        replay(ASKED)


def test_what_was_not_saved_is_told_and_does_not_hide_the_rest(tmp_path):
    saved(tmp_path)
    replay = Replay(str(tmp_path))

    pages = [page for one in ("https://x.example/", ASKED) for page in replay.tried(one)]

    assert len(pages) == 1
    assert [failure.url for failure in replay.failures] == ["https://x.example/"]


def test_no_folder_is_told(tmp_path):
    with pytest.raises(MissingInputError):
        Replay(str(tmp_path / "none"))


def test_no_secret_is_written_and_none_is_needed_to_replay(tmp_path):
    asked = Request(
        url="https://granvik.example/v1?token=hemlig1&api_key=hemlig2&page=3",
        headers={"Authorization": "Bearer hemlig3", "Cookie": "hemlig4", "X-Api-Key": "hemlig5"},
        body=b'{"user": "x", "password": "hemlig6"}',
    )
    saved(tmp_path, asked, url="https://granvik.example/v1?page=3&access_token=hemlig7")

    assert b"hemlig" not in everything_in(tmp_path)
    other = asked.model_copy(update={"url": asked.url.replace("hemlig1", "annan")})
    assert Replay(str(tmp_path))(other).content == b"{}"


def test_an_index_tells_people_which_page_is_which(tmp_path):
    saved(tmp_path)
    saved(tmp_path, Request(url="https://granvik.example/\nX"), content=b"%PDF-", status=200)

    lines = (tmp_path / "index.txt").read_text("utf-8").splitlines()

    assert len(lines) == 2
    assert "200" in lines[0]
    assert lines[0].endswith("GET https://granvik.example/a")


@pytest.mark.parametrize("damage", [b"", b"[]", b"{}", b"\xff", b'{"body": "x", "came": {}}'])
def test_a_damaged_head_is_told(tmp_path, damage):
    saved(tmp_path)
    (head,) = tmp_path.glob("*[0-9a-f].json")
    head.write_bytes(damage)

    with pytest.raises(BrokenFileError, match="damaged"):
        Replay(str(tmp_path))(ASKED)


def test_a_head_of_a_stranger_leads_to_no_file_outside(tmp_path):
    (tmp_path / "secret").write_text("hemligt")
    folder = tmp_path / "saved"
    saved(folder)
    (head,) = (one for one in folder.glob("*.json") if ".body" not in one.name)
    told = json.loads(head.read_text())
    head.write_text(json.dumps({**told, "body": "../secret"}))

    with pytest.raises(BrokenFileError):
        Replay(str(folder))(ASKED)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("x")

    with pytest.raises(WriteError, match="cannot be written"):
        saved(tmp_path / "file")
