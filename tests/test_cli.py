"""The command line does what the README says, and says in one sentence what goes wrong."""

import json
import re
import stat
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from agenda_risk import errors
from agenda_risk.shipped import path_of

SAMPLES = path_of("samples")
ROOT = Path(__file__).parent.parent
HEAD = "Granviks kommun\n{}\nKommunstyrelsen\nTisdag 1 december 2026 kl. 13.00\n\nÄrenden\n\n"
ROUTINE = HEAD.format("KALLELSE") + "1. Upprop\n2. Val av justerare\n3. Sammanträdestider 2027\n"
RAISED = ROUTINE + "4. Nedläggning av Norrby skola, KS 2026/12\n"
LATE = HEAD.format("TILLÄGGSLISTA") + "5. Ansökan om vindkraft vid Högåsen, KS 2026/99\n"


@pytest.fixture
def agenda_risk(started):
    """Return what starts the program anew each time."""
    return started


@pytest.fixture
def agenda(tmp_path):
    def write(name, text, encoding="utf-8"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode(encoding))
        return path

    return write


def test_a_raised_item_ends_with_three_and_says_why(agenda_risk, agenda):
    done = agenda_risk("scan", agenda("kallelse.txt", RAISED))

    assert done.returncode == 3
    assert "Behov av förberedelser: högt – 1 av 4 ärenden" in done.stdout.replace("\u00a0", " ")
    assert "school-closure" in done.stdout


def test_a_routine_agenda_ends_with_zero_and_shows_low(agenda_risk, agenda):
    done = agenda_risk("scan", agenda("kallelse.txt", ROUTINE))

    assert done.returncode == 0
    assert "○ Behov av förberedelser: lågt" in done.stdout.replace("\u00a0", " ")
    assert done.stderr == ""


def test_an_agenda_in_windows_encoding_is_read(agenda_risk, agenda):
    done = agenda_risk("scan", agenda("kallelse.txt", RAISED, "cp1252"))

    assert "Nedläggning av Norrby skola" in done.stdout


def test_two_files_of_one_meeting_give_one_brief(agenda_risk, agenda, tmp_path):
    agenda("möte/kallelse.txt", RAISED)
    agenda("möte/tillägg.txt", LATE)

    done = agenda_risk("scan", "--format", "json", tmp_path / "möte")

    brief = json.loads(done.stdout)
    assert [(item["number"], item["state"]) for item in brief["items"]][-1] == ("5", "added")


def test_a_supplementary_list_may_hold_one_item(agenda_risk, agenda):
    text = (
        "Granviks kommun\nTILLÄGGSLISTA\nKommunstyrelsen 2026-12-01\n\n9. Vindkraft vid Högåsen\n"
    )

    done = agenda_risk("scan", "--format", "json", agenda("tillägg.txt", text))

    assert [item["title"] for item in json.loads(done.stdout)["items"]] == ["Vindkraft vid Högåsen"]


def test_a_paper_beside_the_agenda_is_noted_and_no_error(agenda_risk, agenda, tmp_path):
    agenda("möte/kallelse.txt", ROUTINE)
    agenda("möte/bilaga.txt", "Granvik är en plats vid en sjö.")

    done = agenda_risk("scan", tmp_path / "möte")

    assert done.returncode == 0
    assert "bilaga.txt" in done.stdout


def test_several_meetings_are_written_to_a_folder(agenda_risk, agenda, tmp_path):
    first = agenda("a.txt", RAISED)
    second = agenda("b.txt", RAISED.replace("1 december", "8 december"))

    done = agenda_risk("scan", first, second, "--format", "html", "--output", tmp_path / "blad")

    names = sorted(path.name for path in (tmp_path / "blad").iterdir())
    assert names == ["kommunstyrelsen-2026-12-01.html", "kommunstyrelsen-2026-12-08.html"]
    assert done.returncode == 3


def test_one_meeting_is_written_to_a_file(agenda_risk, agenda, tmp_path):
    agenda_risk("scan", agenda("a.txt", RAISED), "--format", "json", "--output", "blad.json")

    assert json.loads((tmp_path / "blad.json").read_text("utf-8"))["level"] == "high"


