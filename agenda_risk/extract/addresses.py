"""Read addresses of the web, which people and systems write in any way."""

import re
from urllib.parse import SplitResult, parse_qsl, urljoin, urlsplit

_APPLICATION = re.compile(r"^(?:webcals?|feed):(?://)?(?:https?:)?(?://)?", re.IGNORECASE)


def whole(base: str, url: str) -> str:
    """Return *url*, as it stands on the page at *base*, as a whole address of the web, or nothing.

    webcal: and feed: only name the application that is to open it.
    """
    try:
        found = urljoin(base, _APPLICATION.sub("https://", url.strip()))
    except ValueError:
        return ""
    return found if host_of(found) else ""


def host_of(url: str) -> str:
    """Return the host of *url*, in small letters; nothing where it is no address of the web."""
    parts = _parts(url)
    return (parts.hostname or "").lower() if parts.scheme in ("http", "https") else ""


def asked_for(url: str) -> list[tuple[str, str]]:
    """Return the names and values that *url* asks with, after its question mark."""
    return parse_qsl(_parts(url).query)


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return SplitResult("", "", "", "", "")
