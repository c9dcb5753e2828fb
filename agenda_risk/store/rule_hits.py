"""Count what the rules found in what is kept."""

import sqlalchemy as sa

from agenda_risk.store import screened_tables as tables

_FINDINGS, _ITEMS = tables.findings, tables.items


def hits_by_rule(connection: sa.Connection) -> dict[str, int]:
    """Return in how many items each rule found something, the most first."""
    count = sa.func.count(_FINDINGS.c.item_id.distinct())
    asked = sa.select(_FINDINGS.c.rule, count).group_by(_FINDINGS.c.rule).order_by(count.desc())
    return {row.rule: row[1] for row in connection.execute(asked)}
