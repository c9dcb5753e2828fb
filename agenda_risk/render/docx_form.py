"""The form of our own Word documents: paper, styles, language, foot with page numbers."""

from docx.document import Document as Written
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from agenda_risk.render.docx_blocks import put, writable
from agenda_risk.render.paper import Paper
from agenda_risk.translate import N_, translator

_LOCALES = {"sv": "sv-SE", "en": "en-GB"}
_PAGES = N_("Page {page} of {pages}")
_FONT = "Calibri"
_INK, _BRAND = RGBColor(0x1B, 0x24, 0x30), RGBColor(0x0B, 0x4F, 0x6C)
_SOFT, _WARN = RGBColor(0x4A, 0x56, 0x66), RGBColor(0x7A, 0x4B, 0x00)
# The size of each style, its colour, and the room above and below it in points.
_STYLES = {
    "Normal": (10.5, _INK, 0, 4),
    "Title": (20, _INK, 0, 2),
    "Subtitle": (12, _BRAND, 0, 4),
    "Heading 1": (13, _BRAND, 12, 3),
    "Intense Quote": (12, _WARN, 0, 4),
    "List Bullet": (10.5, _INK, 0, 2),
    "List Number": (10.5, _INK, 0, 2),
    "Footer": (8, _SOFT, 0, 0),
    "Header": (10, _WARN, 0, 0),
}
_BOLD = ("Title", "Subtitle", "Heading 1", "Intense Quote", "Header")


def in_own_form(written: Written, paper: Paper) -> Written:
    """Return *written* on A4, in our styles and in the language of *paper*."""
    section = written.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(2)
    for name, form in _STYLES.items():
        _style(written, name, *form)
    _unframed(written)
    _speak(written, _LOCALES[paper.language])
    return named(written, paper)


def named(written: Written, paper: Paper) -> Written:
    """Return *written* with the title and the language of *paper* as its properties."""
    properties = written.core_properties
    title = f"{paper.title} ({paper.mark})" if paper.mark else paper.title
    properties.title = writable(title)[:255]
    properties.language = _LOCALES[paper.language]
    properties.author = properties.comments = properties.last_modified_by = ""
    return written


def add_foot(written: Written, paper: Paper) -> None:
    """Add the mark to the head, and the foot with page numbers to the foot, of each page."""
    section = written.sections[0]
    head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    put(head, paper.mark)
    put(foot, " ".join(str(line) for line in paper.foot))
    numbers = section.footer.add_paragraph(style="Footer")
    numbers.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    before, _, rest = translator(paper.language)(_PAGES).partition("{page}")
    between, _, after = rest.partition("{pages}")
    put(numbers, before)
    _field(numbers, "PAGE")
    put(numbers, between)
    _field(numbers, "NUMPAGES")
    put(numbers, after)


def _style(written: Written, name: str, size: float, colour: RGBColor, *room: float) -> None:
    style = written.styles[name]
    style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), colour
    style.font.bold, style.font.italic = name in _BOLD, False
    style.paragraph_format.space_before, style.paragraph_format.space_after = map(Pt, room)
    fonts = style.element.rPr.rFonts
    for slot in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(slot), None)
    for spread in style.element.rPr.findall(qn("w:spacing")):
        style.element.rPr.remove(spread)


def _unframed(written: Written) -> None:
    """Take the lines away that the template of python-docx draws around titles."""
    for name in ("Title", "Intense Quote"):
        properties = written.styles[name].element.pPr
        for frame in (*properties.findall(qn("w:pBdr")), *properties.findall(qn("w:ind"))):
            properties.remove(frame)


def _speak(written: Written, locale: str) -> None:
    """Set the language of all text, so that it is read aloud and spelt as it should be."""
    for language in written.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), locale)
        language.set(qn("w:eastAsia"), locale)
    for theme in written.settings.element.iter(qn("w:themeFontLang")):
        theme.set(qn("w:val"), locale)


def _field(paragraph: Paragraph, instruction: str) -> None:
    """Add a number that Word works out."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
