"""Where to go on where a server sends us elsewhere."""

from urllib.parse import urlsplit, urlunsplit

from agenda_risk.fetch.exchange import Answer
from agenda_risk.fetch.hosts import host_of
from agenda_risk.models import Request


def onwards(asked: Request, answer: Answer) -> Request:
    """Return what to ask instead of *asked*, as *answer* says.

    Headers stay with their host. A question stays a question where only its address has moved, and
    becomes a page to get where its answer stands elsewhere.
    """
    url = _kept_safe(answer.page.url, answer.onwards)
    is_same_host = host_of(url) == host_of(answer.page.url)
    stays = answer.page.status in {307, 308} or (
        answer.page.status != 303 and _path(url) == _path(answer.page.url)
    )
    return asked.model_copy(
        update={
            "url": url,
            "headers": asked.headers if is_same_host else {},
            "body": asked.body if stays else None,
            "media_type": asked.media_type if stays else "",
        }
    )


def _kept_safe(before: str, after: str) -> str:
    """Return *after*, with https where *before* had it on the same host.

    Many servers stand behind one that does the encryption, do not know of it, and send from
    https:// to http:// of their own.
    """
    old, new = urlsplit(before), urlsplit(after)
    is_lowered = old.scheme == "https" and new.scheme == "http" and old.netloc == new.netloc
    return urlunsplit(new._replace(scheme="https")) if is_lowered else after


def _path(url: str) -> str:
    return urlsplit(url).path.rstrip("/")
