"""Get pages from servers: politely, safely, and never taking silence for an empty list."""

from collections import Counter
from collections.abc import Iterator

from agenda_risk.errors import AnswerError, Failure, ReadError
from agenda_risk.fetch.exchange import Answer, exchanged, prepared
from agenda_risk.fetch.guard import check_public
from agenda_risk.fetch.hosts import Hosts, host_of, split
from agenda_risk.fetch.memory import conditions, key_of
from agenda_risk.fetch.onwards import onwards
from agenda_risk.fetch.recent import Recent
from agenda_risk.fetch.retries import steadily
from agenda_risk.fetch.robots import is_robots
from agenda_risk.fetch.session import guarded_session
from agenda_risk.fetch.terms import Terms
from agenda_risk.fetch.trouble import OverError, UnsteadyError
from agenda_risk.fetch.verdict import judged
from agenda_risk.fetch.watch import Watch
from agenda_risk.models import Page, Request, Source


class Web:
    """Gets the pages of one source, in one run.

    *failures* are the pages that were only tried, and could not be had.
    """

    def __init__(self, source: Source, terms: Terms | None = None) -> None:
        self.failures: list[Failure] = []
        self._terms = terms or Terms()
        self._hosts = Hosts.of(source)
        is_internal = source.options.get("internal", "").lower() == "yes"
        # What lies within one's own network is asked directly: a proxy leads out of it.
        self._proxy = "" if is_internal else self._terms.proxy
        self._session = guarded_session(self._terms.agent, internal=is_internal, proxy=self._proxy)
        self._has_consent = bool(source.consent)
        self._watch = Watch(self._terms.limits, self._terms.clock)
        self._recent = Recent(self._terms.limits.kept_bytes)
        self._asked: Counter[str] = Counter()
        self._sent = 0
        self._unsteady = 0

    def __call__(self, asked: str | Request) -> Page:
        """Return the page that answers *asked*.

        Raises FetchError, AnswerError or TooLargeError. The same request is sent once in a run.
        """
        request = Request(url=asked) if isinstance(asked, str) else asked
        key = key_of(request)
        self._check_circle(request, key)
        known = self._recent.get(key)
        page = known if known else self._got(request, key)
        return page.model_copy(update={"about": request.about})

    def tried(self, asked: str | Request) -> Iterator[Page]:
        """Yield the page that answers *asked*, or nothing: why stands in *failures* then.

        Raises OverError where no other page of the source could be had either.
        """
        try:
            page = self(asked)
        except OverError:
            raise
        except ReadError as error:
            url = asked if isinstance(asked, str) else asked.url
            self.failures.append(Failure(url, error))
            return
        yield page

    def _check_circle(self, asked: Request, key: str) -> None:
        self._asked[key] += 1
        if self._asked[key] > self._terms.limits.times:
            raise OverError(
                "The pages of {host} lead round in a circle by {url}, and the rest was not "
                "fetched. Send the saved pages to the authors of agenda-risk.",
                host=host_of(asked.url),
                url=asked.url,
            )

    def _got(self, asked: Request, key: str) -> Page:
        """Return the page, from the memory of earlier runs where the server says it still holds."""
        memory = self._terms.memory
        known = memory.recall(asked) if asked.body is None else None
        stamps = conditions(known) if known else {}
        came = self._counted(asked.model_copy(update={"headers": {**asked.headers, **stamps}}))
        page = known if known and stamps and came.status == 304 else came
        self._terms.keep(asked, page)
        judged(asked, page)
        if page is came and asked.body is None and conditions(page):
            memory.remember(asked, page.model_copy(update={"about": {}}))
        self._recent.add(key, page)
        return page

    def _counted(self, asked: Request) -> Page:
        """Return what comes; give up on a source whose servers break down time after time."""
        try:
            page = self._steady(asked)
        except UnsteadyError as error:
            self._unsteady += 1
            if self._unsteady >= self._terms.limits.unsteady:
                raise OverError(error.msgid, **error.fields) from error
            raise
        self._unsteady = 0
        return page

    def _steady(self, asked: Request) -> Page:
        return steadily(lambda: self._followed(asked), self._terms.clock, self._watch.left)

    def _followed(self, asked: Request) -> Page:
        """Return the page at the end of the redirects from *asked*; each step is checked."""
        for _ in range(self._terms.limits.redirects + 1):
            answer = self._one(asked)
            if not answer.onwards:
                return answer.page
            asked = onwards(asked, answer)
        raise AnswerError(
            "{host} sends us from address to address without end. Look at the page in a browser.",
            host=host_of(asked.url),
        )

    def _one(self, asked: Request) -> Answer:
        """Send one request, if it is allowed and when it is our turn."""
        url = prepared(self._session, asked).url or ""
        host = host_of(url)
        self._hosts.check(url)
        if self._proxy:
            check_public(host, split(url).port or 0)
        delay = self._allowed(url)
        self._check_count(host)
        clock = self._terms.clock
        since = clock.seconds()
        with self._terms.pace.turn(host, delay):
            self._watch.paused(clock.seconds() - since)
            self._watch.check(host)
            return exchanged(
                self._session,
                asked,
                self._terms.limits,
                self._watch.left(),
                self._terms.certificates,
            )

    def _allowed(self, url: str) -> float:
        """Return the pause that robots.txt wants; raises FetchError where it says no.

        Where its owner lets us in, only the pause counts.
        """
        if is_robots(url):
            return 0.0
        rules = self._terms.robots.rules(url, self._steady)
        if not self._has_consent:
            rules.check(url)
        return rules.delay

    def _check_count(self, host: str) -> None:
        self._sent += 1
        if self._sent > self._terms.limits.pages:
            raise OverError(
                "More than {count} pages were asked of {host}, and the rest was not fetched. Ask "
                "for a shorter period.",
                count=self._terms.limits.pages,
                host=host,
            )
