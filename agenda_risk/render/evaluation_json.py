"""The figures of rules on labelled items, as JSON."""

import json

from agenda_risk.evaluate import Change, Results
from agenda_risk.gold import Screened
from agenda_risk.mask import masked


def as_json(results: Results) -> str:
    """Return all figures, with the ids of false alarms, misses and changes."""
    told = results.evaluation.model_dump(mode="json", exclude={"false_alarms", "misses"})
    told["strict"]["mean"] = results.evaluation.strict.mean
    for name in ("false_alarms", "misses"):
        told[name] = [_as_row(row) for row in getattr(results.evaluation, name)]
    if results.comparison:
        changes = [_as_change(change) for change in results.comparison.changes]
        figures = results.comparison.figures.model_dump()
        told["against"] = {"name": results.against, "figures": figures, "changes": changes}
    told["agendas"] = [one.model_dump(mode="json") for one in results.agendas]
    schema = {"schema": "agenda-risk/evaluation/1"}
    return json.dumps(schema | told, ensure_ascii=False, indent=2) + "\n"


def _as_row(row: Screened) -> dict[str, object]:
    return {
        "id": row.gold.id,
        "body": row.gold.body,
        "title": masked(row.gold.title),
        "level": row.found.level,
        "labels": [label.level for label in row.gold.labels],
        "rules": [finding.rule for finding in row.found.findings],
        "nearest": [miss.model_dump(mode="json", exclude={"terms"}) for miss in row.nearest],
    }


def _as_change(change: Change) -> dict[str, object]:
    people = [label.level for label in change.gold.labels]
    return {
        "id": change.gold.id,
        "title": masked(change.gold.title),
        "kind": change.kind,
        "before": change.before,
        "now": change.now,
        "labels": people,
    }
