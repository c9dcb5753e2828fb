"""Saved pages are held to what was known of them when they came, wherever that stands."""

from pathlib import Path

import pytest

from agenda_risk.cli.saved_pages import saved_pages
from agenda_risk.conformance import breaches
from agenda_risk.fetch.replay import Recorder
from agenda_risk.models import Page, Request
from agenda_risk.plugins import adapters, load_plugins

PAGES = Path(__file__).parent / "pages"
PUBLIC360 = "https://opengov.360online.com/granvik/Meetings/Details/9002"
FOLDERS = sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())


@pytest.fixture
def check(agenda_risk):
    """Return what checks pages and gives the exit code with all that was told."""

    def run(*arguments):
        done = agenda_risk("adapter", "check", *arguments, "--language", "en")
        assert "Traceback" not in done.stderr
        return done.returncode, (done.stdout + done.stderr).strip()

    return run


@pytest.mark.parametrize("system", FOLDERS)
def test_every_reader_keeps_its_contract_on_all_its_saved_pages(system):
    saved = list(saved_pages([str(PAGES / system)], "", "https://granvik.example/"))
    read = [one.page for one in saved if one.is_read]
    aside = [one.page for one in saved if not one.is_read]

    assert list(breaches(adapters(load_plugins())[system], read, aside=aside)) == []
    assert read


@pytest.mark.parametrize(
    "mark",
    [
        f"<!-- saved from url=(0061){PUBLIC360} -->",
        f'<link rel="canonical" href="{PUBLIC360}">',
        f"<link href='{PUBLIC360}' rel='canonical'>",
        f'<meta property="og:url" content="{PUBLIC360}">',
        f'<base href="{PUBLIC360}">',
    ],
    ids=["browser", "canonical", "canonical last", "og:url", "base"],
)
def test_a_page_saved_in_a_browser_tells_where_it_came_from(check, tmp_path, mark):
    page = (PAGES / "public360/meeting.html").read_text("utf-8")
    (tmp_path / "saved.html").write_text(page.replace("<head>", f"<head>{mark}", 1), "utf-8")

    assert check("public360", "saved.html") == (0, "public360 keeps to its contract on one page.")


def test_the_address_can_be_told(check, tmp_path):
    (tmp_path / "saved.html").write_bytes((PAGES / "public360/meeting.html").read_bytes())

    assert check("public360", "saved.html", "--url", PUBLIC360)[0] == 0


def test_an_address_that_nobody_knows_is_told_with_what_to_do(check, tmp_path):
    (tmp_path / "saved.html").write_bytes((PAGES / "public360/meeting.html").read_bytes())

    code, told = check("public360", "saved.html")

    assert code == 21
    assert told.splitlines() == [
        "saved.html: A meeting has no id.",
        "It is not known where saved.html came from. Many readers need that: name the address with "
        "--url, or in pages.toml beside the pages.",
    ]


@pytest.mark.parametrize(
    "content",
    ["[", '["a.json"]\nurl = 7\n', "a = 1\n", '["a"]\nx = "y"\n'],
    ids=["no toml", "a number", "no table", "another key"],
)
def test_what_is_known_wrongly_is_one_sentence(check, tmp_path, content):
    (tmp_path / "a.json").write_text("{}", "utf-8")
    (tmp_path / "pages.toml").write_text(content, "utf-8")

    code, told = check("oparl", ".")

    assert code == 14
    assert told.count("\n") <= 1
    assert "pages.toml cannot be used" in told


def recorded(folder: Path, name: str, url: str, **about: str) -> None:
    content = (PAGES / name).read_bytes() if name else b"User-agent: *\nAllow: /\n"
    kind = "text/html" if name else "text/plain"
    asked = Request(url=url, about=about)
    Recorder(str(folder)).keep(asked, Page(url=url, content=content, media_type=kind))


def test_a_recorded_folder_is_checked_page_by_page_with_what_fetch_knew(check, tmp_path):
    folder = tmp_path / "saved"
    host = "https://opengov.360online.com"
    recorded(folder, "", f"{host}/robots.txt")
    recorded(folder, "public360/boards.html", f"{host}/granvik/Boards")
    recorded(folder, "public360/meeting.html", PUBLIC360, meeting="9002")
    item = f"{host}/granvik/Meetings/LoadAgendaItemDetail/5002"
    recorded(folder, "public360/item.html", item, meeting="9002", item="5002")

    assert check("public360", "saved") == (0, "public360 keeps to its contract on 3 pages.")


def test_a_recorded_page_that_is_no_list_does_not_count_but_one_of_all_has_to(check, tmp_path):
    recorded(tmp_path / "one", "ciceron/diaries.json", "https://diariet.granvik.se/json")
    recorded(tmp_path / "two", "ciceron/diaries.json", "https://diariet.granvik.se/json")
    recorded(tmp_path / "two", "ciceron/list.json", "https://diariet.granvik.se/json?list")

    assert "A whole page cannot be read" in check("ciceron", "one")[1]
    assert check("ciceron", "two")[0] == 0


def test_a_damaged_record_is_one_sentence(check, tmp_path):
    recorded(tmp_path / "saved", "public360/meeting.html", PUBLIC360)
    (head,) = (tmp_path / "saved").glob("*.json")
    head.write_text("{", "utf-8")

    assert check("public360", "saved")[0] == 14


def test_no_key_is_saved_with_what_was_known(tmp_path):
    recorded(
        tmp_path, "public360/meeting.html", PUBLIC360, token="granvik-1", q="api_key=granvik-2"
    )

    saved = "".join(one.read_text("utf-8") for one in tmp_path.glob("*.json"))

    assert "about" in saved
    assert "granvik-1" not in saved
    assert "granvik-2" not in saved
