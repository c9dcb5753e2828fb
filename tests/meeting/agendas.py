"""Small invented agendas and briefs for tests of what people do by hand."""

from datetime import UTC, date, datetime, time

from agenda_risk.advise import Advice
from agenda_risk.assess import assess_meeting
from agenda_risk.brief import make_brief
from agenda_risk.meeting_acts import Signature
from agenda_risk.meeting_file import MeetingFile, new_file
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Body,
    BodyKind,
    Brief,
    Level,
    MeasureKind,
    Meeting,
    Moment,
    Passage,
    Phase,
    Provenance,
    Role,
    Suggestion,
)

NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)
CHAIR = Signature(Role.CHAIR, NOON)
CLERK = Signature(Role.CLERK, NOON)
MADE = Provenance(program="agenda-risk 0.1.0", rules="2026.11", made=date(2026, 12, 7))
WEBCAST = Suggestion(
    measure="webcast",
    text="Ordna webbsändning",
    kind=MeasureKind.DESIGN,
    phase=Phase.BEFORE,
    owner=Role.CLERK,
)


def item(number: str, title: str, **texts: str) -> AgendaItem:
    passages = {part: Passage(text=text) for part, text in texts.items() if part != "case_number"}
    return AgendaItem(
        id=f"i{number}",
        number=number,
        title=Passage(text=title),
        case_number=texts.get("case_number", ""),
        **passages,
    )


SCHOOL = item("7", "Avveckling av Björkängens skola", case_number="KS 2026/412")
BOATS = item("8", "Taxa för småbåtshamnen")


def meeting(*items: AgendaItem) -> Meeting:
    return Meeting(
        id="kommunfullmaktige-2026-12-14",
        body=Body(name="kommunfullmäktige", kind=BodyKind.ASSEMBLY),
        start=Moment(day=date(2026, 12, 14), clock=time(18)),
        place="Folkets hus",
        items=items or (SCHOOL, BOATS),
    )


def brief(given: Meeting | None = None, **levels: Level) -> Brief:
    """Return the brief on a meeting whose items have *levels*, by id; else none."""
    given = given or meeting()
    items = tuple(
        Assessment(item=one.id, level=levels.get(one.id, Level.NONE)) for one in given.items
    )
    return make_brief(given, assess_meeting(given, items), Advice(suggestions=(WEBCAST,)), MADE)


def file_of(made: Brief | None = None) -> MeetingFile:
    return new_file(made or brief(i7=Level.HIGH), ["kallelse.pdf"], NOON)
