"""What the tables of the store are made of, for SQLite and for PostgreSQL."""

from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Instant(sa.TypeDecorator[datetime]):
    """A point in time, kept in UTC whether or not the database knows of zones."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: object) -> datetime | None:
        """Return *value* in UTC."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, _dialect: object) -> datetime | None:
        """Return *value* with its zone, which SQLite forgets."""
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value


class Hour(FunctionElement[str]):
    """The hour of an instant in UTC, as a text: 2026-03-02 07."""

    type = sa.String()
    inherit_cache = True


class Ahead(FunctionElement[int]):
    """How many days a day is after that of an instant in UTC."""

    type = sa.Integer()
    inherit_cache = True


@compiles(Hour, "sqlite")
def _hour_in_file(element: Hour, compiler: Any, **told: Any) -> str:
    return f"substr({compiler.process(element.clauses, **told)}, 1, 13)"


@compiles(Hour, "postgresql")
def _hour_on_server(element: Hour, compiler: Any, **told: Any) -> str:
    instant = compiler.process(element.clauses, **told)
    return f"to_char({instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24')"


@compiles(Ahead, "sqlite")
def _ahead_in_file(element: Ahead, compiler: Any, **told: Any) -> str:
    day, instant = (compiler.process(one, **told) for one in element.clauses)
    return f"CAST(julianday({day}) - julianday(substr({instant}, 1, 10)) AS INTEGER)"


@compiles(Ahead, "postgresql")
def _ahead_on_server(element: Ahead, compiler: Any, **told: Any) -> str:
    day, instant = (compiler.process(one, **told) for one in element.clauses)
    return f"({day} - CAST({instant} AT TIME ZONE 'UTC' AS DATE))"


class Written(sa.TypeDecorator[str]):
    """A text, kept without what no text holds: NUL, and halves of signs."""

    impl = sa.String
    cache_ok = True

    def process_bind_param(self, value: str | None, _dialect: object) -> str | None:
        """Return *value* as both databases take it."""
        return value and value.replace("\0", "").encode("utf-8", "ignore").decode()


# A number that has room for a day besides; in an SQLite file, it is the number of the row.
WIDE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def of(table: str) -> sa.ForeignKey:
    """Return what ties a row to one of *table*, and takes it away with that."""
    return sa.ForeignKey(f"{table}.id", ondelete="CASCADE")


def number() -> sa.Column[int]:
    """Return the column by which a row is known."""
    return sa.Column("id", sa.Integer, primary_key=True)


def needed(name: str, kind: Any, *more: sa.schema.SchemaItem, **told: Any) -> sa.Column[Any]:
    """Return a column that is never empty."""
    return sa.Column(name, kind, *more, nullable=False, **told)
