"""An invented meeting of Granviks kommun, and how its brief is made."""

from datetime import date, time
from hashlib import sha256

from agenda_risk.advise import advise
from agenda_risk.assess import assess, assess_meeting, not_screened, why_not_screened
from agenda_risk.brief import make_brief
from agenda_risk.measures import Measure
from agenda_risk.models import (
    AgendaItem,
    Body,
    BodyKind,
    Brief,
    Category,
    Document,
    Doubt,
    Factor,
    Finding,
    ItemKind,
    ItemState,
    Level,
    Meeting,
    Moment,
    Notice,
    Organisation,
    OrganisationKind,
    Part,
    Passage,
    Provenance,
    Publicity,
    Term,
)
from agenda_risk.normalise import passage

PAGES = (
    "Granviks kommun\nKallelse till kommunfullmäktige\n",
    "1 Upprop\n2 Val av justerare\n3 Fastställande av dagordning\nBESLUTSÄRENDEN\n"
    "4 Delårsrapport för augusti\n5 Taxa för vatten och avlopp\n6 Reglemente för valnämnden\n"
    "7 Avveckling av Björkängens skola\n8 Medborgarförslag om fler papperskorgar\n"
    "9 Vindkraft på Högåsen: ja eller nej\n10 Val till stiftelsen Granviksfonden\n"
    "STÄNGDA ÄRENDEN\n11 Ärende om enskild\n12 Tomtpriser i Norra hamnen\n13 Motion om lekplatser\n"
    "14 Anmälan av skrivelser\n",
    "",
    "Barn- och utbildningsnämnden föreslår att kommunfullmäktige beslutar att avveckla\n"
    "Björkängens skola från och med läsåret 2027/28. En namninsamling med 1 240 namn har\n"
    "lämnats in mot förslaget.\n",
    "Miljö- och byggnadsnämnden föreslår att kommunen tillstyrker ansökan om nio vindkraftverk\n"
    "på Högåsen. I samrådet kom 43 yttranden.\n",
    "Förslag: Granskningen av taxan läggs till handlingarna.\n",
)
TEXT = "".join(PAGES)
STARTS = tuple(len("".join(PAGES[:number])) for number in range(len(PAGES)))
SUMMONS = Document(
    id="d1",
    name="kallelse-2026-12-14.pdf",
    media_type="application/pdf",
    sha256=sha256(TEXT.encode()).hexdigest(),
    text=TEXT,
    page_starts=STARTS,
    blank_pages=(3,),
)
TITLES = (
    ("1", "Upprop"),
    ("2", "Val av justerare"),
    ("3", "Fastställande av dagordning"),
    ("", "BESLUTSÄRENDEN"),
    ("4", "Delårsrapport för augusti"),
    ("5", "Taxa för vatten och avlopp"),
    ("6", "Reglemente för valnämnden"),
    ("7", "Avveckling av Björkängens skola"),
    ("8", "Medborgarförslag om fler papperskorgar"),
    ("9", "Vindkraft på Högåsen: ja eller nej"),
    ("10", "Val till stiftelsen Granviksfonden"),
    ("", "STÄNGDA ÄRENDEN"),
    ("11", "Ärende om enskild"),
    ("12", "Tomtpriser i Norra hamnen"),
    ("13", "Motion om lekplatser"),
    ("14", "Anmälan av skrivelser"),
)


def shown(start: str, end: str) -> Passage:
    """Return the passage of the summons from *start* to the end of *end*."""
    begin = TEXT.index(start)
    return passage(SUMMONS, begin, TEXT.index(end, begin) + len(end))


PROPOSAL_7 = shown("Barn- och utbildningsnämnden", "mot förslaget.")
PROPOSAL_9 = shown("Miljö- och byggnadsnämnden", "43 yttranden.")
CHANGES = {
    "7": {"case_number": "KS 2026/412", "proposal": PROPOSAL_7},
    "9": {"case_number": "KS 2026/377", "proposal": PROPOSAL_9, "doubts": (Doubt.FUSED,)},
    "11": {"publicity": "closed"},
    "12": {"state": ItemState.ADDED, "doubts": (Doubt.TITLE_CUT,)},
    "13": {"state": ItemState.WITHDRAWN},
}


