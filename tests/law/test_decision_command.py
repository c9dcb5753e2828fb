"""The command `decision`, as a security coordinator and a chair run it."""

import json
from datetime import UTC, date, datetime, time, timedelta

import pytest
from meetings import item, meeting

from agenda_risk.advise import Advice
from agenda_risk.assess import assess_meeting
from agenda_risk.brief import make_brief
from agenda_risk.meeting_file import new_file
from agenda_risk.meeting_files import make_file
from agenda_risk.models import Moment, Provenance

TODAY = date.today()
YESTERDAY = (TODAY - timedelta(days=1)).isoformat()
MONTHS = ("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
          "oktober", "november", "december")  # fmt: skip
SOON = TODAY + timedelta(days=10)
AGENDA = (
    f"Granviks kommun\nKALLELSE\nKommunfullmäktige\n{SOON.day} {MONTHS[SOON.month - 1]} "
    f"{SOON.year} kl. 18.00\n\nÄrenden\n\n1. Upprop\n2. Val av justerare\n"
    "3. Nedläggning av Norrby skola, KS 2026/12\n"
)
KEPT = f"kommunfullmaktige-{SOON.isoformat()}.meeting.json"
LETTER = "Ett brev hotar med eld i sessionssalen."


@pytest.fixture
def run(agenda_risk, tmp_path):
    """Return what runs the command on the file of a meeting that has been read once."""
    given = meeting(
        start=Moment(day=SOON, clock=time(18)), items=(item("3", "Nedläggning av Norrby skola"),)
    )
    made = Provenance(program="agenda-risk", rules="2026.11", made=TODAY)
    read = make_brief(given, assess_meeting(given, ()), Advice(), made)
    make_file(str(tmp_path / KEPT), new_file(read, ["kallelse.txt"], datetime.now(UTC)))
    return lambda *arguments: agenda_risk("decision", KEPT, *arguments)


def kept(tmp_path) -> dict:
    return json.loads((tmp_path / KEPT).read_text(encoding="utf-8"))


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def circumstance(kind: str = "threat", text: str = LETTER) -> tuple[str, ...]:
    source = ("--source", "Brev till receptionen", "--date", YESTERDAY)
    return ("circumstance", "--kind", kind, *source, "--text", text)


PREMISES = ("premises", "--room", "Sessionssalen", "--entrance", "Huvudentrén")
CRIME = ("crime", "--danger", "life", "--danger", "property", "--text", "Mordbrand")
STEP = ("proportionality", "--step", "hosts", "--why", "De är för få.")
CONSULTATION = ("consultation", "--date", TODAY.isoformat(), "--unit", "Lokalpolisen")
HELD = (*CONSULTATION, "--outcome", "Två poliser kan komma.")
YES = ("decide", "--yes", "--role", "chair", "--reason", "Hotet är konkret.")


def test_without_a_draft_it_is_told_whether_there_can_be_one(run):
    done = run()

    assert done.returncode == 0
    assert "Det betyder inte att en kontroll är tillåten." in plain(done.stdout)


def test_the_whole_way_from_premises_to_decision(run, tmp_path):
    for section in (
        (*PREMISES, "--adjoining", "Foajén"),
        circumstance(),
        CRIME,
        STEP,
        HELD,
        ("exempt", "--who", "Skolklasser", "--why", "De är anmälda av sin skola."),
        ("performer", "--kind", "police-officer", "--told-by", "Vakthavande befäl"),
        ("information", "--date", TODAY.isoformat(), "--where", "Webben", "--what", "Kom i tid."),
        YES,
    ):
        done = run(*section)
        assert done.returncode == 0, done.stderr
    written = plain(run("export", "decision").stdout)

    assert written.startswith("Beslut ======")
    assert "Två poliser kan komma." in written
    assert kept(tmp_path)["decision"]["ruling"]["role"] == "chair"


def test_the_state_shows_what_is_filled_in_and_what_is_missing(run):
    run(*PREMISES)

    shown = plain(run(*circumstance()).stdout)

    assert "Möteslokal: Sessionssalen" in shown
    assert "- Samrådet med Polismyndigheten" in shown
    assert "vilka lokaler det gäller" not in shown.casefold()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        pytest.param(circumstance("turnout"), "Hur många som väntas komma", id="never counts"),
        pytest.param(circumstance(text="Anna Berg hotar"), "nämna en person", id="a name"),
        pytest.param(circumstance(text="Nedläggning av Norrby skola"), "dagordningen", id="title"),
        pytest.param(HELD, "Först måste någon anteckna", id="consultation first"),
        pytest.param(YES, "Lokalerna saknas", id="decision first"),
        pytest.param((*YES[:3], "security", *YES[4:]), "Bara den som är", id="another role"),
        pytest.param(("export", "basis"), "inget utkast", id="no draft"),
        pytest.param(("note", "--found", "0", "--refused", "0"), "inget utkast", id="note first"),
        pytest.param(
            ("--occasion", "dialogue", *PREMISES), "gäller inte det här mötet", id="dialogue"
        ),
    ],
)
def test_what_is_refused_is_one_sentence_and_changes_nothing(run, tmp_path, arguments, told):
    before = kept(tmp_path)

    done = run(*arguments)

    assert done.returncode == 23
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert kept(tmp_path) == before


def test_a_circumstance_is_taken_back_by_its_place(run, tmp_path):
    run(*circumstance())

    assert run("take-back", "--circumstance", "2").returncode == 23
    assert run("take-back").returncode == 2
    assert run("take-back", "--circumstance", "1").returncode == 0

    assert kept(tmp_path)["decision"]["circumstances"] == []


