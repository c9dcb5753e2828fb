"""The open sheet: the chair's page without protection and contacts, which says nothing untrue."""

from granvik_profile import GRANVIK

from agenda_risk.models import MeasureKind
from agenda_risk.render.extent import Extent
from agenda_risk.render.view import view
from agenda_risk.translate import translator

SAY = translator("sv")
LINK = "https://moten.granvik.example/u/x"


GUARDED = "Någon står vid dörren"


def with_protection(brief):
    """Return *brief* of an organisation that is known, with a measure for protection."""
    first, *others = brief.suggestions
    told = {"measure": "guarded", "text": GUARDED, "kind": MeasureKind.PROTECTION}
    suggestions = (first.model_copy(update=told), *others)
    return brief.model_copy(update={"suggestions": suggestions, "profile": GRANVIK})


def measures_of(brief, extent: Extent) -> list[str]:
    shown = view(with_protection(brief), SAY, extent).groups
    return [measure.text for group in shown for measure in group.measures]


def test_the_open_sheet_leaves_out_protection_and_contacts(brief):
    assert GUARDED in measures_of(brief, Extent.SHEET)
    assert GUARDED not in measures_of(brief, Extent.OPEN_SHEET)
    assert brief.suggestions[-1].text in measures_of(brief, Extent.OPEN_SHEET)
    assert view(with_protection(brief), SAY, Extent.OPEN_SHEET).numbers == ()


def test_the_open_sheet_is_a_sheet(brief):
    seen = view(with_protection(brief), SAY, Extent.OPEN_SHEET, LINK)

    assert (seen.operational, seen.outcome is not None) == ((), True)
    assert seen.annex == view(with_protection(brief), SAY, Extent.SHEET).annex
    assert "Sekretess prövas" in seen.extent


def test_a_number_that_is_known_is_not_told_as_unknown_to_who_may_not_read_it(brief):
    asked = view(with_protection(brief), SAY, Extent.OPEN).questions

    assert asked == view(with_protection(brief), SAY, Extent.ALL).questions
    assert not [one for one in asked if "dygnet runt" in one]
