"""Measure a run over 100 sources of three bodies each, against servers on this machine.

Run ``PYTHONPATH=tests python tests/bench/sources.py [SOURCES]``; needs an operating system that
answers on all of 127.0.0.0/8, as Linux does, so that every source has a host of its own. Prints the
time, the pages a second, the peak memory of the fetching process, what one slow source costs the
others, the shortest gap between two requests to a host, and whether a run that is killed in the
middle leaves the same in the store, once it is run again, as one that was not.
"""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from fetch.server import Asked, Said, Server, serving

BODIES = ("Council", "Planning", "Schools")
TODAY = "2026-12-01"
SERVICE = "/mgWebService.asmx"
RANGE = "sFromDate=01/12/2026&sToDate=30/01/2027"
SLOW_SECONDS = 4.0
ITEM = (
    "<agendaitem><agendaitemid>{0}</agendaitemid><agendaitemtitle>Item {0} of the agenda"
    "</agendaitemtitle><fulldisplaynumberformat>{0}.</fulldisplaynumberformat></agendaitem>"
)


class Run(NamedTuple):
    """What one run took; *ends* is when each host was asked last, in seconds from the start."""

    seconds: float
    megabytes: float
    pages: int
    ends: dict[str, float]
    gap: float
    code: int


class Town:
    """Many meeting systems behind one server: each host is one of them."""

    def __init__(self, server: Server, sources: int) -> None:
        self.hosts = [f"127.0.{1 + one // 200}.{1 + one % 200}" for one in range(sources)]
        self.port = server.port
        self.slow = ""
        self.times: dict[str, list[float]] = defaultdict(list)
        server.say("/robots.txt", self._answering(b"User-agent: *\nAllow: /\n"))
        for path, page in _pages().items():
            server.say(f"{SERVICE}/{path}", self._answering(page))

    def _answering(self, page: str | bytes):
        content = page.encode() if isinstance(page, str) else page

        def answer(asked: Asked) -> Said:
            host = asked.headers["host"].partition(":")[0]
            self.times[host].append(time.monotonic())
            if host == self.slow:
                time.sleep(SLOW_SECONDS)
            return Said(content)

        return answer

    def settings(self) -> str:
        return "".join(
            f'[[sources]]\nname = "s{number}"\nurl = "http://{host}:{self.port}{SERVICE}"\n'
            'system = "moderngov"\noptions = {internal = "yes"}\n'
            for number, host in enumerate(self.hosts)
        )


def _pages() -> dict[str, str]:
    named = "".join(
        f"<committee><committeeid>{number}</committeeid><committeetitle>{body}</committeetitle>"
        "</committee>"
        for number, body in enumerate(BODIES, 1)
    )
    pages = {"GetCommittees": f"<committees>{named}</committees>"}
    for number, body in enumerate(BODIES, 1):
        dated = f"<meetingid>{number}</meetingid><meetingdate>1{number}/12/2026</meetingdate>"
        pages[f"GetMeetings?lCommitteeId={number}&{RANGE}"] = (
            f"<getmeetings><committee><committeeid>{number}</committeeid><committeetitle>{body}"
            f"</committeetitle><committeemeetings><meeting>{dated}</meeting></committeemeetings>"
            "</committee></getmeetings>"
        )
        items = "".join(ITEM.format(place) for place in range(1, 31))
        pages[f"GetMeeting?lMeetingId={number}"] = (
            f"<meeting>{dated}<agendapublished>True</agendapublished><agendaitems>{items}"
            "</agendaitems></meeting>"
        )
    return pages


def main() -> None:
    sources = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    with serving(at="") as server, tempfile.TemporaryDirectory() as folder:  # all addresses
        town = Town(server, sources)
        whole = told(town, Path(folder, "whole"), "undisturbed")
        town.slow = town.hosts[0]
        slow = told(town, Path(folder, "slow"), "one slow source")
        town.slow = ""
        others = (slow.ends[host] / whole.ends[host] for host in town.hosts[1:])
        last = max(slow.ends[host] for host in town.hosts[1:])
        before = max(whole.ends[host] for host in town.hosts[1:])
        print(f"the others, last done      {last / before:7.2f} × undisturbed")
        print(f"the others, worst of them  {max(others):7.2f} × undisturbed")
        killed = Path(folder, "killed")
        run(town, killed, kill_after=whole.seconds / 2)
        kept = len(content(killed))
        told(town, killed, f"again after a kill that left {kept} meetings")
        same = content(killed) == content(Path(folder, "whole"))
        print(f"the same in the store      {'yes' if same else 'NO':>7}")


def told(town: Town, folder: Path, name: str) -> Run:
    done = run(town, folder)
    print(f"{name} ({len(town.hosts)} sources, exit {done.code})")
    print(f"  wall time                {done.seconds:7.1f} s")
    print(f"  pages a second           {done.pages / done.seconds:7.1f}   ({done.pages} pages)")
    print(f"  peak memory              {done.megabytes:7.0f} MB   (at most 300)")
    print(f"  shortest gap at a host   {done.gap:7.2f} s   (at least 1)", flush=True)
    return done


def run(town: Town, folder: Path, kill_after: float = 0) -> Run:
    """Fetch all sources into the store in *folder*, as the command does."""
    folder.mkdir(exist_ok=True)
    (folder / "agenda-risk.toml").write_text(town.settings(), encoding="utf-8")
    town.times.clear()
    begun = time.monotonic()
    command = [sys.executable, "-m", "agenda_risk", "fetch", "--store", "own.db", "--quiet"]
    process = subprocess.Popen([*command, "--today", TODAY], cwd=folder)
    if kill_after:
        time.sleep(kill_after)
        process.send_signal(signal.SIGKILL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - begun
    ends = {host: asked[-1] - begun for host, asked in town.times.items()}
    pairs = (pair for asked in town.times.values() for pair in pairwise(asked))
    gap = min((after - before for before, after in pairs), default=0.0)
    pages = sum(map(len, town.times.values()))
    return Run(seconds, usage.ru_maxrss / 1024, pages, ends, gap, process.returncode)


def content(folder: Path) -> list[tuple[str, ...]]:
    """Return every version of every meeting in the store, each as often as it is there."""
    with sqlite3.connect(folder / "own.db") as store:
        return sorted(
            store.execute(
                "SELECT sources.name, system_id, number, hash, versions.content,"
                " meetings.missing IS NULL FROM versions"
                " JOIN meetings ON meetings.id = meeting_id JOIN sources ON sources.id = source_id"
            )
        )


if __name__ == "__main__":
    main()