def test_an_error_outranks_what_is_raised_and_the_rest_is_briefed(agenda_risk, agenda, tmp_path):
    done = agenda_risk("scan", tmp_path / "saknas.pdf", agenda("a.txt", RAISED))

    assert done.returncode == 10
    assert "Nedläggning av Norrby skola" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "saknas.pdf" in done.stderr


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        pytest.param("a.xyz", b"\x00\x01\x02" * 50, 11, id="unknown kind"),
        pytest.param("a.docx", b"PK\x03\x04broken", 14, id="broken zip"),
        pytest.param("a.pdf", b"%PDF-1.7 cut", 14, id="broken PDF"),
        pytest.param("a.pdf", b"", 14, id="empty file"),
        pytest.param("a.txt", b"Hej!", 15, id="no agenda"),
        pytest.param("a.json", b'{"body": ', 14, id="broken JSON"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_a_code(agenda_risk, tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)

    done = agenda_risk("scan", tmp_path / name, "--output", tmp_path / "ut.txt")

    assert done.returncode == code
    assert done.stderr.count("\n") == 1
    assert name in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "ut.txt").exists()


def test_usage_is_two(agenda_risk):
    assert agenda_risk("scan").returncode == 2


def test_an_unwritable_place_is_told_and_nothing_is_left(agenda_risk, agenda, tmp_path):
    (tmp_path / "fil").write_text("här står något")

    done = agenda_risk("scan", agenda("a.txt", RAISED), "--output", tmp_path / "fil" / "ut.txt")

    assert done.returncode == 22
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "fil"]


@pytest.mark.skipif(sys.platform == "win32", reason="limits on file size are of POSIX")
def test_a_full_disk_leaves_what_stood_there_and_says_so(agenda_risk, agenda, tmp_path):
    path = agenda("a.txt", RAISED)
    (tmp_path / "ut.txt").write_text("det som stod här")
    limited = f"ulimit -f 1; exec {sys.executable} -m agenda_risk scan {path} --output ut.txt"

    done = subprocess.run(
        ["bash", "-c", limited], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert done.returncode == 22
    assert done.stderr.count("\n") == 1
    assert (tmp_path / "ut.txt").read_text() == "det som stod här"
    assert sorted(found.name for found in tmp_path.iterdir()) == ["a.txt", "ut.txt"]


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="needs a full device")
def test_a_device_is_written_to_and_never_replaced(agenda_risk, agenda):
    done = agenda_risk("scan", agenda("a.txt", RAISED), "--output", "/dev/full")

    assert done.returncode == 22
    assert Path("/dev/full").is_char_device()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_stays_a_link(agenda_risk, agenda, tmp_path):
    (tmp_path / "mål.txt").write_text("")
    (tmp_path / "länk.txt").symlink_to(tmp_path / "mål.txt")

    agenda_risk("scan", agenda("a.txt", RAISED), "--output", "länk.txt")

    assert (tmp_path / "länk.txt").is_symlink()
    assert "Norrby" in (tmp_path / "mål.txt").read_text("utf-8")


def test_what_is_written_has_the_permissions_of_a_new_file(agenda_risk, agenda, tmp_path):
    agenda_risk("scan", agenda("a.txt", RAISED), "--output", "ut.txt")
    (tmp_path / "ny").write_text("")

    modes = {stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("ut.txt", "ny")}
    assert len(modes) == 1


def test_rules_of_ones_own_are_read(agenda_risk, agenda):
    own = agenda(
        "egna.yaml",
        'version: "egen"\nrules:\n- {id: own, title: T, category: other, level: high, why: W,'
        " when: sv/procedure/formal, ignores: [formal]}\n",
    )

    done = agenda_risk("scan", agenda("a.txt", ROUTINE), "--rules", own)

    assert done.returncode == 3


