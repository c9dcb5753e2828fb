"""Tell chats: Teams by a card, others by Apprise; an address is the name of a chat in the settings.

The addresses of chats hold their secrets: they stand in the environment, and none is ever told.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from agenda_risk.deliver.posting import Place, post
from agenda_risk.deliver.sender import Send
from agenda_risk.errors import DeliveryError, MissingExtraError
from agenda_risk.models import Message
from agenda_risk.render.chat import as_card, as_chat
from agenda_risk.render.message_json import number_of
from agenda_risk.signing import secret_of

SECONDS = 60
_CHILD = Path(__file__).with_name("chat_child.py")
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
# Workflows of Power Automate end so, on whatever host of Microsoft's.
_WORKFLOW = re.compile(r"/workflows/[^/]+/triggers/manual/paths/invoke/?")


def chats(names: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """Return the addresses of chats by name; *names* tell in which variable each stands.

    Raises MissingInputError where one is not there.
    """
    return {name: secret_of(variable, environ).strip() for name, variable in names.items()}


class Chat:
    """Sends messages to chats, one destination at a time: a retry then doubles nothing.

    *proxy* is the server through which the web is reached, if not directly. Raises
    MissingExtraError where Apprise is needed and not installed.
    """

    name = "chat"

    def __init__(self, chats: Mapping[str, str], proxy: str = "", seconds: float = SECONDS) -> None:
        if not all(map(_is_workflow, chats.values())):
            _check_installed()
        self._chats = chats
        self._proxy = proxy
        self._seconds = seconds

    @contextmanager
    def opened(self) -> Iterator[Send]:
        """Yield what sends."""
        yield self._send

    def _send(self, message: Message, address: str) -> str:
        """Send *message* to the chat called *address*; raises DeliveryError.

        No chat says what it calls a message: our own name of it is returned.
        """
        if address not in self._chats:
            raise DeliveryError(
                "There is no chat “{name}” in agenda-risk.toml.", is_final=True, name=address
            )
        url = self._chats[address]
        if _is_workflow(url):
            post(Place(url, proxy=self._proxy), json.dumps(as_card(message)).encode(), {})
        else:
            self._notify(message, address)
        return number_of(message)

    def _notify(self, message: Message, name: str) -> None:
        """Let Apprise send *message*, in a process that is stopped where it takes too long."""
        said = as_chat(message)
        told = {"url": self._chats[name], "title": said.title, "text": said.text}
        proxies = {"HTTP_PROXY": self._proxy, "HTTPS_PROXY": self._proxy} if self._proxy else {}
        try:
            subprocess.run(
                [sys.executable, "-I", str(_CHILD)],
                input=json.dumps(told).encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=self._seconds,
                env={**os.environ, **proxies},
                creationflags=_NO_WINDOW,
                check=True,
            )
        except subprocess.TimeoutExpired as error:
            raise DeliveryError(
                "The chat “{name}” did not answer in time. Try again later.", name=name
            ) from error
        except subprocess.CalledProcessError as error:
            _refuse(name, error)


def _check_installed() -> None:
    if find_spec("apprise") is None:
        raise MissingExtraError(
            "{module} is not installed. Run: pip install {extra}",
            module="apprise",
            extra='"agenda-risk[messages]"',
        )


def _is_workflow(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme == "https" and _WORKFLOW.search(parts.path) is not None


def _refuse(name: str, error: subprocess.CalledProcessError) -> NoReturn:
    """Raise what the exit code of the child process stands for."""
    match error.returncode:
        case 3:
            raise DeliveryError(
                "The address of the chat “{name}” is none that Apprise knows. See "
                "https://appriseit.com/services/",
                is_final=True,
                name=name,
            ) from error
        case 4:
            raise DeliveryError(
                "The address of the chat “{name}” leads to several. Give each a name of its own: "
                "where one fails, the others would get the message twice.",
                is_final=True,
                name=name,
            ) from error
        case 5:
            raise DeliveryError(
                "The chat “{name}” is on this machine itself, and is not used.",
                is_final=True,
                name=name,
            ) from error
    status = error.stdout.decode("ascii", "replace").strip() or "–"
    raise DeliveryError(
        "The chat “{name}” did not take the message (status {status}).", name=name, status=status
    ) from error
