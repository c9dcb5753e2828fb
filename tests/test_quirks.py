"""What real pages of meetings are full of is read as people would read it, in every reader."""

import json
import re
import subprocess
import sys
import time as clock
from datetime import date
from pathlib import Path

import pytest
from conftest import kept
from fetch.server import serving
from meeting_server import install, items, listed

from agenda_risk.cli.saved_pages import saved_pages
from agenda_risk.errors import ReadError
from agenda_risk.joining import joined
from agenda_risk.models import Page
from agenda_risk.moments import in_zone, moment_in
from agenda_risk.plugins import adapters, load_plugins
from agenda_risk.published import ground_of_secrecy

PAGES = Path(__file__).parent / "pages"
ENCODINGS = {
    "Windows-1252 in the header": ("cp1252", "text/html; charset=windows-1252"),
    "Windows-1252 called Latin-1": ("cp1252", "text/html; charset=iso-8859-1"),
    "Windows-1252 untold": ("cp1252", ""),
    "Windows-1252 called UTF-8": ("cp1252", "text/html; charset=utf-8"),
    "Latin-1": ("latin-1", "text/html; charset=iso-8859-1"),
    "UTF-8 with a mark": ("utf-8-sig", "text/html"),
    "UTF-8 called Latin-1": ("utf-8", "text/html; charset=iso-8859-1"),
}
_CHARSET = re.compile(r"<meta[^>]*charset[^>]*>", re.IGNORECASE)


def html_pages() -> dict[str, Page]:
    """Return the saved pages of HTML in which there are meetings."""
    folders = sorted(folder for folder in PAGES.iterdir() if folder.is_dir())
    return {
        f"{folder.name}/{one.page.name}": one.page
        for folder in folders
        for one in saved_pages([str(folder)], "", "https://granvik.example/")
        if b"<body" in one.page.content.lower()
    }


HTML = html_pages()


def parsed(system: str, page: Page):
    try:
        return tuple(adapters(load_plugins())[system].parse(page))
    except ReadError:
        return "refused"


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", HTML)
def test_a_page_reads_the_same_in_any_encoding(name, encoding):
    system, page = name.partition("/")[0], HTML[name]
    declared = _CHARSET.search(page.content.decode("latin-1"))
    is_old = declared and "1252" in declared[0]
    text = _CHARSET.sub("", page.content.decode("cp1252" if is_old else "utf-8"))
    codec, media_type = ENCODINGS[encoding]

    written = page.model_copy(
        update={"content": text.encode(codec, "xmlcharrefreplace"), "media_type": media_type}
    )

    assert parsed(system, written) == parsed(system, page)


def changed(old: str, new: str, name: str = "meeting.html"):
    """Return the meetings on a page of Public 360 in which *old* is *new*."""
    pages = saved_pages([str(PAGES / "public360" / name)], "", "")
    (page,) = (one.page for one in pages)
    text = page.content.decode("utf-8")
    assert old in text
    return parsed("public360", page.model_copy(update={"content": text.replace(old, new).encode()}))


SCHOOL = "Avveckling av Norrby skola"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mark &amp;amp; exploatering", "Mark & exploatering"),
        ("Mark &amp; exploatering", "Mark & exploatering"),
        ("Norrby&nbsp;skola", "Norrby skola"),
        ("Norrby\u00a0 \n skola", "Norrby skola"),
        ("&Aring;terremiss", "Återremiss"),
    ],
    ids=["escaped twice", "escaped once", "nbsp", "spaces", "entity"],
)
def test_a_title_reads_as_it_is_seen(written, read):
    (meeting,) = changed(SCHOOL, written)

    assert f"{read} - slutligt beslut" in [str(item.title) for item in meeting.items]


def test_a_day_that_does_not_exist_is_no_day_and_the_title_tells_it():
    (meeting,) = changed("<p>2026-12-14</p>", "<p>2022-30-30</p>")

    assert meeting.start.day == date(2026, 12, 14)
    assert moment_in("2022-30-30").day is None


def test_two_meetings_on_one_day_stay_two():
    found = joined(changed("21:00", "18:00", "meetings.html"))

    same = [one for one in found if one.start.day == date(2026, 12, 14)]
    assert [(one.id, one.is_extra) for one in same] == [("9002", False), ("9003", True)]


def test_two_items_of_one_number_and_closed_items_stay_apart():
    (meeting,) = changed("91 - Utg", "91 - utg")

    numbers = [item.number for item in meeting.items if item.number]
    assert numbers == ["90", "91", "91", "92", "92"]
    assert len({item.id for item in meeting.items}) == len(meeting.items)
    closed = [item for item in meeting.items if item.publicity == "closed"]
    assert [item.publicity_ground for item in closed] == [
        "OSL 18 kap 8 § Säkerhets- eller bevakningsåtgärd",
        "OSL 19 kap 3 §",
    ]


@pytest.mark.parametrize(
    "title",
    ["INSTÄLLT Kommunfullmäktige (2026-12-14)", "Kommunfullmäktige (2026-12-14) - INSTÄLLT"],
)
def test_a_meeting_whose_title_calls_it_off_is_cancelled(title):
    old = "Kommunfullm&#228;ktige (2026-12-14)</h2>"

    (meeting,) = changed(old, f"{title}</h2>")

    assert meeting.state == "cancelled"


