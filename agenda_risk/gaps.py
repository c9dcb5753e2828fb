"""Tell what an organisation lacks, against chapter 5 of SKR's report of 2019 and the law."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from agenda_risk.gap_texts import TEXTS, WHY_PARTS
from agenda_risk.models import DocumentPart, Profile, Role
from agenda_risk.profile import is_before_election, is_reached, is_since_election, last_election
from agenda_risk.translate import N_

Part = DocumentPart


class Ground(NamedTuple):
    """Where it stands that something should be there: a paragraph, or a chapter of the report.

    *examples* are the organisations that the report tells of.
    """

    chapter: int = 5
    examples: tuple[str, ...] = ()
    paragraph: str = ""


@dataclass(frozen=True)
class Gap:
    """Something that is missing or not known.

    Texts are English msgids, which *day* and *year* fill; *higher* is what a higher level of
    responsibility would add.
    """

    id: str
    part: DocumentPart
    missing: str
    why: str
    grounds: tuple[Ground, ...]
    higher: str = ""
    day: date | None = None
    year: int = 0


class _Check(NamedTuple):
    part: DocumentPart
    is_gap: Callable[[Profile, date], bool]
    grounds: tuple[Ground, ...] = (Ground(),)


_REPORT = (Ground(),)
_LAW = Ground(paragraph="4:18 a")


def _unreached(role: Role) -> Callable[[Profile, date], bool]:
    return lambda profile, _today: not is_reached(profile, role)


def _has_document(profile: Profile) -> bool:
    document = profile.steering_document
    return bool(document.title or document.link or document.decided)


def _is_overdue(profile: Profile, today: date) -> bool:
    review_by = profile.steering_document.review_by
    return review_by is not None and review_by < today


# In the order of chapter 5; what is said of each stands in gap_texts.py.
_CHECKS = {
    "document": _Check(Part.FORMALITIES, lambda one, _: not _has_document(one)),
    "review": _Check(
        Part.FORMALITIES,
        lambda one, _: _has_document(one) and not one.steering_document.review_by,
        (Ground(2), Ground(5)),
    ),
    "overdue": _Check(Part.FORMALITIES, _is_overdue, (Ground(2), Ground(5))),
    "parts": _Check(
        Part.FORMALITIES, lambda one, _: _has_document(one) and not one.steering_document.parts
    ),
    "responsibility": _Check(Part.CONDITIONS, lambda one, _: one.responsibility is None),
    "law": _Check(Part.CONDITIONS, lambda one, _: one.responsibility in {None, 3}, (_LAW,)),
    "security": _Check(Part.CONDITIONS, _unreached(Role.SECURITY), (Ground(2), Ground(5))),
    "duty-number": _Check(
        Part.CONDITIONS,
        lambda one, _: not one.duty_number,
        (Ground(3, ("Region Stockholm",)),),
    ),
    "duty-officer": _Check(
        Part.CONDITIONS, _unreached(Role.DUTY_OFFICER), (Ground(3, ("Vimmerby",)),)
    ),
    "group-leaders": _Check(Part.CONDITIONS, _unreached(Role.GROUP_LEADERS), (Ground(2),)),
    "insurance": _Check(Part.CONDITIONS, lambda one, _: not one.insurance, (Ground(2),)),
    "remote": _Check(
        Part.CONDITIONS,
        lambda one, _: one.remote is None,
        (Ground(paragraph="5:16"), Ground(paragraph="6:24")),
    ),
    "open-committees": _Check(
        Part.DEFINITIONS, lambda one, _: not one.open_committees, (Ground(paragraph="6:25"),)
    ),
    "talks": _Check(
        Part.PREVENTION,
        lambda one, today: not is_since_election(one.talks, today),
        (Ground(3, ("Österåker", "Hofors")),),
    ),
    "training": _Check(
        Part.PREVENTION,
        lambda one, today: not is_since_election(one.training, today),
        (_LAW, Ground(2), Ground(5)),
    ),
    "code-of-conduct": _Check(
        Part.PREVENTION,
        lambda one, _: not one.code_of_conduct,
        (Ground(5), Ground(3, ("Region Norrbotten",))),
    ),
    "order-rules": _Check(
        Part.PREVENTION, lambda one, _: not one.order_rules, (Ground(3, ("Åtvidaberg",)),)
    ),
    "communicator": _Check(
        Part.PREVENTION, _unreached(Role.COMMUNICATOR), (Ground(4), Ground(3, ("Filipstad",)))
    ),
    "moderation": _Check(
        Part.PREVENTION, lambda one, _: not one.moderation, (Ground(2), Ground(5))
    ),
    "election-year": _Check(
        Part.PREVENTION, lambda _, today: is_before_election(today), (Ground(2),)
    ),
    "crisis-support": _Check(
        Part.ACTION_PLAN,
        _unreached(Role.CRISIS_SUPPORT),
        (Ground(3, ("Region Norrbotten", "Hofors", "Svedala")),),
    ),
    "police": _Check(Part.ACTION_PLAN, _unreached(Role.POLICE), (Ground(2), Ground(5))),
    "incidents": _Check(Part.FOLLOW_UP, lambda one, _: not one.incident_system, (Ground(5),)),
    "interval": _Check(
        Part.FOLLOW_UP,
        lambda one, _: one.reporting.months is None,
        (Ground(3, ("Kinda", "Region Uppsala", "Jönköping", "Piteå")),),
    ),
    "recipient": _Check(Part.FOLLOW_UP, lambda one, _: not one.reporting.recipient, (Ground(5),)),
}
_LACKS = {
    Part.FORMALITIES: N_("The steering document lacks the part with formalities."),
    Part.CONDITIONS: N_("The steering document lacks the part on the conditions."),
    Part.DEFINITIONS: N_("The steering document lacks the part with definitions and laws."),
    Part.PREVENTION: N_("The steering document lacks the part on prevention."),
    Part.ACTION_PLAN: N_("The steering document lacks the part with an action plan."),
    Part.FOLLOW_UP: N_("The steering document lacks the part on follow-up."),
}


def gaps(profile: Profile, today: date) -> tuple[Gap, ...]:
    """Return what *profile* lacks on *today*, in the order of chapter 5 of the report."""
    found = (*_lacking_parts(profile), *_checked(profile, today))
    return tuple(sorted(found, key=lambda gap: list(Part).index(gap.part)))


def _lacking_parts(profile: Profile) -> Iterator[Gap]:
    """Yield the parts that the document lacks, where it is told which it has."""
    told = profile.steering_document.parts
    for part in Part:
        if told and part not in told:
            yield Gap(f"part-{part}", part, _LACKS[part], WHY_PARTS[part], _REPORT)


def _checked(profile: Profile, today: date) -> Iterator[Gap]:
    for name, check in _CHECKS.items():
        if check.is_gap(profile, today):
            missing, why, higher = TEXTS[name]
            yield Gap(
                id=name,
                part=check.part,
                missing=missing,
                why=why,
                grounds=check.grounds,
                higher="" if profile.responsibility == 1 else higher,
                day=profile.steering_document.review_by,
                year=last_election(today),
            )
