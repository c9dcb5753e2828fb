"""What each channel has: something that is opened, and then sends message after message."""

from contextlib import AbstractContextManager
from typing import Protocol

from agenda_risk.models import Message


class Send(Protocol):
    """Sends one message."""

    def __call__(self, message: Message, address: str) -> str:
        """Send *message* to *address*; return what it is known by at the other end.

        Raises DeliveryError, and nothing else that has to do with the network.
        """


class Sender(Protocol):
    """Brings messages to readers outside the login; what an address is, each sender says.

    It may be opened several times at once, by threads of their own.
    """

    name: str

    def opened(self) -> AbstractContextManager[Send]:
        """Yield what sends; what is kept open in between is closed at the end."""