@pytest.mark.parametrize(
    ("title", "ground"),
    [
        ("Skyddad: OSL 18 kap 8 §", "OSL 18 kap 8 §"),
        ("Skyddad OSL 18 kap 8 §", "OSL 18 kap 8 §"),
        ("SEKRETESS – OSL 19 kap 3 §", "OSL 19 kap 3 §"),
        ("Sekretess enligt OSL 26 kap.", "enligt OSL 26 kap."),
        ("Sekretessbelagt ärende", "ärende"),
        ("Skyddad natur i Norrby", ""),
        ("Stängt badhus i Norrby", ""),
        ("Sekretess i socialtjänsten, information", ""),
        ("Skyddade boenden", ""),
        ("Stängtrådsvägen, detaljplan", ""),
    ],
)
def test_a_ground_of_secrecy_is_told_apart_from_a_title(title, ground):
    assert ground_of_secrecy(title) == ground


# Summer time


@pytest.mark.parametrize(
    ("written", "offset"),
    [
        ("2026-10-24 18:00", 3),
        ("2026-10-25 18:00", 2),
        ("2026-10-25 03:30", 3),  # twice: the first is meant
        ("2027-03-27 18:00", 2),
        ("2027-03-28 18:00", 3),
        ("2027-03-28 03:30", 2),  # does not exist
    ],
)
def test_times_keep_their_clock_when_summer_time_begins_and_ends(written, offset):
    moment = in_zone(moment_in(written), "Europe/Helsinki")

    assert f"{moment.clock:%H:%M}" == written[-5:]
    assert moment.instant().utcoffset().total_seconds() == offset * 3600


def test_a_series_across_the_end_of_summer_time_keeps_its_clock():
    lines = (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:granvik", "BEGIN:VEVENT", "UID:1"),
        *("DTSTAMP:20261001T080000Z", "SUMMARY:Kommunstyrelsen"),
        *("DTSTART;TZID=Europe/Stockholm:20261020T180000", "RRULE:FREQ=WEEKLY;COUNT=3"),
        *("END:VEVENT", "END:VCALENDAR", ""),
    )
    url = "https://granvik.example/a.ics"
    about = {"first": "2026-10-01", "last": "2026-12-31"}
    page = Page(url=url, content="\r\n".join(lines).encode(), about=about)

    found = parsed("icalendar", page)

    assert [(one.start.day.day, f"{one.start.clock:%H:%M}") for one in found] == [
        (20, "18:00"),
        (27, "18:00"),
        (3, "18:00"),
    ]


# Accidents while fetching


@pytest.fixture
def server():
    """Return a meeting system with twelve meetings."""
    with serving() as server:
        days = [f"2026-12-{day:02}" for day in range(1, 13)]
        server.say(
            "/moten",
            listed(
                *({"id": day, "body": "Kommunstyrelsen", "start": f"{day}T13:00"} for day in days)
            ),
        )
        for day in days:
            server.say(f"/moten/{day}", items("Upprop", f"Budget {day} " + "ord " * 2000))
        yield server


@pytest.fixture
def program(agenda_risk, server, tmp_path):
    """Return the command that fetches, and what it needs around it, after the source was added."""
    site = str(install(tmp_path / "site"))
    (tmp_path / "agenda-risk.toml").write_text(
        '[[sources]]\nname = "granvik"\nsystem = "granvik"\noptions = {internal = "yes"}\n'
        f'url = "{server.url("/moten")}"\n',
        "utf-8",
    )
    environment = {
        **kept(),
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": site,
        "AGENDA_RISK_CONFIG": str(tmp_path / "agenda-risk.toml"),
    }
    command = [sys.executable, "-m", "agenda_risk", "fetch", "--store", "own.db"]
    more = {"cwd": tmp_path, "env": environment, "text": True, "encoding": "utf-8"}
    return [*command, "--today", "2026-12-01", "--language", "en"], more


def versions(program) -> list[int]:
    command, more = program
    shown = [*command[:3], "upcoming", *command[4:], "--format", "json"]
    done = subprocess.run(shown, capture_output=True, check=True, **more)
    return [one["version"] for one in json.loads(done.stdout)["meetings"]]


def test_two_programs_that_fetch_at_once_keep_each_meeting_once(program):
    command, more = program
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        for _ in range(2)
    ]
    told = [one.communicate(timeout=100) for one in both]

    assert [one.returncode for one in both] == [0, 0], told
    assert versions(program) == [1] * 12


def test_a_program_that_is_killed_while_it_fetches_spoils_nothing(program, server):
    command, more = program
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
    while not server.paths():
        clock.sleep(0.01)
    running.kill()
    running.communicate()

    done = subprocess.run(command, capture_output=True, check=False, **more)

    assert done.returncode == 0, done.stderr
    assert versions(program) == [1] * 12


def test_a_full_disk_is_one_sentence_and_the_next_time_all_is_there(program):
    command, more = program
    limited = ["/bin/sh", "-c", 'ulimit -f 150; exec "$@"', "sh", *command]
    full = subprocess.run(limited, capture_output=True, check=False, **more)
    again = subprocess.run(command, capture_output=True, check=False, **more)

    assert full.returncode == 22, full.stderr
    assert len(full.stderr.strip().splitlines()) == 1
    assert again.returncode == 0, again.stderr
    assert versions(program) == [1] * 12
