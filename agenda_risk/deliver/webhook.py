"""Tell other programs by webhooks, signed; an address is the name of a receiver in the settings."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import NamedTuple

from agenda_risk.deliver.posting import Place, post
from agenda_risk.deliver.sender import Send
from agenda_risk.errors import DeliveryError
from agenda_risk.message_settings import Receiver
from agenda_risk.models import Message
from agenda_risk.render.message_json import as_json, number_of
from agenda_risk.signing import key_of, signature


class Target(NamedTuple):
    """Where to post, and the key to sign with."""

    place: Place
    key: bytes


def targets(
    receivers: Mapping[str, Receiver], environ: Mapping[str, str], proxy: str = ""
) -> dict[str, Target]:
    """Return the *receivers* by name; their secrets stand in *environ*.

    Raises MissingInputError where one does not.
    """
    return {
        name: Target(
            Place(told.url, told.internal, told.certificates or "", proxy),
            key_of(told.secret_variable, environ),
        )
        for name, told in receivers.items()
    }


def _now() -> datetime:
    return datetime.now(UTC)


class Webhook:
    """Posts messages as JSON, signed after Standard Webhooks."""

    name = "webhook"

    def __init__(self, targets: Mapping[str, Target], now: Callable[[], datetime] = _now) -> None:
        self._targets = targets
        self._now = now

    @contextmanager
    def opened(self) -> Iterator[Send]:
        """Yield what sends."""
        yield self._send

    def _send(self, message: Message, address: str) -> str:
        """Post *message* to the receiver called *address*, and return its webhook-id."""
        if address not in self._targets:
            raise DeliveryError(
                "There is no receiver “{name}” in agenda-risk.toml.", is_final=True, name=address
            )
        target = self._targets[address]
        content, number = as_json(message), number_of(message)
        seconds = str(int(self._now().timestamp()))
        headers = {
            "webhook-id": number,
            "webhook-timestamp": seconds,
            "webhook-signature": signature(target.key, number, seconds, content),
        }
        post(target.place, content, headers)
        return number
