"""The items of a brief: a card for each raised one, a row for each of the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agenda_risk.brief import Quote, quote, raised
from agenda_risk.models import (
    AgendaItem,
    Assessment,
    Brief,
    Document,
    Factor,
    Finding,
    ItemKind,
    ItemState,
    Level,
    Meeting,
    Part,
)
from agenda_risk.render import journey
from agenda_risk.render.words import (
    DOUBTS,
    LEVELS,
    PARTS,
    STATES,
    SYMBOLS,
    capital,
    clean,
    points,
    shorten,
)
from agenda_risk.translate import Translator

_MOST_REASONS = 2
_LONGEST_TITLE = 250


@dataclass(frozen=True)
class Mark:
    """A level as it is shown: always with a word, never by colour alone."""

    code: str
    symbol: str
    word: str


@dataclass(frozen=True)
class Reason:
    """Why an item is shown: the words, where they stand, and the rule that knows them."""

    quote: Quote | None
    place: str
    title: str
    why: str
    rule: str
    level: Level
    factors: tuple[str, ...] = ()
    overlay: tuple[str, ...] = ()

    @property
    def repeats_title(self) -> bool:
        """Tell whether the words are those of the title, which is read already."""
        return self.quote is not None and self.quote.part is Part.TITLE


@dataclass(frozen=True)
class Card:
    """An item to prepare; *item* is its id, *journey* tells where its case was seen before.

    *more* tells how many reasons are not among those that are shown first: the *others*.
    *case* is where a service shows the whole way: the meeting and the item.
    """

    item: str
    number: str
    label: str
    title: str
    mark: Mark
    notes: tuple[str, ...]
    reasons: tuple[Reason, ...]
    more: str
    doubt: str
    journey: tuple[str, ...] = ()
    case: str = ""
    others: tuple[Reason, ...] = ()


@dataclass(frozen=True)
class Row:
    """One of the other lines of the agenda; *item* is its id."""

    item: str
    number: str
    title: str
    is_heading: bool
    mark: Mark | None
    notes: tuple[str, ...]


def mark(level: Level, say: Translator) -> Mark:
    """Return *level* as it is shown."""
    return Mark(code=level.value, symbol=SYMBOLS[level], word=say(LEVELS[level]))


def cards(brief: Brief, say: Translator) -> tuple[Card, ...]:
    """Return the cards of the raised items, in the order of the agenda."""
    return tuple(
        _travelled(_card(item, found, brief.meeting, say), brief, item.id, say)
        for item, found in raised(brief)
    )


def _travelled(card: Card, brief: Brief, item: str, say: Translator) -> Card:
    """Return *card* with where the case of *item* was seen before."""
    known = journey.journey_of(brief, item)
    case = f"{known.here.meeting}/{known.here.key}" if known and known.here.meeting else ""
    return replace(card, journey=journey.lines(brief, item, say), case=case)


def rows(brief: Brief, say: Translator) -> tuple[Row, ...]:
    """Return the other lines of the agenda; a heading only where a row stands under it."""
    shown = {item.id for item, _ in raised(brief)}
    others = [item for item in brief.meeting.items if item.id not in shown]
    found = [_row(item, brief.assessment.of(item.id), say) for item in others]
    return tuple(
        row
        for row, following in zip(found, [*found[1:], None], strict=False)
        if not row.is_heading or (following and not following.is_heading)
    )


def _card(item: AgendaItem, found: Assessment, meeting: Meeting, say: Translator) -> Card:
    point = capital(points([item.number], say))
    told = [finding for finding in found.findings if finding.level.is_raised][:_MOST_REASONS]
    left = [finding for finding in found.findings if finding not in told]
    return Card(
        item=item.id,
        number=clean(item.number),
        label=" · ".join(part for part in (point, clean(item.case_number)) if part),
        title=shorten(clean(item.title.text), _LONGEST_TITLE),
        mark=mark(found.level, say),
        notes=(*_notes(item, say), *_exempted(found, say)),
        reasons=tuple(_reasons(told, item, meeting, say)),
        more=more_reasons(len(left), say),
        doubt=doubt(item, say),
        others=tuple(_reasons(left, item, meeting, say)),
    )


def more_reasons(left: int, say: Translator) -> str:
    """Return that there are so many reasons more, or nothing."""
    return say.plural("and one reason more", "and {count} reasons more", left) if left else ""


def _notes(item: AgendaItem, say: Translator) -> Iterator[str]:
    if item.state is not ItemState.LISTED:
        yield say(STATES[item.state])
    if item.publicity == "closed":
        yield say("closed to the public")


def doubt(item: AgendaItem, say: Translator) -> str:
    """Return why the reading of *item* is uncertain, or nothing."""
    reasons = [say(DOUBTS[one]) for one in item.doubts]
    return say.listed(reasons)


def _reasons(
    findings: Sequence[Finding], item: AgendaItem, meeting: Meeting, say: Translator
) -> Iterator[Reason]:
    """Yield a reason for each finding; a quote is given once."""
    told: set[str] = set()
    for finding in findings:
        reason = _reason(finding, item, meeting, say)
        words = reason.quote.text if reason.quote else ""
        yield replace(reason, quote=None, place="") if words in told else reason
        told.add(words)


def _exempted(found: Assessment, say: Translator) -> Iterator[str]:
    """Yield what was changed locally in findings that are not shown as reasons."""
    for finding in found.findings:
        if not finding.level.is_raised:
            yield from overlay_of(finding, say)


def _reason(finding: Finding, item: AgendaItem, meeting: Meeting, say: Translator) -> Reason:
    found = quote(finding, item, meeting)
    return Reason(
        quote=found,
        place=_place(found, meeting, say) if found else "",
        title=say(finding.title).rstrip("."),
        why=say(finding.why),
        rule=finding.rule,
        level=finding.level,
        factors=tuple(_factor(factor, say) for factor in finding.factors),
        overlay=overlay_of(finding, say),
    )


def overlay_of(finding: Finding, say: Translator) -> tuple[str, ...]:
    """Return what was changed locally in how *finding* is judged."""
    return tuple(clean(say(notice.msgid, **notice.fields)) for notice in finding.overlay)


def _factor(factor: Factor, say: Translator) -> str:
    if not factor.step:
        return say(factor.why)
    moved = say("Raises the level:") if factor.step > 0 else say("Lowers the level:")
    return f"{moved} {say(factor.why)}"


def _place(found: Quote, meeting: Meeting, say: Translator) -> str:
    """Return where a quote stands: kallelsen s. 31."""
    name = document_name(found.document, meeting, say)
    page = say("p.\u00a0{page}", page=found.page) if found.page else ""
    part = say(PARTS[found.part]) if found.part is Part.TITLE or not name else ""
    return ", ".join(text for text in (part, f"{name} {page}".strip()) if text)


def document_name(name: str, meeting: Meeting, say: Translator) -> str:
    """Return what a document is called in a sentence: the summons, or the name of its file."""
    summons = [one for one in meeting.documents if _is_summons(one, meeting)]
    if len(summons) == 1 and summons[0].name == name:
        return say("the summons")
    return clean(name)


def _is_summons(document: Document, meeting: Meeting) -> bool:
    return len(meeting.documents) == 1 or "kallelse" in document.name.lower()


def _row(item: AgendaItem, found: Assessment | None, say: Translator) -> Row:
    is_heading = item.kind is ItemKind.HEADING
    low = found and found.level is Level.LOW
    return Row(
        item=item.id,
        number=clean(item.number),
        title=shorten(clean(item.title.text), _LONGEST_TITLE),
        is_heading=is_heading,
        mark=mark(Level.LOW, say) if low else None,
        notes=() if is_heading else tuple(_row_notes(item, found, say)),
    )


def _row_notes(item: AgendaItem, found: Assessment | None, say: Translator) -> Iterator[str]:
    yield from _notes(item, say)
    is_withdrawn = item.state is ItemState.WITHDRAWN
    if not is_withdrawn and (found is None or not found.screened):
        yield say("not screened")
    yield from _exempted(found, say) if found else ()
    if item.doubts:
        yield say("uncertain reading: {reasons}", reasons=doubt(item, say))
