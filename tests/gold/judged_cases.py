"""Measure what follows cases on judged items.

Both sets are invented: towns, bodies, cases and their mess. They were written and judged, by one
reader, before that reader had seen how cases are linked. What `case-items.jsonl` showed was mended;
`case-items-kept.jsonl` was kept aside and measured once, at the end. Before that, the names of
stages were brought in line with those of the program.

A line of a set is an item as it stood on an agenda or in minutes: `case` names the case within the
organisation, `tie` by what it can be known (first, number, title), `stage` how far the case had
come (null: not judged), `marks` what the item itself tells (adjourned, returned, recalled; also
where it happened earlier), `decided` whether it tells that the case was decided for good, and
`awaited` the next meeting where it names one.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

Item = dict[str, Any]


def items_in(path: Path) -> list[Item]:
    """Return the items of the set at *path*, with the days as dates."""
    lines = path.read_text("utf-8").splitlines()
    return [told | {"day": date.fromisoformat(told["day"])} for told in map(json.loads, lines)]


def share(right: Iterable[bool]) -> float:
    """Return how many of 1 are *right*; 1 where there are none."""
    told = list(right)
    return sum(told) / len(told) if told else 1.0


def precision(found: list[Item], known_by: str) -> float:
    """Return how many pairs of items that were found to be of one case are so.

    *found* is items with `found` (the case they were given) and `known_by`; a pair is known by
    the title where one of its items is.
    """
    return share(
        one["case"] == other["case"]
        for case in _by(found, "found")
        for one, other in combinations(case, 2)
        if (_weakest(one, other) == "title") == (known_by == "title")
    )


def recall(found: list[Item], tie: str) -> float:
    """Return how many items that are known by *tie* stand with an earlier one of their case."""
    return share(
        any(before["found"] == one["found"] for before in case[:place])
        for case in _by(found, "case")
        for place, one in enumerate(case)
        if one["tie"] == tie
    )


def _by(found: list[Item], name: str) -> Iterable[list[Item]]:
    groups = defaultdict(list)
    for one in sorted(found, key=lambda one: one["day"]):
        groups[one["organisation"], one[name]].append(one)
    return groups.values()


def _weakest(one: Item, other: Item) -> str:
    return "title" if "title" in (one["known_by"], other["known_by"]) else "number"
