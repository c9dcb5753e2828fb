"""PDF, Word, calendar and the lines to paste, asked for at the command line."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

AGENDA = (
    "GRANVIKS KOMMUN\nKALLELSE\nKommunstyrelsen\nTisdag 1 december 2026 kl. 18.00\n"
    "Folkets hus\n\n1. Upprop\n2. Nedläggning av Norrby skola, KS 2026/12\n3. Avslutning\n"
)
BEGINNINGS = {"pdf": b"%PDF-1.7", "docx": b"PK\x03\x04", "ics": b"BEGIN:VCALENDAR"}
WITHOUT = (
    "import sys; sys.modules[{module!r}] = None; sys.argv[0] = 'agenda-risk';"
    "from agenda_risk.cli import main; main()"
)


@pytest.fixture
def agenda(tmp_path) -> Path:
    path = tmp_path / "kallelse.txt"
    path.write_text(AGENDA, encoding="utf-8")
    return path


def poured(*arguments: object, start: tuple[str, ...] = ("-m", "agenda_risk")):
    return subprocess.run(
        [sys.executable, *start, *map(str, arguments)], capture_output=True, check=False, timeout=60
    )


@pytest.mark.parametrize("form", BEGINNINGS)
def test_a_file_is_written(agenda_risk, agenda, tmp_path, form):
    done = agenda_risk("scan", agenda, "--format", form, "--output", "blad")

    assert (tmp_path / "blad").read_bytes().startswith(BEGINNINGS[form])
    assert "→ blad" in done.stdout
    assert done.returncode == 3


@pytest.mark.parametrize("form", BEGINNINGS)
def test_a_pipe_gets_bytes_and_nothing_else(agenda, form):
    done = poured("scan", agenda, "--format", form)

    assert done.stdout.startswith(BEGINNINGS[form])
    assert done.returncode == 3


def test_several_briefs_do_not_fit_into_one_pipe(agenda, tmp_path):
    (tmp_path / "b.txt").write_text(AGENDA.replace("1 december", "8 december"), encoding="utf-8")

    done = poured("scan", tmp_path, "--format", "pdf")

    assert done.returncode == 23
    assert done.stdout == b""
    assert "--output" in done.stderr.decode()


def test_each_of_several_meetings_gets_a_file_named_after_it(agenda_risk, agenda, tmp_path):
    (tmp_path / "b.txt").write_text(AGENDA.replace("1 december", "8 december"), encoding="utf-8")

    agenda_risk("scan", agenda, tmp_path / "b.txt", "--format", "pdf", "--output", "blad")

    names = sorted(path.name for path in (tmp_path / "blad").iterdir())
    assert names == ["kommunstyrelsen-2026-12-01.pdf", "kommunstyrelsen-2026-12-08.pdf"]


@pytest.mark.parametrize(("form", "module"), [("pdf", "typst")])
def test_without_the_extra_one_sentence_says_what_to_run(agenda, form, module):
    done = poured("scan", agenda, "--format", form, start=("-c", WITHOUT.format(module=module)))

    said = done.stderr.decode()
    assert done.returncode == 25
    assert said.count("\n") == 1
    assert f'{module} är inte installerat. Kör: pip install "agenda-risk[documents]"' in said


def test_word_needs_no_extra_until_there_is_a_template(agenda, tmp_path):
    (tmp_path / "mall.docx").write_bytes(template("{{ sheet }}"))
    start = ("-c", WITHOUT.format(module="docxtpl"))

    plain = poured("scan", agenda, "--format", "docx", start=start)
    own = ("--template", tmp_path / "mall.docx")
    templated = poured("scan", agenda, "--format", "docx", *own, start=start)

    assert [plain.returncode, templated.returncode] == [3, 25]


def test_a_template_is_filled(agenda_risk, agenda, tmp_path):
    (tmp_path / "mall.docx").write_bytes(template("Granviks egen mall: {{ level }}"))

    agenda_risk(
        "scan", agenda, "--format", "docx", "--template", "mall.docx", "--output", "blad.docx"
    )

    written = Document(tmp_path / "blad.docx")
    assert written.paragraphs[0].text == "Granviks egen mall: högt"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ("--format text --template mall.docx", 23),
        ("--format docx --template saknas.docx", 10),
        ("--format docx --template kallelse.txt", 14),
    ],
    ids=["another format", "missing", "no Word document"],
)
def test_a_template_that_cannot_be_used_is_told_in_one_sentence(
    agenda_risk, agenda, tmp_path, options, code
):
    (tmp_path / "mall.docx").write_bytes(template("x"))

    done = agenda_risk("scan", agenda, *options.split())

    assert done.returncode == code
    assert done.stderr.count("\n") == 1


def test_lines_to_paste_are_few(agenda_risk, agenda):
    done = agenda_risk("scan", agenda, "--short")

    assert done.stdout.startswith("Säkerhetsgenomgång av kallelsen – Granviks kommun")
    assert done.stdout.count("\n") <= 8


@pytest.mark.parametrize(
    ("part", "has", "lacks"),
    [
        ("open", "ÄRENDEN ATT FÖRBEREDA", "HEMVÄGEN"),
        ("operational", "HEMVÄGEN", "ÄRENDEN ATT FÖRBEREDA"),
    ],
)
def test_a_part_is_written_alone(agenda_risk, agenda, part, has, lacks):
    text = agenda_risk("scan", agenda, "--part", part).stdout

    assert has in text
    assert lacks not in text


def template(text: str) -> bytes:
    written = Document()
    written.add_paragraph(text)
    content = BytesIO()
    written.save(content)
    return content.getvalue()


def test_text_that_is_printed_is_the_sheet_and_a_file_holds_the_annex_too(
    agenda_risk, agenda, tmp_path
):
    printed = agenda_risk("scan", agenda).stdout
    agenda_risk("scan", agenda, "--output", "blad.txt")

    assert "ÅTGÄRDER ATT TA STÄLLNING TILL" in printed
    assert "OPERATIV BILAGA" not in printed
    assert "OPERATIV BILAGA" in (tmp_path / "blad.txt").read_text(encoding="utf-8")


def test_the_word_template_of_the_profile_is_used(agenda_risk, agenda, tmp_path):
    (tmp_path / "egen").mkdir()
    template = Document()
    template.add_paragraph("Granviks kommuns egen mall: {{ title }}")
    template.save(tmp_path / "egen" / "mall.docx")
    profile = 'name = "Granviks kommun"\ntemplate = "mall.docx"\n'
    (tmp_path / "egen" / "profile.toml").write_text(profile, encoding="utf-8")

    done = agenda_risk(
        *("scan", agenda, "--profile", "egen/profile.toml"),
        *("--format", "docx", "--output", "blad.docx"),
    )

    assert done.returncode == 3, done.stderr
    assert "egen mall" in Document(str(tmp_path / "blad.docx")).paragraphs[0].text
