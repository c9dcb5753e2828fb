"""The page of a decision under act 2010:294, as it is and with a form that was refused in it."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from fastapi import Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from agenda_risk import decision_acts as acts
from agenda_risk.access import Right
from agenda_risk.errors import AgendaRiskError
from agenda_risk.law.reach import Occasion
from agenda_risk.law.sections import By
from agenda_risk.meeting_file import MeetingFile
from agenda_risk.render.decision import other_law_paper
from agenda_risk.render.decision_state import state_paper
from agenda_risk.service.decisions import change_draft, reached, stamp_of
from agenda_risk.store.log import Deed
from agenda_risk.translate import N_
from agenda_risk.web.decision_forms import CIRCUMSTANCE
from agenda_risk.web.decision_view import PAPERS, stand
from agenda_risk.web.fields import Field, Kind, Values, checks
from agenda_risk.web.filled import NOTHING, Filled, fault_of, faults_in, values_of
from agenda_risk.web.house import desk_of, house_of, say_in, visitor_in
from agenda_risk.web.known_meeting import kept_file, row_of, signed
from agenda_risk.web.pages import page
from agenda_risk.web.trouble import status_of

_OCCASIONS = {
    Occasion.SESSION: N_("A session of the body"),
    Occasion.DIALOGUE: N_("A dialogue meeting"),
    Occasion.CONSULTATION: N_("A consultation meeting"),
    Occasion.INFORMATION: N_("An information meeting"),
    Occasion.TALK: N_("Talks"),
}
BEGIN = (Field("occasion", N_("What kind of meeting is it?"), Kind.CHOICE, choices=_OCCASIONS),)
RULE = (
    Field("answer", N_("What does the chair decide?"), Kind.CHOICE,
          choices={"yes": N_("Visitors are checked"), "no": N_("No check is made")}),
    Field("reason", N_("The chair's reasons"), Kind.TEXT, N_("Write functions, not persons.")),
)  # fmt: skip
NOTE = (
    Field("found", N_("Objects found"), Kind.COUNT),
    Field("refused", N_("Visitors who were refused entry"), Kind.COUNT),
)
REMARK = (Field("remark", N_("Remark"), Kind.TEXT, N_("Write functions, not persons.")),)

PAGE, REVIEW = "decision.html.j2", "decision_review.html.j2"

Change = Callable[[MeetingFile], MeetingFile]


class Asked(NamedTuple):
    """What somebody asks to change: which *form* on which *template*, and what the log calls it."""

    form: str
    fields: tuple[Field, ...]
    act: str
    template: str = PAGE
    content: Mapping[str, object] = {}


def changed(
    request: Request, meeting: int, form: FormData, change: Change, asked: Asked
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
    return shown(request, meeting, filled, status, asked.template)


def _names(fields: Iterable[Field]) -> set[str]:
    return {"deputy", *(field.name for field in fields)}


def shown(
    request: Request,
    meeting: int,
    given: Filled = NOTHING,
    status: int = 200,
    template: str = PAGE,
) -> Response:
    """Return the page, or the draft as it reads; *given* is a form that was refused."""
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
        "may_decide": may(request, meeting, Right.DECIDE),
        "overrules": may(request, meeting, Right.OVERRULE),
        "own_role": by_visitor(request, meeting, Right.PREPARE).role,
        "remark": REMARK,
        "circumstance": CIRCUMSTANCE,
        "begin": BEGIN,
        "rule": RULE,
        "note": NOTE,
        "names": PAPERS,
    }
    if draft is None or template != REVIEW:
        return page(request, PAGE, status, **values)
    state = state_paper(draft, acts.named_in(file), say)
    return page(request, template, status, state=state, **values)


def may(request: Request, meeting: int, right: Right) -> bool:
    """Tell whether the visitor has *right* in the body of the meeting."""
    return visitor_in(request).may(right, row_of(request, meeting).body.id)


def by_visitor(request: Request, meeting: int, right: Right) -> By:
    """Return as which role the visitor acts by that *right*, and when."""
    role, at = signed(request, meeting, right)
    return By(role, at.replace(microsecond=0))
