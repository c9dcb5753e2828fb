"""Talk to a service from another program in Python.

``Client("https://moten.granvik.example", "ar_…").send("kallelse.pdf")["brief"]["level"]``

What is kept may be a supplementary list: *supplement* "join" adds its items to the meeting, and
"replace" puts it in place of the agenda that is there. Without it the service judges by what the
list says of itself; "arrival" in the answer tells what was done, and by which sign.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

import requests

from agenda_risk.errors import AnswerError, FetchError, MissingInputError
from agenda_risk.hindrance import hindrance

_SECONDS = 90
Way = Literal["join", "replace"] | None


class Client:
    """Asks the service at *address* with *key*.

    Each method raises FetchError in trouble, and ``send`` MissingInputError where a file cannot be
    opened.
    """

    def __init__(self, address: str, key: str, seconds: float = _SECONDS) -> None:
        self._base = f"{address.rstrip('/')}/api/v1"
        self._seconds = seconds
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {key}"

    def send(
        self, *paths: str | Path, keep: bool = False, supplement: Way = None
    ) -> dict[str, Any]:
        """Have the agenda in the files at *paths* screened; return its brief, and its number."""
        files = [("files", (Path(path).name, _bytes(Path(path)))) for path in paths]
        told = {"keep": str(keep).lower(), **_told(supplement)}
        return self._asked("POST", "/agendas", files=files, data=told)

    def send_agenda(
        self, agenda: Mapping[str, Any], *, keep: bool = False, supplement: Way = None
    ) -> dict[str, Any]:
        """Have an *agenda* in the form of the README screened."""
        told = {"agenda": agenda, "keep": keep, **_told(supplement)}
        return self._asked("POST", "/agendas/json", json=told)

    def send_link(self, url: str, *, keep: bool = False, supplement: Way = None) -> dict[str, Any]:
        """Have the agenda at *url* fetched and screened."""
        told = {"url": url, "keep": keep, **_told(supplement)}
        return self._asked("POST", "/agendas/link", json=told)

    def screen_items(self, items: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """Return what was found in each of *items*, in their order."""
        found: list[dict[str, Any]] = self._asked("POST", "/items", json={"items": list(items)})[
            "items"
        ]
        return found

    def meetings(self, first: date | None = None, last: date | None = None) -> list[dict[str, Any]]:
        """Return all kept meetings from *first*, or today, to *last*, by day and number.

        Without *last*, those whose day is not known come after them.
        """
        days = {"first": first, "last": last}
        asked = {name: day.isoformat() for name, day in days.items() if day}
        found: list[dict[str, Any]] = []
        while True:
            told = self._asked("GET", "/meetings", params=asked)
            found += told["meetings"]
            if not told["next"]:
                return found
            asked["after"] = told["next"]

    def brief(self, meeting: int) -> dict[str, Any]:
        """Return the open part of the brief on the meeting numbered *meeting*."""
        return self._asked("GET", f"/meetings/{meeting}/brief")

    def panel(self, meeting: int) -> str:
        """Return the address of the panel of a meeting, which holds for a quarter of an hour."""
        return str(self._asked("POST", f"/meetings/{meeting}/panel")["url"])

    def _asked(self, method: str, path: str, **more: Any) -> dict[str, Any]:
        url = self._base + path
        try:
            answer = self._session.request(method, url, timeout=self._seconds, **more)
        except requests.RequestException as error:
            raise FetchError("{url} could not be reached.", url=url) from error
        return _content(answer, url)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise MissingInputError(
            "{name} cannot be opened: {reason}.", name=path, reason=hindrance(error)
        ) from error


def _told(supplement: Way) -> dict[str, str]:
    return {"supplement": supplement} if supplement else {}


def _content(answer: requests.Response, url: str) -> dict[str, Any]:
    try:
        content = answer.json()
    except requests.JSONDecodeError as error:
        raise AnswerError("{url} did not answer as agenda-risk does.", url=url) from error
    if not answer.ok or not isinstance(content, dict):
        told = content.get("detail", "") if isinstance(content, dict) else ""
        raise AnswerError(
            "{url} answered {status}: {reason}", url=url, status=answer.status_code, reason=told
        )
    return content
