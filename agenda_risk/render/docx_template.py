"""The organisation's own Word template: filled in a sandbox, never run as a program."""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from docx.document import Document as Written
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from jinja2 import StrictUndefined, Template, TemplateError
from jinja2.nodes import Name, Node, Output, TemplateData
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import LxmlError

from agenda_risk.errors import BrokenFileError, RefusedError, TooLargeError
from agenda_risk.render.docx_blocks import writable
from agenda_risk.render.extras import documents
from agenda_risk.translate import N_

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
_FIELD_NODES = (Output, TemplateData, Name)
_MOST_BYTES = 40_000_000
_NO_WORD = N_("The Word template is damaged, or no Word document (.docx).")
_NAME = re.compile(r"'([^']+)' is undefined")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    PackageNotFoundError,
    LxmlError,
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

    Raises BrokenFileError or TooLargeError where it is no Word document that can be opened, and
    RefusedError where it asks for anything but the fields.
    """
    docxtpl = documents("docxtpl")
    told = {name: writable(fields.get(name, "")) for name in FIELDS}
    told["sheet"] = fields.get("sheet", "")
    opened = docxtpl.DocxTemplate(BytesIO(_checked(template)))
    try:
        opened.init_docx()
    except _BROKEN as error:
        raise BrokenFileError(_NO_WORD) from error
    try:
        opened.render(told, jinja_env=_sandbox())
    except (TemplateError, *_BROKEN) as error:
        raise _refusal(error) from error
    written: Written = opened.docx
    return written


def _refusal(error: Exception) -> RefusedError:
    """Return what to say of a template that asks for too much; it tells what it asked for."""
    unknown = _NAME.search(str(error))
    if unknown is None:
        return RefusedError(
            "The Word template has curly brackets that hold more than a field. These are the"
            " fields: {fields}.",
            fields=", ".join(FIELDS),
        )
    return RefusedError(
        "The Word template asks for “{field}”, which is not there. These are the fields: {fields}.",
        field=unknown[1],
        fields=", ".join(FIELDS),
    )


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


def _checked(template: bytes) -> bytes:
    """Return *template*, which unpacks to no more than any template holds."""
    try:
        size = sum(one.file_size for one in zipfile.ZipFile(BytesIO(template)).infolist())
    except _BROKEN as error:
        raise BrokenFileError(_NO_WORD) from error
    if size > _MOST_BYTES:
        raise TooLargeError("The Word template unpacks to more than 40 MB.")
    return template


class _FieldsOnly(SandboxedEnvironment):
    """Knows no more than fields: a loop or a filter could fill any memory."""

    def from_string(self, source: Any, *more: Any, **named: Any) -> Template:
        """Return the template in *source*. Raises TemplateError where it holds more than fields."""
        for node in self.parse(source).find_all(Node):
            if not isinstance(node, _FIELD_NODES):
                raise TemplateError(type(node).__name__)
        return super().from_string(source, *more, **named)


def _sandbox() -> SandboxedEnvironment:
    return _FieldsOnly(autoescape=True, undefined=StrictUndefined)
