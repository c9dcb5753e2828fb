"""Invented meetings and decisions for tests of the law."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from agenda_risk.law.decision import (
    begin,
    with_circumstance,
    with_consultation,
    with_crime_feared,
    with_premises,
    with_proportionality,
)
from agenda_risk.law.ruling import decided, lapsed, ruling, with_note
from agenda_risk.law.sections import By, Danger, Decision, Ruling, Step
from agenda_risk.models import (
    AgendaItem,
    Body,
    BodyKind,
    Meeting,
    Moment,
    Organisation,
    OrganisationKind,
    Passage,
    Profile,
    Publicity,
    Role,
)

SCHOOL = "Avveckling av Björkängens skola"
NOBODY = Profile()
SOURCE = "Brev till receptionen"
LETTER = "Ett brev hotar med eld i sessionssalen den kväll beslutet fattas."


def item(number: str, title: str, publicity: str = "unknown", **texts: str) -> AgendaItem:
    return AgendaItem(
        id=f"i{number}",
        number=number,
        title=Passage(text=title),
        publicity=publicity,
        **{part: Passage(text=text) for part, text in texts.items()},
    )


def meeting(**other: object) -> Meeting:
    """Return fullmäktige in Granvik on 14 December, with *other* facts."""
    facts = {
        "id": "kommunfullmaktige-2026-12-14",
        "organisation": Organisation(name="Granviks kommun", kind=OrganisationKind.MUNICIPALITY),
        "body": Body(name="Kommunfullmäktige", kind=BodyKind.ASSEMBLY),
        "start": Moment(day=date(2026, 12, 14), clock=time(18)),
        "place": "Sessionssalen",
        "publicity": Publicity.PUBLIC,
        "items": (item("7", SCHOOL), item("8", "Taxa för småbåtshamnen")),
    }
    return Meeting(**{**facts, **other})


def committee(publicity: Publicity, ground: str = "", **other: object) -> Meeting:
    body = Body(name="Barn- och utbildningsnämnden", kind=BodyKind.COMMITTEE)
    return meeting(body=body, publicity=publicity, publicity_ground=ground, **other)


def at(day: int, hour: int = 10) -> datetime:
    return datetime(2026, 12, day, hour, tzinfo=ZoneInfo("Europe/Stockholm"))


def by(role: Role, day: int, hour: int = 10) -> By:
    return By(role, at(day, hour))


SECURITY = by(Role.SECURITY, 8)


def draft(given: Meeting | None = None) -> Decision:
    return begin(given or meeting(), NOBODY, SECURITY)


def threatened(decision: Decision | None = None) -> Decision:
    """Return a draft with the premises and a letter that threatens the meeting."""
    placed = with_premises(decision or draft(), "Sessionssalen", "Huvudentrén", ["Foajén"])
    return with_circumstance(placed, "threat", date(2026, 12, 7), (SOURCE, LETTER), SECURITY)


def prepared(decision: Decision | None = None) -> Decision:
    """Return a draft with everything but the consultation."""
    feared = with_crime_feared(threatened(decision), [Danger.LIFE], "Mordbrand under mötet.")
    return with_proportionality(feared, Step.HOSTS, "Värdar kan inte hitta det som göms.")


def consulted(decision: Decision | None = None) -> Decision:
    return with_consultation(
        prepared(decision),
        date(2026, 12, 9),
        "Lokalpolisområde Granvik",
        "Polisen kan bistå med två poliser.",
        by(Role.SECURITY, 9),
    )


def yes(role: Role = Role.CHAIR, *, is_to_chair: bool = False, day: int = 10) -> Ruling:
    reasons = "Hotet är konkret och gäller just det här mötet."
    return ruling(is_yes=True, reasons=reasons, by=by(role, day), is_to_chair=is_to_chair)


def no() -> Ruling:
    reasons = "Vi vet inget som talar för en kontroll."
    return ruling(is_yes=False, reasons=reasons, by=by(Role.CHAIR, 10))


def ended() -> Decision:
    over = lapsed(decided(consulted(), meeting(), yes()), by(Role.SECURITY, 15))
    return with_note(over, 1, 2, by(Role.SECURITY, 15))
