"""Granska: try an agenda, see what it holds, and keep it if it is wanted."""

from collections.abc import Sequence
from datetime import date, time
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Right
from agenda_risk.errors import AgendaRiskError, MissingInputError
from agenda_risk.render.extent import Extent
from agenda_risk.render.paste import as_paste
from agenda_risk.render.view import view
from agenda_risk.service import drafts
from agenda_risk.service.drafts import Correction
from agenda_risk.service.reading import Sent, fetched
from agenda_risk.service.sent import only
from agenda_risk.web.downloads import download
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.options import LONGEST_UPLOAD
from agenda_risk.web.pages import page
from agenda_risk.web.trouble import status_of

_PASTED = "dagordning.txt"
_BESIDE = 1024 * 1024  # room for the form around the files

router = APIRouter()


@router.get("/granska")
def ask(request: Request) -> Response:
    """Show where an agenda is dropped, pasted or named."""
    return page(request, "screen.html.j2", faults=(), address="", text="")


@router.post("/granska", max_body_size=LONGEST_UPLOAD + _BESIDE)
def read(
    request: Request,
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str, Form(max_length=2_000_000)] = "",
    address: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Read what was sent, and lead to what was found in it; nothing is kept but that, an hour."""
    try:
        reading = house_of(request).readers.read(_sent(files or [], text, address.strip()))
        meeting = only(reading)
    except AgendaRiskError as error:
        faults = error.told(say_in(request))
        more = {"faults": faults, "address": address, "text": text}
        return page(request, "screen.html.j2", status_of(error), **more)
    secret = drafts.add_draft(desk_of(request), meeting, visitor_in(request).actor)
    return _onwards(request, f"/granska/{secret}")


@router.get("/granska/{draft}")
def show(request: Request, draft: str) -> Response:
    """Show what was found."""
    return _shown(request, draft, ())


@router.post("/granska/{draft}")
def correct(  # noqa: PLR0913, PLR0917  one argument for each field
    request: Request,
    draft: str,
    body: Annotated[str, Form(max_length=200)] = "",
    organisation: Annotated[str, Form(max_length=200)] = "",
    day: Annotated[str, Form(max_length=10)] = "",
    clock: Annotated[str, Form(max_length=8)] = "",
    place: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Take over what the clerk says of the meeting."""
    try:
        told = Correction(organisation, body, _day(day), _clock(clock), place)
        drafts.correct_draft(desk_of(request), draft, visitor_in(request).actor, told)
    except AgendaRiskError as error:
        return _shown(request, draft, error.told(say_in(request)), status_of(error))
    return _onwards(request, f"/granska/{draft}")


@router.post("/granska/{draft}/spara")
def keep(request: Request, draft: str) -> Response:
    """Keep the meeting."""
    try:
        number = drafts.keep_draft(desk_of(request), draft, visitor_in(request))
    except AgendaRiskError as error:
        return _shown(request, draft, error.told(say_in(request)), status_of(error))
    return _onwards(request, f"/mote/{number}")


@router.post("/granska/{draft}/bort")
def drop(request: Request, draft: str) -> Response:
    """Take away what was read."""
    drafts.take_away(desk_of(request), draft)
    return _onwards(request, "/granska")


@router.get("/granska/{draft}/blad/{form}")
def sheet(request: Request, draft: str, form: str) -> Response:
    """Hand out the sheet, without keeping it."""
    desk = desk_of(request)
    meeting = drafts.draft(desk, draft, visitor_in(request).actor)
    return download(request, drafts.draft_brief(desk, meeting), form, Extent.SHEET)


def _sent(files: Sequence[UploadFile], text: str, address: str) -> list[Sent]:
    """Return what was sent: files, a pasted text, or what stands at an address.

    Raises MissingInputError where there is nothing, and what fetching raises.
    """
    named = [one for one in files if one.filename]
    if named:
        return [Sent(f"{one.filename}", one.file.read(), one.content_type or "") for one in named]
    if text.strip():
        return [Sent(_PASTED, text.encode("utf-8", "replace"))]
    if address:
        return [fetched(address)]
    raise MissingInputError("Choose a file, paste an agenda or write an address.")


def _shown(request: Request, secret: str, faults: Sequence[str], status: int = 200) -> Response:
    desk, visitor, say = desk_of(request), visitor_in(request), say_in(request)
    meeting = drafts.draft(desk, secret, visitor.actor)
    brief = drafts.draft_brief(desk, meeting)
    return page(
        request,
        "screened.html.j2",
        status,
        faults=faults,
        draft=secret,
        meeting=meeting,
        sheet=view(brief, say, Extent.SHEET),
        paste=as_paste(brief, say.language),
        namesakes=drafts.namesakes(desk, meeting),
        may_keep=visitor.may(Right.KEEP),
    )


def _onwards(request: Request, path: str) -> Response:
    return RedirectResponse(house_of(request).options.prefix + path, 303)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _clock(text: str) -> time | None:
    try:
        return time.fromisoformat(text.strip().replace(".", ":"))
    except ValueError:
        return None
