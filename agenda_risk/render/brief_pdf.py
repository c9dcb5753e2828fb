"""The brief as PDF: the chair's sheet on exactly one page, then the annex.

The sheet is told in several densities, and the template sets the first that fits its page: letters
get smaller first, then quotes and reasons shorter. No item and no measure is ever lost.
"""

from typing import NamedTuple

from agenda_risk.models import Brief
from agenda_risk.render import pdf
from agenda_risk.render.brief_paper import further, operational_paper, read
from agenda_risk.render.extent import Extent
from agenda_risk.render.items import Card, Reason, Row, more_reasons
from agenda_risk.render.measures import Group
from agenda_risk.render.paper import Line
from agenda_risk.render.view import View, view
from agenda_risk.render.words import clean, points, shorten
from agenda_risk.translate import Translator, translator

MOST_CARDS = 3
_MOST_NAMED = 12
_SEVEREST = ("high", "moderate")


class _Density(NamedTuple):
    """How much is told on the sheet; sizes are in points, the rest in characters.

    *journey* is in sentences: the whole way of a case stands in the annex.
    """

    size: float
    leading: float = 0.44
    quote: int = 170
    reasons: int = 2
    why: int = 400
    factors: bool = True
    title: int = 110
    line: int = 600
    measure: int = 130
    journey: int = 3


_DENSITIES = (
    _Density(10.5, 0.56),
    _Density(10.5, 0.5),
    _Density(10, 0.48),
    _Density(9.5, 0.46),
    _Density(9.5, quote=110, why=160, journey=2),
    _Density(9.5, quote=90, reasons=1, why=130, factors=False, title=90, journey=1),
    _Density(
        9.5, quote=80, reasons=1, why=110, factors=False, title=80, line=220, measure=80, journey=1
    ),
    _Density(
        9.5, quote=60, reasons=1, why=0, factors=False, title=80, line=220, measure=80, journey=1
    ),
    _Density(
        9, quote=60, reasons=1, why=0, factors=False, title=70, line=180, measure=70, journey=1
    ),
    _Density(
        8.5, quote=0, reasons=1, why=0, factors=False, title=60, line=140, measure=55, journey=1
    ),
    _Density(
        8, quote=0, reasons=0, why=0, factors=False, title=50, line=110, measure=45, journey=0
    ),
)


def as_pdf(brief: Brief, language: str, extent: Extent = Extent.ALL, outcome: str = "") -> bytes:
    """Return *brief* as PDF in *language*.

    *outcome* is the address where it is told how the meeting went, if there is one.
    Raises MissingExtraError where the extra for documents is not installed.
    """
    say = translator(language)
    seen = view(brief, say, extent, outcome)
    if extent is Extent.OPERATIONAL:
        return pdf.as_pdf(operational_paper(seen), seen.made)
    return pdf.compiled("brief.typ", _sheet(seen, say))


def _sheet(seen: View, say: Translator) -> dict[str, object]:
    """Return *seen* as the template reads it."""
    first, rest = _parted(seen.cards)
    return {
        "language": seen.language,
        "title": f"{seen.labels['sheet']} – {seen.body} {seen.day}",
        "made": pdf.day(seen.made),
        **pdf.foot(seen.foot, seen.language),
        "labels": seen.labels,
        "organisation": seen.organisation,
        "body": seen.body,
        "day": seen.day,
        "facts": (*seen.facts, *((seen.reviewed,) if seen.reviewed else ())),
        "questions": seen.questions,
        "extent": seen.extent,
        "mark": {"code": seen.mark.code, "word": seen.mark.word},
        "count": seen.count,
        "more": _told_further(rest, say),
        "others": pdf.said((seen.others, seen.unseen)),
        "control": pdf.said((Line(seen.balance), seen.control)),
        "lead": pdf.said(seen.lead),
        "numbers": seen.numbers,
        "outcome": pdf.square(seen.outcome) if seen.outcome else None,
        "sheets": [_dense(seen, first, density, say) for density in _DENSITIES],
        "further": pdf.sections(further(rest, seen.labels["further"], seen.labels)),
        "rows": [_row(row) for row in seen.rows],
        "annex": pdf.sections((*seen.annex, *read(seen))),
        "operational": pdf.sections(seen.operational),
    }


