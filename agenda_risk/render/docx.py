"""A paper as a Word document, in our own form or in the organisation's template."""

from collections.abc import Mapping
from io import BytesIO

from docx import Document
from docx.document import Document as Written

from agenda_risk.render.docx_blocks import add_line, add_sections, add_text
from agenda_risk.render.docx_form import add_foot, in_own_form, named
from agenda_risk.render.docx_template import MARKER, filled, place_at_marker
from agenda_risk.render.paper import Paper


def as_docx(
    paper: Paper, template: bytes | None = None, fields: Mapping[str, str] | None = None
) -> bytes:
    """Return *paper* as a Word document; *template* is the organisation's own .docx.

    A template may hold the names in docx_template.FIELDS in double braces; *fields* fills those
    that a paper does not know itself. Raises RefusedError where the template cannot be used, and
    MissingExtraError where there is one and the extra for documents is not installed.
    """
    if template is None:
        return _saved(_own(paper))
    return _saved(_templated(paper, template, fields or {}))


def _own(paper: Paper) -> Written:
    """Return *paper* in our own form."""
    written = in_own_form(Document(), paper)
    add_text(written, paper.title, "Title")
    add_text(written, paper.mark, "Intense Quote")
    add_text(written, paper.subtitle, "Subtitle")
    add_text(written, " · ".join(paper.facts))
    add_sections(written, paper.sections)
    add_foot(written, paper)
    return written


def _templated(paper: Paper, template: bytes, fields: Mapping[str, str]) -> Written:
    """Return *paper* in *template*, its sections where the field ``sheet`` stands."""
    told = {
        "title": paper.title,
        "subtitle": paper.subtitle,
        "facts": " · ".join(paper.facts),
        "mark": paper.mark,
        **fields,
        "sheet": MARKER,
    }
    written = named(filled(template, told), paper)
    before = len(written.element.body)
    add_sections(written, paper.sections)
    for line in paper.foot:
        add_line(written, line)
    place_at_marker(written, before)
    return written


def _saved(written: Written) -> bytes:
    content = BytesIO()
    written.save(content)
    return content.getvalue()
