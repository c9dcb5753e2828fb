"""Send by Apprise what stands on standard input as JSON: url, title and text.

This file is run as a program of its own, with nothing of the package loaded: what Apprise talks to
may answer without end, and then takes only this process with it. Exit codes: 3 no address,
4 several destinations, 5 a destination on this machine, 6 not taken; then standard output holds
the status of HTTP, if there is one.
"""

import json
import logging
import re
import sys

import apprise

NO_ADDRESS, SEVERAL, ON_THIS_MACHINE, NOT_TAKEN = 3, 4, 5, 6
MEMORY = 512 * 1024 * 1024
_STATUS = re.compile(r"\berror=(\d{3})\b")
# What acts on the machine itself and not over a network.
_HERE = frozenset(
    {"blink1", "dbus", "gio", "glib", "gnome", "kde", "macosx", "qt", "syslog", "windows"}
)


class Heard(logging.Handler):
    """Remembers the status that Apprise tells only to its log."""

    status = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the status, and nothing else: what is logged may hold secrets."""
        found = _STATUS.search(record.getMessage())
        self.status = found[1] if found else self.status


def limit() -> None:
    """Hold this process to its share of memory, where the system can."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - Windows has none

    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    most = MEMORY if hardest == resource.RLIM_INFINITY else min(MEMORY, hardest)
    resource.setrlimit(resource.RLIMIT_AS, (most, hardest))


def destination(url: str) -> apprise.Apprise:
    """Return what sends to *url*, or exit; no redirect is followed, no picture is linked."""
    asset = apprise.AppriseAsset(
        app_id="agenda-risk",
        app_desc="agenda-risk",
        app_url="",
        image_url_mask="",
        image_url_logo="",
        http_redirects=False,
        plugin_paths=[],
    )
    found = apprise.Apprise(asset=asset)
    if url.partition("://")[0].lower() in _HERE:
        sys.exit(ON_THIS_MACHINE)
    if not found.add(url):
        sys.exit(NO_ADDRESS)
    if len(found) != 1 or len(found[0]) > 1:
        sys.exit(SEVERAL)
    return found


def main() -> int:
    """Send, and return the exit code."""
    limit()
    told = json.load(sys.stdin)
    heard = Heard()
    logging.getLogger("apprise").addHandler(heard)
    taken = destination(told["url"]).notify(
        body=told["text"], title=told["title"], body_format=apprise.NotifyFormat.TEXT
    )
    if taken:
        return 0
    sys.stdout.write(heard.status)
    return NOT_TAKEN


if __name__ == "__main__":
    sys.exit(main())
