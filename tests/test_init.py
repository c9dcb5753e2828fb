"""``init`` asks a few questions, works with everything unknown, and never overwrites."""

import os
import select
import signal
import subprocess
import sys
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda_risk.cli import INTERRUPTED
from agenda_risk.cli.interview import QUESTIONS, profile_of, read_answer
from agenda_risk.errors import FaultsError
from agenda_risk.models import OrganisationKind, Profile, Role
from agenda_risk.own_files import load_profile
from agenda_risk.profile import parse_profile
from agenda_risk.render.own_toml import profile_toml
from agenda_risk.settings import parse_settings
from agenda_risk.translate import translator

QUESTION = {question.key: question for question in QUESTIONS}
# Which question is answered, and how; where an answer cannot be, the question comes again.
ANSWERS = [
    (1, "Granviks kommun"),
    (2, "1"),
    (3, "5"),
    (3, "2"),
    (4, "0123-456 99"),
    (5, ""),
    (6, "Socialnämnden, Byggnadsnämnden"),
    (7, "ja"),
    (8, 'Riktlinjer "trygg" \\ 2026'),
    (9, "i vår"),
    (9, "2027-02-26"),
    (10, "vet inte"),
    (11, "6"),
]


class Terminal:
    """Runs the program as in a terminal, and types."""

    def __init__(self, folder, *arguments, **environment):
        import pty  # noqa: PLC0415  not there under Windows

        self._own, its = pty.openpty()
        self._program = subprocess.Popen(
            [sys.executable, "-m", "agenda_risk", *arguments],
            cwd=folder,
            env={"PATH": "/usr/bin:/bin", "TERM": "dumb", **_without_the_users(), **environment},
            stdin=its,
            stdout=its,
            stderr=its,
            start_new_session=True,
        )
        os.close(its)
        self.seen = ""

    def type(self, text, after):
        """Type *text* once *after* has been shown anew."""
        self.wait_for(after)
        os.write(self._own, text.encode())

    def break_off(self, how, after):
        """Press Ctrl+D or Ctrl+C."""
        self.wait_for(after)
        if how == "end of input":
            os.write(self._own, b"\x04")
        while how == "interrupt" and self._program.poll() is None:
            # Between a prompt and the waiting for a line Python may overlook one.
            self._program.send_signal(signal.SIGINT)
            self._read()

    def wait_for(self, wanted, seconds=60):
        begun, end = len(self.seen), time.monotonic() + seconds
        while wanted not in self.seen[begun:]:
            assert time.monotonic() < end, self.seen
            self._read()

    def end(self):
        """Read to the end and return the exit code."""
        while self._read():
            pass
        os.close(self._own)
        return self._program.wait(60)

    def close(self):
        """End the program, whatever it does."""
        self._program.kill()
        self._program.wait(60)

    def _read(self):
        if not select.select([self._own], [], [], 0.2)[0]:
            return self._program.poll() is None
        try:
            found = os.read(self._own, 65536)
        except OSError:  # the program has ended
            return False
        self.seen += found.decode("utf-8", "replace")
        return bool(found)


def _without_the_users():
    place = os.environ["AGENDA_RISK_CACHE"]
    return {"AGENDA_RISK_CACHE": place, "XDG_CONFIG_HOME": place}


@pytest.fixture
def run_in_terminal(tmp_path):
    """Return what runs the program in a terminal in an empty folder."""
    begun = []

    def run(*arguments, **environment):
        begun.append(Terminal(tmp_path, *arguments, **environment))
        return begun[-1]

    yield run
    for terminal in begun:
        terminal.close()


in_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")


def test_without_a_terminal_everything_is_unknown_and_nothing_is_asked(agenda_risk, tmp_path):
    done = agenda_risk("init")

    assert (done.returncode, done.stderr) == (0, "")
    assert load_profile(tmp_path / "profile.toml") == Profile()
    settings = parse_settings((tmp_path / "agenda-risk.toml").read_text("utf-8"), "")
    assert (settings.profile, settings.language) == ("profile.toml", "sv")
    assert not (tmp_path / "styrdokument-utkast.md").exists()


