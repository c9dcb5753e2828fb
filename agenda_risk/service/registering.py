"""Register the chair's sheet as it is now, under a case number."""

from agenda_risk.errors import MissingInputError, RefusedError
from agenda_risk.mask import masked
from agenda_risk.models import Sheet
from agenda_risk.render.formats import Asked, written
from agenda_risk.service.desk import Desk
from agenda_risk.service.journeys import shown_brief
from agenda_risk.store.log import Deed, log
from agenda_risk.store.registering import Paper, register, registered_paper
from agenda_risk.store.screened import screening_of

_LONGEST = 60


def register_sheet(desk: Desk, meeting: int, case_number: str, actor: str, language: str) -> int:
    """Keep the open part of the brief as PDF under *case_number*, and return its number.

    Raises RefusedError where the case number is missing, too long or tells of a person.
    """
    told = " ".join(case_number.split())
    if not told or len(told) > _LONGEST or masked(told) != told:
        raise RefusedError(
            "Write the case number that the sheet is registered under.", part="case_number"
        )
    sheet = open_sheet(desk, meeting, language)
    paper = Paper(told, sheet.name, sheet.content)
    with desk.store.writing() as connection:
        number = register(connection, meeting, paper, actor, desk.now())
        log(connection, Deed(actor, "registered", meeting, {"paper": number}), desk.now())
    return number


def open_sheet(desk: Desk, meeting: int, language: str) -> Sheet:
    """Return the open part of the brief on *meeting* as it is now."""
    brief, file = shown_brief(desk, meeting, _own_body(desk, meeting))
    content = written(brief, Asked("pdf", language, "open"))
    name = f"blad-{brief.meeting.start.day or 'utan-dag'}-version-{len(file.versions)}.pdf"
    return Sheet(name=name, content=content)


def _own_body(desk: Desk, meeting: int) -> frozenset[int]:
    """Return the body of *meeting*: whoever may read of it may fetch the sheet, and of no other."""
    with desk.store.reading() as connection:
        row = screening_of(connection, meeting)
    return frozenset({row.body.id} if row else ())


def registered_sheet(desk: Desk, meeting: int, number: int) -> Paper:
    """Return the sheet numbered *number*; raises MissingInputError where there is none."""
    with desk.store.reading() as connection:
        paper = registered_paper(connection, meeting, number)
    if paper is None:
        raise MissingInputError("No such sheet is registered.")
    return paper
