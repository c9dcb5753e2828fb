"""Gather the meetings of sources: fetch, parse, join, and read the agendas in documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, Protocol

from agenda_risk.errors import AgendaRiskError, AnswerError, Failure, FetchError, ReadError
from agenda_risk.fetch.hosts import host_of
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.joining import is_tombstone, joined
from agenda_risk.models import Meeting, Page, Period, Source
from agenda_risk.moments import in_zone, is_within
from agenda_risk.side_by_side import side_by_side
from agenda_risk.summons import completed, is_unread, left_unread
from agenda_risk.supplementary import with_late_lists

# Most of their time they wait, a second between two requests to a host.
WORKERS = 16


class Fetcher(Get, Protocol):
    """A Get that remembers what was tried in vain: Web or Replay."""

    failures: list[Failure]


class Fetched(NamedTuple):
    """What came of one source; *pages* is the number of pages that were parsed.

    *elsewhere* are meetings that were listed outside the period, or as taken away: they tell what
    became of those that were known within it. Where *failures* has something, *meetings* may lack
    some: then what is missing was not looked at, and is not gone.
    """

    source: Source
    meetings: tuple[Meeting, ...] = ()
    pages: int = 0
    failures: tuple[Failure, ...] = ()
    elsewhere: tuple[Meeting, ...] = ()


def fetch_all(
    sources: Iterable[Source],
    adapters: Mapping[str, Adapter],
    period: Period,
    web: Callable[[Source], Fetcher],
    workers: int = WORKERS,
) -> Iterator[Fetched]:
    """Yield what comes of each of *sources*, as each is done; *web* makes what gets its pages.

    Sources of one host are fetched one after the other. None of them stops the others.
    """

    def work(source: Source) -> Fetched:
        return _fetched(source, adapters, period, web)

    return side_by_side(_by_host(sources), work, workers)


def fetch_source(source: Source, adapter: Adapter, period: Period, get: Fetcher) -> Fetched:
    """Return the meetings of *source* within *period*, with what their summonses say.

    What fails in fetching ends the source with what came before; what fails in parsing loses one
    page.
    """
    told = len(get.failures)
    failures: list[Failure] = []
    parts: list[Meeting] = []
    pages = 0
    for page in _pages(source, adapter, (period, get), failures):
        pages += 1
        parts.extend(_parts(page, adapter, failures))
    listed = with_late_lists(joined(parts))
    whole = [(_filled(one, source), _is_listed(one, period)) for one in listed]
    near = [meeting for meeting, is_listed in whole if is_listed]
    elsewhere = tuple(meeting for meeting, is_listed in whole if not is_listed)
    meetings = tuple(_completed(near, get, failures))
    return Fetched(source, meetings, pages, (*get.failures[told:], *failures), elsewhere)


def _by_host(sources: Iterable[Source]) -> list[list[Source]]:
    hosts: dict[str, list[Source]] = {}
    for source in sources:
        hosts.setdefault(host_of(source.url).removeprefix("www."), []).append(source)
    return list(hosts.values())


def _fetched(
    source: Source,
    adapters: Mapping[str, Adapter],
    period: Period,
    web: Callable[[Source], Fetcher],
) -> Fetched:
    if source.system not in adapters:
        error = FetchError(
            "There is no reader of the system “{system}”. Run agenda-risk plugins to see which "
            "there are.",
            system=source.system,
        )
        return Fetched(source, failures=(Failure(source.url, error),))
    try:
        get = web(source)
    except ReadError as failed:
        return Fetched(source, failures=(Failure(source.url, failed),))
    return fetch_source(source, adapters[source.system], period, get)


def _pages(
    source: Source, adapter: Adapter, wanted: tuple[Period, Fetcher], failures: list[Failure]
) -> Iterator[Page]:
    period, get = wanted
    try:
        yield from adapter.fetch(source, period, get)
    except ReadError as error:
        failures.append(Failure(source.url, error))
    except AgendaRiskError:  # our own trouble, such as a full disk, is not the reader's
        raise
    except Exception as error:  # a reader, perhaps a stranger's, stumbled over what it was sent
        failures.append(Failure(source.url, _stumbled(adapter, source.url, error)))


def _parts(page: Page, adapter: Adapter, failures: list[Failure]) -> Iterator[Meeting]:
    try:
        yield from adapter.parse(page)
    except ReadError as error:
        failures.append(Failure(page.url, error))
    except Exception as error:  # as above; the other pages go on
        failures.append(Failure(page.url, _stumbled(adapter, page.url, error)))


def _stumbled(adapter: Adapter, url: str, error: Exception) -> AnswerError:
    told = AnswerError(
        "The reader of {system} stumbled over {url} ({fault}). Save the pages with --record, and "
        "send them to its authors.",
        system=adapter.title,
        url=url,
        fault=type(error).__name__,  # its text may hold what the page says of people
    )
    told.__cause__ = error
    return told


def _filled(meeting: Meeting, source: Source) -> Meeting:
    """Return *meeting* with what *source* knows of all its meetings."""
    own = meeting.organisation
    return meeting.model_copy(
        update={
            "organisation": own if own.name else source.organisation,
            "source": meeting.source or source.url,
            "start": in_zone(meeting.start, source.zone),
        }
    )


def _is_listed(meeting: Meeting, period: Period) -> bool:
    """Tell whether *meeting* is listed within *period*; one of which no day is known may be."""
    return is_within(meeting.start, period) and not is_tombstone(meeting)


def _completed(
    meetings: Iterable[Meeting], get: Fetcher, failures: list[Failure]
) -> Iterator[Meeting]:
    """Yield *meetings* with what their documents say, until nothing more can be had."""
    is_over = False
    for meeting in meetings:
        if is_over:
            yield left_unread(meeting) if is_unread(meeting) else meeting
            continue
        try:
            done = completed(meeting, get)
        except ReadError as error:
            failures.append(Failure(meeting.source, error))
            is_over = True
            yield left_unread(meeting) if is_unread(meeting) else meeting
        else:
            failures.extend(done.failures)
            yield done.meeting
