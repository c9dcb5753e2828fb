"""Measure the pages while 50 people look at them, in a store as large as one of many years.

Run ``python tests/bench/load.py [--store PLACE] [--seconds 60] [--uploads 20] [--acts 3]``.
*PLACE* is a file or the address of an empty PostgreSQL database; it is filled once (some minutes)
and kept for the next run. The service runs as a process of its own, as it would; this program and
its 50 threads run beside it. Prints the median, 95th percentile and maximum of each route in
milliseconds, from the first byte sent to the last received. Halfway, some people send an agenda at
once; every ``--acts`` seconds something is done to a meeting lately held or soon to be, so that
figures of its month are counted anew.
"""

import argparse
import http.client
import os
import platform
import socket
import subprocess
import sys
import threading
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from statistics import median, quantiles
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parent))
from filling import MEETINGS, USERS, bodies_of, fill, secret_of

from agenda_risk.store import Store, known_sources, open_store
from agenda_risk.store.log import Deed, log
from agenda_risk.store.screened import screenings
from agenda_risk.web.guides import GUIDES
from agenda_risk.web.rights import RIGHTS

_WORDS = ("skola", "detaljplan", "taxa", "Björkängen", "lokalbehov", "vind", "motion skol", "xyzzy")
_GUIDES = tuple(GUIDES)
_AGENDA = (
    "Kallelse till kommunstyrelsen 2026-12-07 kl. 18.00\n\n1. Upprop\n2. Nedläggning av skolan\n"
)


class Person:
    """Somebody who looks at pages, with the session of the user numbered *number*."""

    def __init__(self, number: int, port: int, meetings: list[int]) -> None:
        self._random = Random(number)
        self._cookie = f"agenda-risk={secret_of(number)}"
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._meetings = meetings

    def look(self, route: str) -> tuple[float, int]:
        """Return how long a page of *route* took, and its status."""
        return self._ask("GET", self._path(route))

    def send(self) -> tuple[float, int]:
        """Return how long it took to have an agenda read, and the status of the answer."""
        return self._ask("POST", "/granska", f"text={quote(_AGENDA)}")

    def wait(self) -> None:
        """Think."""
        time.sleep(self._random.uniform(1, 5))

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[float, int]:
        headers = {"Cookie": self._cookie}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        begun = time.perf_counter()
        for _ in range(2):  # as browsers do where the server has closed an idle connection
            try:
                self._connection.request(method, path, body, headers)
                answer = self._connection.getresponse()
                answer.read()
                return time.perf_counter() - begun, answer.status
            except (OSError, http.client.HTTPException):
                self._connection.close()
        return time.perf_counter() - begun, 599

    def _path(self, route: str) -> str:
        path = route.replace("{meeting}", str(self._random.choice(self._meetings)))
        if route == "/arkiv":
            return f"{path}?{_ARCHIVE}={quote(self._random.choice(_WORDS))}"
        return path.replace("{name}", self._random.choice(_GUIDES))


_ARCHIVE = "q"
_ACTS = ("screened", "screened", "answered", "reviewed", "outcome-told")
_LATELY, _SOON = timedelta(days=14), timedelta(days=60)


@cache
def routes() -> list[str]:
    """Return the routes of pages whose path can be filled in; the frequent several times."""
    told = [path for method, path in RIGHTS if method == "GET"]
    known = [
        path
        for path in told
        if "{" not in path.replace("{meeting}", "").replace("{name}", "")
        and not path.startswith(("/api/", "/logga-in"))
        and not path.endswith("/word")
    ]
    often = [path for path in known if path in {"/", "/mote/{meeting}", "/arkiv"}]
    return [*known, *often * 3]


class Measured:
    """What each request took; written to by many threads."""

    def __init__(self, port: int, seconds: int, seen: list[list[int]]) -> None:
        self._port, self._seconds, self._seen = port, seconds, seen
        self._end = time.monotonic() + seconds
        self._lock = threading.Lock()
        self.took: dict[str, list[tuple[float, int]]] = defaultdict(list)

    def look(self, number: int) -> None:
        """Look at pages as the user numbered *number* until the end."""
        person, draw = Person(number, self._port, self._seen[number]), Random(1000 + number)
        time.sleep(draw.uniform(0, 3))
        while time.monotonic() < self._end:
            route = draw.choice(routes())
            self._note(route, person.look(route))
            person.wait()

    def upload(self, number: int) -> None:
        """Send an agenda as the user numbered *number*, halfway."""
        time.sleep(self._seconds / 2)
        self._note("POST /granska, all at once", Person(number, self._port, [1]).send())

    def act(self, store: Store, pause: float) -> None:
        """Do something in *store* after each *pause*, until the end."""
        random, near = Random(1), near_meetings(store)
        while time.monotonic() + pause < self._end:
            time.sleep(pause)
            act(store, random.choice(near), random.choice(_ACTS))

    def _note(self, route: str, told: tuple[float, int]) -> None:
        with self._lock:
            self.took[route].append(told)


