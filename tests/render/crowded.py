"""Briefs with more, and longer, than any meeting has."""

from datetime import date, timedelta
from hashlib import sha256

from granvik import MEETING

from agenda_risk.assess import assess, assess_meeting
from agenda_risk.models import (
    AgendaItem,
    Brief,
    Category,
    Document,
    Finding,
    Level,
    MeasureKind,
    Part,
    Phase,
    Provenance,
    Role,
    Suggestion,
    Term,
)
from agenda_risk.normalise import passage

LONG = (
    "Avveckling av Björkängens grundskola och förskola samt ny skolorganisation i Granviks norra"
    " kommundel med anledning av minskat elevunderlag och ändrade ekonomiska förutsättningar"
    " under planperioden, inklusive följder för skolskjutsar, lokaler och personal "
)


def title_of(number: int, length: int) -> str:
    return f"{number}: " + (LONG * 9)[: max(0, length - 4)].strip()


def crowded_brief(raised: int, length: int = 90, measures: int = 7, word: str = "") -> Brief:
    """Return a brief with *raised* items, titles of *length* characters, and *measures*."""
    titles = [(word or title_of(number, length)) for number in range(1, raised + 1)]
    text = "\n".join(titles)
    document = Document(
        id="d1",
        name="kallelse.pdf",
        media_type="application/pdf",
        sha256=sha256(text.encode()).hexdigest(),
        text=text,
        page_starts=(0,),
    )
    items, begin = [], 0
    for number, title in enumerate(titles, 1):
        place = passage(document, begin, begin + len(title))
        items.append(AgendaItem(id=f"i{number}", number=str(number), title=place, proposal=place))
        begin += len(title) + 1
    meeting = MEETING.model_copy(update={"items": tuple(items), "documents": (document,)})
    found = tuple(assess(item, findings(item)) for item in items)
    return Brief(
        meeting=meeting,
        assessment=assess_meeting(meeting, found),
        suggestions=tuple(suggestion(number, length) for number in range(measures)),
        provenance=Provenance(
            program="agenda-risk 0.1.0",
            rules="2026.11",
            made=date(2026, 12, 7),
            inputs=((document.name, document.sha256),),
        ),
    )


def findings(item: AgendaItem) -> tuple[Finding, ...]:
    words = item.title.text[:20]
    return tuple(
        Finding(
            rule=f"rule-{number}",
            title="Skola eller förskola läggs ned, slås ihop eller flyttas",
            why="När en skola eller förskola ska stängas, slås ihop eller flytta berörs många"
            " familjer i vardagen. Sådana beslut har ofta lett till stora protester.",
            category=Category.WELFARE,
            level=Level.HIGH if number else Level.MODERATE,
            base_level=Level.HIGH,
            part=Part.PROPOSAL,
            terms=(
                Term(
                    lexicon="sv/act/closing",
                    lemma="avveckla",
                    part=Part.PROPOSAL,
                    start=0,
                    end=len(words),
                    text=words,
                    document="d1",
                    page=1,
                ),
            ),
        )
        for number in range(3)
    )


def suggestion(number: int, length: int) -> Suggestion:
    return Suggestion(
        measure=f"measure-{number}",
        text=(f"Åtgärd {number}. " + LONG)[: max(12, length)],
        how="Så här går det till. " * 3,
        kind=list(MeasureKind)[number % 7],
        phase=Phase.BEFORE if number < 5 else Phase.AFTER,
        owner=Role.SECURITY,
        items=("1", "2", "3"),
        due=date(2026, 12, 9) + timedelta(days=number),
        ground="SKR 2019",
    )
