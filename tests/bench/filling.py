"""Fill a store with as much as a large user would have after some years: made up, always alike."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import sqlalchemy as sa

sys.path.append(str(Path(__file__).parent.parent / "agenda"))
from titles import PLACES, title

from agenda_risk.access import Grant, Standing
from agenda_risk.basis import BasisFiles, load_basis
from agenda_risk.models import AgendaItem, Body, Meeting, Moment, Organisation, Passage, Source
from agenda_risk.service import Desk
from agenda_risk.service.screening import keep_meeting
from agenda_risk.store import Store, add_source, known_sources
from agenda_risk.store.schema import metadata
from agenda_risk.store.screened_tables import item_number
from agenda_risk.store.sizes import learn_sizes
from agenda_risk.store.users import NewUser, add_user, begin_session

BODIES, MEETINGS, ITEMS = 1_000, 50_000, 20
USERS = 50
_YEARS = 5
_COURSES = ("calm",) * 16 + ("loud",) * 3 + ("disturbed",)
_LEVELS = (0,) * 15 + (1,) * 3 + (2,) * 2
_AT = datetime.now(UTC)
_TABLES = metadata.tables
_KINDS = (
    "Kommunfullmäktige", "Kommunstyrelsen", "Socialnämnden", "Barn- och utbildningsnämnden",
    "Samhällsbyggnadsnämnden", "Kultur- och fritidsnämnden", "Miljönämnden", "Valnämnden",
)  # fmt: skip


_Example = tuple[Any, Any, str]


def fill(store: Store) -> None:
    """Keep bodies, meetings, items and users in the empty *store*."""
    content, made, rule = _example(store)
    with store.writing() as connection:
        _drop_index(connection)
        _insert(connection, "bodies", _bodies())
        for meetings in _batches(_days(), 1_000):
            _fill_meetings(connection, meetings, (content, made, rule))
        _make_index(connection)
        for number in range(USERS):
            _add_user(connection, number)
    with store.writing() as connection:
        if connection.dialect.name == "sqlite":
            learn_sizes(connection)
        else:
            connection.exec_driver_sql("ANALYZE")


def secret_of(number: int) -> str:
    """Return the secret of the session of the user numbered *number*, from 0."""
    return f"made-up-secret-of-user-{number}"


def bodies_of(number: int) -> list[int]:
    """Return the bodies that the user numbered *number* may see; none means all."""
    return [] if number % 5 == 0 else [2 + (number * 17 + step * 131) % BODIES for step in range(6)]


@cache
def _basis(today: date) -> Any:
    return load_basis(BasisFiles(), today)


def _example(store: Store) -> _Example:
    """Screen one meeting as the service does; return its file, provenance and a rule."""
    add_source(store, Source(name="granvik", url="https://granvik.example/"), _AT)
    (source,) = known_sources(store)
    meeting = Meeting(
        id="first",
        organisation=Organisation(name="Granviks kommun"),
        body=Body(name="Kommunfullmäktige"),
        start=Moment(day=_AT.date() - timedelta(days=366 * _YEARS), clock=time(18)),
        items=(AgendaItem(id="1", title=Passage(text="Nedläggning av Björkängens skola")),),
    )
    keep_meeting(Desk(store, _basis, lambda: _AT), source.id, meeting, "program")
    with store.reading() as connection:
        return tuple(
            connection.scalar(sa.select(_TABLES[table].c[column]).limit(1))
            for table, column in (
                ("files", "content"),
                ("screenings", "made"),
                ("findings", "rule"),
            )
        )


def _bodies() -> Iterator[dict[str, Any]]:
    for number in range(2, BODIES + 1):
        place = PLACES[number // len(_KINDS) % len(PLACES)]
        town = f"{place}s kommun {number // (len(_KINDS) * len(PLACES)) + 1}"
        yield {"id": number, "organisation": town, "name": _KINDS[number % len(_KINDS)]}


def _days() -> Iterator[tuple[int, date]]:
    """Yield the numbers and days of meetings; the last are some months ahead."""
    first = _AT.date() - timedelta(days=365 * _YEARS)
    span = 365 * _YEARS + 90
    for place in range(MEETINGS):
        yield place + 2, first + timedelta(days=place * span // MEETINGS)


def _fill_meetings(connection: sa.Connection, days: Any, example: _Example) -> None:
    random = Random(days[0][0])
    made = [_meeting(random, number, day, example) for number, day in days]
    for table in made[0]:
        _insert(connection, table, (row for one in made for row in one[table]))


def _meeting(
    random: Random, number: int, day: date, example: _Example
) -> dict[str, list[dict[str, Any]]]:
    content, made, rule = example
    body = 1 + (number * 7) % BODIES
    titles = [title(random) for _ in range(ITEMS)]
    levels = [random.choice(_LEVELS) for _ in titles]
    levels = [3 if level == 2 and random.random() < 0.3 else level for level in levels]
    key = {"meeting_id": number}
    items = [
        key | {
            "id": item_number(day, number, place), "body_id": body, "day": day, "place": place,
            "key": f"{place}", "number": f"{place}", "case_number": f"KS 2026/{number % 997}",
            "title": words, "text": f"{words}\nKS 2026/{number % 997}\nFörslaget antas.",
            "level": level, "categories": "closure" if level else "",
        }
        for place, (words, level) in enumerate(zip(titles, levels, strict=True), 1)
    ]  # fmt: skip
    raised = [item for item in items if item["level"] >= 2]
    seen = _before(random, day, 3, 21)
    is_past = bool(raised) and day < _AT.date()
    is_prepared, is_told = is_past and random.random() < 0.7, is_past and random.random() < 0.6
    told = {
        "id": f"{number}", "organisation": {"name": "Granviks kommun"},
        "body": {"name": _KINDS[body % len(_KINDS)]},
        "start": {"day": day.isoformat(), "clock": "18:00:00"},
        "items": [
            {"id": item["key"], "number": item["key"], "title": {"text": item["title"]}}
            for item in items
        ],
    }  # fmt: skip
    return {
        "meetings": [
            {"id": number, "source_id": 1, "system_id": f"m{number}", "day": day, "seen": seen}
        ],
        "versions": [key | {"number": 1, "seen": seen, "hash": f"{number}", "content": told}],
        "screenings": [
            key | {
                "body_id": body, "version": 1, "seen_version": 1, "at": _AT,
                "day": day, "clock": time(18),
                "place": "Folkets hus", "status": "", "level": max(levels), "items": ITEMS,
                "raised": len(raised), "is_complete": True, "made": made,
                "reviewed": _before(random, day, 1, 5) if is_prepared else None,
                "reviewed_version": 1 if is_prepared else None,
            }
        ],
        "files": [key | {"revision": 1, "content": content}],
        "items": items,
        "findings": [
            {
                "item_id": item["id"], "rule": rule, "category": "closure",
                "level": item["level"], "part": "title", "words": item["title"].split()[0],
            }
            for item in raised
        ],
        "measures": [
            key | {
                "measure": f"measure-{place}", "text": "Stäm av säkerheten med vaktmästaren",
                "owner": "clerk", "due": day - timedelta(days=3), "reason": "",
                "answer": None if place else True,
            }
            for place in range(4 if raised else 0)
        ],
        "outcomes": [
            key | {
                "role": "chair", "at": _AT, "course": random.choice(_COURSES), "effect": "",
                "incidents": 0, "lesson": "",
            }
            for _ in range(int(is_told))
        ],
    }  # fmt: skip


def _before(random: Random, day: date, least: int, most: int) -> datetime:
    """Return a moment some days before *day*, or now where that is still to come."""
    hour = time(random.randrange(5, 17), 30, tzinfo=UTC)
    return min(datetime.combine(day, hour) - timedelta(days=random.randint(least, most)), _AT)


def _insert(connection: sa.Connection, table: str, rows: Iterator[Any]) -> None:
    for some in _batches(rows, 5_000):
        connection.execute(_TABLES[table].insert(), some)


def _drop_index(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TRIGGER items_text_added")
    else:
        connection.exec_driver_sql("DROP INDEX items_text")


def _make_index(connection: sa.Connection) -> None:
    """Make the index of texts as the migration makes it."""
    from agenda_risk.store.migrations.versions import service_tables  # noqa: PLC0415

    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO items_text(items_text) VALUES ('rebuild')")
        made = [one for one in service_tables._SQLITE if "items_text_added" in one]
    else:
        made = [one for one in service_tables._POSTGRESQL if "INDEX items_text" in one]
        for table in ("bodies", "meetings", "versions"):
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), 100000)"
            )
    for statement in made:
        connection.exec_driver_sql(statement)


def _add_user(connection: sa.Connection, number: int) -> None:
    standing = list(Standing)[number % 4]
    grants = [Grant(standing, body) for body in bodies_of(number) or [None]]
    user = add_user(connection, NewUser(name=f"user-{number}"), grants, _AT)
    begin_session(connection, user, secret_of(number), _AT, _AT + timedelta(days=365))


def _batches(rows: Iterator[Any], size: int) -> Iterator[list[Any]]:
    """Yield *rows* in lists of *size*."""
    while some := list(islice(rows, size)):
        yield some
