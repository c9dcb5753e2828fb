"""Make the three sample agendas that ship in agenda_risk/samples/.

Run from the top of the checkout, with the extra dev installed::

    python tests/samples/make_samples.py

Everything in them is invented. Each is made from the texts beside this file, byte for byte the
same each time with the same versions of typst and python-docx: the PDF from kommunfullmaktige/,
the Word file from socialnamnden.toml, the web page from regionfullmaktige.toml and its template.
What a person reads in them stands in expected.json, which is kept by hand.
"""

import tomllib
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import typst
from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from jinja2 import Environment, FileSystemLoader

HERE = Path(__file__).parent
SAMPLES = HERE.parents[1] / "agenda_risk" / "samples"
MADE = datetime(2026, 12, 1, 8, 0)
COLUMNS = {"": Cm(1.1), "Ärende": Cm(6.0), "Beteckning": Cm(3.2), "Förslag": Cm(6.7)}
COUNT = 9000
COUNTING = f"""
<w:abstractNum {nsdecls("w")} w:abstractNumId="{COUNT}">
  <w:multiLevelType w:val="singleLevel"/>
  <w:lvl w:ilvl="0">
    <w:start w:val="{{start}}"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>
    <w:lvlJc w:val="left"/><w:pPr><w:ind w:left="284" w:hanging="284"/></w:pPr>
  </w:lvl>
</w:abstractNum>"""
NUMBERED = f"""
<w:num {nsdecls("w")} w:numId="{COUNT}"><w:abstractNumId w:val="{COUNT}"/></w:num>"""


def main() -> None:
    (SAMPLES / "kommunfullmaktige.pdf").write_bytes(kommunfullmaktige())
    (SAMPLES / "socialnamnden.docx").write_bytes(socialnamnden())
    (SAMPLES / "regionfullmaktige.html").write_text(regionfullmaktige(), encoding="utf-8")


def kommunfullmaktige() -> bytes:
    # PDF 1.4 came out smallest of 1.4-2.0 with typst 0.15.
    source = HERE / "kommunfullmaktige" / "main.typ"
    return typst.compile(source, ignore_system_fonts=True, pdf_standards="1.4")


def regionfullmaktige() -> str:
    environment = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("regionfullmaktige.html.j2")
    return template.render(read("regionfullmaktige.toml"))


def socialnamnden() -> bytes:
    texts = read("socialnamnden.toml")
    word = swedish(Document())
    word.core_properties.title = f"Kallelse {texts['body']}"
    page_head(word, texts["municipality"])
    front(word, texts)
    called(word, texts["called"])
    agenda(word, texts["rows"])
    word.add_paragraph()
    row = word.add_table(rows=1, cols=2).rows[0]
    for cell, lines in zip(row.cells, texts["signatures"], strict=True):
        cell.text = lines
    return packed(word)


def read(name: str) -> dict:
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def swedish(word: Word) -> Word:
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "sv-SE")
    word.styles["Normal"].font.name = "Calibri"
    word.styles["Normal"].font.size = Pt(10.5)
    word.core_properties.author = "Granviks kommun"
    word.core_properties.language = "sv-SE"
    word.core_properties.created = word.core_properties.modified = MADE
    return word


def page_head(word: Word, municipality: str) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    paragraph = section.header.paragraphs[0]
    paragraph.add_run(f"{municipality.upper()}\t\t")
    field(paragraph, "PAGE")
    paragraph.add_run("(")
    field(paragraph, "NUMPAGES")
    paragraph.add_run(")")


def field(paragraph: Paragraph, instruction: str) -> None:
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), instruction)
    paragraph._p.append(simple)


def front(word: Word, texts: dict) -> None:
    word.add_paragraph().add_run("KALLELSE/UNDERRÄTTELSE").bold = True
    word.add_paragraph(f"Upprättad\n{texts['drawn_up']}")
    word.add_heading(texts["body"], level=1)
    word.add_paragraph().add_run(texts["time"]).bold = True
    word.add_paragraph(texts["place"])
    word.add_paragraph(texts["meetings_before"])
    word.add_paragraph("\n".join(texts["contact"]))


def called(word: Word, groups: dict[str, list[str]]) -> None:
    word.add_heading("Kallade", level=2)
    row = word.add_table(rows=1, cols=len(groups)).rows[0]
    for cell, (title, names) in zip(row.cells, groups.items(), strict=True):
        cell.paragraphs[0].add_run(title).bold = True
        paragraphs(cell, names)


def agenda(word: Word, rows: list[dict]) -> None:
    word.add_heading("Ärenden", level=2)
    table = word.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    column_heads(table)
    typed = [row for row in rows if row.get("number", "auto") != "auto"]
    define_counting(word, start=len(typed) + 1)
    for row in rows:
        fill(table.add_row(), row)
    for line in table.rows:
        for cell, width in zip(line.cells, COLUMNS.values(), strict=True):
            cell.width = width


def column_heads(table: Table) -> None:
    for cell, head in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def define_counting(word: Word, start: int) -> None:
    numbering = word.part.numbering_part.element
    numbering.insert(0, parse_xml(COUNTING.format(start=start)))
    numbering.append(parse_xml(NUMBERED))


def fill(line: _Row, row: dict) -> None:
    number, matter, case, proposal = line.cells
    if "heading" in row:
        matter.paragraphs[0].add_run(row["heading"]).bold = True
        return
    if row["number"] == "auto":
        count(number.paragraphs[0])
    else:
        number.text = row["number"]
    matter.text = row["title"]
    paragraphs(matter, presented(row))
    case.text = row.get("case", "")
    proposal.text = row["proposal"][0]
    paragraphs(proposal, row["proposal"][1:])


def presented(row: dict) -> list[str]:
    """Return the clock time as one paragraph and the presenters as another."""
    return [row["time"], "\n".join(row.get("presenters", []))] if "time" in row else []


def count(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_ilvl().val = 0
    properties.get_or_add_numId().val = COUNT


def paragraphs(cell: _Cell, texts: Iterable[str]) -> None:
    for text in filter(None, texts):
        cell.add_paragraph(text)


def packed(word: Word) -> bytes:
    """Return the file with one fixed time on every part, so that it is the same each time."""
    saved, fixed = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as parts, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in parts.namelist():
            target.writestr(ZipInfo(name), parts.read(name), ZIP_DEFLATED)
    return fixed.getvalue()


if __name__ == "__main__":
    main()
