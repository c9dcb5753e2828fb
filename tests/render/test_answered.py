"""What waits for an answer is to be decided; what was answered, or is too late, is told so."""

from datetime import UTC, datetime

from agenda_risk.models import MeasureAnswered, Role, Timeliness
from agenda_risk.render.extent import Extent
from agenda_risk.render.summary import summary
from agenda_risk.render.view import view
from agenda_risk.translate import translator

SAY = translator("sv")


def answered(brief, *measures: str):
    """Return *brief* after the chair has said yes to *measures*."""
    at = datetime(2026, 12, 7, 18, tzinfo=UTC)
    entries = tuple(
        MeasureAnswered(at=at, role=Role.CHAIR, measure=one, answer=True) for one in measures
    )
    return brief.model_copy(update={"entries": entries})


def test_only_what_waits_for_an_answer_is_to_be_decided(brief):
    first, *others = (one.measure for one in brief.suggestions)

    summed = " ".join(f"{line}" for line in summary(answered(brief, first), SAY))

    assert f"Ta ställning till {len(others)} åtgärder" in summed
    assert "En är redan besvarad." in summed


def test_measures_that_are_all_answered_are_not_to_be_decided_again(brief):
    every = [one.measure for one in brief.suggestions]

    summed = " ".join(f"{line}" for line in summary(answered(brief, *every), SAY))

    assert f"Alla {len(every)} åtgärder är besvarade." in summed
    assert "Ta ställning" not in summed


def test_a_sheet_alone_tells_what_it_is_too_late_for(brief):
    late = brief.suggestions[0].model_copy(
        update={"timeliness": Timeliness.TOO_LATE, "instead": "Ring i stället"}
    )

    told, nothing = (
        view(brief.model_copy(update={"too_late": found}), SAY, Extent.SHEET).annex
        for found in ((late,), ())
    )

    assert [section.heading for section in told] == ["Det som skulle ha varit klart"]
    assert nothing == ()
