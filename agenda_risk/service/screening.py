"""Screen meetings that are kept, and keep what was found beside them."""

from collections.abc import Iterator

from agenda_risk.basis import occasion_of
from agenda_risk.brief import masked_finding
from agenda_risk.by_hand import answers, reviewed
from agenda_risk.errors import MissingInputError, TooLargeError
from agenda_risk.mask import masked
from agenda_risk.matters import keyed_items
from agenda_risk.meeting_file import MeetingFile, new_file, read_again
from agenda_risk.models import AgendaItem, Assessment, Brief, Finding, ItemKind, Level, Meeting
from agenda_risk.pipeline import brief_on
from agenda_risk.service.desk import Desk
from agenda_risk.service.sighting_rows import sighting_rows
from agenda_risk.service.telling import note_news
from agenda_risk.status import Status, status_of
from agenda_risk.store import Connection, Seen, keep, seen_meeting
from agenda_risk.store.known_bodies import body_number
from agenda_risk.store.listing import last_version, meeting_number
from agenda_risk.store.log import Deed, log
from agenda_risk.store.screened import Row, Screened, file_of, put_file, put_screening
from agenda_risk.store.screened_tables import LAST_PLACE
from agenda_risk.store.touches import MOVED, day_and_body


def keep_meeting(
    desk: Desk, source: int, meeting: Meeting, actor: str, onto: int | None = None
) -> int:
    """Keep *meeting* of the source numbered *source*, screen it, and return its number.

    Raises ConflictError where its last version is not *onto*, if that is told, and TooLargeError
    where it could not be screened.
    """
    if _is_too_long(meeting):
        raise TooLargeError("An agenda of more than {most} items is not kept.", most=LAST_PLACE)
    kept = keep(desk.store, source, meeting, desk.now(), onto=onto)
    number = meeting_number(desk.store, source, kept.system_id)
    assert number is not None, "what was kept is there"
    screen_kept(desk, number, actor)
    return number


def screen_kept(desk: Desk, number: int, actor: str) -> None:
    """Screen the meeting numbered *number* as it was last seen, and keep what is found.

    Where another version is kept meanwhile, that one is screened. Raises MissingInputError where
    there is none, TooLargeError where it has more items than any agenda has.
    """
    while not _is_screened(desk, _seen(desk, number), actor):
        pass


def _is_screened(desk: Desk, seen: Seen, actor: str) -> bool:
    """Keep what is found in the meeting that was *seen*, and tell whether it still is the last."""
    number = seen.number
    if _is_too_long(seen.meeting):
        raise TooLargeError(
            "The agenda of meeting {meeting} has more than {most} items, and is not screened.",
            meeting=number,
            most=LAST_PLACE,
        )
    brief = automatic_brief(desk, seen)
    with desk.store.writing() as connection:
        if last_version(connection, number) != seen.version:
            return False
        before = file_of(connection, number)
        file = _file(desk, seen, brief, before)
        if file != before:
            put_file(connection, number, file, before)
        whole = whole_brief(desk, seen, file) if file.entries else brief
        write_screening(connection, desk, seen, whole, file)
        told = {"version": seen.version, "level": brief.assessment.level.value}
        log(connection, Deed(actor, "screened", number, told), desk.now())
    return True


def _is_too_long(meeting: Meeting) -> bool:
    return sum(item.kind is ItemKind.ITEM for item in meeting.items) > LAST_PLACE


def write_screening(
    connection: Connection, desk: Desk, seen: Seen, brief: Brief, file: MeetingFile
) -> None:
    """Keep how the *brief* on a meeting looks in lists, with what was done by hand in *file*.

    By what its cases are known again is kept with it, what is new in it is noted for those who
    want to hear of it, and where it was before is logged, in the same transaction.
    """
    organisation, name = brief.meeting.organisation, brief.meeting.body.name
    body = body_number(connection, organisation, name)
    screened = Screened(
        brief.meeting.start.day,
        _screening(seen, brief, file, body),
        tuple(_items(brief, body)),
        tuple(_measures(brief, file)),
        tuple(sighting_rows(brief.meeting, desk.basis(desk.today))),
    )
    former = day_and_body(connection, seen.number)
    put_screening(connection, seen.number, screened)
    if former and former != (screened.day, body):
        told = {"day": former.day, "body": former.body}
        log(connection, Deed("program", MOVED, seen.number, told), desk.now())
    note_news(connection, desk, seen, brief, (body, file))


