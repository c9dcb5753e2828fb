"""Let the database learn how much it holds, so that it looks things up the short way."""

import sqlalchemy as sa

_LOOKED_AT = 1000  # entries of each index: enough to tell large from small, in a blink


def learn_sizes(connection: sa.Connection) -> None:
    """Let SQLite look how much lies in each table; PostgreSQL does so by itself.

    What it knew goes first: a table that is made anew is read by all who have the file open.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("DROP TABLE IF EXISTS sqlite_stat1")
        connection.exec_driver_sql(f"PRAGMA analysis_limit={_LOOKED_AT}")
        connection.exec_driver_sql("ANALYZE")
