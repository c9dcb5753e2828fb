"""The command that lists the plugins."""

import json
from typing import TypedDict

import click

from agenda_risk.cli.language import _
from agenda_risk.cli.screens import format_option
from agenda_risk.cli.writing import echo
from agenda_risk.plugins import Plugins, load_plugins, offers


@click.command(
    "plugins",
    help=_("List the plugins with what they offer; name those that do not work, and why."),
    epilog=_("Example: agenda-risk plugins --format json"),
)
@format_option
def command(form: str) -> int:
    """Print the list."""
    plugins = load_plugins()
    rows = _rows(plugins)
    if form == "json":
        broken = [fault._asdict() for fault in plugins.broken]
        echo(json.dumps({"plugins": rows, "broken": broken}, ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        echo(f"{row['name']:20} {row['origin']:10} {', '.join(row['offers'])}")
    for fault in plugins.broken:
        echo(_("{name} does not work: {fault}", name=fault.name, fault=fault.fault))
    return 0


class _Row(TypedDict):
    name: str
    origin: str
    offers: list[str]


def _rows(plugins: Plugins) -> list[_Row]:
    return [
        {
            "name": name,
            "origin": "agenda-risk" if name in plugins.shipped else "installed",
            "offers": offers(plugins, plugin),
        }
        for name, plugin in sorted(plugins.manager.list_name_plugin())
    ]
