"""Fill in the sorting list of SKR's Riskguiden, its first step, from a screened agenda.

The guide's second and third steps are done by people, one matter at a time, and are not made here.
"""

from typing import NamedTuple

from agenda_risk.brief import matters, page_of
from agenda_risk.mask import masked
from agenda_risk.models import AgendaItem, Brief, ItemAdded, Level, LevelSet
from agenda_risk.sentences import Sentence, as_written
from agenda_risk.translate import N_

GUIDE = "riskguideforebyggakonflikt.skr.se"
_MOST_REASONS = 2
_NOTHING = N_("No rule fired. Judge for yourself.")


class Row(NamedTuple):
    """One matter on the list; *level* is low, moderate or high, None where nobody judged it.

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
    """Return a row for each matter of the agenda, then for each that was added by hand."""
    listed = {item.id for item in matters(brief)}
    added = (one for one in brief.entries if isinstance(one, ItemAdded))
    return (
        *(_row(item, brief) for item in matters(brief)),
        *(_added(one, brief) for one in added if one.item not in listed),
    )


def _row(item: AgendaItem, brief: Brief) -> Row:
    level, reasons = _judged(item, brief)
    by_hand = _set_by_hand(item.id, brief)
    return Row(
        number=masked(item.number),
        title=masked(item.title.text),
        case_number=masked(item.case_number),
        level=by_hand.level if by_hand else level,
        reasons=(as_written(masked(by_hand.reason)),) if by_hand else reasons,
        page=page_of(item, brief.meeting),
        by_hand=bool(by_hand),
    )


def _judged(item: AgendaItem, brief: Brief) -> tuple[Level | None, tuple[Sentence, ...]]:
    """Return the level of *item* in the guide's three words, and why."""
    found = brief.assessment.of(item.id)
    if found is None or not found.screened:
        return None, (Sentence(found.why_not_screened),) if found else ()
    weighty = [one.title for one in found.findings if one.level is found.level]
    titles = tuple(dict.fromkeys(weighty))[:_MOST_REASONS]
    if found.level is Level.NONE or not titles:
        return Level.LOW, (Sentence(_NOTHING),)
    return found.level, tuple(Sentence(title) for title in titles)


def _set_by_hand(item_id: str, brief: Brief) -> LevelSet | None:
    """Return the last entry that sets the level of the item with *item_id*."""
    entries = [one for one in brief.entries if isinstance(one, LevelSet) and one.item == item_id]
    return entries[-1] if entries else None


def _added(entry: ItemAdded, brief: Brief) -> Row:
    later = _set_by_hand(entry.item, brief)
    level, reason = (later.level, later.reason) if later else (entry.level, entry.reason)
    return Row("", masked(entry.title), "", level, (as_written(masked(reason)),), by_hand=True)
