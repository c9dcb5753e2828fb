"""The brief in a few lines, to paste into a case system."""

from collections.abc import Iterator

from agenda_risk.brief import decide_by
from agenda_risk.by_hand import unanswered
from agenda_risk.models import Brief
from agenda_risk.render.extent import Extent
from agenda_risk.render.items import Card
from agenda_risk.render.view import View, view
from agenda_risk.translate import Translator, translator

_MOST_CARDS = 6


def as_paste(brief: Brief, language: str, extent: Extent = Extent.ALL) -> str:
    """Return *brief* in a line for each thing: level, raised items, measures, what was read."""
    say = translator(language)
    return "\n".join(_lines(brief, view(brief, say, extent), say)) + "\n"


def _lines(brief: Brief, seen: View, say: Translator) -> Iterator[str]:
    named = ", ".join(part for part in (seen.organisation, seen.body) if part)
    meeting = " ".join(part for part in (named, seen.day) if part)
    yield say("Safety review of the agenda – {meeting}", meeting=meeting)
    yield f"{seen.labels['level']}: {seen.mark.word} ({seen.count})"
    yield from (_item(card) for card in seen.cards[:_MOST_CARDS])
    left = len(seen.cards) - _MOST_CARDS
    if left > 0:
        yield say.plural("and one item more", "and {count} items more", left)
    yield str(seen.others) if seen.others.lead else str(seen.unseen)
    yield from _measures(brief, seen, say)
    if seen.reviewed:
        yield seen.reviewed
    yield " ".join(str(line) for line in seen.foot)


def _item(card: Card) -> str:
    reasons = " ".join(f"{reason.title}." for reason in card.reasons)
    return " ".join(
        part for part in (f"{card.label} {card.title} – {card.mark.word}.", reasons) if part
    )


def _measures(brief: Brief, seen: View, say: Translator) -> Iterator[str]:
    count = sum(len(group.measures) for group in seen.groups)
    if count:
        told = say.plural("Suggested measures: one.", "Suggested measures: {count}.", count)
        day = decide_by(unanswered(brief))
        until = say("The chair decides by {day}.", day=say.plain_day(day)) if day else ""
        yield " ".join(part for part in (told, until) if part)
