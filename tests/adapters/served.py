"""A server in a dictionary, for adapters to fetch from."""

from collections.abc import Iterator, Mapping

from agenda_risk.errors import FetchError
from agenda_risk.models import Page, Request


class Served:
    """Gets the pages it was given; *asked* are the requests that came, *failed* the addresses."""

    def __init__(self, pages: Mapping[str, bytes]) -> None:
        self._pages = pages
        self.asked: list[Request] = []
        self.failed: list[str] = []

    def __call__(self, asked: str | Request) -> Page:
        request = asked if isinstance(asked, Request) else Request(url=asked)
        self.asked.append(request)
        if request.url not in self._pages:
            raise FetchError("{url} was not found.", url=request.url)
        return Page(url=request.url, content=self._pages[request.url], about=request.about)

    def tried(self, asked: str | Request) -> Iterator[Page]:
        try:
            yield self(asked)
        except FetchError as error:
            self.failed.append(str(error.fields["url"]))
