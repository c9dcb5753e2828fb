"""The command that works by the clock where no service runs, or beside it."""

import time

import click

from agenda_risk.cli.keeping import opened, store_option
from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.working import begin_work, desk_of, work_of
from agenda_risk.cli.writing import echo
from agenda_risk.own_files import load_settings
from agenda_risk.service.scheduler import Done, Work, fetch_and_screen, tell
from agenda_risk.translate import Translator, translator

_LONG = 3600.0


@click.command(
    "worker",
    help=_(
        "Fetch at the times that agenda-risk.toml tells, screen what is new, and send what "
        "subscribers and chairs are to be told. The service does the same while it runs; only one "
        "of them works at a time."
    ),
    epilog=_("Examples: agenda-risk worker · agenda-risk worker --once, every ten minutes by cron"),
)
@click.option("--once", is_flag=True, help=_("Do what is due now, and end."))
@language_option
@store_option
def command(once: bool, language: str, place: str | None) -> int:
    """Work until interrupted, or once."""
    settings, say = load_settings(), translator(language)
    store = opened(place)
    work = work_of(desk_of(store, settings), settings)
    try:
        if once:
            _once(work, say)
        else:
            _on(work, say)
    finally:
        store.close()
    return 0


def _once(work: Work, say: Translator) -> None:
    first, last = fetch_and_screen(work), tell(work)
    echo(told(first._replace(gathered=last.gathered, sent=last.sent), say))


def _on(work: Work, say: Translator) -> None:
    end = begin_work(work)
    echo(say("The worker works. Stop it with Ctrl+C."))
    try:
        while True:
            time.sleep(_LONG)
    finally:
        end()


def told(done: Done, say: Translator) -> str:
    """Return in one line what was done."""
    return say(
        "{screened} meetings screened, {gathered} messages made, {sent} sent, {failed} did not "
        "arrive.",
        screened=done.screened,
        gathered=done.gathered,
        sent=done.sent.sent,
        failed=done.sent.failed,
    )
