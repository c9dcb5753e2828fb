"""The command that lists what the program is made of."""

import click

from agenda_risk.cli.language import _
from agenda_risk.cli.writing import echo
from agenda_risk.parts import CARRIED, as_cyclonedx, installed_parts


@click.command(
    "sbom",
    help=_("List the packages that the program runs with here, with versions and licences (SBOM)."),
    epilog=_("Example: agenda-risk sbom --format json > agenda-risk.cdx.json"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    show_default=True,
    help=_("What the list is written as; json is CycloneDX 1.6."),
)
def command(form: str) -> int:
    """Print the list."""
    parts = installed_parts()
    if form == "json":
        echo(as_cyclonedx(parts, "operations").rstrip())
        return 0
    for part in (*parts, *CARRIED):
        echo(f"{part.name:28} {part.version or '–':20} {part.licence or _('not told')}")
    return 0
