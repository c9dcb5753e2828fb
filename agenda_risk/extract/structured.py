"""Read a meeting from JSON, the form in which systems hand over an agenda."""

import json
import re
from hashlib import sha256
from itertools import accumulate
from typing import Any

from pydantic import ValidationError

from agenda_risk.bodies import body_named
from agenda_risk.errors import BrokenFileError, EmptyAgendaError
from agenda_risk.extract import check_size
from agenda_risk.extract.encodings import charset_of, decode
from agenda_risk.extract.reading import legible
from agenda_risk.extract.structured_form import ItemForm, MeetingForm, mistake
from agenda_risk.models import (
    AgendaItem,
    BodyKind,
    Document,
    Meeting,
    MeetingState,
    Moment,
    Page,
    Passage,
    Publicity,
)
from agenda_risk.translate import N_

OWN_FILE = N_("{name} was written by agenda-risk and is no agenda.")
_DEEPEST = 20
# A text that does not end takes the rest with it; possessive, so that it is gone through once.
_SIGNS = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)
_STEPS = {"[": 1, "{": 1, "]": -1, "}": -1}


def is_structured(page: Page) -> bool:
    """Tell whether *page* is JSON, by its first signs, its name or its media type."""
    media_type = page.media_type.partition(";")[0].strip().lower()
    if media_type.endswith("json") or page.name.lower().endswith(".json"):
        return True
    head = decode(page.content[:1024], charset_of(page.media_type))
    return re.match(r"\ufeff?\s*\{\s*[\"}]", head) is not None


def read_structured(page: Page) -> Meeting:
    """Return the meeting that *page* sets out in JSON."""
    check_size(page)
    form = _form(page)
    state = MeetingState(form.state)
    if not form.items and state is not MeetingState.CANCELLED:
        raise EmptyAgendaError(
            '{name} holds no agenda item. Fill in the list "items".', name=page.name
        )
    body = body_named(form.body)
    meeting_id = _meeting_id(form)
    publicity, ground = _publicity(form.public, body.kind)
    return Meeting(
        id=meeting_id,
        title=form.body,
        organisation=form.organisation,
        body=body,
        start=Moment(day=form.date, clock=form.time),
        end=form.end,
        place=form.place,
        state=state,
        publicity=publicity,
        publicity_ground=ground,
        items=tuple(
            _item(f"{meeting_id}-{place}", item) for place, item in enumerate(form.items, 1)
        ),
        documents=(_document(page),),
    )


def _form(page: Page) -> MeetingForm:
    """Return the filled-in form on *page*."""
    found = _value(page)
    _refuse_own(page, found)
    value = json.dumps(found, ensure_ascii=False)
    try:
        return MeetingForm.model_validate_json(legible(value), strict=True)
    except ValidationError as error:
        raise mistake(page, error) from error


def _refuse_own(page: Page, found: Any) -> None:
    """Refuse what this program wrote itself and lies among the agendas, a brief or a meeting."""
    schema = found.get("schema") if isinstance(found, dict) else None
    if str(schema).startswith("agenda-risk/"):
        raise EmptyAgendaError(OWN_FILE, name=page.name)


def _value(page: Page) -> Any:
    """Return what the JSON on *page* says."""
    text = decode(page.content, charset_of(page.media_type)).removeprefix("\ufeff")
    if _depth(text) > _DEEPEST:
        raise BrokenFileError("{name} has brackets within brackets too deeply.", name=page.name)
    try:
        return json.loads(text, parse_constant=str, parse_int=_number)
    except json.JSONDecodeError as error:
        raise BrokenFileError(
            "{name} is not valid JSON at line {line}, column {column}.",
            name=page.name,
            line=error.lineno,
            column=error.colno,
        ) from error


def _number(digits: str) -> int | str:
    """Return *digits* as a number, or as they are if no agenda counts that far."""
    return int(digits) if len(digits) < 10 else digits


def _depth(text: str) -> int:
    """Return how many brackets are open at once at most."""
    steps = (_STEPS.get(found.group(), 0) for found in _SIGNS.finditer(text))
    return max(accumulate(steps), default=0)


def _publicity(public: bool | None, kind: BodyKind) -> tuple[Publicity, str]:
    """Return whether the public may attend, and on what ground."""
    if public is False:
        return Publicity.CLOSED, ""
    if kind is BodyKind.ASSEMBLY:
        return Publicity.PUBLIC, "fullmäktige"
    return (Publicity.PUBLIC if public else Publicity.UNKNOWN), ""


def _meeting_id(form: MeetingForm) -> str:
    """Return the body and the day in plain letters, as for agendas that are read from text."""
    plain = form.body.lower().translate(str.maketrans("åäöé", "aaoe"))
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "meeting"
    return f"{words}-{form.date}" if form.date else words


def _item(item_id: str, form: ItemForm) -> AgendaItem:
    """Return the item that is written on *form*."""
    return AgendaItem(
        id=item_id,
        number=str(form.number),
        title=Passage(text=form.title),
        case_number=form.case_number,
        presenter=form.presenter,
        proposal=Passage(text=form.proposal),
        summary=Passage(text=form.summary),
        body=Passage(text=form.body),
    )


def _document(page: Page) -> Document:
    """Return the document that stands for *page*; its texts are in the items alone."""
    digest = sha256(page.content).hexdigest()
    return Document(
        id=digest[:16], name=page.name, media_type="application/json", sha256=digest, text=""
    )
