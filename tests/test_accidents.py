"""What goes wrong on ordinary days: files in odd places, odd names, odd days, nothing to read."""

import json
import os
import subprocess
import sys

import pytest

AGENDA = (
    "Granviks kommun\nKALLELSE\nKommunfullmäktige\nMåndag 14 december 2026 kl. 18.00\n\nÄrenden\n\n"
    "1. Upprop\n2. Val av justerare\n3. Nedläggning av Norrby skola, KS 2026/12\n"
)
KEPT = "kommunfullmaktige-2026-12-14.meeting.json"
AS_JSON = (
    '{"body": "Kommunfullmäktige", "date": "%s",'
    ' "items": [{"title": "Avveckling av Björkängens skola"}]}'
)


@pytest.fixture
def clerk(agenda_risk, tmp_path):
    (tmp_path / "kallelse.txt").write_text(AGENDA, encoding="utf-8")
    return agenda_risk


def told(done) -> str:
    """Return the one sentence that was told."""
    assert done.stderr.startswith("agenda-risk: "), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr
    return done.stderr


# Files of our own beside the agendas


def test_a_folder_may_hold_the_file_of_the_meeting(clerk, tmp_path):
    clerk("meeting", "kallelse.txt")

    done = clerk("scan", tmp_path, "--quiet")

    assert (done.returncode, done.stderr) == (3, "")
    assert clerk("meeting", tmp_path).returncode == 0


@pytest.mark.parametrize("form", ["html", "text", "json", "pdf", "docx"])
def test_a_brief_in_the_folder_is_not_read_as_an_agenda(clerk, tmp_path, form):
    clerk("scan", "kallelse.txt", "--format", form, "--output", f"blad.{form}")

    done = clerk("scan", tmp_path, "--quiet", "--today", "2026-12-01")

    assert (done.returncode, done.stderr) == (3, "")
    assert "1 av 3 ärenden" in done.stdout
    assert clerk("scan", f"blad.{form}").returncode == 15
    assert done.stdout.count("Behov av förberedelser") == 1


def test_a_brief_that_is_named_itself_is_told_to_be_none(clerk):
    clerk("scan", "kallelse.txt", "--format", "html", "--output", "blad.html")

    done = clerk("scan", "blad.html")

    assert done.returncode == 15
    assert "är skriven av agenda-risk och är ingen kallelse" in told(done)


def test_a_folder_without_files_is_not_passed_over_in_silence(clerk, tmp_path):
    (tmp_path / "tom").mkdir()

    done = clerk("scan", "tom")

    assert done.returncode == 15
    assert "tom har ingen fil" in told(done)


# Places


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("scan", "saknas.pdf"), 10, "den finns inte"),
        (("scan", "kallelse.txt", "--output", "x" * 300), 22, "namnet är för långt"),
        (("scan", "kallelse.txt", "--output", "/dev/full"), 22, "disken är full"),
        (("scan", "kallelse.txt", "--output", "kallelse.txt/x"), 22, "där en mapp behövs"),
        (("scan", "x" * 300), 10, "namnet är för långt"),
        (("meeting", "kallelse.txt", "--keep", "mapp"), 10, "det är en mapp"),
        (("meeting", "kallelse.txt", "--keep", "/dev/full"), 16, "större än"),
        (("plan", "kallelse.txt", "--paper", "media", "--output", "x" * 300), 22, "för långt"),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, tuple) else None,
)
def test_a_place_that_does_not_work_is_told_in_swedish(clerk, tmp_path, arguments, code, why):
    (tmp_path / "mapp").mkdir()

    done = clerk(*arguments)

    assert done.returncode == code
    assert why in told(done)


def test_a_name_cannot_steer_the_terminal(clerk):
    assert "\x1b" not in told(clerk("scan", "\x1b[31mröd\n.pdf"))


def test_an_empty_template_is_not_taken_for_none(clerk, tmp_path):
    (tmp_path / "mall.docx").write_bytes(b"")

    done = clerk(
        "scan", "kallelse.txt", "--format", "docx", "--template", "mall.docx", "--output", "b.docx"
    )

    assert done.returncode == 14
    assert "Wordmallen är skadad" in told(done)
    assert not (tmp_path / "b.docx").exists()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no device that is full")
