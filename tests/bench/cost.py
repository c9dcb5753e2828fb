"""Measure what each page costs the service in processor time, whatever else the machine does.

Run ``python tests/bench/cost.py [--store PLACE] [--times 5] [--only PATH]`` on a store that
``load.py`` has filled. People with few bodies and people who see all look at each route, one at a
time: right after something was done in the store, so that figures are counted anew, and again.
Prints the milliseconds of processor time that the service took, without a database server's.
"""

import argparse
import sys
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))
from load import Person, act, meetings_of, near_meetings, routes, served, spent

from agenda_risk.store import Store, open_store

_KINDS = (10, 30, 5), (6, 11, 9)  # numbers of users who see all, and of those with few bodies


class Measured(NamedTuple):
    """The *store*, a *meeting* to act on, the process of the *service*, how many *times* to ask."""

    store: Store
    meeting: int
    service: int
    times: int


def cost(person: Person, process: int, route: str) -> float:
    """Return what it costs to show *person* a page of *route*."""
    begun = spent(process)
    person.look(route)
    return spent(process) - begun


def costs(people: list[Person], route: str, measured: Measured) -> str:
    """Return what a page of *route* costs *people* in turn: after an act, and again."""
    people[0].look(route)
    new, again = [], []
    for turn in range(measured.times):
        person = people[turn % len(people)]
        act(measured.store, measured.meeting, "outcome-told")
        new.append(cost(person, measured.service, route))
        again.append(cost(person, measured.service, route))
    return f"{median(new):>12.1f}{median(again):>9.1f}"


def main() -> None:
    """Measure each route."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--store", default="/tmp/agenda-risk-load.db")
    options.add_argument("--times", type=int, default=5)
    options.add_argument("--only", default="")
    told = options.parse_args()
    store = open_store(told.store)
    with served(told.store) as (port, service):
        measured = Measured(store, near_meetings(store)[0], service, told.times)
        kinds = [[Person(one, port, meetings_of(store, one)) for one in kind] for kind in _KINDS]
        print(f"{'route':<36}{'all anew':>12}{'again':>9}{'few anew':>12}{'again':>9}  ms")
        for route in (one for one in dict.fromkeys(routes()) if one.startswith(told.only)):
            found = "".join(costs(people, route, measured) for people in kinds)
            print(f"{route:<36}{found}", flush=True)
    store.close()


if __name__ == "__main__":
    main()
