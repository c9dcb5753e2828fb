"""The brief as JSON, in the form that brief.schema.json describes."""

from datetime import date
from typing import Final, Literal

from pydantic import ConfigDict, Field

from agenda_risk import brief as facts
from agenda_risk.mask import PersonalData, masked, personal_data
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    BodyKind,
    Brief,
    Category,
    Document,
    Doubt,
    Entry,
    Factor,
    Finding,
    ItemKind,
    ItemState,
    LegalDay,
    Level,
    Meeting,
    MeetingState,
    Model,
    OrganisationKind,
    Part,
    Publicity,
    Suggestion,
    Term,
)
from agenda_risk.render.extent import Extent, limited
from agenda_risk.render.journey_json import JourneyOut, journey_out
from agenda_risk.stamp import stamp_of
from agenda_risk.translate import Translator, translator

NAME: Final = "agenda-risk/brief/1"


class MeetingOut(Model):
    """When and where which body meets."""

    organisation: str
    organisation_kind: OrganisationKind
    body: str
    body_kind: BodyKind
    date: date | None
    time: str | None
    time_precision: Literal["offset", "local", "date", "unknown"]
    place: str
    state: MeetingState
    publicity: Publicity
    publicity_ground: str
    is_extra: bool


class FactorOut(Model):
    """A circumstance that moved a finding by *step* levels."""

    step: int
    why: str
    terms: tuple[Term, ...]


class FindingOut(Model):
    """A rule that fired, on which words, and the sentence around them."""

    rule: str
    title: str
    why: str
    category: Category
    level: Level
    base_level: Level
    part: Part
    quote: str
    document: str
    page: int | None
    terms: tuple[Term, ...]
    factors: tuple[FactorOut, ...]
    overlay: tuple[str, ...]


class ItemOut(Model):
    """A line of the agenda, and what was found in it; persons are masked in every text.

    *personal_data* tells what was masked in the title and should not be published.
    """

    number: str
    kind: ItemKind
    title: str
    personal_data: tuple[PersonalData, ...]
    case_number: str
    state: ItemState
    publicity: Literal["public", "closed", "unknown"]
    page: int | None
    level: Level
    categories: tuple[Category, ...]
    doubts: tuple[Doubt, ...]
    screened: bool
    why_not_screened: str
    findings: tuple[FindingOut, ...]


class DocumentOut(Model):
    """A document that was read; *pages* is null where its format has none."""

    name: str
    sha256: str
    pages: int | None
    blank_pages: tuple[int, ...]


class NoticeOut(Model):
    """Something that the reader has to know about what was read."""

    text: str
    document: str


class BriefOut(Model):
    """A brief. Texts are in *language*; levels, kinds and states are fixed words."""

    model_config = ConfigDict(title="Brief", serialize_by_alias=True)

    schema_: Literal["agenda-risk/brief/1"] = Field(NAME, alias="schema")
    program: str
    rules: str
    lexicons: str
    measures: str
    made: date
    stamp: str
    language: str
    meeting: MeetingOut
    level: Level
    complete: bool
    raised: int
    signals: tuple[str, ...]
    items: tuple[ItemOut, ...]
    suggestions: tuple[Suggestion, ...]
    more: tuple[Suggestion, ...]
    too_late: tuple[Suggestion, ...]
    rescreen: tuple[date, ...]
    dates: tuple[LegalDay, ...]
    documents: tuple[DocumentOut, ...]
    notices: tuple[NoticeOut, ...]
    entries: tuple[Entry, ...]
    journeys: tuple[JourneyOut, ...]


def as_json(brief: Brief, language: str, extent: Extent = Extent.ALL) -> str:
    """Return *brief* as JSON, its texts in *language*."""
    whole = brief_out(limited(brief, extent), translator(language))
    stamped = whole.model_copy(update={"stamp": str(stamp_of(brief))})
    return stamped.model_dump_json(indent=2) + "\n"