@pytest.mark.parametrize(
    "arguments",
    ["scan kallelse.txt", "scan kallelse.txt --format pdf", "profile", "meeting kallelse.txt"],
)
def test_an_output_that_leads_to_a_full_disk_is_told(clerk, tmp_path, arguments):
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "agenda_risk", *arguments.split()],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )

    assert done.returncode == 22
    assert "disken är full" in told(done)


# Days


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_that_no_meeting_has_is_told(clerk, tmp_path, day):
    (tmp_path / "a.json").write_text(AS_JSON % day, encoding="utf-8")

    done = clerk("scan", "a.json")

    assert done.returncode == 14
    assert "en dag mellan 1900 och 2199" in told(done)


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
@pytest.mark.parametrize("form", ["text", "ics", "pdf"])
def test_the_first_and_the_last_day_work(clerk, tmp_path, day, form):
    (tmp_path / "a.json").write_text(AS_JSON % day, encoding="utf-8")

    done = clerk("scan", "a.json", "--format", form, "--output", "blad", "--today", "2026-12-01")

    assert done.returncode == 3, done.stderr


# Settings


def test_all_commands_read_with_the_rules_that_the_settings_name(clerk, tmp_path):
    (tmp_path / "agenda-risk.toml").write_text('rules = ["lokalt.yaml"]\n', encoding="utf-8")
    (tmp_path / "lokalt.yaml").write_text(
        "overlay: Granvik\nowner: clerk\noff:\n  - {rule: school-closure, reason: Prov}\n",
        encoding="utf-8",
    )
    scanned = clerk("scan", "kallelse.txt", "--output", "blad.txt")
    kept = clerk("meeting", "kallelse.txt")

    assert scanned.returncode == 0, scanned.stderr
    assert "◆" not in kept.stdout
    assert clerk("verify", "blad.txt", "--input", "kallelse.txt").returncode == 0


# What is written wrongly


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("scan", "Här saknas något: 'PATH…'."),
        ("scan kallelse.txt --format x", "'x' är inget av 'text', 'html'"),
        ("scan kallelse.txt --nix", "Valet --nix finns inte."),
        ("nix", "Kommandot nix finns inte."),
        ("scan kallelse.txt --today 2026-13-01", "är ingen dag som 2026-12-01"),
        ("init . mer", "Här står något för mycket: mer."),
    ],
)
def test_what_is_written_wrongly_is_told_in_the_language_of_the_program(clerk, arguments, told):
    done = clerk(*arguments.split())

    assert done.returncode == 2
    assert told in done.stderr
    assert "Error" not in done.stderr
    assert "Error: " in clerk(*arguments.split(), AGENDA_RISK_LANGUAGE="en").stderr


# What people write by hand


def test_a_file_that_was_saved_with_a_mark_of_byte_order_is_read(clerk, tmp_path):
    clerk("meeting", "kallelse.txt")
    kept = tmp_path / KEPT
    kept.write_bytes(b"\xef\xbb\xbf" + kept.read_bytes())

    assert clerk("meeting", KEPT, "reviewed", "--role", "chair").returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="names of files are bytes elsewhere")
def test_signs_that_cannot_be_written_do_not_reach_the_file(clerk, tmp_path):
    clerk("meeting", "kallelse.txt")

    done = clerk(
        *("meeting", KEPT, "add", "Fr\udce5ga\x1b[31m", "--level", "low"),
        *("--role", "clerk", "--reason", "Samtal"),
    )

    assert done.returncode == 0, done.stderr
    assert "Fr\ufffdga [31m" in (tmp_path / KEPT).read_text(encoding="utf-8")


@pytest.mark.parametrize("written", ["An\u200bna Andersson ringde", "Anna Anders\u00adson ringde"])
def test_a_name_is_refused_also_with_unseen_signs_in_it(clerk, tmp_path, written):
    clerk("meeting", "kallelse.txt")
    before = (tmp_path / KEPT).read_bytes()

    done = clerk("meeting", KEPT, "level", "3", "low", "--role", "clerk", "--reason", written)

    assert done.returncode == 23
    assert told(done)
    assert (tmp_path / KEPT).read_bytes() == before