def measure(port: int, told: argparse.Namespace, seen: list[list[int]], store: Store) -> int:
    """Let people look at pages for some seconds, print how long they waited, and count requests."""
    measured = Measured(port, told.seconds, seen)
    clerks = [number for number in range(USERS) if number % 4][: told.uploads]
    threads = [threading.Thread(target=measured.look, args=(one,)) for one in range(USERS)]
    threads += [threading.Thread(target=measured.upload, args=(one,)) for one in clerks]
    threads += [threading.Thread(target=measured.act, args=(store, told.acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tell(measured.took, told.seconds)
    return sum(map(len, measured.took.values()))


def near_meetings(store: Store) -> list[int]:
    """Return the meetings with which people are busy: lately held, or soon to be."""
    today = datetime.now(UTC).date()
    with store.reading() as connection:
        rows = screenings(connection, None, today - _LATELY, today + _SOON, 10_000)
    return [row.meeting for row in rows]


def act(store: Store, meeting: int, done: str) -> None:
    """Log that something was *done* to a meeting, so that its figures are counted anew."""
    with store.writing() as connection:
        log(connection, Deed("program", done, meeting, {"version": 1}), datetime.now(UTC))


def spent(service: int) -> float:
    """Return the milliseconds of processor time that the *service* with a number has taken."""
    return time.clock_gettime((~service << 3) | 2) * 1000  # its clock, as Linux numbers them


def tell(took: dict[str, list[tuple[float, int]]], seconds: int) -> None:
    """Print what was measured."""
    asked = sum(map(len, took.values()))
    print(f"{asked} requests in {seconds} s; load {os.getloadavg()[0]:.1f}; {platform.platform()}")
    print(f"{'route':<40}{'count':>7}{'median':>9}{'p95':>9}{'max':>9}  ms")
    for route, told in sorted(took.items()):
        times = [second * 1000 for second, _status in told]
        p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
        right = {200, 303} if route.startswith("POST") else {200}
        wrong = Counter(status for _second, status in told if status not in right)
        others = ", ".join(f"{count} × {status}" for status, count in wrong.items())
        figures = "".join(f"{one:>9.0f}" for one in (median(times), p95, max(times)))
        print(f"{route:<40}{len(times):>7}{figures}  {others}")


@contextmanager
def served(place: str):
    """Run the service on the store in *place*; yield its port and the number of its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "agenda_risk", "serve", "--store", place, "--port", f"{port}"]
    server = subprocess.Popen(command)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if not probe.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(20)


def meetings_of(store, number: int) -> list[int]:
    """Return some meetings that the user numbered *number* may see."""
    with store.reading() as connection:
        rows = screenings(connection, bodies_of(number) or range(1, 21))
    return [row.meeting for row in rows]


def main() -> None:
    """Fill the store where it is empty, serve it, and measure."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--store", default="/tmp/agenda-risk-load.db")
    options.add_argument("--seconds", type=int, default=60)
    options.add_argument("--uploads", type=int, default=20)
    options.add_argument("--acts", type=float, default=3, help="seconds between two of them")
    told = options.parse_args()
    store = open_store(told.store)
    if not known_sources(store):
        begun = time.perf_counter()
        fill(store)
        print(f"filled with {MEETINGS} meetings in {time.perf_counter() - begun:.0f} s")
    seen = [meetings_of(store, number) for number in range(USERS)]
    with served(told.store) as (port, service):
        for route in dict.fromkeys(routes()):
            Person(0, port, seen[0]).look(route)  # a service is seldom just started
        Person(1, port, seen[1]).send()
        before = spent(service)
        requests = measure(port, told, seen, store)
        print(f"{(spent(service) - before) / requests:.1f} ms of processor time for each request")
    store.close()


if __name__ == "__main__":
    main()
