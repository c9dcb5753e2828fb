"""Tell of which cases an item is, and where they stand."""

from agenda_risk.agenda.case_keys import keys_of
from agenda_risk.models import AgendaItem, Meeting
from agenda_risk.scanning.rows import Row
from agenda_risk.screen import Screen
from agenda_risk.stages import StageGuide, stage_of
from agenda_risk.title_gist import Titles
from agenda_risk.turns import turn_of


class Standing:
    """Knows the words by which stages are told, and what becomes of items."""

    def __init__(self, guide: StageGuide | None, titles: Titles) -> None:
        self._guide, self._titles = guide, titles

    def row(self, item: AgendaItem, meeting: Meeting, screen: Screen) -> Row:
        """Return what is told of *item*, with the words that *screen* finds in it."""
        turn = turn_of(item, meeting, self._titles.marks(item.title.text))
        stage = stage_of(item, meeting, screen, self._guide) if self._guide else None
        return {
            "cases": [str(key) for key in keys_of(item)],
            "stage": stage.value if stage else None,
            "marks": [mark.value for mark in turn.marks],
            "result": turn.result.value if turn.result else None,
            "until": turn.until,
        }