@pytest.mark.parametrize("made", ["20261332", "99999999"])
def test_a_stamp_with_a_day_that_is_none_is_no_stamp(clerk, tmp_path, made):
    brief = clerk("scan", "kallelse.txt", "--today", "2026-12-01").stdout
    (tmp_path / "blad.txt").write_text(brief.replace("made:20261201", f"made:{made}"), "utf-8")

    done = clerk("verify", "blad.txt", "--input", "kallelse.txt")

    assert done.returncode == 15
    assert told(done)


def test_only_what_was_undone_is_told_to_hold_no_longer(clerk):
    clerk("meeting", "kallelse.txt")
    for _ in range(2):
        clerk("meeting", KEPT, "public", "public", "--ground", "Stadgan", "--role", "clerk")

    shown = clerk("meeting", KEPT, "undo", "1", "--role", "clerk").stdout

    assert shown.count("gäller inte längre") == 1
    assert clerk("meeting", KEPT, "undo", "1", "--role", "clerk").returncode == 23
    assert clerk("meeting", KEPT, "undo", "3", "--role", "clerk").returncode == 23


# Names that are not UTF-8, as on old servers


@pytest.fixture
def old(clerk, tmp_path):
    """Return the name of an agenda as a server that writes Latin-1 gives it."""
    name = os.fsdecode(b"m\xf6te.txt")
    try:
        (tmp_path / "kallelse.txt").rename(tmp_path / name)
    except (OSError, UnicodeEncodeError):
        pytest.skip("this system takes no such names")
    return name


@pytest.mark.parametrize("form", ["text", "json", "html", "pdf", "docx", "ics"])
def test_a_name_in_another_encoding_is_shown_as_far_as_it_can_be(clerk, old, form):
    done = clerk("scan", old, "--format", form, "--output", f"blad.{form}")

    assert (done.returncode, done.stderr) == (3, "")


def test_what_cannot_be_read_is_told_under_such_a_name(clerk, old, tmp_path):
    (tmp_path / os.fsdecode(b"d\xe5lig.pdf")).write_bytes(b"no pdf")

    done = clerk("check", tmp_path, os.fsdecode(b"b\xe5rta.txt"), "--format", "json")

    assert done.returncode == 14
    found = json.loads(done.stdout)
    assert {one["name"] for one in found["failures"]} == {"d�lig.pdf", "b�rta.txt"}
    assert len(found["meetings"]) == 1


def test_the_file_of_a_meeting_asks_for_a_name_that_it_can_hold(clerk, old, tmp_path):
    done = clerk("meeting", old)

    assert (done.returncode, list(tmp_path.glob("*.meeting.json"))) == (23, [])
    assert "m�te.txt har tecken i sitt namn som inte är UTF-8" in told(done)


# Closed streams, lines without end, addresses of others


@pytest.mark.skipif(sys.platform == "win32", reason="sh closes the streams")
@pytest.mark.parametrize(
    ("name", "closed", "code"),
    [
        ("kallelse.txt", "<&-", 3),
        ("kallelse.txt", ">&-", 3),
        ("kallelse.txt", "2>&-", 3),
        ("kallelse.txt", "<&- >&- 2>&-", 3),
        ("none.txt", ">&- 2>&-", 10),
    ],
)
def test_closed_streams_change_no_result(clerk, tmp_path, name, closed, code):
    program = f"{sys.executable} -m agenda_risk"
    line = f"{program} scan {name} --format html --output blad.html {closed}"

    done = subprocess.run(line, shell=True, cwd=tmp_path, capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (code, b"")
    assert (tmp_path / "blad.html").exists() is (code == 3)


def test_a_line_that_never_ends_is_not_read_to_its_end(clerk, tmp_path):
    (tmp_path / "items.jsonl").write_bytes(b"a" * 10_000_001)

    done = clerk("screen-items", "items.jsonl")

    assert done.returncode == 16
    assert told(done) == "agenda-risk: items.jsonl har en rad på mer än 10 MB.\n"


@pytest.mark.parametrize("host", ["192.0.2.1", "moten.invalid", "a..b"])
def test_an_address_of_another_machine_is_told_in_one_sentence(agenda_risk, tmp_path, host):
    done = agenda_risk("serve", "--host", host, "--port", "0", "--store", tmp_path / "s.db")

    assert done.returncode == 23
    assert "datorn har ingen sådan adress." in told(done)
