"""Try own rules on the agendas of a whole year, before they are published."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import islice

from agenda_risk.models.replays import Replay
from agenda_risk.replay import Past, Sides, replay
from agenda_risk.service.desk import Desk
from agenda_risk.service.rule_books import screen_of
from agenda_risk.store import Connection
from agenda_risk.store.replaying import agendas_between

MOST = 1000
_YEAR = timedelta(days=365)


def replay_year(desk: Desk, text: str, may_read: Callable[[int], bool]) -> Replay:
    """Return what *text* as own rules would change in the agendas of the last year.

    Titles are told of the bodies that one *may_read*; at most MOST meetings are tried. Raises
    FaultsError where the text cannot be used.
    """
    sides = Sides(desk.basis(desk.today).screen, screen_of(desk, text))
    with desk.store.reading() as connection:
        return replay(islice(_past(connection, desk, may_read), MOST), sides)


def _past(connection: Connection, desk: Desk, may_read: Callable[[int], bool]) -> Iterator[Past]:
    for kept in agendas_between(connection, desk.today - _YEAR, desk.today):
        yield Past(kept.meeting, kept.body is not None and may_read(kept.body))
