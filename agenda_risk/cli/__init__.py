"""Talk to people at the command line.

Each command stands in a module of its own, which is loaded when the command is called: so
``--help`` answers at once.
"""

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from agenda_risk import __version__
from agenda_risk.cli.click_words import say_in
from agenda_risk.cli.language import _, say_errors_in
from agenda_risk.errors import AgendaRiskError, MissingExtraError

INTERRUPTED = 130
_MANY = 100_000
_OF_EXTRAS = {
    "alembic": "store",
    "sqlalchemy": "store",
    "fastapi": "web",
    "fsspec": "archive",
    "joserfc": "login",
    "markdown_it": "web",
    "numpy": "archive",
    "pebble": "web",
    "psycopg": "postgres",
    "pwdlib": "web",
    "pyarrow": "archive",
    "ray": "cluster",
    "uvicorn": "web",
}

_COMMANDS = {
    "scan": _("Read agendas and write safety briefs for the chair."),
    "check": _(
        "Check agendas before they are published: raised items, and personal data in titles."
    ),
    "plan": _("Write fact sheets, media sheets, dialogue advice and the list for Riskguiden."),
    "demo": _("Write briefs for three sample agendas."),
    "meeting": _("Keep what people know and decide about one meeting."),
    "decision": _("Prepare what the chair decides on a check of visitors, section by section."),
    "verify": _("Make a brief again from its agenda, and compare."),
    "screen-items": _("Screen agenda items from another program, one JSON object a line."),
    "explain": _("Tell why an item got its level, and what would change it."),
    "rules": _("Test the rules against their examples, and look for faults in them."),
    "lexicon": _("Show what a line of a lexicon matches, or which lines match a word."),
    "evaluate": _("Measure the rules on items that people have labelled."),
    "init": _("Ask about your organisation, and write its profile and settings."),
    "profile": _("Show your organisation's profile, and what is missing in it."),
    "sources": _("Say where your agendas are published, and see whether they can be fetched."),
    "fetch": _("Fetch upcoming agendas from your sources, and keep what is new or changed."),
    "upcoming": _("List upcoming meetings that were fetched, with levels and briefs."),
    "serve": _("Run the service: pages in a browser, and an interface for other programs."),
    "users": _("Look after the accounts of the service: who may log in, and what they may do."),
    "archive": _(
        "Screen archives of many documents, follow cases through them, and count what was raised."
    ),
    "replay": _("Run past agendas through other rules, and show what would be judged otherwise."),
    "report": _("Tell of a period what was raised, prepared, calm, disturbed and missed."),
    "worker": _("Fetch, screen, notify and remind by the clock."),
    "store": _("Look after the store: what is in it, copies, upgrades, and what may go."),
    "log": _("Show what was done in the service and by whom, and check that the log is untouched."),
    "message": _("See that mail, webhooks and chats work as agenda-risk.toml sets them up."),
    "adapter": _("Begin an adapter for a meeting system, or check that one keeps its contract."),
    "sbom": _("List the packages that the program runs with here, with their licences."),
    "plugins": _("List the plugins, and name those that do not work."),
}


class _Commands(click.Group):
    """Loads the module of a command when the command is called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        command: click.Command = module_of(name).command
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl(list(_COMMANDS.items()))


def module_of(name: str) -> Any:
    """Return the module of the command *name*, some of which need an extra.

    Raises MissingExtraError where that is not installed.
    """
    return loaded(f"agenda_risk.cli.{name.replace('-', '_')}")


def loaded(module: str) -> Any:
    """Return *module*; raises MissingExtraError where it needs an extra that is not installed."""
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name not in _OF_EXTRAS:
            raise
        raise MissingExtraError(
            "{module} is not installed. Run: pip install {extra}",
            module=error.name,
            extra=f'"agenda-risk[{_OF_EXTRAS[error.name]}]"',
        ) from error


@click.group(
    cls=_Commands,
    help=_("Find the agenda items that may need preparation, and say how to prepare."),
    epilog=_("Example: agenda-risk scan kallelse.pdf"),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "--version", message="agenda-risk %(version)s")
def group() -> None:
    """Hold the commands."""


def main() -> None:
    """Run the command line, and turn what goes wrong into one sentence and an exit code."""
    say_in(_.language)
    gc.set_threshold(_MANY)  # a short run makes much and throws little away
    _open_streams()
    streams: tuple[Any, Any] = (sys.stdout, sys.stderr)
    for stream in streams:
        stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        code = group.main(standalone_mode=False)
    except AgendaRiskError as error:
        click.echo("\n".join(error.said(say_errors_in())), err=True)
        code = error.exit_code
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = INTERRUPTED
    gc.freeze()  # the program is over: what it made need not be looked through once more
    sys.exit(code)


def _open_streams() -> None:
    """Let streams that came closed lead nowhere, so that no file of ours takes their numbers."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nowhere = open(os.devnull, mode, encoding="utf-8")  # noqa: SIM115  open to the end
            setattr(sys, name, nowhere)
