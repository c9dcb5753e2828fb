"""What is told of a scan of an archive: how far it is, and what came of it."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agenda_risk.scanning.documents import Kind
from agenda_risk.scanning.progress import Progress
from agenda_risk.scanning.scan import BAD, DOCUMENTS, Report, beside
from agenda_risk.translate import Translator

_MINUTE, _HOUR = 60, 3600


def progress_line(progress: Progress, seconds: float, say: Translator) -> str:
    """Return how far a scan is that began *seconds* ago."""
    parts = [
        say(
            "{done} of {count} documents",
            done=grouped(progress.done),
            count=grouped(progress.documents),
        ),
        say("{rate} pages/s", rate=grouped(round(progress.rate(seconds)))),
    ]
    left = progress.left(seconds)
    if left is not None:
        parts.append(say("{time} left", time=_time(left, say)))
    if progress.bad:
        parts.append(say("{count} could not be read", count=grouped(progress.bad)))
    return " · ".join(parts)


def summary_lines(report: Report, output: Path, say: Translator) -> Iterator[str]:
    """Yield what came of a scan, and where it stands."""
    progress, kinds = report.progress, _kinds(report)
    yield say(
        "{count} documents: {agendas} agendas, {texts} other texts, {copies} copies, {bad} that "
        "could not be read.",
        count=grouped(len(report.copies)),
        agendas=grouped(kinds["agenda"]),
        texts=grouped(kinds["text"]),
        copies=grouped(kinds["copy"]),
        bad=grouped(kinds["bad"]),
    )
    rest = say("The rest was read before.") if progress.done < sum(kinds.values()) else ""
    now = say(
        "Read now: {count} documents, {pages} pages, {rate} pages/s.",
        count=grouped(progress.done),
        pages=grouped(progress.pages),
        rate=grouped(round(progress.rate(report.seconds))),
    )
    yield f"{now} {rest}".rstrip()
    if report.damaged:
        yield say(
            "{count} damaged lines of the manifest were passed over; what they told is done again.",
            count=grouped(report.damaged),
        )
    yield say("{rows} rows: {path}", rows=grouped(report.rows), path=output)
    if kinds["bad"]:
        yield say("What could not be read, and why: {path}", path=beside(output, BAD))


def as_json(report: Report, output: Path) -> dict[str, Any]:
    """Return what came of a scan."""
    progress, kinds = report.progress, _kinds(report)
    return {
        "schema": "agenda-risk/archive-scan/1",
        "output": str(output),
        "documents_file": str(beside(output, DOCUMENTS)),
        "bad_file": str(beside(output, BAD)),
        "documents": len(report.copies),
        "agendas": kinds["agenda"],
        "texts": kinds["text"],
        "copies": kinds["copy"],
        "bad": kinds["bad"],
        "rows": report.rows,
        "read_now": progress.done,
        "pages_now": progress.pages,
        "seconds": round(report.seconds, 2),
        "pages_per_second": round(progress.rate(report.seconds), 1),
        "damaged_lines": report.damaged,
    }


def grouped(number: int) -> str:
    """Return *number* with its thousands apart."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _kinds(report: Report) -> Counter[str]:
    """Return how many documents there are of each kind; a copy of what is bad is bad."""
    return Counter(
        "copy" if one.of and one.found.kind is not Kind.BAD else one.found.kind.value
        for one in report.copies
    )


def _time(seconds: float, say: Translator) -> str:
    if seconds >= _HOUR:
        hours, rest = divmod(round(seconds), _HOUR)
        return say("{hours} h {minutes} min", hours=hours, minutes=rest // _MINUTE)
    if seconds >= _MINUTE:
        return say("{minutes} min", minutes=round(seconds / _MINUTE))
    return say("{seconds} s", seconds=round(seconds))
