"""Agendas are looked through before they are published; the exit code tells what was found."""

import json
from pathlib import Path

import pytest

from agenda_risk.render.check import CheckOut
from agenda_risk.shipped import path_of

SCHEMA = Path(__file__).parents[1] / "agenda_risk" / "render" / "check.schema.json"
HEAD = "Granviks kommun\nKALLELSE\nKommunstyrelsen\nTisdag 1 december 2026 kl. 13.00\n\nÄrenden\n\n"
ROUTINE = HEAD + "1. Upprop\n2. Val av justerare\n3. Sammanträdestider 2027\n"
RAISED = ROUTINE + "4. Nedläggning av Norrby skola, KS 2026/12\n"
PERSON = ROUTINE + "4. Ansökan om bygglov från Anna Svensson, 19850101-1236\n"
ENGLISH = (
    "Town Council\nAGENDA\n2026-12-01\n\n1. Report one\n2. Report two\n3. Report three\n\n"
    + (
        "The committee is asked to note the report and to agree that the plan is adopted. "
        "This is the first of the reports on the matter from the board. "
    )
    * 4
)


@pytest.fixture
def agenda(tmp_path):
    def write(text, name="kallelse.txt"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("text", "code"),
    [(ROUTINE, 0), (RAISED, 3), (PERSON, 6), (RAISED + PERSON[len(ROUTINE) :], 6), ("Hej!", 15)],
    ids=["routine", "raised", "person", "raised-and-person", "no-agenda"],
)
def test_the_exit_code_tells_the_gravest_of_what_was_found(agenda_risk, agenda, text, code):
    assert agenda_risk("check", agenda(text)).returncode == code


def test_personal_data_is_told_by_the_number_of_the_item_and_not_repeated(agenda_risk, agenda):
    done = agenda_risk("check", agenda(PERSON))

    assert "! Personuppgift i rubriken: punkt 4." in done.stdout.replace("\u00a0", " ")
    assert "personnummer och namn på enskild person" in done.stdout
    assert done.stdout.count("Personuppgift") == 1
    assert "Svensson" not in done.stdout
    assert "19850101" not in done.stdout


def test_a_name_in_the_name_of_the_file_is_told(agenda_risk, agenda):
    done = agenda_risk("check", agenda(ROUTINE, "kallelse-Anna-Svensson.txt"))

    assert done.returncode == 6
    assert "Personuppgift i filnamnet: kallelse N.N." in done.stdout


def test_a_raised_item_is_shown_with_its_rule_and_place(agenda_risk, agenda):
    told = agenda_risk("check", agenda(RAISED)).stdout.replace("\u00a0", " ")

    assert "◆ Punkt 4 · KS 2026/12 Nedläggning av Norrby skola – högt" in told
    assert "(rubriken, kallelsen) [regel school-closure]" in told


def test_an_agenda_in_an_unknown_language_is_told_as_not_screened(agenda_risk, agenda):
    done = agenda_risk("check", agenda(ENGLISH))

    assert done.returncode == 4
    assert "Inte granskat" in done.stdout


def test_an_agenda_with_nothing_to_look_at_says_so(agenda_risk, agenda):
    told = agenda_risk("check", agenda(ROUTINE)).stdout

    assert "Inget ärende sticker ut i det som är läst." in told


def test_json_holds_what_is_to_be_looked_at_and_nothing_else(agenda_risk, agenda):
    done = agenda_risk("check", "--format", "json", agenda(RAISED + PERSON[len(ROUTINE) :]))

    told = json.loads(done.stdout)
    assert told["code"] == done.returncode == 6
    (meeting,) = told["meetings"]
    assert [item["level"] for item in meeting["items"]] == ["high", "low"]
    assert meeting["items"][1]["personal_data"] == ["personnummer", "name"]
    assert "Svensson" not in done.stdout


def test_what_cannot_be_read_is_in_the_json_beside_what_was_read(agenda_risk, agenda, tmp_path):
    done = agenda_risk("check", "--format", "json", agenda(RAISED), tmp_path / "borta.pdf")

    told = json.loads(done.stdout)
    assert told["code"] == done.returncode == 10
    assert len(told["meetings"]) == 1
    (failure,) = told["failures"]
    assert (failure["name"], failure["code"]) == ("borta.pdf", 10)


def test_several_files_are_one_object_that_the_schema_describes(agenda_risk, agenda):
    sample = path_of("samples") / "kommunfullmaktige.pdf"
    done = agenda_risk("check", "--format", "json", sample, agenda(PERSON))

    told = CheckOut.model_validate_json(done.stdout)
    assert [len(one.items) for one in told.meetings] == [1, 4]


def test_the_schema_describes_the_json():
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **CheckOut.model_json_schema(mode="serialization"),
    }

    assert (
        SCHEMA.read_text(encoding="utf-8")
        == json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    )
