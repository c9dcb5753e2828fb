"""Plan who says what, where and when, so that a message is not tied to one person.

Everything is in general terms: no text is addressed to somebody who has criticised, and no single
person is commented on.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from agenda_risk.brief import raised
from agenda_risk.dialogue import dialogue_of
from agenda_risk.fact_sheet import fact_sheet
from agenda_risk.models import AgendaItem, Brief, Dialogue, Matter, Role, Stage
from agenda_risk.sentences import OfLaw, Sentence
from agenda_risk.sheets import FactSheet, Gap, Told
from agenda_risk.translate import N_

_DAYS_AHEAD = 5
_FRIDAY = 4
_WEEK = 7


class When(StrEnum):
    """When something is told, counted from the meeting."""

    FACTS = "facts"
    MEETING = "meeting"
    DAY_AFTER = "day-after"
    MINUTES = "minutes"
    APPEAL = "appeal"


Days = Mapping[When, date]


class Voice(NamedTuple):
    """A function that speaks, and of what."""

    role: Role
    says: str


class Step(NamedTuple):
    """Something to tell: when, by whom. *is_late*: its day has passed and it is done at once."""

    when: str
    day: date | None
    does: str
    owner: Role
    is_late: bool = False


class MediaSheet(NamedTuple):
    """Who answers and of what, the facts that all have in common, and what nobody comments on."""

    voices: tuple[Voice, ...]
    facts: tuple[tuple[AgendaItem, FactSheet], ...]
    silent: tuple[str, ...]


_VOICES = (
    Voice(
        Role.CHAIR, N_("what the matter is about, how it is decided, and afterwards the reasons")
    ),
    Voice(Role.DIRECTOR, N_("the facts, and how a decision is carried out")),
    Voice(Role.COMMUNICATOR, N_("times, places, and where to read and ask")),
)
_VOICES_OF_SINGLE = (
    Voice(Role.DIRECTOR, N_("how such matters are tried, nothing on the matter itself")),
    Voice(Role.COMMUNICATOR, N_("where general information is found")),
)
_SILENT = (
    N_("Single persons: those who have applied, complained, signed or protested."),
    N_("A matter of one person, one company or one property."),
    N_("How somebody is going to vote."),
    N_("Protection, threats and the work of the police."),
    N_(
        "A critic. Answer in general terms, never addressed to the one who has criticised (JO dnr "
        "6018-2015)."
    ),
)
_STEPS = (
    Step(
        N_("Before the meeting"),
        None,
        N_(
            "Publish the fact sheet on the web. Tell the groups concerned and the contact centre "
            "the same day, so that nobody hears it from others first."
        ),
        Role.COMMUNICATOR,
    ),
    Step(
        N_("The same day"),
        None,
        N_(
            "Publish what was decided, why, and what happens next. Have a text ready for each "
            "outcome."
        ),
        Role.COMMUNICATOR,
    ),
    Step(
        N_("The day after"),
        None,
        N_(
            "Put questions that have come, and their answers, into the fact sheet. The same "
            "functions answer."
        ),
        Role.COMMUNICATOR,
    ),
    Step(
        N_("When it is posted that the minutes are approved"),
        None,
        N_(
            "Tell where the minutes can be read, and how to appeal against the decision."
            " Expect new questions."
        ),
        Role.CLERK,
    ),
    Step(
        N_("When the time for appeals has passed"),
        None,
        N_("Tell whether the decision has been appealed, and when it is carried out."),
        Role.COMMUNICATOR,
    ),
)
_STEP_OF_SINGLE = Step(
    N_("Before the meeting"),
    None,
    N_("See that general information on such matters is on the web. Publish nothing on this one."),
    Role.COMMUNICATOR,
)
_APPEAL = (
    OfLaw("legality"),
    OfLaw("appeal-time"),
    Sentence(N_("Where another law applies, the decision itself says how to appeal.")),
)
_APPEAL_IN_DECISION = N_("The decision itself says how to appeal against it.")
_NOT_FINAL = N_(
    "Nothing is finally decided here. Tell who decides, when, and what will hold until then."
)


def days_around(meeting_day: date | None, known: Days | None = None) -> dict[When, date]:
    """Return the day of each when that can be told; *known* ones come before those reckoned.

    When minutes are posted, and so when the time for appeals passes, has to be known.
    """
    if meeting_day is None:
        return dict(known or {})
    return {
        When.FACTS: _weekday_by(meeting_day - timedelta(days=_DAYS_AHEAD)),
        When.MEETING: meeting_day,
        When.DAY_AFTER: _weekday_after(meeting_day),
        **(known or {}),
    }


def _weekday_by(day: date) -> date:
    """Return *day*, or the Friday before where it is in a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _FRIDAY))


def _weekday_after(day: date) -> date:
    """Return the weekday that follows *day*."""
    return day + timedelta(days=1 if day.weekday() < _FRIDAY else _WEEK - day.weekday())


def are_all_single(brief: Brief) -> bool:
    """Tell whether all raised items, and at least one, are single parties' matters."""
    found = [dialogue_of(brief, item.id).matter for item, _assessment in raised(brief)]
    return bool(found) and set(found) == {Matter.SINGLE}


def steps(brief: Brief, known: Days | None = None) -> tuple[Step, ...]:
    """Return what to tell and when, from before the meeting until the time for appeals is over.

    Where all that is raised are single parties' matters, only general information is told.
    """
    days = days_around(brief.meeting.start.day, known)
    planned = (_STEP_OF_SINGLE,) if are_all_single(brief) else _STEPS
    made = brief.provenance.made
    return tuple(
        step._replace(day=day, is_late=when is When.FACTS and bool(day and day < made))
        for when, step in zip(When, planned, strict=False)
        for day in (days.get(when),)
    )


def voices(dialogue: Dialogue) -> tuple[Voice, ...]:
    """Return the functions that speak on an item; of a single party's matter no elected one."""
    return _VOICES_OF_SINGLE if dialogue.matter is Matter.SINGLE else _VOICES


def media_sheet(brief: Brief) -> MediaSheet:
    """Return what all who answer the media on this meeting have in common."""
    return MediaSheet(
        voices=_VOICES_OF_SINGLE if are_all_single(brief) else _VOICES,
        facts=tuple((item, fact_sheet(brief, item)) for item, _assessment in raised(brief)),
        silent=_SILENT,
    )


def after_decision(dialogue: Dialogue) -> tuple[Told, ...]:
    """Return what to tell of the decision once it is made: reasons, next step, how to appeal."""
    if dialogue.matter is Matter.SINGLE:
        return (Sentence(_APPEAL_IN_DECISION),)
    if dialogue.stage not in (Stage.DECISION, Stage.ANSWER, Stage.IMPLEMENTATION):
        return (Sentence(_NOT_FINAL),)
    return (
        Gap(N_("what was decided, in one sentence")),
        Gap(N_("the reasons, as the decision gives them")),
        Gap(N_("what happens next, and when")),
        *_appeal(dialogue),
    )


def _appeal(dialogue: Dialogue) -> Iterator[Sentence | OfLaw]:
    if dialogue.matter is Matter.PLAN:
        yield Sentence(_APPEAL_IN_DECISION)
    else:
        yield from _APPEAL