def item(number: str, title: str) -> AgendaItem:
    kind = ItemKind.ITEM if number else ItemKind.HEADING
    line = f"{number} {title}".strip()
    begin = TEXT.index(f"\n{line}\n") + 1 + len(line) - len(title)
    place = passage(SUMMONS, begin, begin + len(title))
    whole = AgendaItem(id=f"i{number}{title[:3]}", number=number, title=place, kind=kind)
    return whole.model_copy(update=CHANGES.get(number, {}))


def term(words: str, found: AgendaItem, part: Part = Part.PROPOSAL) -> Term:
    """Return *words* where they stand in a part of the item."""
    text = {Part.TITLE: found.title, Part.PROPOSAL: found.proposal}[part]
    start = text.text.index(words)
    return Term(
        lexicon="sv/act/closing",
        lemma=words.lower(),
        part=part,
        start=start,
        end=start + len(words),
        text=words,
        document="d1",
        page=SUMMONS.page_at(text.source(start)),
    )


def finding(found: AgendaItem, part: Part, words: tuple[str, ...], **changes) -> Finding:
    return Finding(
        **{
            "rule": "school-closure",
            "title": "Skola eller förskola läggs ned, slås ihop eller flyttas",
            "why": "När en skola eller förskola ska stängas, slås ihop eller flytta berörs många"
            " familjer i vardagen. Sådana beslut har ofta lett till stora protester.",
            "category": Category.WELFARE,
            "level": Level.HIGH,
            "base_level": Level.HIGH,
            "part": part,
            "terms": tuple(term(word, found, part) for word in words),
            **changes,
        }
    )


def findings(found: AgendaItem) -> tuple[Finding, ...]:
    if found.number == "7":
        protest = Factor(
            step=1,
            why="Handlingarna visar att människor redan har protesterat, skrivit på eller"
            " överklagat.",
            terms=(term("namninsamling", found),),
        )
        words = ("avveckla", "Björkängens skola")
        return (finding(found, Part.PROPOSAL, words, factors=(protest,)),)
    if found.number == "9":
        wind = {
            "rule": "wind-power",
            "title": "Vindkraft, gruva, täkt eller annan stor anläggning",
            "why": "Stora anläggningar i landskapet delar ofta en bygd i två läger.",
            "category": Category.OTHER,
            "level": Level.MODERATE,
            "base_level": Level.MODERATE,
        }
        return (finding(found, Part.TITLE, ("Vindkraft",), **wind),)
    if found.number == "5":
        low = {"level": Level.LOW, "base_level": Level.MODERATE, "rule": "fees"}
        return (finding(found, Part.TITLE, ("Taxa",), **low),)
    return ()


def assessed(found: AgendaItem):
    if found.publicity == "closed" or found.state is ItemState.WITHDRAWN:
        return not_screened(found, why_not_screened(found))
    return assess(found, findings(found))


MEETING = Meeting(
    id="granvik-kf-2026-12-14",
    organisation=Organisation(name="Granviks kommun", kind=OrganisationKind.MUNICIPALITY),
    body=Body(name="kommunfullmäktige", kind=BodyKind.ASSEMBLY),
    start=Moment(day=date(2026, 12, 14), clock=time(18)),
    end=time(21, 30),
    place="Stora salen, Folkets hus",
    publicity=Publicity.PUBLIC,
    items=tuple(item(number, title) for number, title in TITLES),
    documents=(SUMMONS,),
    notices=(
        Notice(msgid="{name} holds no agenda and was left aside.", fields={"name": "karta.pdf"}),
    ),
)


def brief_of(meeting: Meeting, measures: tuple[Measure, ...]) -> Brief:
    today = date(2026, 12, 7)
    matters = [found for found in meeting.items if found.kind is ItemKind.ITEM]
    assessment = assess_meeting(meeting, tuple(assessed(found) for found in matters))
    advice = advise(meeting, assessment, measures, today)
    inputs = tuple((document.name, document.sha256) for document in meeting.documents)
    made = Provenance(program="agenda-risk 0.1.0", rules="2026.11", made=today, inputs=inputs)
    return make_brief(meeting, assessment, advice, made)
