"""A message for another program: JSON, in the form that message.schema.json describes."""

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from agenda_risk.models import Message, Sitting, Told, ToldCase
from agenda_risk.render.message_words import local_clock
from agenda_risk.render.words import clean

SCHEMA = "agenda-risk/message/1"


def as_json(message: Message) -> bytes:
    """Return *message* as the body of a webhook; links that need no login are left out."""
    body = {
        "type": f"message.{message.purpose.value}",
        "timestamp": _moment(message.made),
        "data": {
            "schema": SCHEMA,
            "id": number_of(message),
            "language": message.language,
            "why": clean(message.why),
            "coverage": clean(message.coverage),
            "meetings": [_meeting(one) for one in message.told],
        },
    }
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def number_of(message: Message) -> str:
    """Return what *message* is known by to programs, however often it is sent.

    Standard Webhooks wants no full stop in it.
    """
    return f"msg_{sha256(message.id.encode('utf-8')).hexdigest()[:32]}"


def _meeting(told: Told) -> dict[str, Any]:
    clock = local_clock(told)
    return {
        "event": told.event.value,
        "meeting": told.meeting,
        "organisation": clean(told.organisation),
        "body": clean(told.body),
        "day": told.day.isoformat() if told.day else None,
        "time": f"{clock:%H:%M}" if clock else None,
        "moved_from": told.was.isoformat() if told.was else None,
        "level": told.level.value,
        "raised": told.raised,
        "cases": [_case(one) for one in told.cases],
        "link": told.link,
        "sequence": told.sequence,
    }


def _case(case: ToldCase) -> dict[str, Any]:
    return {
        "level": case.level.value,
        "is_new": case.is_new,
        "first_seen": _sitting(case.first),
        "stage": case.stage.value if case.stage else None,
        "marks": [one.value for one in case.marks],
        "next": _sitting(case.coming),
        "decision": _sitting(case.decision),
        "days_left": case.days_left,
        "is_partial": case.is_partial,
    }


def _sitting(sitting: Sitting | None) -> dict[str, str] | None:
    if sitting is None:
        return None
    own = {"body": clean(sitting.body), "day": sitting.day.isoformat()}
    return {**own, "known_by": sitting.known_by.value}


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
