"""Figures are counted once, until something is done that may change them."""

import pytest

from agenda_risk.service.counted import counted
from agenda_risk.store.log import Deed, log


@pytest.mark.parametrize(
    ("act", "counts"),
    [("logged-in", 1), ("subscribed", 1), ("outcome-told", 2), ("pruned", 2), ("of-a-plugin", 2)],
)
def test_only_what_is_done_to_meetings_has_figures_counted_anew(desk, act, counts):
    found = []
    counted(desk, "figures", found.append)
    with desk.store.writing() as connection:
        log(connection, Deed("user:1", act), desk.now())

    counted(desk, "figures", found.append)

    assert len(found) == counts