def test_it_ends_with_the_gaps_and_what_to_do_next(agenda_risk):
    done = agenda_risk("init", "egna/filer")

    assert "- Ansvarsnivån är okänd." in done.stdout
    profile = os.path.join("egna", "filer", "profile.toml")
    assert f"agenda-risk profile {profile}" in done.stdout
    assert f"agenda-risk scan --profile {profile} kallelse.pdf" in done.stdout


def test_the_files_explain_themselves_in_the_language_that_was_asked_for(agenda_risk, tmp_path):
    agenda_risk("init", "--language", "en", "--document")

    assert "# A number that is answered round the clock." in (tmp_path / "profile.toml").read_text()
    assert 'language = "en"' in (tmp_path / "agenda-risk.toml").read_text()
    assert "## Prevention" in (tmp_path / "styrdokument-utkast.md").read_text()


def test_the_draft_has_the_structure_of_chapter_five(agenda_risk, tmp_path):
    agenda_risk("init", "--document", "--yes")

    lines = (tmp_path / "styrdokument-utkast.md").read_text("utf-8").splitlines()
    assert [line[3:] for line in lines if line.startswith("## ")] == [
        "Formalia",
        "Förtroendevaldas villkor",
        "Definitioner och lagar",
        "Förebyggande arbete",
        "Handlingsplaner och åtgärder",
        "Uppföljning",
    ]
    assert sum(line.startswith("### ") for line in lines) == 23


@pytest.mark.parametrize("name", ["agenda-risk.toml", "profile.toml", "styrdokument-utkast.md"])
def test_no_file_is_overwritten_and_none_is_written_beside_it(agenda_risk, tmp_path, name):
    (tmp_path / name).write_text("mine", "utf-8")

    done = agenda_risk("init", "--document")

    assert done.returncode == 23
    assert name in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text("utf-8") == "mine"


def test_forced_it_keeps_each_old_file(agenda_risk, tmp_path):
    for text in ("first", "second"):
        (tmp_path / "profile.toml").write_text(text, "utf-8")
        assert agenda_risk("init", "--force").returncode == 0

    assert (tmp_path / "profile.toml.bak").read_text("utf-8") == "first"
    assert (tmp_path / "profile.toml.bak2").read_text("utf-8") == "second"
    assert load_profile(tmp_path / "profile.toml") == Profile()


def test_forced_it_mends_settings_that_cannot_be_read(agenda_risk, tmp_path):
    (tmp_path / "agenda-risk.toml").write_text("no toml", "utf-8")

    assert agenda_risk("init", "--force").returncode == 0
    assert agenda_risk("profile").returncode == 0


def test_a_folder_that_cannot_be_made_is_told(agenda_risk, tmp_path):
    (tmp_path / "fil").write_text("", "utf-8")

    done = agenda_risk("init", "fil/mapp")

    assert done.returncode == 22
    assert "Traceback" not in done.stderr


@in_a_terminal
def test_in_a_terminal_it_asks_and_writes_the_answers(run_in_terminal, tmp_path):
    terminal = run_in_terminal("init")
    for number, answer in ANSWERS:
        terminal.type(f"{answer}\n", after=f"{number}/11 ")
    code = terminal.end()

    profile = load_profile(tmp_path / "profile.toml")
    assert code == 0
    assert (profile.name, profile.kind) == ("Granviks kommun", OrganisationKind.MUNICIPALITY)
    assert (profile.responsibility, profile.duty_number) == (2, "0123-456 99")
    assert profile.contacts == {}
    assert profile.open_committees == ("Socialnämnden", "Byggnadsnämnden")
    assert profile.remote is True
    assert profile.steering_document.title == 'Riktlinjer "trygg" \\ 2026'
    assert profile.steering_document.review_by == date(2027, 2, 26)
    assert (profile.incident_system, profile.reporting.months) == ("", 6)
    assert "Ska vara ett datum som 2026-12-31, inte ”i vår”." in terminal.seen
    assert "Traceback" not in terminal.seen


