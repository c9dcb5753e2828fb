"""The stamp of a brief: what it was made from, in a form that can be found again in print.

*check* is a hash of the automatic part: what the rules found in the agenda and the measures that
followed. Whoever has the agenda and the same program can make it again and compare.
"""

import re
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from agenda_risk.matters import content_of, keyed_items
from agenda_risk.models import (
    Assessment,
    Brief,
    Finding,
    Meeting,
    MeetingAssessment,
    Provenance,
    Suggestion,
)

_SHORT = 12
_WRITTEN = re.compile(
    r"agenda-risk\s+(?P<program>\S+)\s+rules:(?P<rules>\S+)\s+lexicons:(?P<lexicons>\S+)\s+"
    r"measures:(?P<measures>\S+)\s+made:(?P<made>[0-9]{8})\s+"
    r"input:(?P<inputs>[0-9a-f,\s]*+)hand:(?P<by_hand>\d{1,9})\s+check:(?P<check>[0-9a-f]{12})"
)


class Stamp(NamedTuple):
    """What a brief was made from; *inputs* are the beginnings of the files' SHA-256."""

    program: str
    rules: str
    lexicons: str
    measures: str
    made: date
    inputs: tuple[str, ...]
    by_hand: int
    check: str

    def __str__(self) -> str:
        return (
            f"agenda-risk {self.program} rules:{self.rules} lexicons:{self.lexicons} "
            f"measures:{self.measures} made:{self.made:%Y%m%d} input:{','.join(self.inputs)} "
            f"hand:{self.by_hand} check:{self.check}"
        )


def stamp_of(brief: Brief) -> Stamp:
    """Return the stamp of *brief*."""
    made = brief.provenance
    return Stamp(
        program=made.program.removeprefix("agenda-risk").strip() or "-",
        rules=made.rules or "-",
        lexicons=made.lexicons or "-",
        measures=made.measures or "-",
        made=made.made,
        inputs=tuple(digest[:_SHORT] for _name, digest in made.inputs),
        by_hand=len(brief.entries),
        check=made.check,
    )


def find_stamp(text: str) -> Stamp | None:
    """Return the stamp that is printed in *text*, however its lines were broken."""
    found = _WRITTEN.search(text)
    made = _day(found["made"]) if found else None
    if found is None or made is None:
        return None
    return Stamp(
        program=found["program"],
        rules=found["rules"],
        lexicons=found["lexicons"],
        measures=found["measures"],
        made=made,
        inputs=tuple(re.findall(r"[0-9a-f]{12}", re.sub(r"\s", "", found["inputs"]))),
        by_hand=int(found["by_hand"]),
        check=found["check"],
    )


def _day(written: str) -> date | None:
    """Return the day *written* as eight digits, if there is such a day."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def check_of(
    meeting: Meeting,
    assessment: MeetingAssessment,
    suggestions: tuple[Suggestion, ...],
    made: Provenance,
) -> str:
    """Return the hash of what was found automatically, with the versions of what found it."""
    lines = (
        f"{made.rules} {made.lexicons} {made.measures} {made.made}",
        *_meeting(meeting, assessment),
        *(f"{one.measure} {one.due} {one.timeliness} {one.items}" for one in suggestions),
    )
    return sha256("\n".join(lines).encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT]


def _meeting(meeting: Meeting, assessment: MeetingAssessment) -> Iterator[str]:
    yield f"{meeting.organisation.name} {meeting.body.name} {meeting.start} {meeting.place}"
    yield f"{assessment.level} {assessment.signals} {assessment.complete} {assessment.readable}"
    for key, item in keyed_items(meeting):
        found = assessment.of(item.id)
        yield f"{key} {item.number} {content_of(item)} {_found(found) if found else ''}"


def _found(found: Assessment) -> str:
    findings = " ".join(map(_finding, found.findings))
    return f"{found.level} {found.screened} {','.join(found.categories)} {findings}"


def _finding(finding: Finding) -> str:
    terms = ",".join(f"{term.part}:{term.start}-{term.end}" for term in finding.terms)
    return f"{finding.rule}:{finding.level}:{terms}"
