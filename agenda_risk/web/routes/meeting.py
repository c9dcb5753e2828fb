"""Sammanträde: the brief on a meeting, what people decide on it, and what has happened to it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from agenda_risk import meeting_acts as acts
from agenda_risk.access import Right, Standing, role_for
from agenda_risk.errors import AgendaRiskError, RefusedError
from agenda_risk.meeting_acts import Signature
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import Level, MeasureAnswered, PretestAnswered, Publicity, Reviewed, Role
from agenda_risk.render.extent import Extent
from agenda_risk.render.view import view
from agenda_risk.service.acts import act
from agenda_risk.service.follow_up import steps_of
from agenda_risk.service.outcomes import outcome_address
from agenda_risk.service.registering import register_sheet, registered_sheet
from agenda_risk.service.screening import kept_brief
from agenda_risk.store.log import Deed, of_meeting
from agenda_risk.store.registering import registered_of
from agenda_risk.store.screened import ScreeningRow, screening_of
from agenda_risk.translate import N_
from agenda_risk.web.downloads import download
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.meeting_view import meeting_view
from agenda_risk.web.outcome_words import TELLER_WORDS
from agenda_risk.web.pages import page
from agenda_risk.web.trouble import status_of

_ANSWERS = {"yes": True, "no": False}
_OF_THE_CHAIR = (MeasureAnswered, PretestAnswered, Reviewed)
_NO_REASON = N_("Write a short reason why the measure is not needed. One sentence is enough.")

router = APIRouter(prefix="/mote/{meeting}")


async def form_of(request: Request) -> FormData:
    """Return the form that *request* carries, whatever its fields are called."""
    return await request.form(max_fields=200, max_files=0)


@router.get("")
def show(request: Request, meeting: int) -> Response:
    """Show the brief."""
    return _shown(request, meeting)


@router.get("/blad/{form}")
def sheet(request: Request, meeting: int, form: str, part: str = "sheet") -> Response:
    """Hand out the brief, or the *part* of it that the visitor may read."""
    if part not in set(Extent):
        raise HTTPException(404)
    extent = Extent(part)
    row = _row(request, meeting)
    is_closed = extent in {Extent.ALL, Extent.OPERATIONAL}
    if is_closed and not visitor_in(request).may(Right.READ_OPERATIONAL, row.body.id):
        raise HTTPException(403)
    brief, _file = kept_brief(desk_of(request), meeting)
    return download(request, brief, form, extent, _outcome(request, row))


@router.get("/handelser")
def events(request: Request, meeting: int) -> Response:
    """Show the versions of the agenda, what people did, and the log of the meeting."""
    desk, row = desk_of(request), _row(request, meeting)
    _brief, file = kept_brief(desk, meeting)
    with desk.store.reading() as connection:
        logged = of_meeting(connection, meeting)
    told = meeting_view(file, say_in(request))
    return page(request, "events.html.j2", row=row, file=file, told=told, logged=logged)


@router.post("/svar")
def answer(request: Request, meeting: int, form: Annotated[FormData, Depends(form_of)]) -> Response:
    """Take the chair's yes and no to measures; a no without a reason is asked for one."""
    given = dict(_given(form))
    missing = {name for name, (yes, reason) in given.items() if not yes and not reason.strip()}
    if missing:
        told = say_in(request)(_NO_REASON)
        return _shown(request, meeting, dict.fromkeys(missing, told), given)

    def change(file: MeetingFile) -> MeetingFile:
        by = _signed(request, meeting, Right.ANSWER)
        for name, (yes, reason) in given.items():
            file = acts.with_answer(file, name, reason, by, answer=yes)
        return file

    content = {"measures": {name: yes for name, (yes, _reason) in given.items()}}
    return _done(request, meeting, change, ("answered", content))


@router.post("/genomgangen")
def review(
    request: Request, meeting: int, deputy: Annotated[str, Form(max_length=3)] = ""
) -> Response:
    """Mark the agenda as gone through, by the chair or by the deputy who is to chair."""

    def change(file: MeetingFile) -> MeetingFile:
        by = _signed(request, meeting, Right.ANSWER)
        return acts.with_review(file, by._replace(role=Role.DEPUTY) if deputy else by)

    return _done(request, meeting, change, ("reviewed", {"deputy": bool(deputy)}))


@router.post("/forprov")
def pretest(
    request: Request,
    meeting: int,
    item: Annotated[str, Form(max_length=100)] = "",
    influence: Annotated[str, Form(max_length=3)] = "",
    willing: Annotated[str, Form(max_length=3)] = "",
) -> Response:
    """Take the answers to the two questions that come before any dialogue."""
    told = {"can_be_influenced": _ANSWERS.get(influence), "willing": _ANSWERS.get(willing)}

    def change(file: MeetingFile) -> MeetingFile:
        return acts.with_pretest(file, item, _signed(request, meeting, Right.ANSWER), **told)

    return _done(request, meeting, change, ("pretested", told))


