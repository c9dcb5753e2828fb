"""Beslut: prepare, read through and make the decision under act 2010:294, and fetch its papers."""

from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from agenda_risk import decision_acts as acts
from agenda_risk.access import Right
from agenda_risk.errors import RefusedError
from agenda_risk.law.decision import (
    with_remark,
    without_circumstance,
    without_exemption,
    without_own_circumstance,
)
from agenda_risk.law.reach import Occasion
from agenda_risk.law.ruling import ruling
from agenda_risk.law.sections import Decision
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import Role
from agenda_risk.recognising import plain_name
from agenda_risk.render.decision import PAPERS, other_law_paper
from agenda_risk.render.paper import Paper
from agenda_risk.render.paper_formats import PAPER_FORMATS, rendered
from agenda_risk.service.decisions import log_paper, reached
from agenda_risk.store.log import Deed
from agenda_risk.web.decision_forms import BY_NAME
from agenda_risk.web.decision_page import (
    BEGIN,
    NOTE,
    REMARK,
    REVIEW,
    RULE,
    Asked,
    by_visitor,
    changed,
    may,
    shown,
)
from agenda_risk.web.decision_view import PAPERS as NAMES
from agenda_risk.web.fields import Values
from agenda_risk.web.filled import values_of
from agenda_risk.web.house import desk_of, say_in, visitor_in
from agenda_risk.web.known_meeting import form_of, kept_file, row_of

_FILES = {"basis": "samradsunderlag", "decision": "beslut", "no-check": "beslut-ingen-kontroll",
          "note": "anteckning", "law": "lag"}  # fmt: skip

router = APIRouter(prefix="/mote/{meeting}/beslut")
Sent = Annotated[FormData, Depends(form_of)]


@router.get("")
def show(request: Request, meeting: int) -> Response:
    """Show what is written, what is missing, and what comes next."""
    return shown(request, meeting)


@router.get("/granska")
def review(request: Request, meeting: int) -> Response:
    """Show the whole draft as it reads, and let the chair decide."""
    acts.draft_in(kept_file(request, meeting))
    return shown(request, meeting, template=REVIEW)


@router.post("/borja")
def begin(request: Request, meeting: int, form: Sent) -> Response:
    """Begin a draft; where there is one, begin it again for the meeting as it is now."""
    told, by = Values(values_of(form)), by_visitor(request, meeting, Right.PREPARE)

    def change(file: MeetingFile) -> MeetingFile:
        if file.decision and file.decision.ruling:
            raise RefusedError("The decision has been made. Only the chair may take it back.")
        profile = desk_of(request).basis(desk_of(request).today).profile
        return acts.with_draft(file, profile, by, Occasion(told.text("occasion")))

    return changed(request, meeting, form, change, Asked("borja", BEGIN, "check-begun"))


@router.post("/delar/{section}")
def write(request: Request, meeting: int, section: str, form: Sent) -> Response:
    """Write a section of the draft."""
    if section not in BY_NAME:
        raise HTTPException(404)
    one, told = BY_NAME[section], Values(values_of(form))
    by = by_visitor(request, meeting, Right.PREPARE)

    def change(file: MeetingFile) -> MeetingFile:
        return acts.with_section(file, lambda draft: one.change(draft, told, by))

    asked = Asked(section, one.fields, "check-prepared", content={"section": section})
    return changed(request, meeting, form, change, asked)


@router.post("/tillbaka/{section}")
def take_back(request: Request, meeting: int, section: str, form: Sent) -> Response:
    """Take back a circumstance, or the exemption of a group.

    What another role recorded stays, unless the visitor may overrule it.
    """
    if section not in {"omstandighet", "undantag"}:
        raise HTTPException(404)
    place, by = Values(values_of(form)).count("place"), by_visitor(request, meeting, Right.PREPARE)
    overrules = may(request, meeting, Right.OVERRULE)

    def without(draft: Decision) -> Decision:
        if section == "undantag":
            return without_exemption(draft, place)
        if overrules:
            return without_circumstance(draft, place)
        return without_own_circumstance(draft, place, by.role)

    def change(file: MeetingFile) -> MeetingFile:
        return acts.with_section(file, without)

    asked = Asked("tillbaka", (), "check-taken-back", content={"section": section})
    return changed(request, meeting, form, change, asked)


