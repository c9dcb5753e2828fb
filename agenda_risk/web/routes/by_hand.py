"""What people do by hand on the page of a meeting: answer, go through, judge, register."""

from collections.abc import Callable, Mapping
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from starlette.datastructures import FormData

from agenda_risk import meeting_acts as acts
from agenda_risk.access import Right
from agenda_risk.errors import AgendaRiskError, RefusedError
from agenda_risk.meeting_acts import checked_text
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.models import Level, MeasureAnswered, PretestAnswered, Publicity, Reviewed, Role
from agenda_risk.service.acts import act
from agenda_risk.service.registering import register_sheet
from agenda_risk.store.log import Deed
from agenda_risk.translate import N_
from agenda_risk.web.fields import Values
from agenda_risk.web.filled import Check, Filled, fault_of, faults_in, values_of
from agenda_risk.web.house import desk_of, say_in, visitor_in
from agenda_risk.web.known_meeting import form_of, signed
from agenda_risk.web.meeting_page import back, shown
from agenda_risk.web.numbers import number_in
from agenda_risk.web.trouble import status_of

_ANSWERS = {"yes": True, "no": False}
_OF_THE_CHAIR = (MeasureAnswered, PretestAnswered, Reviewed)

router = APIRouter(prefix="/mote/{meeting}")
Sent = Annotated[FormData, Depends(form_of)]
Change = Callable[[MeetingFile], MeetingFile]


class _Asked(NamedTuple):
    """What is done: the *form* it is asked for in, how its fields are checked, the log's words."""

    form: str
    checks: Mapping[str, Check]
    act: str
    content: Mapping[str, object] = {}


@router.post("/svar")
def answer(request: Request, meeting: int, form: Sent) -> Response:
    """Take the chair's yes and no to measures; a no without a reason is asked for one."""
    given = _given(Values(values_of(form)))
    checks = {
        f"reason-{name}": lambda yes=yes, reason=reason: _check_reason(reason, is_needed=not yes)
        for name, (yes, reason) in given.items()
    }

    def change(file: MeetingFile) -> MeetingFile:
        by = signed(request, meeting, Right.ANSWER)
        for name, (yes, reason) in given.items():
            file = acts.with_answer(file, name, reason, by, answer=yes)
        return file

    content = {"measures": {name: yes for name, (yes, _reason) in given.items()}}
    return _done(request, meeting, form, change, _Asked("svar", checks, "answered", content))


@router.post("/genomgangen")
def review(request: Request, meeting: int, form: Sent) -> Response:
    """Mark the agenda as gone through, by the chair or by the deputy who is to chair.

    What was gone through is the version that the page showed.
    """
    is_deputy = bool(form.get("deputy"))
    seen = number_in(Values(values_of(form)).text("version"))

    def change(file: MeetingFile) -> MeetingFile:
        _check_last(seen, file)
        by = signed(request, meeting, Right.ANSWER)
        return acts.with_review(file, by._replace(role=Role.DEPUTY) if is_deputy else by)

    asked = _Asked("genomgangen", {}, "reviewed", {"deputy": is_deputy})
    return _done(request, meeting, form, change, asked)


@router.post("/forprov")
def pretest(request: Request, meeting: int, form: Sent) -> Response:
    """Take the answers to the two questions that come before any dialogue."""
    values = Values(values_of(form))
    told = {
        "can_be_influenced": _ANSWERS.get(values.text("influence")),
        "willing": _ANSWERS.get(values.text("willing")),
    }

    def change(file: MeetingFile) -> MeetingFile:
        by = signed(request, meeting, Right.ANSWER)
        return acts.with_pretest(file, values.text("item"), by, **told)

    return _done(request, meeting, form, change, _Asked("forprov", {}, "pretested", told))


@router.post("/arende")
def add(request: Request, meeting: int, form: Sent) -> Response:
    """Add an item that the agenda does not show."""
    told = Values(values_of(form))
    title, level, reason = told.text("title"), told.text("level"), told.text("reason")

    def change(file: MeetingFile) -> MeetingFile:
        by = signed(request, meeting, Right.JUDGE)
        return acts.with_item(file, title, Level(level), reason, by)

    checks = {"title": lambda: checked_text(title, "title"), **_level_checks(level, reason)}
    asked = _Asked("arende", checks, "item-added", {"level": level})
    return _done(request, meeting, form, change, asked)


