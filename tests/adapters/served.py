"""A small server for tests: what is asked for, and what comes."""

import json
from collections.abc import Callable, Iterator, Mapping

from agenda_risk.errors import FetchError
from agenda_risk.models import Page, Request

Answer = str | bytes | list | dict | Callable[[Request], str | bytes | dict]


class Served:
    """Answers what *answers* has for an address, and fails for all others.

    A callable answers by what was asked. *asked* are the requests that came, *failed* the
    addresses that could not be had.
    """

    def __init__(self, answers: Mapping[str, Answer]) -> None:
        self.answers = answers
        self.asked: list[Request] = []
        self.failed: list[str] = []

    def __call__(self, asked: str | Request) -> Page:
        request = Request(url=asked) if isinstance(asked, str) else asked
        self.asked.append(request)
        if request.url not in self.answers:
            raise FetchError("{url} was not found.", url=request.url)
        content = content_of(self.answers[request.url], request)
        return Page(url=request.url, content=content, about=request.about)

    def tried(self, asked: str | Request) -> Iterator[Page]:
        try:
            page = self(asked)
        except FetchError as error:
            self.failed.append(str(error.fields["url"]))
            return
        yield page


def content_of(answer: Answer, request: Request) -> bytes:
    """Return the bytes that *answer* is to *request*."""
    found = answer(request) if callable(answer) else answer
    content = json.dumps(found) if isinstance(found, list | dict) else found
    return content.encode() if isinstance(content, str) else content