def automatic_brief(desk: Desk, seen: Seen) -> Brief:
    """Return the brief on the meeting that was *seen*, without anything done by hand."""
    meeting = seen.meeting.model_copy(update={"id": f"{seen.number}"})
    return brief_on(meeting, desk.basis(desk.today), occasion_of(desk.today, (meeting,)))


def kept_brief(desk: Desk, number: int) -> tuple[Brief, MeetingFile]:
    """Return the brief on the kept meeting numbered *number*, and its file.

    Raises MissingInputError where there is none.
    """
    seen = _seen(desk, number)
    with desk.store.reading() as connection:
        file = file_of(connection, number)
    if file is None:
        raise MissingInputError("There is no meeting with the number {number}.", number=number)
    rules = desk.basis(desk.today).versions
    key = (number, seen.version, file.revision, rules, desk.today)
    return desk.briefs.get(key, lambda: whole_brief(desk, seen, file)), file


def whole_brief(desk: Desk, seen: Seen, file: MeetingFile) -> Brief:
    """Return the brief on the meeting that was *seen*, with what stands in its *file*."""
    if not file.entries:
        return automatic_brief(desk, seen)
    meeting = seen.meeting.model_copy(update={"id": f"{seen.number}"})
    occasion = occasion_of(desk.today, (meeting,))
    return brief_on(meeting, desk.basis(desk.today), occasion, file.entries)


def _seen(desk: Desk, number: int) -> Seen:
    seen = seen_meeting(desk.store, number)
    if seen is None:
        raise MissingInputError("There is no meeting with the number {number}.", number=number)
    return seen


def _file(desk: Desk, seen: Seen, brief: Brief, before: MeetingFile | None) -> MeetingFile:
    sources = (seen.meeting.web or seen.meeting.source,)
    if before is None:
        return new_file(brief, sources, desk.here)
    return read_again(before, brief, sources, desk.here)


def _screening(seen: Seen, brief: Brief, file: MeetingFile, body: int) -> Row:
    meeting, found = brief.meeting, brief.assessment
    status, last = status_of(seen), reviewed(file.entries)
    return {
        "body_id": body,
        "version": len(file.versions),
        "seen_version": seen.version,
        "at": file.version.at,
        "clock": meeting.start.clock.replace(tzinfo=None) if meeting.start.clock else None,
        "place": masked(meeting.place),
        "status": "" if status is Status.PUBLISHED else status.name.lower(),
        "level": found.level.rank,
        "items": len(found.items),
        "raised": len(found.raised()),
        "is_complete": found.complete and found.readable,
        "made": brief.provenance.model_dump(mode="json"),
        "reviewed": last.at if last else None,
        "reviewed_version": last.version if last else None,
    }


def _items(brief: Brief, body: int) -> Iterator[tuple[Row, tuple[Row, ...]]]:
    for key, item in keyed_items(brief.meeting):
        found = brief.assessment.of(item.id)
        row = _item(item, found)
        row |= {"body_id": body, "key": key}
        findings = found.findings if found else ()
        yield row, tuple(_finding(one, item, brief.meeting) for one in findings)


def _item(item: AgendaItem, found: Assessment | None) -> dict[str, object]:
    texts = (item.title.text, item.case_number, item.proposal.text, item.summary.text)
    return {
        "number": item.number,
        "case_number": item.case_number,
        "title": masked(item.title.text),
        "text": masked("\n".join(text for text in texts if text)),
        "level": (found.level if found else Level.NONE).rank,
        "categories": " ".join(one.value for one in found.leading) if found else "",
    }


def _finding(finding: Finding, item: AgendaItem, meeting: Meeting) -> Row:
    shown = masked_finding(finding, item, meeting)
    return {
        "rule": shown.rule,
        "category": shown.category.value,
        "level": shown.level.rank,
        "part": shown.part.value,
        "page": next((term.page for term in shown.terms if term.page), None),
        "words": " … ".join(dict.fromkeys(term.text for term in shown.terms)),
    }


def _measures(brief: Brief, file: MeetingFile) -> Iterator[Row]:
    given = answers(file.entries)
    for one in brief.suggestions:
        answer = given.get(one.measure)
        yield {
            "measure": one.measure,
            "text": one.text,
            "owner": one.owner.value,
            "due": one.due,
            "answer": answer.answer if answer else None,
            "reason": answer.reason if answer else "",
        }
