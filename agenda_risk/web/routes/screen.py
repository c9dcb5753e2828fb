"""Granska: try an agenda, see what it holds, and keep it if it is wanted."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from agenda_risk.access import Right, Visitor
from agenda_risk.errors import AgendaRiskError, MissingInputError
from agenda_risk.lost_texts import with_losses
from agenda_risk.merge import calls_off
from agenda_risk.models import Meeting
from agenda_risk.render.fixed import personal_data_told
from agenda_risk.render.paste import as_paste
from agenda_risk.render.view import view
from agenda_risk.service import drafts
from agenda_risk.service.desk import Desk
from agenda_risk.service.drafts import Correction, Wish
from agenda_risk.service.moved import Earlier, earlier, moved_away
from agenda_risk.service.reading import Sent
from agenda_risk.service.sent import told_whole
from agenda_risk.service.supplements import kept_among, supplement
from agenda_risk.web.days import clock_of, day_of
from agenda_risk.web.downloads import download, sheet_for
from agenda_risk.web.house import House, desk_of, house_of, say_in, visitor_in
from agenda_risk.web.options import LONGEST_UPLOAD
from agenda_risk.web.pages import page
from agenda_risk.web.trouble import headers_of, status_of

_PASTED = "dagordning.txt"
_MOST_FOUND = 20
_BESIDE = 1024 * 1024  # room for the form around the files

router = APIRouter()


class _Given(NamedTuple):
    """What stands in the form that corrects what was read."""

    body: str
    organisation: str
    day: str
    clock: str
    place: str


@router.get("/granska")
def ask(request: Request, found: Annotated[list[str] | None, Query()] = None) -> Response:
    """Show where an agenda is dropped, pasted or named, and what was *found* in several."""
    return _asked(request, _drafts(request, found or []))


@router.post("/granska", max_body_size=LONGEST_UPLOAD + _BESIDE)
def read(
    request: Request,
    files: Annotated[list[UploadFile] | None, File()] = None,
    text: Annotated[str, Form(max_length=2_000_000)] = "",
    address: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Read what was sent, and lead to what was found in it; nothing is kept but that, an hour."""
    desk, actor = desk_of(request), visitor_in(request).actor
    try:
        sent = _sent(house_of(request), files or [], text, address.strip())
        meetings = told_whole(house_of(request).readers.read(sent))
        secrets = [drafts.add_draft(desk, meeting, actor) for meeting in meetings]
    except AgendaRiskError as error:
        return _asked(request, error=error, address=address, text=text)
    if len(secrets) > 1:
        return _onwards(request, "/granska?" + urlencode([("found", one) for one in secrets]))
    return _onwards(request, f"/granska/{secrets[0]}")


@router.get("/granska/{draft}")
def show(request: Request, draft: str) -> Response:
    """Show what was found."""
    return _shown(request, draft)


@router.post("/granska/{draft}")
def correct(  # noqa: PLR0913, PLR0917  one argument for each field
    request: Request,
    draft: str,
    body: Annotated[str, Form(max_length=200)] = "",
    organisation: Annotated[str, Form(max_length=200)] = "",
    day: Annotated[str, Form(max_length=40)] = "",
    clock: Annotated[str, Form(max_length=40)] = "",
    place: Annotated[str, Form(max_length=300)] = "",
) -> Response:
    """Take over what the clerk says of the meeting."""
    try:
        told = Correction(organisation, body, day_of(day.strip()), clock_of(clock), place)
        drafts.correct_draft(desk_of(request), draft, visitor_in(request).actor, told)
    except AgendaRiskError as error:
        given = _Given(body, organisation, day, clock, place)
        return _shown(request, draft, error, given)
    return _onwards(request, f"/granska/{draft}")


@router.post("/granska/{draft}/spara")
def keep(
    request: Request,
    draft: str,
    beside: Annotated[str, Form(max_length=5)] = "",
    joins: Annotated[int, Form()] = 0,
    moves: Annotated[int, Form()] = 0,
) -> Response:
    """Keep the meeting: *beside* a fetched one, joined to what it *joins*, or as it *moves*."""
    desk, visitor = desk_of(request), visitor_in(request)
    wish = _wish(beside=bool(beside), joins=bool(joins), moves=bool(moves))
    try:
        number = drafts.keep_draft(desk, draft, visitor, wish, joins or moves)
    except AgendaRiskError as error:
        return _shown(request, draft, error)
    return _onwards(request, f"/mote/{number}")


@router.post("/granska/{draft}/bort")
def drop(request: Request, draft: str) -> Response:
    """Take away what was read."""
    drafts.take_away(desk_of(request), draft, visitor_in(request).actor)
    return _onwards(request, "/granska")


