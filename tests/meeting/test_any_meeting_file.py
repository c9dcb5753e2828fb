"""Whatever somebody has done to a meeting's file: it is read, or told in one sentence."""

import json
from collections.abc import Iterator
from copy import deepcopy

from agendas import CHAIR, CLERK, file_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agenda_risk import decision_acts, meeting_acts
from agenda_risk.errors import AgendaRiskError
from agenda_risk.law import decision as law
from agenda_risk.law.sections import By, Danger, Step
from agenda_risk.meeting_files import change_file, load_file
from agenda_risk.models import Level, Profile, Publicity, Role
from agenda_risk.render.decision import basis_paper
from agenda_risk.render.decision_state import state_paper
from agenda_risk.render.meeting import meeting_paper
from agenda_risk.render.paper_html import as_html
from agenda_risk.translate import translator

BY = By(Role.CLERK, CLERK.at)
ODD = (
    *(None, "", 0, -1, 99, 10**30, 1.5, True, [], {}, "x" * 3000, "\ud800", "\u202e<b>#{{}}"),
    *("0001-01-01", "9999-12-31", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"),
    *("2026-12-01T10:00:00", "25:00", "18:00+02:00", "high", "closed", "chair", "a\0b", ["x"]),
)


def kept() -> dict:
    """Return a file in which something stands everywhere."""
    file = meeting_acts.with_item(file_of(), "Fråga om bin", Level.HIGH, "Samtal", CLERK)
    file = meeting_acts.with_level(file, "7", Level.LOW, "Alla är ense", CLERK)
    file = meeting_acts.with_answer(file, "webcast", "", CHAIR, answer=True)
    file = meeting_acts.with_publicity(file, Publicity.PUBLIC, "Stadgan", CLERK)
    file = meeting_acts.undone(meeting_acts.with_review(file, CHAIR), 1, "", CLERK)
    file = decision_acts.with_draft(file, Profile(), BY)
    for change in (
        lambda draft: law.with_premises(draft, "Salen", "Huvudentrén", ["Foajén"]),
        lambda draft: law.with_circumstance(
            draft, "threat", CLERK.at.date(), ("Anmälan", "Ett brev hotar med eld."), BY
        ),
        lambda draft: law.with_crime_feared(draft, [Danger.LIFE], "Mordbrand"),
        lambda draft: law.with_proportionality(draft, Step.HOSTS, "De räcker inte."),
        lambda draft: law.with_consultation(draft, CLERK.at.date(), "Granvik", "Delar det", BY),
    ):
        file = decision_acts.with_section(file, change)
    return json.loads(file.model_dump_json(by_alias=True))


def places(value: object, way: tuple = ()) -> Iterator[tuple]:
    yield way
    steps = value.items() if isinstance(value, dict) else enumerate(value)
    for step, part in steps:
        if isinstance(part, dict | list):
            yield from places(part, (*way, step))
        else:
            yield (*way, step)


KEPT = kept()
PLACES = [way for way in places(KEPT) if way]


def spoilt(changes: list[tuple[tuple, object]]) -> bytes:
    """Return the file after *changes*; what an earlier one took away is left alone."""
    file = json.loads(json.dumps(KEPT))
    for way, odd in changes:
        part = file
        try:
            for step in way[:-1]:
                part = part[step]
            part[way[-1]] = deepcopy(odd)
        except (KeyError, IndexError, TypeError):
            continue
    return json.dumps(file, ensure_ascii=False).encode("utf-8", "surrogatepass")


def use(path: str) -> None:
    """Do what people do with a file: look at it, write its papers, add to it."""
    say, file = translator("sv"), load_file(path)
    as_html(meeting_paper(file, say))
    if file.decision:
        named = decision_acts.named_in(file)
        as_html(state_paper(file.decision, named, say))
        as_html(basis_paper(file.decision, named, say))
    change_file(path, lambda one: meeting_acts.with_review(one, CHAIR))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(ODD)), max_size=3))
def test_a_file_that_somebody_has_changed_is_used_or_told(tmp_path, changes):
    path = tmp_path / "kf.meeting.json"
    path.write_bytes(spoilt(changes))
    before = path.read_bytes()

    try:
        use(str(path))
    except AgendaRiskError as error:
        (told,) = error.said(translator("sv"))
        assert "\n" not in told
        assert path.read_bytes() == before
