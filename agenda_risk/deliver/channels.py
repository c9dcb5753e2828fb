"""All channels that the settings set up, by name."""

from collections.abc import Callable, Mapping

from agenda_risk.deliver.chat import Chat, chats
from agenda_risk.deliver.mail import Mail, mail_server
from agenda_risk.deliver.sender import Sender
from agenda_risk.deliver.webhook import Webhook, targets
from agenda_risk.errors import RefusedError
from agenda_risk.settings import Settings

Make = Callable[[Settings, Mapping[str, str]], Sender | None]


def channels(settings: Settings, environ: Mapping[str, str]) -> dict[str, Sender]:
    """Return what sends by each channel: mail, webhook and chat, where they are set up.

    Secrets stand in *environ*; raises MissingInputError where one that is named does not, and
    MissingExtraError where a channel needs what is not installed.
    """
    made = {name: make(settings, environ) for name, make in _MAKE.items()}
    return {name: one for name, one in made.items() if one}


def channel(name: str, settings: Settings, environ: Mapping[str, str]) -> Sender:
    """Return what sends by the channel called *name*, and look at no other.

    Raises RefusedError where it is not set up, and what ``channels`` raises.
    """
    made = _MAKE[name](settings, environ)
    if made is None:
        raise RefusedError(
            "The channel {name} is not set up. Write {table} in agenda-risk.toml.",
            name=name,
            table=_TABLES[name],
        )
    return made


def _mail(settings: Settings, environ: Mapping[str, str]) -> Sender | None:
    return Mail(mail_server(settings.mail, environ)) if settings.mail else None


def _webhook(settings: Settings, environ: Mapping[str, str]) -> Sender | None:
    if not settings.receivers:
        return None
    return Webhook(targets(settings.receivers, environ, settings.proxy or ""))


def _chat(settings: Settings, environ: Mapping[str, str]) -> Sender | None:
    if not settings.chats:
        return None
    return Chat(chats(settings.chats, environ), settings.proxy or "")


_MAKE: dict[str, Make] = {Mail.name: _mail, Webhook.name: _webhook, Chat.name: _chat}
_TABLES = {Mail.name: "[mail]", Webhook.name: "[receivers.…]", Chat.name: "[chats]"}