@router.post("/arende")
def add(
    request: Request,
    meeting: int,
    title: Annotated[str, Form(max_length=1000)] = "",
    level: Annotated[str, Form(max_length=10)] = "",
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Add an item that the agenda does not show."""

    def change(file: MeetingFile) -> MeetingFile:
        by = _signed(request, meeting, Right.JUDGE)
        return acts.with_item(file, title, _level(level), reason, by)

    return _done(request, meeting, change, ("item-added", {"level": level}))


@router.post("/niva")
def set_level(
    request: Request,
    meeting: int,
    item: Annotated[str, Form(max_length=100)] = "",
    level: Annotated[str, Form(max_length=10)] = "",
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Set the level of an item by hand."""

    def change(file: MeetingFile) -> MeetingFile:
        by = _signed(request, meeting, Right.JUDGE)
        return acts.with_level(file, item, _level(level), reason, by)

    return _done(request, meeting, change, ("level-set", {"item": item, "level": level}))


@router.post("/offentlighet")
def set_publicity(
    request: Request,
    meeting: int,
    publicity: Annotated[str, Form(max_length=20)] = "",
    ground: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Take what is known of whether the public may attend."""

    def change(file: MeetingFile) -> MeetingFile:
        if publicity not in set(Publicity):
            raise RefusedError("Choose whether the public may attend.")
        by = _signed(request, meeting, Right.KEEP)
        return acts.with_publicity(file, Publicity(publicity), ground, by)

    return _done(request, meeting, change, ("publicity-set", {"publicity": publicity}))


@router.post("/angra")
def undo(
    request: Request,
    meeting: int,
    entry: Annotated[int, Form()],
    reason: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Let an entry no longer hold; what the chair decided, only the chair undoes."""

    def change(file: MeetingFile) -> MeetingFile:
        is_of_chair = entry <= len(file.entries) and isinstance(
            file.entries[entry - 1], _OF_THE_CHAIR
        )
        by = _signed(request, meeting, Right.ANSWER if is_of_chair else Right.JUDGE)
        return acts.undone(file, entry, reason, by)

    return _done(request, meeting, change, ("undone", {"entry": entry}))


@router.post("/registrera")
def register(
    request: Request, meeting: int, case_number: Annotated[str, Form(max_length=200)] = ""
) -> Response:
    """Register the open part of the brief as it is now."""
    actor, language = visitor_in(request).actor, say_in(request).language
    try:
        register_sheet(desk_of(request), meeting, case_number, actor, language)
    except AgendaRiskError as error:
        return _shown(request, meeting, _told(request, error), status=status_of(error))
    return _back(request, meeting, "#registered")


@router.get("/registrerat/{number}")
def registered(request: Request, meeting: int, number: int) -> Response:
    """Hand out a registered sheet as it was."""
    paper = registered_sheet(desk_of(request), meeting, number)
    headers = {"Content-Disposition": f'attachment; filename="{paper.name}"'}
    return Response(paper.content, media_type="application/pdf", headers=headers)


def _outcome(request: Request, row: ScreeningRow) -> str:
    """Return where it can be told how the meeting went, for whoever may tell it."""
    if not visitor_in(request).may(Right.TELL_OUTCOME, row.body.id):
        return ""
    return outcome_address(desk_of(request), house_of(request).options, row.meeting)


def _given(form: FormData) -> Iterator[tuple[str, tuple[bool, str]]]:
    """Yield each measure that was answered, with the answer and the reason."""
    for name, value in form.items():
        if name.startswith("answer-") and value in _ANSWERS:
            measure = name.removeprefix("answer-")
            reason = str(form.get(f"reason-{measure}") or form.get(f"quick-{measure}") or "")
            yield measure, (_ANSWERS[str(value)], reason)


def _level(told: str) -> Level:
    if told not in set(Level):
        raise RefusedError("Choose a level.")
    return Level(told)


def _row(request: Request, meeting: int) -> ScreeningRow:
    with desk_of(request).store.reading() as connection:
        row = screening_of(connection, meeting)
    if row is None:
        raise HTTPException(404)
    return row


def _signed(request: Request, meeting: int, right: Right) -> Signature:
    """Return as which role the visitor does what needs *right*; HTTPException 403 if as none."""
    standings = visitor_in(request).standings(_row(request, meeting).body.id)
    role = role_for(right, standings)
    if role is None:
        raise HTTPException(403)
    return Signature(role, desk_of(request).here)


def _done(
    request: Request,
    meeting: int,
    change: Callable[[MeetingFile], MeetingFile],
    deed: tuple[str, Mapping[str, object]],
) -> Response:
    """Do *change*, log it, and lead back to the meeting; what is refused is told on its page."""
    name, content = deed
    try:
        act(desk_of(request), change, Deed(visitor_in(request).actor, name, meeting, content))
    except AgendaRiskError as error:
        return _shown(request, meeting, _told(request, error), status=status_of(error))
    return _back(request, meeting)


def _told(request: Request, error: AgendaRiskError) -> dict[str, str]:
    return {"": " ".join(error.told(say_in(request)))}


def _back(request: Request, meeting: int, place: str = "") -> Response:
    return RedirectResponse(f"{house_of(request).options.prefix}/mote/{meeting}{place}", 303)


def _shown(
    request: Request,
    meeting: int,
    faults: Mapping[str, str] | None = None,
    given: Mapping[str, tuple[bool, str]] | None = None,
    status: int = 200,
) -> Response:
    """Return the page of the meeting; *faults* are by the measure they are tied to, or by ""."""
    desk, visitor, say, row = (
        desk_of(request),
        visitor_in(request),
        say_in(request),
        _row(request, meeting),
    )
    brief, file = kept_brief(desk, meeting)
    rights = {right.value for right in Right if visitor.may(right, row.body.id)}
    with desk.store.reading() as connection:
        papers = registered_of(connection, meeting)
        steps = steps_of(connection, row, desk.today)
    values: dict[str, Any] = {
        "row": row,
        "file": file,
        "rights": rights,
        "faults": faults or {},
        "given": given or {},
        "sheet": view(brief, say, _extent(rights)),
        "told": meeting_view(file, say),
        "papers": papers,
        "steps": steps,
        "tellers": TELLER_WORDS,
        "is_chair": Standing.CHAIR in visitor.standings(row.body.id),
    }
    return page(request, "meeting.html.j2", 422 if given else status, **values)


def _extent(rights: Sequence[str] | set[str]) -> Extent:
    return Extent.ALL if Right.READ_OPERATIONAL.value in rights else Extent.OPEN
