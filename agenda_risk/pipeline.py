"""Every stage, once, in order: read, screen, assess, advise, brief."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from agenda_risk.advise import Advice, advise
from agenda_risk.assess import assess, assess_meeting, matters, not_screened, why_not_screened
from agenda_risk.brief import make_brief
from agenda_risk.by_hand import amend
from agenda_risk.deadlines import Holidays
from agenda_risk.errors import EmptyAgendaError, Failure, ReadError
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.journeys import Coming, Horizon, Known, journeys_of, known_items
from agenda_risk.matters import keyed_items
from agenda_risk.measures import Measure
from agenda_risk.merge import merge_meetings
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Brief,
    Entry,
    Meeting,
    MeetingAssessment,
    Notice,
    Period,
    Profile,
    Provenance,
    Source,
    Stage,
)
from agenda_risk.normalise import fold
from agenda_risk.screen import Screen
from agenda_risk.signals import signals_of
from agenda_risk.stages import StageGuide, dialogues_of, stage_of
from agenda_risk.stamp import check_of
from agenda_risk.title_gist import Titles
from agenda_risk.title_words import TitleWords
from agenda_risk.translate import N_

_EVER = Period(first=date.min, last=date.max)
_LEFT_ASIDE = N_("{name} holds no agenda and was left aside.")


class Occasion(NamedTuple):
    """When a brief is made, and on which days around it offices are closed."""

    today: date
    holidays: Holidays = frozenset()


class Reading(NamedTuple):
    """The meetings that were read, and the inputs that were not."""

    meetings: tuple[Meeting, ...]
    failures: tuple[Failure, ...]


def read_meetings(
    urls: Iterable[str], adapter: Adapter, get: Get, told: Callable[[str], None]
) -> Reading:
    """Return the meetings at *urls*; *told* hears of each address before it is read."""
    meetings: list[Meeting] = []
    failures: list[Failure] = []
    for url in urls:
        told(url)
        try:
            for page in adapter.fetch(Source(url=url), _EVER, get):
                meetings.extend(adapter.parse(page))
        except ReadError as error:
            failures.append(Failure(url, error))
    return Reading(merge_meetings(meetings), tuple(failures))


def leave_aside(reading: Reading, is_beside: Callable[[str], bool]) -> Reading:
    """Return *reading* with papers that lie beside an agenda noted in it, not counted as failures.

    *is_beside* tells whether an address came out of a folder that was named as a whole.
    """
    papers = [
        failure
        for failure in reading.failures
        if isinstance(failure.error, EmptyAgendaError) and is_beside(failure.url)
    ]
    if not reading.meetings or not papers:
        return reading
    names = (str(paper.error.fields.get("name", paper.url)) for paper in papers)
    notices = tuple(Notice(msgid=_LEFT_ASIDE, fields={"name": name}) for name in names)
    first, *rest = reading.meetings
    noted = first.model_copy(update={"notices": (*first.notices, *notices)})
    failures = tuple(failure for failure in reading.failures if failure not in papers)
    return Reading((noted, *rest), failures)


def screen_meeting(meeting: Meeting, screen: Screen) -> MeetingAssessment:
    """Return what the items of *meeting* may need; headings are not screened."""
    readable = screen.reads(meeting)
    assessed = _items(meeting, screen, readable=readable)
    signals = signals_of(meeting, matters(meeting), screen) if readable else ()
    return assess_meeting(meeting, assessed, signals)


def screen_items(meeting: Meeting, screen: Screen) -> tuple[Assessment, ...]:
    """Return what each item of *meeting* that is no heading may need, as screen_meeting does."""
    return _items(meeting, screen, readable=screen.reads(meeting))


def _items(meeting: Meeting, screen: Screen, *, readable: bool) -> tuple[Assessment, ...]:
    items = matters(meeting)
    return tuple(_assessed(item, meeting, screen, readable=readable) for item in items)


class Versions(NamedTuple):
    """By what a brief is made: the program, and hashes of rules, lexicons and measures."""

    program: str
    rules: str = ""
    lexicons: str = ""
    measures: str = ""


_NO_TITLES = Titles(TitleWords())


class Basis(NamedTuple):
    """What briefs are made with: rules, measures, their versions, and whose brief it is.

    *titles* tells what titles are about, so that cases are known again.
    """

    screen: Screen
    measures: tuple[Measure, ...]
    versions: Versions
    profile: Profile = Profile()
    stages: StageGuide | None = None
    titles: Titles = _NO_TITLES


def brief_on(
    meeting: Meeting, basis: Basis, occasion: Occasion, entries: tuple[Entry, ...] = ()
) -> Brief:
    """Return the brief on *meeting* as of the *occasion*, with what *entries* changed by hand."""
    found = screen_meeting(meeting, basis.screen)
    advice = _advice(meeting, found, basis, occasion)
    made = _provenance(meeting, basis, occasion)
    check = check_of(meeting, found, advice.suggestions, made)
    if entries:
        meeting, found = amend(meeting, found, entries)
        advice = _advice(meeting, found, basis, occasion)
    brief = make_brief(meeting, found, advice, made.model_copy(update={"check": check}))
    own = brief.model_copy(update={"entries": entries, "profile": basis.profile})
    return with_dialogues(own, basis.screen, basis.stages) if basis.stages else own


def _advice(meeting: Meeting, found: MeetingAssessment, basis: Basis, occasion: Occasion) -> Advice:
    return advise(meeting, found, basis.measures, occasion.today, occasion.holidays)


def _provenance(meeting: Meeting, basis: Basis, occasion: Occasion) -> Provenance:
    versions = basis.versions
    return Provenance(
        program=versions.program,
        rules=versions.rules,
        lexicons=versions.lexicons,
        measures=versions.measures,
        made=occasion.today,
        inputs=tuple((document.name, document.sha256) for document in meeting.documents),
    )


def with_dialogues(brief: Brief, screen: Screen, guide: StageGuide) -> Brief:
    """Return *brief* with where its raised items stand, told by the words of *guide*."""
    found = dialogues_of(brief.meeting, brief.assessment, screen, guide)
    return brief.model_copy(update={"dialogues": found})


def known_of(
    meeting: Meeting, name: str, basis: Basis, found: MeetingAssessment | None = None
) -> tuple[Known, ...]:
    """Return the items of *meeting*, called *name*, as stops of their cases.

    Their levels are told where it was screened, as *found*.
    """
    guide = basis.stages

    def stage(item: AgendaItem) -> Stage | None:
        return stage_of(item, meeting, basis.screen, guide) if guide else None

    levels = found.items if found else ()
    return tuple(known_items(meeting, levels, basis.titles, name, stage=stage))


def with_all_journeys(briefs: tuple[Brief, ...], basis: Basis) -> tuple[Brief, ...]:
    """Return *briefs*, each with where its cases are in the others."""
    if len(briefs) < 2:
        return briefs
    meetings = [brief.meeting for brief in briefs]
    known = [
        one
        for place, brief in enumerate(briefs)
        for one in known_of(brief.meeting, f"{place}", basis, brief.assessment)
    ]
    return tuple(
        with_journeys(brief, f"{place}", known, meetings) for place, brief in enumerate(briefs)
    )


def with_journeys(
    brief: Brief, name: str, known: Sequence[Known], coming: Iterable[Meeting] = ()
) -> Brief:
    """Return *brief* with where the cases of its raised items are among *known* items.

    Its own are among them, as those of the meeting called *name*. *coming* are meetings that are
    known, where they may come up next.
    """
    raised = {one.item for one in brief.assessment.raised()}
    keyed = keyed_items(brief.meeting)
    wanted = [(item.id, (name, key)) for key, item in keyed if item.id in raised]
    organisation = fold(brief.meeting.organisation.name)
    own = [one for one in known if one.sighting.organisation == organisation]
    ahead = tuple(Coming(one.body, one.start.day) for one in coming if one.start.day)
    horizon = Horizon(min((one.stop.day for one in own), default=None), ahead)
    return brief.model_copy(update={"journeys": journeys_of(wanted, own, horizon)})


def _assessed(item: AgendaItem, meeting: Meeting, screen: Screen, *, readable: bool) -> Assessment:
    why = why_not_screened(item, readable=readable)
    if why:
        return not_screened(item, why)
    return assess(item, screen.findings(item, meeting))
