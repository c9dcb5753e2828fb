"""Tell whether a page is what was asked for, or something that only looks like an answer."""

import re

from agenda_risk.errors import AnswerError, FetchError
from agenda_risk.extract.answers import beginning, text_in
from agenda_risk.fetch.hosts import host_of
from agenda_risk.models import Page, Request
from agenda_risk.translate import N_

_MISSING = N_("{url} is not there ({status}). Check the address.")
_SHUT = N_("{host} does not let us in ({status}). Ask its owner to open it for agenda-risk.")
_BUSY = N_("{host} wants to be left alone for now ({status}). Try again later.")
_TROUBLE = N_("{host} has trouble of its own ({status}). Try again later.")
_OTHER = N_("{host} answered {url} with status {status} and no page. Check the address.")
_BY_STATUS = {404: _MISSING, 410: _MISSING, 401: _SHUT, 403: _SHUT, 407: _SHUT, 429: _BUSY}

_HTML = re.compile(
    r"(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_JSON = re.compile(r"[\[{\"\d-]|true|false|null")
_LOOKED_AT = 4_000

# What stands first in the title of pages that come with status 200 in place of the real one:
# walls against robots (Cloudflare, F5, Imperva, Akamai), missing pages, logins, repairs.
_LIES = re.compile(
    r"<title[^>]*>\s*(?:just a moment|attention required|request rejected|access denied|forbidden"
    r"|checking your browser|are you (?:a )?(?:human|robot)|pardon our interruption|validate user"
    r"|(?:error )?(?:401|403|404|410|500|502|503|504)\b|(?:page|file) not found|not found\s*<"
    r"|sidan (?:hittades inte|finns inte|(?:kan|kunde) inte (?:hittas|visas))|ett fel (?:har )?intr"
    r"|service unavailable|logga in\b|log ?in\b|sign in\b|underhåll|driftstopp"
    r"|(?:site )?(?:under )?maintenance)",
    re.IGNORECASE,
)


def judged(asked: Request, page: Page) -> Page:
    """Return *page*; raises FetchError or AnswerError where it does not answer *asked*."""
    _check_status(page)
    if not page.content.strip(b"\0\xef\xbb\xbf\xff\xfe \r\n\t"):
        raise AnswerError(
            "{host} answered with nothing to {url}. Look at the page in a browser.",
            host=host_of(page.url),
            url=page.url,
        )
    text = _beginning_of(page)
    _check_kind(asked, page, text)
    if _HTML.match(text) and _LIES.search(text):
        raise AnswerError(
            "{host} answered with another page than was asked for: {words}",
            host=host_of(page.url),
            words=beginning(text),
        )
    return page


def _check_status(page: Page) -> None:
    if 200 <= page.status < 300:
        return
    msgid = _BY_STATUS.get(page.status, _TROUBLE if page.status >= 500 else _OTHER)
    raise FetchError(msgid, host=host_of(page.url), url=page.url, status=page.status)


def _check_kind(asked: Request, page: Page, text: str) -> None:
    """Hold what came against what *asked* accepts; what the server calls it does not matter."""
    kind = kind_wanted(asked)
    if kind and not _IS_KIND[kind](text):
        raise AnswerError(
            "{host} answered with something else than {kind}: {words}",
            host=host_of(page.url),
            kind=kind,
            words=beginning(text),
        )


def kind_wanted(asked: Request) -> str:
    """Return the one kind of answer that *asked* accepts; empty where several would do."""
    accept = asked.accept.lower()
    if "html" in accept or "*/*" in accept:
        return ""
    kinds = {"json": "JSON", "xml": "XML", "calendar": "iCalendar", "pdf": "PDF"}
    found = [name for word, name in kinds.items() if word in accept]
    return found[0] if len(found) == 1 else ""


def _is_json(text: str) -> bool:
    return bool(_JSON.match(text))


def _is_xml(text: str) -> bool:
    return text.startswith("<") and not _HTML.match(text)


def _is_calendar(text: str) -> bool:
    return text[:15].upper() == "BEGIN:VCALENDAR"


def _is_pdf(text: str) -> bool:
    return "%PDF-" in text[:1024]


_IS_KIND = {"JSON": _is_json, "XML": _is_xml, "iCalendar": _is_calendar, "PDF": _is_pdf}


def _beginning_of(page: Page) -> str:
    start = page.model_copy(update={"content": page.content[:_LOOKED_AT]})
    return text_in(start).lstrip("\ufeff\0 \r\n\t")