def brief_out(brief: Brief, say: Translator) -> BriefOut:
    """Return what *brief* says, in the language of *say*."""
    meeting, made = brief.meeting, brief.provenance
    return BriefOut(
        schema=NAME,
        program=made.program,
        rules=made.rules,
        lexicons=made.lexicons,
        measures=made.measures,
        made=made.made,
        stamp=str(stamp_of(brief)),
        language=say.language,
        meeting=_meeting(meeting, say),
        level=brief.assessment.level,
        complete=brief.assessment.complete,
        raised=len(facts.raised(brief)),
        signals=tuple(say(signal) for signal in brief.assessment.signals),
        items=tuple(_item(item, brief, say) for item in meeting.items),
        suggestions=tuple(_suggestion(one, say) for one in brief.suggestions),
        more=tuple(_suggestion(one, say) for one in brief.more),
        too_late=tuple(_suggestion(one, say) for one in brief.too_late),
        rescreen=brief.rescreen,
        dates=tuple(one.model_copy(update={"text": say(one.text)}) for one in brief.dates),
        documents=tuple(_document(document) for document in meeting.documents),
        notices=tuple(
            NoticeOut(
                text=masked(say(notice.msgid, **notice.fields)), document=masked(notice.document)
            )
            for notice in meeting.notices
        ),
        entries=brief.entries,
        journeys=tuple(journey_out(one, brief, say) for one in brief.journeys),
    )


def _meeting(meeting: Meeting, say: Translator) -> MeetingOut:
    clock = meeting.start.clock
    return MeetingOut(
        organisation=meeting.organisation.name,
        organisation_kind=meeting.organisation.kind,
        body=meeting.body.name,
        body_kind=meeting.body.kind,
        date=meeting.start.day,
        time=f"{clock:%H:%M}" if clock else None,
        time_precision=meeting.start.precision,
        place=masked(meeting.place),
        state=meeting.state,
        publicity=meeting.publicity,
        publicity_ground=masked(say(meeting.publicity_ground)),
        is_extra=meeting.is_extra,
    )


def _item(item: AgendaItem, brief: Brief, say: Translator) -> ItemOut:
    unread = Assessment(item=item.id, level=Level.NONE, screened=False)
    found = brief.assessment.of(item.id) or unread
    return ItemOut(
        number=item.number,
        kind=item.kind,
        title=masked(item.title.text),
        personal_data=personal_data(item.title.text),
        case_number=masked(item.case_number),
        state=item.state,
        publicity=item.publicity,
        page=facts.page_of(item, brief.meeting),
        level=found.level,
        categories=found.categories,
        doubts=item.doubts,
        screened=found.screened,
        why_not_screened=say(found.why_not_screened),
        findings=tuple(_finding(one, item, brief.meeting, say) for one in found.findings),
    )


def _finding(finding: Finding, item: AgendaItem, meeting: Meeting, say: Translator) -> FindingOut:
    quoted = facts.quote(finding, item, meeting)
    shown = facts.masked_finding(finding, item, meeting)
    return FindingOut(
        rule=finding.rule,
        title=say(finding.title),
        why=say(finding.why),
        category=finding.category,
        level=finding.level,
        base_level=finding.base_level,
        part=finding.part,
        quote=quoted.text if quoted else "",
        document=masked(quoted.document) if quoted else "",
        page=quoted.page if quoted else None,
        terms=shown.terms,
        factors=tuple(_factor(factor, say) for factor in shown.factors),
        overlay=tuple(say(notice.msgid, **notice.fields) for notice in finding.overlay),
    )


def _factor(factor: Factor, say: Translator) -> FactorOut:
    return FactorOut(step=factor.step, why=say(factor.why), terms=factor.terms)


def _suggestion(suggestion: Suggestion, say: Translator) -> Suggestion:
    said = {key: say(getattr(suggestion, key)) for key in ("text", "how", "instead", "ground")}
    return suggestion.model_copy(update={**said, "items": tuple(map(masked, suggestion.items))})


def _document(document: Document) -> DocumentOut:
    return DocumentOut(
        name=masked(document.name),
        sha256=document.sha256,
        pages=len(document.page_starts) or None,
        blank_pages=document.blank_pages,
    )
