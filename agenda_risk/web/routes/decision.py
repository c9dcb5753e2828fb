"""Beslut: prepare, read through and make the decision under act 2010:294, and fetch its papers."""

from collections.abc import Callable, Iterable, Mapping
from typing import Annotated, Any, NamedTuple

from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from agenda_risk import decision_acts as acts
from agenda_risk.access import Right
from agenda_risk.errors import AgendaRiskError, RefusedError
from agenda_risk.law.decision import (
    with_remark,
    without_circumstance,
    without_exemption,
    without_own_circumstance,
)
from agenda_risk.law.reach import Occasion
from agenda_risk.law.ruling import ruling
from agenda_risk.law.sections import By, Decision
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import Role
from agenda_risk.recognising import plain_name
from agenda_risk.render.decision import PAPERS, other_law_paper
from agenda_risk.render.decision_state import state_paper
from agenda_risk.render.paper import Paper
from agenda_risk.render.paper_formats import PAPER_FORMATS, rendered
from agenda_risk.service.decisions import change_draft, log_paper, reached, stamp_of
from agenda_risk.store.log import Deed
from agenda_risk.translate import N_
from agenda_risk.web.decision_forms import BY_NAME, CIRCUMSTANCE
from agenda_risk.web.decision_view import PAPERS as NAMES
from agenda_risk.web.decision_view import stand
from agenda_risk.web.fields import Field, Kind, Values, checks
from agenda_risk.web.filled import NOTHING, Filled, fault_of, faults_in, values_of
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.known_meeting import form_of, kept_file, row_of, signed
from agenda_risk.web.pages import page
from agenda_risk.web.trouble import status_of

OCCASIONS = {
    Occasion.SESSION: N_("A session of the body"),
    Occasion.DIALOGUE: N_("A dialogue meeting"),
    Occasion.CONSULTATION: N_("A consultation meeting"),
    Occasion.INFORMATION: N_("An information meeting"),
    Occasion.TALK: N_("Talks"),
}
_BEGIN = (Field("occasion", N_("What kind of meeting is it?"), Kind.CHOICE, choices=OCCASIONS),)
_RULE = (
    Field("answer", N_("What does the chair decide?"), Kind.CHOICE,
          choices={"yes": N_("Visitors are checked"), "no": N_("No check is made")}),
    Field("reason", N_("The chair's reasons"), Kind.TEXT, N_("Write functions, not persons.")),
)  # fmt: skip
_NOTE = (
    Field("found", N_("Objects found"), Kind.COUNT),
    Field("refused", N_("Visitors who were refused entry"), Kind.COUNT),
)
_REMARK = (Field("remark", N_("Remark"), Kind.TEXT, N_("Write functions, not persons.")),)
_FILES = {"basis": "samradsunderlag", "decision": "beslut", "no-check": "beslut-ingen-kontroll",
          "note": "anteckning", "law": "lag"}  # fmt: skip

_PAGE, _REVIEW = "decision.html.j2", "decision_review.html.j2"

router = APIRouter(prefix="/mote/{meeting}/beslut")
Sent = Annotated[FormData, Depends(form_of)]
Change = Callable[[MeetingFile], MeetingFile]


class _Asked(NamedTuple):
    """What somebody asks to change: which *form* on which *template*, and what the log calls it."""

    form: str
    fields: tuple[Field, ...]
    act: str
    template: str = _PAGE
    content: Mapping[str, object] = {}


@router.get("")
def show(request: Request, meeting: int) -> Response:
    """Show what is written, what is missing, and what comes next."""
    return _shown(request, meeting)


@router.get("/granska")
def review(request: Request, meeting: int) -> Response:
    """Show the whole draft as it reads, and let the chair decide."""
    acts.draft_in(kept_file(request, meeting))
    return _shown(request, meeting, template=_REVIEW)


@router.post("/borja")
def begin(request: Request, meeting: int, form: Sent) -> Response:
    """Begin a draft; where there is one, begin it again for the meeting as it is now."""
    told, by = Values(values_of(form)), _by(request, meeting, Right.PREPARE)

    def change(file: MeetingFile) -> MeetingFile:
        if file.decision and file.decision.ruling:
            raise RefusedError("The decision has been made. Only the chair may take it back.")
        profile = desk_of(request).basis(desk_of(request).today).profile
        return acts.with_draft(file, profile, by, Occasion(told.text("occasion")))

    return _changed(request, meeting, form, change, _Asked("borja", _BEGIN, "check-begun"))


@router.post("/delar/{section}")
def write(request: Request, meeting: int, section: str, form: Sent) -> Response:
    """Write a section of the draft."""
    if section not in BY_NAME:
        raise HTTPException(404)
    one, told = BY_NAME[section], Values(values_of(form))
    by = _by(request, meeting, Right.PREPARE)

    def change(file: MeetingFile) -> MeetingFile:
        return acts.with_section(file, lambda draft: one.change(draft, told, by))

    asked = _Asked(section, one.fields, "check-prepared", content={"section": section})
    return _changed(request, meeting, form, change, asked)


