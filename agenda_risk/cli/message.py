"""The command that tries the channels by which messages leave."""

import os
from datetime import UTC, datetime, timedelta

import click

from agenda_risk.cli.language import _, language_option, spoken
from agenda_risk.cli.writing import echo
from agenda_risk.deliver.channels import channel
from agenda_risk.models import Event, Level, Message, Purpose, Stage, Told, ToldCase
from agenda_risk.own_files import load_settings
from agenda_risk.translate import translator

_NOWHERE = "https://granvik.example"


@click.group(
    "message",
    help=_("See that mail, webhooks and chats work as agenda-risk.toml sets them up."),
    epilog=_("Example: agenda-risk message try --to it@granvik.example"),
)
def command() -> None:
    """Hold the commands."""


@command.command(
    "try",
    help=_(
        "Send one made-up message, by mail or to a receiver or a chat that agenda-risk.toml "
        "names. Ends with 27 and says why where its server does not take it."
    ),
    epilog=_(
        "Examples: agenda-risk message try --to it@granvik.example · agenda-risk message try "
        "--chat sakerhet"
    ),
)
@click.option("--to", metavar="ADDRESS", help=_("An address of mail."))
@click.option("--receiver", metavar="NAME", help=_("A program under [receivers]."))
@click.option("--chat", metavar="NAME", help=_("A chat under [chats]."))
@language_option
def try_(to: str | None, receiver: str | None, chat: str | None, language: str) -> int:
    """Send it, and say that it was taken."""
    asked = {"mail": to, "webhook": receiver, "chat": chat}
    told = [(name, address) for name, address in asked.items() if address]
    if len(told) != 1:
        raise click.UsageError(_("Write one of --to, --receiver and --chat."))
    ((name, address),) = told
    settings = load_settings()
    language = spoken(settings.language, language)
    home = settings.service.address or _NOWHERE
    with channel(name, settings, os.environ).opened() as send:
        number = send(_made_up(datetime.now(UTC), language, home), address)
    say = translator(language)
    echo(say("Taken by the server for {address}: {number}", address=address, number=number))
    return 0


def _made_up(now: datetime, language: str, home: str) -> Message:
    """Return a message about a meeting that nobody takes for a real one."""
    say = translator(language)
    meeting = Told(
        event=Event.RAISED,
        meeting=0,
        organisation=say("Granvik (made up)"),
        body=say("the trial board"),
        day=now.date() + timedelta(days=14),
        level=Level.MODERATE,
        raised=2,
        cases=(ToldCase(level=Level.MODERATE, is_new=True, stage=Stage.COMMISSION),),
        link=home,
        at=now,
    )
    return Message(
        id=f"try/{now.isoformat()}",
        purpose=Purpose.NOTICE,
        language=language,
        made=now,
        told=(meeting,),
        why=say("Somebody tried the channel with agenda-risk message try. The meeting is made up."),
    )
