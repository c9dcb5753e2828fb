"""The organisation's own Word template: filled in a sandbox, never run as a program."""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from docx.document import Document as Written
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import LxmlError

from agenda_risk.errors import RefusedError
from agenda_risk.render.docx_blocks import writable
from agenda_risk.render.extras import documents

FIELDS = (
    "title",
    "subtitle",
    "facts",
    "mark",
    "organisation",
    "body",
    "date",
    "level",
    "sheet",
)
# Stands for the sections until they are put there; no text holds these private characters.
MARKER = "\ue0f1sheet\ue0f1"
_MOST_BYTES = 40_000_000
_BROKEN = (
    zipfile.BadZipFile,
    PackageNotFoundError,
    LxmlError,
    TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
)


def filled(template: bytes, fields: Mapping[str, str]) -> Written:
    """Return *template* with its fields filled in; one that nobody told is empty.

    Raises RefusedError where it is no Word document or asks for anything but the fields.
    """
    docxtpl = documents("docxtpl")
    told = {name: writable(fields.get(name, "")) for name in FIELDS}
    told["sheet"] = fields.get("sheet", "")
    try:
        _check_size(template)
        opened = docxtpl.DocxTemplate(BytesIO(template))
        opened.render(told, jinja_env=_sandbox())
    except _BROKEN as error:
        raise RefusedError(
            "The Word template cannot be used: {reason}. It may hold these fields: {fields}.",
            reason=str(error).rstrip(".") or type(error).__name__,
            fields=", ".join(FIELDS),
        ) from error
    written: Written = opened.docx
    return written


def place_at_marker(written: Written, before: int) -> None:
    """Move what was added after the first *before* parts to where the field ``sheet`` stands.

    Without that field it stays where it is, at the end.
    """
    body = written.element.body
    added = [one for one in body[before - 1 :] if one.tag != qn("w:sectPr")]
    markers = [one for one in body.iter(qn("w:p")) if MARKER in _text(one)]
    for marker in markers[:1]:
        for one in added:
            marker.addprevious(one)
    for marker in markers:
        marker.getparent().remove(marker)


def _text(paragraph: object) -> str:
    return "".join(one.text or "" for one in paragraph.iter(qn("w:t")))  # type: ignore[attr-defined]


def _check_size(template: bytes) -> None:
    """Refuse what unpacks to more than any template holds."""
    with zipfile.ZipFile(BytesIO(template)) as packed:
        if sum(one.file_size for one in packed.infolist()) > _MOST_BYTES:
            raise RefusedError("The Word template unpacks to more than 40 MB.")


def _sandbox() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
