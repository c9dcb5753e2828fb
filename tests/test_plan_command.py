"""``agenda-risk plan`` writes papers for the raised items."""

import json

import pytest

from agenda_risk.shipped import path_of

DAY = ("--today", "2026-12-01")


@pytest.fixture
def summons():
    return path_of("samples") / "kommunfullmaktige.pdf"


@pytest.mark.parametrize(
    ("paper", "told"),
    [
        ("facts", "Vad beslutas inte"),
        ("media", "Medieblad"),
        ("riskguide", "Sorteringslista till Riskguiden"),
        ("dialogue", "I SKR:s sju steg"),
    ],
)
def test_a_paper_is_printed(agenda_risk, summons, paper, told):
    done = agenda_risk("plan", summons, "--paper", paper, *DAY)

    assert done.returncode == 0, done.stderr
    assert told.lower() in done.stdout.lower()
    assert "Lidhem" not in done.stdout


@pytest.mark.parametrize(
    ("form", "start"), [("html", b"<!"), ("pdf", b"%PDF"), ("docx", b"PK"), ("json", b"{")]
)
def test_a_paper_is_written_in_each_format(agenda_risk, summons, tmp_path, form, start):
    file = tmp_path / f"facts.{form}"

    done = agenda_risk(
        "plan", summons, "--paper", "facts", "--item", "7", "--format", form, "--output", file, *DAY
    )

    assert done.returncode == 0, done.stderr
    assert file.read_bytes().startswith(start)


def test_several_fact_sheets_go_to_a_folder_each_under_its_number(agenda_risk, summons, tmp_path):
    agenda_risk("plan", summons, "--paper", "facts", "--output", tmp_path / "out", *DAY)

    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [name.rpartition("-")[2] for name in names] == ["16.txt", "7.txt", "8.txt", "9.txt"]


def test_the_sorting_list_is_a_table_too(agenda_risk, summons):
    done = agenda_risk("plan", summons, "--paper", "riskguide", "--format", "csv", *DAY)

    assert done.stdout.lstrip("\ufeff").startswith("Punkt;Ärende;")
    assert "7;Avveckling av Björkängens skola;KS 2026/412;hög;" in done.stdout


def test_json_tells_of_what_kind_each_block_is(agenda_risk, summons):
    done = agenda_risk("plan", summons, "--paper", "riskguide", "--format", "json", *DAY)

    kinds = [
        block["kind"]
        for section in json.loads(done.stdout)["sections"]
        for block in section["blocks"]
    ]
    assert kinds == ["bullets", "table"]


def test_several_papers_in_json_are_a_list(agenda_risk, summons):
    done = agenda_risk("plan", summons, "--paper", "facts", "--format", "json", *DAY)

    assert len(json.loads(done.stdout)) == 4


REFUSED = {
    "an item that is not raised": (("--paper", "facts", "--item", "1"), 10, "7, 8, 9, 16"),
    "a table of something else": (("--paper", "media", "--format", "csv"), 2, "riskguide"),
    "a list of one item": (("--paper", "riskguide", "--item", "7"), 2, "--item"),
    "a document on the terminal": (("--paper", "media", "--format", "pdf"), 2, "--output"),
    "no paper": ((), 2, "--paper"),
}


@pytest.mark.parametrize(("options", "code", "told"), REFUSED.values(), ids=list(REFUSED))
def test_what_cannot_be_done_is_said(agenda_risk, summons, options, code, told):
    done = agenda_risk("plan", summons, *options, *DAY)

    assert done.returncode == code
    assert told in done.stderr


def test_an_agenda_without_raised_items_gives_no_sheet(agenda_risk, tmp_path):
    file = tmp_path / "kallelse.txt"
    file.write_text(
        "Kommunfullmäktige\n2026-12-10\nÄrendelista\n1. Upprop\n2. Val av justerare\n", "utf-8"
    )

    done = agenda_risk("plan", file, "--paper", "facts", *DAY)

    assert (done.returncode, done.stdout.strip()) == (
        0,
        "Inget ärende lyfts fram, så det finns inget faktablad att skriva.",
    )


def test_an_agenda_that_cannot_be_read_is_told(agenda_risk, tmp_path):
    done = agenda_risk("plan", tmp_path / "none.pdf", "--paper", "media", *DAY)

    assert done.returncode == 10
    assert "none.pdf" in done.stderr
