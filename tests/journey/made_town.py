"""The agendas of a made-up town, on which two cases travel."""

from datetime import UTC, date, datetime

from shipped_basis import basis

from agenda_risk.bodies import body_named
from agenda_risk.models import AgendaItem, Meeting, Moment, Organisation, Passage
from agenda_risk.pipeline import Occasion, brief_on, with_all_journeys

NOW = datetime(2026, 11, 29, 7, tzinfo=UTC)
SCHOOL = "Avveckling av Björkängens skola"
SCHOOLS, AU, BOARD, COUNCIL = (
    "Barn- och utbildningsnämnden", "Kommunstyrelsens arbetsutskott", "Kommunstyrelsen",
    "Kommunfullmäktige",
)  # fmt: skip
# Each agenda: who meets, when, and the items: title, case number, proposal.
AGENDAS = (
    ("Kultur- och fritidsnämnden", date(2026, 3, 2), ("Upprop", "", "")),
    (SCHOOLS, date(2026, 10, 12),
     ("Uppdrag att utreda nedläggning av Björkängens skola", "BUN 2026/44", "")),
    (AU, date(2026, 11, 10),
     ("Nedläggning av Björkängens skola", "KS 2026/412 (BUN 2026/44)",
      "Arbetsutskottet föreslår kommunstyrelsen att föreslå fullmäktige att lägga ned skolan."),
     ("Vindkraft på Högåsen", "", "")),
    (BOARD, date(2026, 12, 1),
     ("Nedläggning av Björkängens skola", "KS 2026/0412",
      "Kommunstyrelsen föreslår kommunfullmäktige att lägga ned skolan.")),
    (COUNCIL, date(2026, 12, 14), ("Upprop", "", ""), (SCHOOL, "2026/KS 412", ""),
     ("Tillstyrkan av vindkraft på Högåsen (återremitterat ärende)", "KS 2026/77", "")),
)  # fmt: skip


def meeting(body: str, day: date, *items: tuple[str, str, str], town: str = "Granviks kommun"):
    """Return a meeting of *body* with *items*: title, case number, proposal."""
    return Meeting(
        organisation=Organisation(name=town),
        body=body_named(body),
        start=Moment(day=day),
        items=tuple(
            AgendaItem(id=f"{place}", number=f"{place}", title=Passage(text=title),
                       case_number=number, proposal=Passage(text=proposal))
            for place, (title, number, proposal) in enumerate(items, 1)
        ),
    )  # fmt: skip


def meetings():
    """Return the meetings of the town in order of time."""
    return [meeting(*agenda) for agenda in AGENDAS]


def briefs(*agendas):
    """Return the briefs on *agendas*, with where their cases are in each other."""
    today = NOW.date()
    made = tuple(brief_on(one, basis(today), Occasion(today)) for one in agendas)
    return with_all_journeys(made, basis(today))