@router.post("/niva")
def set_level(request: Request, meeting: int, form: Sent) -> Response:
    """Set the level of an item by hand."""
    told = Values(values_of(form))
    item, level, reason = told.text("item"), told.text("level"), told.text("reason")

    def change(file: MeetingFile) -> MeetingFile:
        by = signed(request, meeting, Right.JUDGE)
        return acts.with_level(file, item, Level(level), reason, by)

    checks = _level_checks(level, reason)
    asked = _Asked("niva", checks, "level-set", {"item": item, "level": level})
    return _done(request, meeting, form, change, asked)


@router.post("/offentlighet")
def set_publicity(request: Request, meeting: int, form: Sent) -> Response:
    """Take what is known of whether the public may attend."""
    told = Values(values_of(form))
    publicity, ground = told.text("publicity"), told.text("ground")

    def change(file: MeetingFile) -> MeetingFile:
        by = signed(request, meeting, Right.KEEP)
        return acts.with_publicity(file, Publicity(publicity), ground, by)

    checks: dict[str, Check] = {
        "publicity": lambda: _check_among(
            publicity, Publicity, N_("Choose whether the public may attend.")
        ),
        "ground": lambda: checked_text(ground, "ground"),
    }
    asked = _Asked("offentlighet", checks, "publicity-set", {"publicity": publicity})
    return _done(request, meeting, form, change, asked)


@router.post("/angra")
def undo(request: Request, meeting: int, form: Sent) -> Response:
    """Let an entry no longer hold; what the chair decided, only the chair undoes."""
    told = Values(values_of(form))
    entry, reason = told.count("entry"), told.text("reason")

    def change(file: MeetingFile) -> MeetingFile:
        known = file.entries[entry - 1 : entry]
        is_of_chair = any(isinstance(one, _OF_THE_CHAIR) for one in known)
        by = signed(request, meeting, Right.ANSWER if is_of_chair else Right.JUDGE)
        return acts.undone(file, entry, reason, by)

    return _done(request, meeting, form, change, _Asked("angra", {}, "undone", {"entry": entry}))


@router.post("/registrera")
def register(request: Request, meeting: int, form: Sent) -> Response:
    """Register the open part of the brief as it is now."""
    actor, say, told = visitor_in(request).actor, say_in(request), Values(values_of(form))
    try:
        register_sheet(desk_of(request), meeting, told.text("case_number"), actor, say.language)
    except AgendaRiskError as error:
        faults = fault_of(error, {"case_number"}, say)
        return shown(request, meeting, Filled("registrera", told.told, faults), status_of(error))
    return back(request, meeting, "?done=registrera")


def _check_last(seen: int, file: MeetingFile) -> None:
    if seen and seen != len(file.versions):
        raise RefusedError(
            "The agenda has changed since you opened the page. See what is new before you mark it"
            " as gone through."
        )


def _given(told: Values) -> dict[str, tuple[bool, str]]:
    """Return of each measure that was answered the answer and the reason."""
    answered = {
        name.removeprefix("answer-"): _ANSWERS[told.text(name)]
        for name in told.told
        if name.startswith("answer-") and told.text(name) in _ANSWERS
    }
    return {name: (yes, told.text(f"reason-{name}")) for name, yes in answered.items()}


def _check_reason(reason: str, *, is_needed: bool) -> None:
    if is_needed and not reason.strip():
        raise RefusedError(
            "Write a short reason why the measure is not needed. One sentence is enough."
        )
    if reason.strip():
        checked_text(reason)


def _level_checks(level: str, reason: str) -> dict[str, Check]:
    """Return how the fields of a level that is set by hand are checked."""
    return {
        "level": lambda: _check_among(level, Level, N_("Choose a level.")),
        "reason": lambda: checked_text(reason),
    }


def _check_among(told: str, known: type[Level] | type[Publicity], msgid: str) -> None:
    if told not in set(known):
        raise RefusedError(msgid)


def _done(
    request: Request, meeting: int, form: FormData, change: Change, asked: _Asked
) -> Response:
    """Do *change*, log it, and lead back; what is refused is told beside its field, and kept."""
    say, values = say_in(request), values_of(form)
    faults, status = faults_in(asked.checks, say), 422
    if not faults:
        deed = Deed(visitor_in(request).actor, asked.act, meeting, asked.content)
        try:
            act(desk_of(request), change, deed)
        except AgendaRiskError as error:
            fields = {*values, *asked.checks, "influence"}
            faults, status = fault_of(error, fields, say), status_of(error)
    if not faults:
        return back(request, meeting, f"?done={asked.form}")
    return shown(request, meeting, Filled(asked.form, values, faults), status)