def _parted(cards: tuple[Card, ...]) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """Return the cards of the sheet and the others; the highest levels come first, in order."""
    ranked = sorted(cards, key=lambda card: _SEVEREST.index(card.mark.code))[:MOST_CARDS]
    first = tuple(card for card in cards if card in ranked)[:MOST_CARDS]
    return first, tuple(card for card in cards if card not in first)


def _told_further(rest: tuple[Card, ...], say: Translator) -> str:
    """Return that there are more items to prepare, and where."""
    if not rest:
        return ""
    numbers = [card.number for card in rest if card.number]
    named = points(numbers, say) if numbers and len(numbers) <= _MOST_NAMED else ""
    told = say.plural(
        "One more item to prepare stands in the annex",
        "{count} more items to prepare stand in the annex",
        len(rest),
    )
    return f"{told}: {named}." if named else f"{told}."


def _row(row: Row) -> dict[str, object]:
    return {
        "number": row.number,
        "title": row.title,
        "heading": row.is_heading,
        "mark": {"code": row.mark.code, "word": row.mark.word} if row.mark else None,
        "notes": ", ".join(row.notes),
    }


def _dense(
    seen: View, cards: tuple[Card, ...], density: _Density, say: Translator
) -> dict[str, object]:
    return {
        "size": density.size,
        "leading": density.leading,
        "summary": pdf.said(tuple(_shorter(line, density) for line in seen.summary)),
        "cards": [_card(card, density, say) for card in cards],
        "groups": [_group(group, density) for group in seen.groups],
    }


def _shorter(line: Line, density: _Density) -> Line:
    return Line(line.lead, shorten(line.text, density.line))


def _card(card: Card, density: _Density, say: Translator) -> dict[str, object]:
    told = _most_telling(card.reasons)[: density.reasons]
    left = len(card.reasons) + len(card.others) - len(told)
    return {
        "label": " · ".join((card.label, *card.notes)),
        "title": shorten(card.title, density.title),
        "mark": {"code": card.mark.code, "word": card.mark.word},
        "reasons": [_reason(reason, density) for reason in told],
        "more": more_reasons(left, say) if told else "",
        "doubt": card.doubt,
        "journey": card.journey[: density.journey],
    }


def _most_telling(reasons: tuple[Reason, ...]) -> list[Reason]:
    """Return the gravest of *reasons* first; of those, what the title does not tell already."""
    return sorted(reasons, key=lambda one: (-one.level.rank, one.repeats_title))


def _reason(reason: Reason, density: _Density) -> dict[str, object]:
    return {
        "quote": _quote(reason, density),
        "place": reason.place if density.quote else "",
        "title": reason.title,
        "why": shorten(reason.why, density.why) if density.why else "",
        "factors": (*(reason.factors if density.factors else ()), *reason.overlay),
    }


def _quote(reason: Reason, density: _Density) -> list[tuple[str, bool]]:
    """Return the quote from its first term on where it has to be shortened, terms apart."""
    if reason.quote is None or not density.quote:
        return []
    segments = reason.quote.segments
    if len(reason.quote.text) > density.quote:
        first = next((place for place, one in enumerate(segments) if one.is_term), 0)
        segments = segments[first:]
    pieces = [("…", False)] if len(segments) < len(reason.quote.segments) else []
    left = density.quote
    for segment in segments:
        if left > 0:
            pieces.append((shorten(clean(segment.text), left), segment.is_term))
        left -= len(segment.text)
    return pieces


def _group(group: Group, density: _Density) -> dict[str, object]:
    return {
        "heading": group.heading,
        "measures": [
            {
                "text": shorten(one.text, density.measure),
                "items": one.items,
                "owner": one.owner,
                "due": one.due,
                "now": one.now,
                "answer": one.answer,
                "reason": shorten(one.reason, density.measure),
            }
            for one in group.measures
        ],
    }
