"""Read the agenda of a meeting out of the documents that a system publishes with it."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from agenda_risk.agenda import read_agenda
from agenda_risk.errors import EmptyAgendaError, Failure, ReadError
from agenda_risk.extract import extract
from agenda_risk.hookspecs import Get
from agenda_risk.joining import joined
from agenda_risk.models import (
    AgendaItem,
    ItemKind,
    ItemState,
    Link,
    LinkKind,
    Meeting,
    MeetingState,
    Moment,
    Notice,
    Request,
)
from agenda_risk.normalise import fold
from agenda_risk.supplementary import said_supplement
from agenda_risk.translate import N_

_UNREAD = N_("{name} could not be read. What stands only there is missing here.")
_NO_AGENDA = N_("{name} holds no agenda and was left aside.")
_OTHER_DAY = N_("{name} names another day ({day}) than the page of the meeting. Check which holds.")


_UNNAMED = N_(
    "The agenda was read from {name}, which nothing says is the summons. Check that it is."
)
_DOCUMENTS = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)
_MOST_TRIED = 3


class Completed(NamedTuple):
    """A meeting with what its documents say, and the documents that could not be read."""

    meeting: Meeting
    failures: tuple[Failure, ...] = ()


def completed(meeting: Meeting, get: Get) -> Completed:
    """Return *meeting* with the items of its summons, if it has none, and of its supplements.

    What the system says of the meeting itself (id, day, state) holds. Raises ReadError only where
    *get* does: where nothing more can be had.
    """
    if meeting.state is MeetingState.CANCELLED:
        return Completed(meeting)
    first = _with_summons(meeting, get) if is_unread(meeting) else Completed(meeting)
    if not _has_items(first.meeting):
        first = first._replace(meeting=_with_unnamed(first.meeting, get))
    return _with_supplements(first, get)


def is_unread(meeting: Meeting) -> bool:
    """Tell whether the items of *meeting* stand only in a summons that was not read."""
    return not _has_items(meeting) and any(_links(meeting, LinkKind.SUMMONS))


def _has_items(meeting: Meeting) -> bool:
    return any(item.kind is ItemKind.ITEM for item in meeting.items)


def left_unread(meeting: Meeting) -> Meeting:
    """Return *meeting* with a notice for each summons that was not read."""
    notices = tuple(_notice(_UNREAD, link) for link in _links(meeting, LinkKind.SUMMONS))
    return meeting.model_copy(update={"notices": (*meeting.notices, *notices)})


def _with_summons(meeting: Meeting, get: Get) -> Completed:
    """Read the summonses of *meeting* until one has items; it may be called so and only add."""
    failures: list[Failure] = []
    late: list[tuple[Meeting, Link]] = []
    for link in _links(meeting, LinkKind.SUMMONS):
        for read in _read(link, get):
            if isinstance(read, Failure):
                failures.append(read)
            elif said_supplement(read):
                late.append((read, link))
            else:
                return Completed(_with_all(meeting, [(read, link), *late]), tuple(failures))
    whole = _with_all(meeting, late) if late else left_unread(meeting)
    return Completed(whole, tuple(failures))


def _with_all(meeting: Meeting, read: Sequence[tuple[Meeting, Link]]) -> Meeting:
    """Return *meeting* with the agenda that was *read* first, and what the others add to it."""
    (first, link), *late = read
    whole = _with_agenda(meeting, first, link)
    for place, (more, _link) in enumerate(late, 1):
        whole = _with_added(whole, more, -place)
    return whole


def _with_unnamed(meeting: Meeting, get: Get) -> Meeting:
    """Return *meeting* with the agenda of the first document that holds one, of its very day.

    Some publish the summons under a name that says nothing ("Dokument 1"). What such a document
    does not hold is no trouble.
    """
    for link in islice(filter(_is_document, _links(meeting, LinkKind.OTHER)), _MOST_TRIED):
        for read in _read(link, get):
            if isinstance(read, Meeting) and read.start.day and _is_agenda_of(meeting, read):
                return _noted(_with_agenda(meeting, read, link), _notice(_UNNAMED, link))
    return meeting


def _is_document(link: Link) -> bool:
    path = urlsplit(link.url).path.lower()
    return link.media_type in _DOCUMENTS or path.endswith((".pdf", ".docx"))


def _is_agenda_of(meeting: Meeting, read: Meeting) -> bool:
    return _has_items(read) and read.start.day == meeting.start.day


def _with_supplements(first: Completed, get: Get) -> Completed:
    meeting, failures = first.meeting, list(first.failures)
    for place, link in enumerate(_links(meeting, LinkKind.SUPPLEMENT), 1):
        answers = list(_read(link, get))
        for read in answers:
            if isinstance(read, Meeting):
                meeting = _with_added(meeting, read, place)
            elif isinstance(read.error, EmptyAgendaError):
                meeting = _noted(meeting, _notice(_NO_AGENDA, link))
            else:
                failures.append(read)
        if not answers or (failures and failures[-1].url == link.url):
            meeting = _noted(meeting, _notice(_UNREAD, link))
    return Completed(meeting, tuple(failures))


def _links(meeting: Meeting, kind: LinkKind) -> Iterator[Link]:
    return (link for link in meeting.links if link.kind is kind and not link.restricted)


def _read(link: Link, get: Get) -> Iterator[Meeting | Failure]:
    """Yield what the document at *link* says, or why it cannot be read; nothing if not had."""
    for page in get.tried(Request(url=link.url)):
        try:
            document = extract(page)
            yield read_agenda(document.model_copy(update={"name": link.title or document.name}))
        except ReadError as error:
            yield Failure(link.url, error)


def _with_agenda(meeting: Meeting, read: Meeting, link: Link) -> Meeting:
    items = (item.model_copy(update={"id": _id(meeting, place)}) for place, item in _placed(read))
    told = read.model_copy(update={"id": "-", "state": MeetingState.PLANNED, "items": tuple(items)})
    if _is_other_day(meeting, read):
        told = told.model_copy(update={"start": Moment(), "end": None, "place": ""})
        day = {"day": str(read.start.day)}
        meeting = _noted(meeting, _notice(_OTHER_DAY, link, day))
    (whole,) = joined((meeting.model_copy(update={"id": "-"}), told))
    return whole.model_copy(update={"id": meeting.id})


def _is_other_day(meeting: Meeting, read: Meeting) -> bool:
    days = {meeting.start.day, read.start.day} - {None}
    return len(days) > 1


def _with_added(meeting: Meeting, read: Meeting, place: int) -> Meeting:
    """Return *meeting* with those items of the supplement *read* that it does not have."""
    added = (
        item.model_copy(update={"id": _id(meeting, at, place), "state": ItemState.ADDED})
        for at, item in _placed(read)
        if item.kind is ItemKind.ITEM and not any(_is_same(item, one) for one in meeting.items)
    )
    return meeting.model_copy(
        update={
            "items": (*meeting.items, *added),
            "documents": (*meeting.documents, *read.documents),
        }
    )


def _is_same(item: AgendaItem, other: AgendaItem) -> bool:
    if item.case_number and other.case_number:
        return fold(item.case_number) == fold(other.case_number)
    return fold(item.title.text) == fold(other.title.text)


def _placed(read: Meeting) -> Iterator[tuple[int, AgendaItem]]:
    return enumerate(read.items, 1)


def _id(meeting: Meeting, place: int, supplement: int = 0) -> str:
    """Return an id that no system gives: p7, or s1p2 for a supplement, kp2 in a summons."""
    of = f"s{supplement}" if supplement > 0 else "k" * -supplement
    return f"{meeting.id}-{of}p{place}"


def _noted(meeting: Meeting, notice: Notice) -> Meeting:
    return meeting.model_copy(update={"notices": (*meeting.notices, notice)})


def _notice(msgid: str, link: Link, fields: dict[str, str] | None = None) -> Notice:
    name = link.title or link.url.rstrip("/").rsplit("/", 1)[-1]
    return Notice(msgid=msgid, fields={"name": name, **(fields or {})})