@router.post("/tillbaka/{section}")
def take_back(request: Request, meeting: int, section: str, form: Sent) -> Response:
    """Take back a circumstance, or the exemption of a group.

    What another role recorded stays, unless the visitor may overrule it.
    """
    if section not in {"omstandighet", "undantag"}:
        raise HTTPException(404)
    place, by = Values(values_of(form)).count("place"), _by(request, meeting, Right.PREPARE)
    overrules = _may(request, meeting, Right.OVERRULE)

    def without(draft: Decision) -> Decision:
        if section == "undantag":
            return without_exemption(draft, place)
        if overrules:
            return without_circumstance(draft, place)
        return without_own_circumstance(draft, place, by.role)

    def change(file: MeetingFile) -> MeetingFile:
        return acts.with_section(file, without)

    asked = _Asked("tillbaka", (), "check-taken-back", content={"section": section})
    return _changed(request, meeting, form, change, asked)


@router.post("/anmarkning")
def remark(request: Request, meeting: int, form: Sent) -> Response:
    """Write a remark on a circumstance, which stays as it was recorded."""
    told, by = Values(values_of(form)), _by(request, meeting, Right.PREPARE)
    place = told.count("place")

    def change(file: MeetingFile) -> MeetingFile:
        return acts.with_section(
            file, lambda draft: with_remark(draft, place, told.text("remark"), by)
        )

    asked = _Asked(f"anmarkning-{place}", _REMARK, "check-remarked")
    return _changed(request, meeting, form, change, asked)


@router.post("/avgor")
def decide(request: Request, meeting: int, form: Sent) -> Response:
    """Take what the chair decides, or the deputy who is to chair this very meeting."""
    told, by = Values(values_of(form)), _by(request, meeting, Right.DECIDE)
    is_yes, is_deputy = told.text("answer") == "yes", bool(told.text("deputy"))

    def change(file: MeetingFile) -> MeetingFile:
        who = by._replace(role=Role.DEPUTY) if is_deputy else by
        made = ruling(is_yes=is_yes, reasons=told.text("reason"), by=who, is_to_chair=is_deputy)
        return acts.with_ruling(file, made)

    content = {"check": is_yes, "deputy": is_deputy}
    asked = _Asked("avgor", _RULE, "check-decided", _REVIEW, content)
    return _changed(request, meeting, form, change, asked)


@router.post("/angra")
def undo(request: Request, meeting: int, form: Sent) -> Response:
    """Take back what was decided; it stays in the file, and a new draft begins."""
    by = _by(request, meeting, Right.DECIDE)

    def change(file: MeetingFile) -> MeetingFile:
        profile = desk_of(request).basis(desk_of(request).today).profile
        return acts.with_draft(file, profile, by)

    return _changed(request, meeting, form, change, _Asked("angra", (), "check-undone"))


@router.post("/efterat")
def note(request: Request, meeting: int, form: Sent) -> Response:
    """Note what happened, in counts."""
    told, by = Values(values_of(form)), _by(request, meeting, Right.PREPARE)

    def change(file: MeetingFile) -> MeetingFile:
        return acts.with_outcome(file, told.count("found"), told.count("refused"), by)

    return _changed(request, meeting, form, change, _Asked("efterat", _NOTE, "check-noted"))


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


def _changed(
    request: Request, meeting: int, form: FormData, change: Change, asked: _Asked
) -> Response:
    """Do *change* and lead back to the page; what is refused is told beside its field."""
    say, values = say_in(request), values_of(form)
    faults, status = faults_in(checks(asked.fields, Values(values)), say), 422
    if not faults:
        deed = Deed(visitor_in(request).actor, asked.act, meeting, asked.content)
        try:
            change_draft(desk_of(request), Values(values).text("stamp"), change, deed)
        except AgendaRiskError as error:
            faults, status = fault_of(error, _names(asked.fields), say), status_of(error)
    if not faults:
        path = f"{house_of(request).options.prefix}/mote/{meeting}/beslut"
        return RedirectResponse(path if not asked.fields else f"{path}#{asked.form}", 303)
    filled = Filled(asked.form, values, faults)
    return _shown(request, meeting, filled, status, asked.template)


def _names(fields: Iterable[Field]) -> set[str]:
    return {"deputy", *(field.name for field in fields)}


def _shown(
    request: Request,
    meeting: int,
    given: Filled = NOTHING,
    status: int = 200,
    template: str = _PAGE,
) -> Response:
    row, file, say = row_of(request, meeting), kept_file(request, meeting), say_in(request)
    desk, draft = desk_of(request), file.decision
    found = reached(desk, file)
    values: dict[str, Any] = {
        "row": row,
        "given": given,
        "stamp": stamp_of(file),
        "draft": draft,
        "stand": stand(file, draft, desk.today, say) if draft else None,
        "reach": found,
        "law": other_law_paper(acts.meeting_in(file), found, say),
        "may_decide": _may(request, meeting, Right.DECIDE),
        "overrules": _may(request, meeting, Right.OVERRULE),
        "own_role": _by(request, meeting, Right.PREPARE).role,
        "remark": _REMARK,
        "circumstance": CIRCUMSTANCE,
        "begin": _BEGIN,
        "rule": _RULE,
        "note": _NOTE,
        "names": NAMES,
    }
    if draft is None or template != _REVIEW:
        return page(request, _PAGE, status, **values)
    state = state_paper(draft, acts.named_in(file), say)
    return page(request, template, status, state=state, **values)


def _may(request: Request, meeting: int, right: Right) -> bool:
    return visitor_in(request).may(right, row_of(request, meeting).body.id)


def _by(request: Request, meeting: int, right: Right) -> By:
    role, at = signed(request, meeting, right)
    return By(role, at.replace(microsecond=0))
