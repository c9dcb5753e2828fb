"""What is kept beside each item, so that its case is found again."""

from collections.abc import Iterable, Iterator

from agenda_risk.agenda.case_keys import CaseKey, keys_of
from agenda_risk.mask import masked
from agenda_risk.matters import keyed_items
from agenda_risk.models import AgendaItem, Meeting, Stage
from agenda_risk.pipeline import Basis
from agenda_risk.stages import stage_of
from agenda_risk.store.sightings import SightingRow
from agenda_risk.title_gist import Gist, Titles
from agenda_risk.turns import turn_of


def sighting_rows(meeting: Meeting, basis: Basis) -> Iterator[SightingRow]:
    """Yield what is kept beside each item of *meeting*, in the order of its agenda."""
    for _key, item in keyed_items(meeting):
        turn = turn_of(item, meeting, basis.titles.marks(item.title.text))
        row = sighting_row(keys_of(item), basis.titles, masked(item.title.text))
        yield row._replace(
            stage=_stage(item, meeting, basis),
            marks=tuple(mark.value for mark in turn.marks),
            result=turn.result.value if turn.result else "",
            until=turn.until,
        )


def sighting_row(keys: Iterable[CaseKey], titles: Titles, title: str) -> SightingRow:
    """Return what is kept beside an item with that masked *title*, as far as it tells."""
    cases, gist = tuple(keys), titles.gist(title)
    marks = tuple(mark.value for mark in titles.marks(title))
    words = (*numbered(cases), *words_of(gist))
    return SightingRow("", marks, tuple(map(str, cases)), frozenset(words))


def numbered(keys: Iterable[CaseKey]) -> list[str]:
    """Return *keys* as items are found by them."""
    return [f"={key}" for key in keys]


def words_of(gist: Gist) -> list[str]:
    """Return the words of a title as items are found by them."""
    return [f"~{word}" for word in sorted(gist.keys())]


def _stage(item: AgendaItem, meeting: Meeting, basis: Basis) -> str:
    guide = basis.stages
    stage: Stage | None = stage_of(item, meeting, basis.screen, guide) if guide else None
    return stage.value if stage else ""
