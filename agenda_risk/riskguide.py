"""Fill in the sorting list of SKR's Riskguiden, its first step, from a screened agenda.

The guide's second and third steps are done by people, one matter at a time, and are not made here.
The list leaves the organisation's own login, so designations of property are masked as well.
"""

from typing import NamedTuple

from agenda_risk.brief import matters, page_of
from agenda_risk.by_hand import of_kind
from agenda_risk.mask import masked
from agenda_risk.matters import keyed_items
from agenda_risk.models import AgendaItem, Assessment, Brief, ItemAdded, Level, LevelSet
from agenda_risk.sentences import Sentence, as_written
from agenda_risk.translate import N_

GUIDE = "riskguideforebyggakonflikt.skr.se"
_MOST_REASONS = 2
_IN_PASSING = N_("Mentioned, but weighs little:")
_NOTHING = N_("No rule fired. Judge for yourself.")


class Row(NamedTuple):
    """One matter on the list; *level* is low, moderate or high, None where somebody has to judge.

    *by_hand* tells that a person set the level, whose words the reason is.
    """

    number: str
    title: str
    case_number: str
    level: Level | None
    reasons: tuple[Sentence, ...]
    page: int | None = None
    by_hand: bool = False

    @property
    def goes_on(self) -> bool:
        """Tell whether the matter goes on to the guide's second step."""
        return self.level is not None and self.level.is_raised


def sorting_list(brief: Brief) -> tuple[Row, ...]:
    """Return a row for each matter of the agenda, those that were added by hand last."""
    by_hand = _reasons_by_hand(brief)
    return tuple(_row(item, brief, by_hand.get(item.id)) for item in matters(brief))


def _row(item: AgendaItem, brief: Brief, by_hand: str | None) -> Row:
    found = brief.assessment.of(item.id)
    return Row(
        number=masked(item.number),
        title=masked(item.title.text, properties=True),
        case_number=masked(item.case_number),
        level=_level(found, by_hand is not None),
        reasons=_reasons(found) if by_hand is None else (as_written(masked(by_hand)),),
        page=page_of(item, brief.meeting),
        by_hand=by_hand is not None,
    )


def _level(found: Assessment | None, by_hand: bool) -> Level | None:
    """Return the level in the guide's three words; that no rule fired does not mean low."""
    is_silent = found is not None and found.level is Level.NONE and not by_hand
    if found is None or not found.screened or is_silent:
        return None
    return max(found.level, Level.LOW, key=lambda level: level.rank)


def _reasons(found: Assessment | None) -> tuple[Sentence, ...]:
    if found is None:
        return ()
    if not found.screened:
        return (Sentence(found.why_not_screened),)
    weighty = [one.title for one in found.findings if one.level is found.level]
    titles = tuple(dict.fromkeys(weighty))[:_MOST_REASONS]
    if found.level is Level.NONE or not titles:
        return (Sentence(_NOTHING),)
    first = (Sentence(_IN_PASSING),) if found.level is Level.LOW else ()
    return (*first, *map(Sentence, titles))


def _reasons_by_hand(brief: Brief) -> dict[str, str]:
    """Return the reason for each level that was set by hand and holds, by id of item."""
    added = {one.item: one.reason for one in of_kind(brief.entries, ItemAdded)}
    changes = {one.item: one for one in of_kind(brief.entries, LevelSet)}
    changed = {
        item.id: change.reason
        for key, item in keyed_items(brief.meeting)
        if (change := changes.get(key) or changes.get(item.id))
        and (found := brief.assessment.of(item.id))
        and found.level is change.level
    }
    return {**added, **changed}
