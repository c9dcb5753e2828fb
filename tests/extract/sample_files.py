"""Make the files that the tests read."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import typst

from agenda_risk.extract import extract
from agenda_risk.extract.structured import read_structured
from agenda_risk.models import Document, Meeting, Page

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CHOICE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_OPEN = "urn:oasis:names:tc:opendocument:xmlns"
OPEN = " ".join(
    f'xmlns:{short}="{_OPEN}:{name}:1.0"'
    for short, name in [
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"),
        ("draw", "drawing"), ("manifest", "manifest"),
    ]
)  # fmt: skip
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def read(content: bytes, name: str, media_type: str = "") -> Document:
    """Extract *content* as a file called *name*."""
    return extract(Page(url=f"https://x.se/möten/{name}", content=content, media_type=media_type))


def read_json(value: object, name: str = "möte.json") -> Meeting:
    """Read the meeting in *value*, which is written as JSON unless it is bytes."""
    content = value if isinstance(value, bytes) else json.dumps(value).encode()
    return read_structured(Page(url=name, content=content))


def zipped(members: dict[str, str | bytes]) -> bytes:
    """Return a zip of *members*."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def pdf(source: str) -> bytes:
    """Return a PDF of *source*, in typst's language."""
    return bytes(typst.compile(source.encode()))


def bare_pdf(*contents: bytes, count: int | None = None) -> bytes:
    """Return a PDF written by hand, with one page for each of *contents*."""
    pages = [(4 + 2 * place, 5 + 2 * place, content) for place, content in enumerate(contents)]
    kids = b" ".join(b"%d 0 R" % page for page, _, _ in pages)
    objects = [
        (1, b"<</Type/Catalog/Pages 2 0 R>>"),
        (2, b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count or len(pages))),
        (3, b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"),
    ]
    for page, stream, content in pages:
        resources = b"/Resources<</Font<</F1 3 0 R>>>>/MediaBox[0 0 300 300]"
        objects.append(
            (page, b"<</Type/Page/Parent 2 0 R/Contents %d 0 R%s>>" % (stream, resources))
        )
        objects.append((stream, b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)))
    return _file_of(objects, b"")


def locked_pdf() -> bytes:
    """Return a PDF that wants a password which no one has."""
    lock = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"41" * 32, b"42" * 32)
    objects = [
        (1, b"<</Type/Catalog/Pages 2 0 R>>"),
        (2, b"<</Type/Pages/Kids[]/Count 0>>"),
        (3, lock),
    ]
    return _file_of(objects, b"/Encrypt 3 0 R/ID[<00><00>]")


def _file_of(objects: list[tuple[int, bytes]], trailer: bytes) -> bytes:
    content = b"%PDF-1.4\n"
    places = []
    for number, value in objects:
        places.append(len(content))
        content += b"%d 0 obj%s endobj\n" % (number, value)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return content + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size %d%s>>\n"
        b"startxref\n%d\n%%%%EOF" % (size, table, size, trailer, len(content))
    )


def word(body: str, numbering: str = "", styles: str = "", **more: str | bytes) -> bytes:
    """Return a Word document around *body*, the XML of its paragraphs."""
    parts = {"document": f"<w:body>{body}</w:body>", "numbering": numbering, "styles": styles}
    types = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.'
        f'{"document.main" if part == "document" else part}+xml"/>'
        for part in parts
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default '
            f'Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/>{types}</Types>',
            "_rels/.rels": _relations(officeDocument="word/document.xml"),
            "word/_rels/document.xml.rels": _relations(
                numbering="numbering.xml", styles="styles.xml"
            ),
        }
        | {
            f"word/{part}.xml": f"<w:{part} {WORD} {CHOICE}>{content}</w:{part}>"
            for part, content in parts.items()
        }
        | more
    )


def _relations(**targets: str) -> str:
    found = "".join(
        f'<Relationship Id="r{kind}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for kind, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def paragraph(text: str, settings: str = "") -> str:
    """Return a Word paragraph that holds *text*."""
    return f"<w:p><w:pPr>{settings}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def in_list(list_id: int, text: str, depth: int = 0) -> str:
    """Return a Word paragraph that is numbered as an item of a list."""
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, place)


def table(*rows: list[str]) -> str:
    """Return a Word table whose cells hold the given XML."""
    lines = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{line}</w:tr>" for line in lines) + "</w:tbl>"


def odt(text: str, styles: str = "", **more: str | bytes) -> bytes:
    """Return an OpenDocument text around *text*, the XML of its paragraphs."""
    content = (
        f"<office:document-content {OPEN}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{text}</office:text></office:body>"
        "</office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.text"
    return zipped({"mimetype": mimetype, "content.xml": content} | more)
