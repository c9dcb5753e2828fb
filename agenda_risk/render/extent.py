"""Which part of a brief is written: all, the sheet, what can be released, or what is operational.

The open sheet is the sheet of what can be released.

Secrecy is tested by a person for each piece of information whenever somebody asks for it: a part is
a help to sort, never a stamp on the whole.
"""

from enum import StrEnum

from agenda_risk.by_hand import standing
from agenda_risk.models import Brief, Entry, MeasureAnswered, MeasureKind, Profile, Role, Suggestion


class Extent(StrEnum):
    """The part of a brief that is written."""

    ALL = "all"
    SHEET = "sheet"
    OPEN = "open"
    OPEN_SHEET = "open-sheet"
    OPERATIONAL = "operational"


def is_protection(suggestion: Suggestion) -> bool:
    """Tell whether *suggestion* tells how people are protected."""
    return suggestion.kind is MeasureKind.PROTECTION


def is_operational(suggestion: Suggestion) -> bool:
    """Tell whether *suggestion* is about protection or the premises."""
    return is_protection(suggestion) or suggestion.owner is Role.PREMISES


def limited(brief: Brief, extent: Extent) -> Brief:
    """Return *brief* with no more than what belongs to *extent*."""
    match extent:
        case Extent.ALL | Extent.SHEET:
            return brief
        case Extent.OPEN | Extent.OPEN_SHEET:
            return _released(brief)
        case Extent.OPERATIONAL:
            return brief.model_copy(
                update={
                    "suggestions": tuple(filter(is_operational, brief.suggestions)),
                    "more": tuple(filter(is_operational, brief.more)),
                    "too_late": tuple(filter(is_operational, brief.too_late)),
                }
            )


def may_be_released(entry: Entry, brief: Brief) -> bool:
    """Tell whether *entry* tells of no measure but those of *brief* that are no protection."""
    if not isinstance(entry, MeasureAnswered):
        return True
    every = (*brief.suggestions, *brief.more, *brief.too_late)
    return entry.measure in {one.measure for one in every if not is_protection(one)}


def _released(brief: Brief) -> Brief:
    """Return *brief* without protection, contacts, and what was answered on protection."""
    kept, more, late = (
        tuple(one for one in found if not is_protection(one))
        for found in (brief.suggestions, brief.more, brief.too_late)
    )
    entries = tuple(one for one in standing(brief.entries) if may_be_released(one, brief))
    profile = Profile(name=brief.profile.name, kind=brief.profile.kind)
    told = {"suggestions": kept, "more": more, "too_late": late}
    return brief.model_copy(update={**told, "entries": entries, "profile": profile})