@router.post("/anmarkning")
def remark(request: Request, meeting: int, form: Sent) -> Response:
    """Write a remark on a circumstance, which stays as it was recorded."""
    told, by = Values(values_of(form)), by_visitor(request, meeting, Right.PREPARE)
    place = told.count("place")

    def change(file: MeetingFile) -> MeetingFile:
        return acts.with_section(
            file, lambda draft: with_remark(draft, place, told.text("remark"), by)
        )

    asked = Asked(f"anmarkning-{place}", REMARK, "check-remarked")
    return changed(request, meeting, form, change, asked)


@router.post("/avgor")
def decide(request: Request, meeting: int, form: Sent) -> Response:
    """Take what the chair decides, or the deputy who is to chair this very meeting."""
    told, by = Values(values_of(form)), by_visitor(request, meeting, Right.DECIDE)
    is_yes, is_deputy = told.text("answer") == "yes", bool(told.text("deputy"))

    def change(file: MeetingFile) -> MeetingFile:
        who = by._replace(role=Role.DEPUTY) if is_deputy else by
        made = ruling(is_yes=is_yes, reasons=told.text("reason"), by=who, is_to_chair=is_deputy)
        return acts.with_ruling(file, made)

    content = {"check": is_yes, "deputy": is_deputy}
    asked = Asked("avgor", RULE, "check-decided", REVIEW, content)
    return changed(request, meeting, form, change, asked)


@router.post("/angra")
def undo(request: Request, meeting: int, form: Sent) -> Response:
    """Take back what was decided; it stays in the file, and a new draft begins."""
    by = by_visitor(request, meeting, Right.DECIDE)

    def change(file: MeetingFile) -> MeetingFile:
        profile = desk_of(request).basis(desk_of(request).today).profile
        return acts.with_draft(file, profile, by)

    return changed(request, meeting, form, change, Asked("angra", (), "check-undone"))


@router.post("/efterat")
def note(request: Request, meeting: int, form: Sent) -> Response:
    """Note what happened, in counts."""
    told, by = Values(values_of(form)), by_visitor(request, meeting, Right.PREPARE)

    def change(file: MeetingFile) -> MeetingFile:
        return acts.with_outcome(file, told.count("found"), told.count("refused"), by)

    return changed(request, meeting, form, change, Asked("efterat", NOTE, "check-noted"))


@router.get("/papper/{paper}/{form}")
def fetch(request: Request, meeting: int, paper: str, form: str) -> Response:
    """Hand out a paper; that it was fetched is logged."""
    if form not in PAPER_FORMATS or paper not in NAMES:
        raise HTTPException(404)
    row, file, kind = row_of(request, meeting), kept_file(request, meeting), PAPER_FORMATS[form]
    content = rendered(_paper(request, file, paper), form)
    deed = Deed(visitor_in(request).actor, "check-paper", meeting, {"paper": paper, "form": form})
    log_paper(desk_of(request), deed)
    name = "-".join(filter(None, (plain_name(row.body.name), str(row.day or ""), _FILES[paper])))
    headers = {"Content-Disposition": f'attachment; filename="{name}{kind.ending}"'}
    return Response(content, media_type=kind.media_type, headers=headers)


def _paper(request: Request, file: MeetingFile, name: str) -> Paper:
    say = say_in(request)
    if name == "law":
        found = reached(desk_of(request), file)
        return other_law_paper(acts.meeting_in(file), found, say)
    return PAPERS[name](acts.draft_in(file), acts.named_in(file), say)