def test_a_fault_in_rules_of_ones_own_is_named(agenda_risk, agenda):
    own = agenda("egna.yaml", "version: x\nrulez: []\n")

    done = agenda_risk("scan", agenda("a.txt", ROUTINE), "--rules", own)

    assert done.returncode == 20
    assert "egna.yaml" in done.stderr


def test_english_is_complete_enough_to_read(agenda_risk, agenda):
    done = agenda_risk("scan", agenda("a.txt", RAISED), "--language", "en")

    assert "Need for preparation: high" in done.stdout.replace("\u00a0", " ")


def test_quiet_prints_only_what_is_raised(agenda_risk, agenda):
    routine = agenda_risk("scan", "-q", agenda("a.txt", ROUTINE))

    assert (routine.stdout, routine.stderr, routine.returncode) == ("", "", 0)


def test_verbose_tells_on_stderr_what_is_read(agenda_risk, agenda):
    done = agenda_risk("scan", "-v", agenda("a.txt", RAISED))

    assert "a.txt" in done.stderr
    assert "4 ärenden hittade" in done.stderr


def test_the_demo_writes_three_briefs_ahead_of_today(agenda_risk, tmp_path):
    done = agenda_risk("demo", "--today", "2031-03-03")

    briefs = sorted((tmp_path / "agenda-risk-demo").iterdir())
    assert done.returncode == 0
    assert len(briefs) == 3
    assert all("2031" in brief.read_text("utf-8") for brief in briefs)
    assert all(brief.name in done.stdout for brief in briefs)


def test_screening_items_answers_in_the_same_order(agenda_risk, agenda):
    rows = [
        {"id": "b", "organisation_kind": "kommun", "body": "KF", "title": "Upprop", "text": ""},
        {"id": "a", "organisation_kind": "kommun", "body": "KF", "title": "Motion om böneutrop"},
    ]
    path = agenda("items.jsonl", "\n".join(json.dumps(row) for row in rows) + "\n\n")

    done = agenda_risk("screen-items", path)

    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["id"], row["level"]) for row in told] == [("b", "none"), ("a", "moderate")]
    assert done.returncode == 0


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"id": "1"}', '{"id": 1, "title": null}', "\x00"], ids=repr
)
def test_a_line_that_is_no_item_is_named_by_its_number(agenda_risk, agenda, line):
    path = agenda("items.jsonl", '{"id": "1", "title": "Upprop"}\n' + line + "\n")

    done = agenda_risk("screen-items", path)

    assert done.returncode == 14
    assert "items.jsonl" in done.stderr
    assert re.search(r"\b2\b", done.stderr)


def test_plugins_are_listed(agenda_risk):
    listed = json.loads(agenda_risk("plugins", "--format", "json").stdout)

    assert {row["name"] for row in listed["plugins"]} >= {"documents", "file"}
    assert listed["broken"] == []


@pytest.mark.parametrize("command", ["scan", "demo", "screen-items", "plugins"])
def test_help_has_an_example(agenda_risk, command):
    done = agenda_risk(command, "--help", AGENDA_RISK_LANGUAGE="en")

    assert done.returncode == 0
    assert "Example" in done.stdout


def test_the_readme_names_every_exit_code():
    if not (ROOT / "README.md").exists():
        pytest.skip("the README is not beside the tests")
    readme = (ROOT / "README.md").read_text("utf-8")
    codes = {
        found.exit_code
        for found in vars(errors).values()
        if isinstance(found, type) and issubclass(found, Exception) and found.exit_code > 1
    }
    assert all(re.search(rf"^\| {code} \|", readme, re.MULTILINE) for code in codes)


def test_the_readme_says_nothing_twice_and_its_contents_lead_to_its_sections():
    if not (ROOT / "README.md").exists():
        pytest.skip("the README is not beside the tests")
    readme = (ROOT / "README.md").read_text("utf-8")
    long = [line for line in readme.splitlines() if len(line) > 60]
    assert [line for line, times in Counter(long).items() if times > 1] == []
    sections = re.findall(r"^## (.+)$", readme, re.MULTILINE)
    anchors = [re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in sections]
    assert re.findall(r"\]\(#([^)]+)\)", readme) == anchors