@in_a_terminal
def test_pressing_enter_throughout_means_that_all_is_unknown(run_in_terminal, tmp_path):
    terminal = run_in_terminal("init", AGENDA_RISK_LANGUAGE="en")
    for number in range(len(QUESTIONS)):
        terminal.type("\n", after=f"{number + 1}/{len(QUESTIONS)} ")

    assert terminal.end() == 0
    assert load_profile(tmp_path / "profile.toml") == Profile()


@in_a_terminal
def test_the_three_levels_are_explained_where_they_are_asked_for(run_in_terminal):
    terminal = run_in_terminal("init")
    terminal.type("\n", after="1/11 ")
    terminal.type("\n", after="2/11 ")
    terminal.break_off("end of input", after="3/11 ")
    terminal.end()

    for part in ("1: Organisationen har fullt ansvar", "2: Org", "3: Partierna", "Retur: du vet"):
        assert part in terminal.seen


@in_a_terminal
@pytest.mark.parametrize("how", ["end of input", "interrupt"])
def test_who_breaks_off_gets_no_half_files(run_in_terminal, tmp_path, how):
    terminal = run_in_terminal("init")
    terminal.type("Granvik\n", after="1/11 ")
    terminal.break_off(how, after="2/11 ")

    assert terminal.end() in {INTERRUPTED, -signal.SIGINT}
    assert list(tmp_path.iterdir()) == []
    assert "Traceback" not in terminal.seen


@in_a_terminal
def test_nothing_is_asked_with_yes(run_in_terminal, tmp_path):
    assert run_in_terminal("init", "--yes").end() == 0
    assert load_profile(tmp_path / "profile.toml") == Profile()


@pytest.mark.parametrize("text", ["", "  ", "?", "vet inte", "Vet inte", "unknown", "don't know"])
@pytest.mark.parametrize("key", QUESTION)
def test_every_question_may_be_left_open(key, text):
    assert read_answer(QUESTION[key], text) is None


@pytest.mark.parametrize(
    ("key", "text", "expected"),
    [
        ("kind", "Region", {"kind": OrganisationKind.REGION}),
        ("kind", "kommunalförbund", {"kind": OrganisationKind.FEDERATION}),
        ("remote", "Nej", {"remote": False}),
        ("remote", "yes", {"remote": True}),
        ("open_committees", " A ,, B ", {"open_committees": ("A", "B")}),
        ("responsibility", " 3 ", {"responsibility": 3}),
        ("name", "Åmåls \udcff kommun", {"name": "Åmåls ? kommun"}),
    ],
)
def test_an_answer_is_read_as_people_write_it(key, text, expected):
    answer = read_answer(QUESTION[key], text)

    assert profile_of({key: answer}) == Profile(**expected)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("kind", "stad"),
        ("responsibility", "4"),
        ("duty_number", "ring oss"),
        ("remote", "kanske"),
        ("steering_document.review_by", "26/2 2027"),
        ("incident_system", "javascript:alert(1)"),
        ("reporting.months", "varje år"),
        ("reporting.months", "0"),
        ("name", "x" * 301),
    ],
)
def test_what_is_no_answer_is_refused(key, text):
    with pytest.raises(FaultsError):
        read_answer(QUESTION[key], text)


@given(
    name=st.text(max_size=20),
    title=st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    phone=st.text("0123456789 -+\n\"'\\åäö", max_size=12).map(lambda text: f"112{text}"),
)
def test_what_is_answered_is_what_is_read_back(name, title, phone):
    asked = {"name": name, "steering_document.title": title, "contacts.security.phone": phone}
    answers = {key: read_answer(QUESTION[key], text) for key, text in asked.items()}

    profile = profile_of({key: answer for key, answer in answers.items() if answer is not None})

    assert parse_profile(profile_toml(profile, translator("sv")), "profile.toml") == profile
    assert profile.contacts[Role.SECURITY].phone == phone.strip()