def test_a_decision_is_not_exported_before_the_consultation(run):
    for section in (PREMISES, circumstance(), CRIME, STEP):
        run(*section)

    done = run("export", "decision")

    assert done.returncode == 23
    assert "samrådet med Polismyndigheten" in done.stderr


def test_the_basis_is_exported_before_the_consultation_as_a_draft(run):
    run(*circumstance())

    done = run("export", "basis")

    assert plain(done.stdout).startswith("Underlag för samråd med Polismyndigheten (Utkast)")


def test_a_decision_not_to_check_needs_reasons_only(run):
    assert run("decide", "--no", "--role", "chair", "--reason", "Inget är känt.").returncode == 0

    assert "Beslut att inte genomföra" in run("export", "no-check").stdout


def test_a_changed_agenda_makes_the_draft_stale_until_it_is_begun_again(agenda_risk, tmp_path):
    def run(*arguments):
        return agenda_risk("decision", KEPT, *arguments)

    (tmp_path / "kallelse.txt").write_text(AGENDA, encoding="utf-8")
    agenda_risk("meeting", "kallelse.txt")
    run(*circumstance())
    (tmp_path / "kallelse.txt").write_text(AGENDA + "4. Vindkraft vid Högåsen\n", encoding="utf-8")
    agenda_risk("meeting", KEPT, "read")

    assert "dagordningen" in run("export", "basis").stderr
    assert "Mötet har ändrats" in run(*STEP).stderr
    assert run("again").returncode == 0
    assert kept(tmp_path)["decision"]["circumstances"][0]["text"] == LETTER
    assert run("export", "basis").returncode == 0


def test_what_people_told_of_a_committee_opens_it(agenda_risk, tmp_path):
    agenda = AGENDA.replace("Kommunfullmäktige", "Kulturnämnden")
    (tmp_path / "kallelse.txt").write_text(agenda, encoding="utf-8")
    agenda_risk("meeting", "kallelse.txt")
    file = KEPT.replace("kommunfullmaktige", "kulturnamnden")
    closed = agenda_risk("decision", file, *PREMISES)
    ground = ("--ground", "Nämnden har beslutat det med fullmäktiges medgivande.")
    agenda_risk("meeting", file, "public", "public", *ground, "--role", "clerk")

    opened = agenda_risk("decision", file, *PREMISES)

    assert closed.returncode == 23
    assert "offentligt enligt kommunallagen" in closed.stderr
    assert opened.returncode == 0, opened.stderr
    assert "med fullmäktiges medgivande" in plain(opened.stdout)


def test_the_profile_tells_which_committees_may_be_open(run, tmp_path):
    file = tmp_path / KEPT
    kept_file = json.loads(file.read_text(encoding="utf-8"))
    kept_file["versions"][0]["body"] = "Kulturnämnden"
    file.write_text(json.dumps(kept_file), encoding="utf-8")
    settings, profile = tmp_path / "agenda-risk.toml", tmp_path / "profile.toml"
    settings.write_text('profile = "profile.toml"\n', encoding="utf-8")
    profile.write_text('open_committees = ["Skolnämnden"]\n', encoding="utf-8")
    closed = run(*PREMISES)
    profile.write_text('open_committees = ["Kulturnämnden"]\n', encoding="utf-8")

    assert closed.returncode == 23
    assert run(*PREMISES).returncode == 0


@pytest.mark.parametrize(
    ("form", "begins"), [("html", b"<!"), ("pdf", b"%PDF"), ("docx", b"PK"), ("text", b"Underlag")]
)
def test_a_paper_is_written_in_every_format(run, tmp_path, form, begins):
    run(*circumstance())

    done = run("export", "basis", "--format", form, "--output", "underlag")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "underlag").read_bytes().startswith(begins)


def test_a_pdf_is_not_printed_in_the_terminal(run):
    run(*circumstance())

    assert run("export", "basis", "--format", "pdf").returncode == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [("sv", "Bara en människa som antecknar"), ("en", "Only a person who records")],
)
def test_help_says_what_opens_the_way(agenda_risk, language, said):
    done = agenda_risk("decision", "--help", AGENDA_RISK_LANGUAGE=language)

    assert said in plain(done.stdout)


def test_other_law_is_exported_in_english(run):
    done = run("--language", "en", "export", "law")

    assert "(Local Government Act 5:43)" in plain(done.stdout)


def test_a_statement_of_law_that_is_no_more_is_told_and_the_draft_can_begin_again(run, tmp_path):
    run("premises", "--room", "Salen", "--entrance", "Huvudentrén")
    kept = tmp_path / KEPT
    changed = json.loads(kept.read_text(encoding="utf-8"))
    changed["decision"]["reach"]["why"] = ["no-longer-there"]
    kept.write_text(json.dumps(changed), encoding="utf-8")

    done = run()

    assert done.returncode == 14
    assert "no-longer-there" in done.stderr
    assert done.stderr.count("\n") == 1
    assert run("again").returncode == 0


def test_a_decision_that_was_made_stays_in_the_file_when_a_draft_begins_again(run, tmp_path):
    run("premises", "--room", "Salen", "--entrance", "Huvudentrén")
    run("decide", "--no", "--reason", "Inget har hänt", "--role", "chair")

    run("again")

    kept = json.loads((tmp_path / KEPT).read_text(encoding="utf-8"))
    assert kept["decision"]["ruling"] is None
    assert [one["ruling"]["reasons"] for one in kept["earlier"]] == ["Inget har hänt"]
