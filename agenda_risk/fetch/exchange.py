"""One request, one answer: send it, read what comes, and say what went wrong."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import requests
import urllib3
from requests.cookies import extract_cookies_to_jar

from agenda_risk.errors import FetchError
from agenda_risk.fetch.hosts import host_of, joined, no_address
from agenda_risk.fetch.limits import Limits
from agenda_risk.fetch.session import cut_off
from agenda_risk.fetch.trouble import SlowError, UnsteadyError
from agenda_risk.fetch.unpack import Parcel, too_large, unpacked
from agenda_risk.fetch.verdict import kind_wanted
from agenda_risk.models import Page, Request

_PIECE = 65_536
_TEXTS = ("text/", "json", "xml", "html", "calendar")
# Of an answer, only what its readers need is kept: no cookies.
_KEPT = (
    "content-type", "content-disposition", "content-language", "date", "etag", "last-modified",
    "link", "location", "retry-after", "x-total-count",
)  # fmt: skip


class Answer(NamedTuple):
    """A page as it came, and where the server sends us instead, if anywhere."""

    page: Page
    onwards: str = ""


def prepared(session: requests.Session, asked: Request) -> requests.PreparedRequest:
    """Return *asked* as *session* sends it; raises FetchError where it is no request."""
    headers = {"Accept": asked.accept, "Content-Type": asked.media_type}
    sent = {name: value for name, value in {**headers, **asked.headers}.items() if value}
    method = "GET" if asked.body is None else "POST"
    url = asked.url.partition("#")[0].strip()
    try:
        return session.prepare_request(requests.Request(method, url, headers=sent, data=asked.body))
    except (requests.RequestException, ValueError) as error:
        raise no_address(url) from error


def exchanged(
    session: requests.Session, asked: Request, limits: Limits, left: float, certificates: str = ""
) -> Answer:
    """Return the answer to *asked*, within *left* seconds; redirects are not followed.

    Raises UnsteadyError for what may pass, and other kinds of ReadError for what will not.
    """
    sent = prepared(session, asked)
    host = host_of(sent.url or "")
    with cut_off(min(left, limits.page_seconds)) as late:
        try:
            answer = _sent(session, sent, asked, (limits, certificates))
        except UnsteadyError as error:
            raise _late(host) if late.is_set() else error from error
    if late.is_set():
        raise _late(host)
    return answer


def _sent(
    session: requests.Session,
    sent: requests.PreparedRequest,
    asked: Request,
    terms: tuple[Limits, str],
) -> Answer:
    limits, certificates = terms
    with answering(session, sent, limits, certificates) as response:
        extract_cookies_to_jar(  # type: ignore[no-untyped-call]
            session.cookies, sent, response.raw
        )
        return _answer(response, asked, limits)


@contextmanager
def answering(
    session: requests.Session,
    sent: requests.PreparedRequest,
    limits: Limits,
    certificates: str = "",
) -> Iterator[requests.Response]:
    """Yield the answer to *sent*, of which only the head was read; redirects are not followed.

    Raises UnsteadyError for what may pass, also while the rest is read, and else FetchError.
    """
    host = host_of(sent.url or "")
    try:
        # Not session.send: that reads the whole body of a redirect, however large.
        with session.get_adapter(sent.url or "").send(
            sent,
            stream=True,
            timeout=(limits.connect, limits.read),
            verify=certificates or True,
            proxies=session.proxies,
        ) as response:
            yield response
    except requests.exceptions.SSLError as error:
        raise FetchError(
            "{host} shows no certificate that can be trusted. Check the address, or ask its owner.",
            host=host,
        ) from error
    except requests.exceptions.ProxyError as error:
        raise UnsteadyError(
            "The proxy that agenda-risk.toml names did not let us through to {host}. Check its "
            "address, or ask who runs it.",
            host=host,
        ) from error
    except (requests.Timeout, urllib3.exceptions.TimeoutError) as error:
        raise UnsteadyError("{host} did not answer in time. Try again later.", host=host) from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        raise UnsteadyError("{host} broke off its answer. Try again later.", host=host) from error


def _answer(response: requests.Response, asked: Request, limits: Limits) -> Answer:
    page = Page(
        url=response.url,
        content=b"",
        media_type=response.headers.get("content-type", ""),
        status=response.status_code,
        headers={name: response.headers[name] for name in _KEPT if name in response.headers},
        about=asked.about,
    )
    onwards = _onwards(response)
    if onwards:
        return Answer(page, joined(response.url, onwards))
    return Answer(page.model_copy(update={"content": _content(response, asked, limits)}))


def _onwards(response: requests.Response) -> str:
    """Return where the server sends us; some write å, ä and ö as they are, in either encoding."""
    written = response.headers.get("location", "") if response.is_redirect else ""
    octets = written.encode("latin-1", "replace")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        return written


def _content(response: requests.Response, asked: Request, limits: Limits) -> bytes:
    packing = response.headers.get("content-encoding", "")
    parcel = Parcel(response.url, packing, _limit(response, asked, limits))
    declared = _declared(response)
    if declared > parcel.limit:
        raise too_large(parcel)
    return unpacked(_chunks(response, declared), parcel)


def _limit(response: requests.Response, asked: Request, limits: Limits) -> int:
    kind = response.headers.get("content-type", "").lower()
    is_text = kind_wanted(asked) not in ("", "PDF") or any(word in kind for word in _TEXTS)
    return limits.text_bytes if is_text else limits.page_bytes


def _declared(response: requests.Response) -> int:
    """Return how many bytes the server said would come; -1 where it did not say.

    With 204 and 304 nothing comes, though some tell the length of what would have come.
    """
    written = response.headers.get("content-length", "").strip()
    is_said = written.isascii() and written.isdigit() and len(written) < 16
    is_chunked = "transfer-encoding" in response.headers
    is_bare = is_chunked or response.status_code in {204, 304}
    return int(written) if is_said and not is_bare else -1


def _chunks(response: requests.Response, declared: int) -> Iterator[bytes]:
    """Yield what comes, as it comes: read1 does not wait until a piece is full."""
    weight = 0
    while chunk := response.raw.read1(_PIECE, decode_content=False):
        weight += len(chunk)
        yield chunk
    if weight < declared:
        raise UnsteadyError(
            "{url} came incomplete several times. Try again later.", url=response.url
        )


def _late(host: str) -> SlowError:
    return SlowError("{host} answered too slowly. Try again later.", host=host)
