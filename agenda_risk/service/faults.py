"""Keep what went wrong so that it can be told in any language."""

from agenda_risk.errors import AgendaRiskError


def fault_of(error: AgendaRiskError) -> dict[str, object]:
    """Return what is kept of *error*."""
    fields = {
        name: value if isinstance(value, int) else str(value)
        for name, value in error.fields.items()
    }
    return {"msgid": error.msgid, "fields": fields}