@router.get("/granska/{draft}/blad/{form}")
def sheet(request: Request, draft: str, form: str) -> Response:
    """Hand out the sheet, without keeping it."""
    desk, visitor = desk_of(request), visitor_in(request)
    meeting = drafts.draft(desk, draft, visitor.actor)
    return download(request, drafts.draft_brief(desk, meeting), form, sheet_for(visitor))


def _asked(
    request: Request,
    found: Sequence[tuple[str, Meeting]] = (),
    error: AgendaRiskError | None = None,
    **given: str,
) -> Response:
    """Return the page with the form, what was *given* still in it where there was an *error*."""
    values = {
        "faults": error.told(say_in(request)) if error else (),
        "found": found,
        "text": given.get("text", ""),
        "address": given.get("address", ""),
    }
    answer = page(request, "screen.html.j2", status_of(error) if error else 200, **values)
    answer.headers.update(headers_of(error) if error else {})
    return answer


def _drafts(request: Request, secrets: Sequence[str]) -> list[tuple[str, Meeting]]:
    """Return what is still there of what was read, under its *secrets*."""
    found = []
    for secret in secrets[:_MOST_FOUND]:
        with suppress(MissingInputError):  # kept, taken away or too old
            meeting = drafts.draft(desk_of(request), secret, visitor_in(request).actor)
            found.append((secret, meeting))
    return found


def _sent(house: House, files: Sequence[UploadFile], text: str, address: str) -> list[Sent]:
    """Return what was sent: files, a pasted text, or what stands at an address.

    Raises MissingInputError where there is nothing, and what fetching raises.
    """
    named = [one for one in files if one.filename]
    if named:
        return [Sent(f"{one.filename}", one.file.read()) for one in named]
    if text.strip():
        return [Sent(_PASTED, text.encode("utf-8", "replace"))]
    if address:
        return [house.addresses.fetched(address)]
    raise MissingInputError("Choose a file, paste an agenda or write an address.")


def _shown(
    request: Request,
    secret: str,
    error: AgendaRiskError | None = None,
    given: _Given | None = None,
) -> Response:
    """Return the page of what was read; *given* is a correction that was refused for an *error*."""
    desk, visitor, say = desk_of(request), visitor_in(request), say_in(request)
    meeting = drafts.draft(desk, secret, visitor.actor)
    namesakes = drafts.namesakes(desk, meeting, visitor)
    seen = kept_among(desk, namesakes)
    brief = drafts.draft_brief(desk, with_losses(meeting, seen.meeting) if seen else meeting)
    extent = sheet_for(visitor)
    return page(
        request,
        "screened.html.j2",
        status_of(error) if error else 200,
        faults=error.told(say) if error else (),
        draft=secret,
        given=given or _as_read(meeting),
        sheet=view(brief, say, extent),
        is_past=meeting.start.day is not None and meeting.start.day < desk.today,
        paste=as_paste(brief, say.language, extent),
        personal=tuple(personal_data_told(meeting, say)),
        namesakes=namesakes,
        calls_off=calls_off(meeting),
        supplement=supplement(desk, meeting, namesakes),
        **_moves(desk, meeting, visitor, is_new=not namesakes),
        bodies=drafts.own_bodies(desk, visitor),
        may_keep=visitor.may(Right.KEEP),
    )


def _moves(
    desk: Desk, meeting: Meeting, visitor: Visitor, *, is_new: bool
) -> dict[str, Earlier | None]:
    """Return which kept meeting *meeting* may be on another day: *earlier*, or moved *away*."""
    before = earlier(desk, meeting, visitor, is_asked=True) if is_new else None
    may_return = is_new and not calls_off(meeting)
    away = moved_away(desk, meeting, visitor, is_asked=True) if may_return else None
    return {"earlier": before, "away": away}


def _as_read(meeting: Meeting) -> _Given:
    day, clock = meeting.start.day, meeting.start.clock
    told = f"{clock:%H:%M}" if clock else ""
    names = (meeting.body.name, meeting.organisation.name)
    return _Given(*names, f"{day or ''}", told, meeting.place)


def _wish(*, beside: bool, joins: bool, moves: bool) -> Wish:
    wishes = ((beside, Wish.BESIDE), (joins, Wish.JOINED), (moves, Wish.MOVED))
    return next((wish for is_wanted, wish in wishes if is_wanted), Wish.NEXT)


def _onwards(request: Request, path: str) -> Response:
    return RedirectResponse(house_of(request).options.prefix + path, 303)
