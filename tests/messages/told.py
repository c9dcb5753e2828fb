"""Made-up messages: what the tests of all channels send."""

from datetime import UTC, date, datetime, time

from agenda_risk.models import Feed, KnownBy, Level, Message, Purpose, Sitting, Told, ToldCase

MADE = datetime(2026, 12, 7, 6, 0, tzinfo=UTC)  # a Monday
ADDRESS = "https://moten.granvik.example"


def told(event="raised", meeting=1, body="kommunfullmäktige", **more) -> Told:
    usual = {
        "organisation": "Granviks kommun",
        "day": date(2026, 12, 14),
        "level": Level.HIGH,
        "raised": 2,
        "link": f"{ADDRESS}/mote/{meeting}",
    }
    return Told(event=event, meeting=meeting, body=body, **{**usual, **more})


def message(*every: Told, **more) -> Message:
    usual = {
        "id": "digest/5/2026-12-07",
        "purpose": Purpose.DIGEST if every else Purpose.HEARTBEAT,
        "language": "sv",
        "made": MADE,
        "why": "du bevakar alla nämnder i Granviks kommun.",
        "coverage": "Senast hämtat måndag 7 december kl. 06.00.",
        "manage": f"{ADDRESS}/bevakningar/5",
        "stop": f"{ADDRESS}/avsluta/hemligt",
    }
    return Message(told=every, **{**usual, **more})


def feed(*every: Told, **more) -> Feed:
    usual = {
        "id": "5",
        "name": "Att förbereda",
        "language": "sv",
        "address": f"{ADDRESS}/flode/hemligt",
        "home": ADDRESS,
        "made": MADE,
    }
    return Feed(told=every, **{**usual, **more})


def sitting(body="kommunfullmäktige", day=date(2026, 12, 14), known_by="number") -> Sitting:
    return Sitting(body=body, day=day, known_by=KnownBy(known_by))


def case(**more) -> ToldCase:
    return ToldCase(**{"level": Level.HIGH, "stage": "decision", **more})


FULL = told("raised", 1, clock=time(18))
SOCIAL = told("more", 2, "socialnämnden", day=date(2026, 12, 16), level=Level.MODERATE, raised=1)
MOVED = told(
    "moved",
    3,
    "kommunstyrelsen",
    day=date(2026, 12, 9),
    was=date(2026, 12, 8),
    clock=time(13),
    level=Level.LOW,
    raised=0,
    sequence=2,
    at=datetime(2026, 12, 6, 12, 30, tzinfo=UTC),
)
CANCELLED = told("cancelled", 4, "barn- och utbildningsnämnden", day=date(2026, 12, 10))
UNTOLD = told("untold", 6, "valnämnden", day=date(2026, 11, 20))
NEW_CASE = case(level=Level.MODERATE, is_new=True, stage="commission")
SCHOOL_CASE = case(
    first=sitting("Barn- och utbildningsnämnden", date(2026, 10, 12)),
    marks=("returned",),
    decision=sitting(known_by="here"),
    days_left=7,
)
WIND_CASE = case(
    level=Level.MODERATE,
    first=sitting("Miljönämnden", date(2026, 11, 24), "title"),
    stage="proposal",
    coming=sitting(known_by="rule"),
    decision=sitting(known_by="rule"),
    days_left=7,
)
SEEN = told("first", 7, "kommunstyrelsen", cases=(NEW_CASE, SCHOOL_CASE, WIND_CASE))
EVERY = (FULL, SOCIAL, MOVED, CANCELLED, UNTOLD)
