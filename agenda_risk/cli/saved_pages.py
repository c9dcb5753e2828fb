"""Read saved pages with what was known of them: where they came from, and what they belong to."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import Field, TypeAdapter, ValidationError

from agenda_risk.errors import BrokenFileError
from agenda_risk.fetch import files_at, get_file
from agenda_risk.fetch.replay import is_recorded, recorded
from agenda_risk.models import Model, Page

KNOWN = "pages.toml"
_ASIDE = {".md", ".py", ".pyc", ".toml"}
_LOOKED_AT = 100_000
_DOCUMENTS = ("pdf", "wordprocessingml", "opendocument", "image/")
_ADDRESS = r"""(?P<url>https?://[^\s"'<>]+)"""
# Where a browser saves a page from, it writes so; else pages name their own address.
_NAMED = (
    re.compile(r"<!--\s*saved from url=\(\d+\)" + _ADDRESS),
    re.compile(r"""<link\b[^>]*\brel=["']?canonical\b[^>]*\bhref=["']?""" + _ADDRESS, re.I),
    re.compile(r"""<link\b[^>]*\bhref=["']?""" + _ADDRESS + r"""[^>]*\brel=["']?canonical""", re.I),
    re.compile(r"""<meta\b[^>]*\bproperty=["']?og:url\b[^>]*\bcontent=["']?""" + _ADDRESS, re.I),
    re.compile(r"""<base\b[^>]*\bhref=["']?""" + _ADDRESS, re.I),
)


class Saved(NamedTuple):
    """A page, whether its address is only supposed, and whether the adapter has to read it.

    A page that is only looked through for others (a list of bodies) need not hold meetings.
    """

    page: Page
    is_supposed: bool = False
    is_read: bool = True


class KnownPage(Model):
    """What pages.toml says of a page beside it."""

    url: str
    about: dict[str, str] = Field(default_factory=dict)
    is_read: bool = True


_KNOWN_PAGES = TypeAdapter(dict[str, KnownPage])


def saved_pages(paths: Iterable[str], url: str, otherwise: str) -> Iterator[Saved]:
    """Yield the pages at *paths*: files, folders of files, and folders that fetch recorded.

    What pages.toml says beside a page holds, then *url* (of one page, or with a slash at its end
    of the folder that all came from), then what the page says itself; *otherwise* comes last.
    Raises BrokenFileError where what is known cannot be read.
    """
    for path in paths:
        if is_recorded(path):
            yield from (Saved(page) for page in recorded(path) if not _is_document(page))
        else:
            yield from (_saved(name, url, otherwise) for name in files_at([path]) if _is_page(name))


def _is_page(name: str) -> bool:
    return Path(name).suffix not in _ASIDE


def _is_document(page: Page) -> bool:
    kind = page.media_type.lower()
    return any(word in kind for word in _DOCUMENTS) or page.content.startswith((b"%PDF-", b"PK"))


def _saved(name: str, url: str, otherwise: str) -> Saved:
    path, page = Path(name), get_file(name)
    known = _known(path.with_name(KNOWN)).get(path.name)
    if known:
        told = {"url": known.url, "about": known.about}
        return Saved(page.model_copy(update=told), is_read=known.is_read)
    own = _placed(url, path) or address_in(page)
    address = own or _placed(otherwise, path)
    return Saved(page.model_copy(update={"url": address}), is_supposed=not own)


def _placed(url: str, path: Path) -> str:
    return f"{url}{path.name}" if url.endswith("/") else url


def _known(path: Path) -> dict[str, KnownPage]:
    if not path.is_file():
        return {}
    try:
        return _KNOWN_PAGES.validate_python(tomllib.loads(get_file(str(path)).content.decode()))
    except (ValueError, ValidationError) as error:
        raise BrokenFileError(
            "{name} cannot be used: under the name of each page in quotes stands its url, and "
            "about and is_read where they are needed.",
            name=path,
        ) from error


def address_in(page: Page) -> str:
    """Return the address that *page*, of HTML, says it came from; empty where it says none."""
    text = page.content[:_LOOKED_AT].decode("utf-8", "replace")
    if "<" not in text[:_LOOKED_AT]:
        return ""
    found = filter(None, (pattern.search(text) for pattern in _NAMED))
    return next((one["url"].replace("&amp;", "&") for one in found), "")
