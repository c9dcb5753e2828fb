"""Tell which meeting system an address belongs to, by the first page that came from it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from agenda_risk.errors import FetchError, ReadError, RefusedError
from agenda_risk.hookspecs import Adapter
from agenda_risk.models import Organisation, OrganisationKind, Page, Recognition, Source
from agenda_risk.normalise import fold

_OF_FILES = "documents"
_LONGEST_NAME = 40
# What the words of a name begin with; kommunalförbund comes before kommun.
_KINDS = {
    "kommunalförbund": OrganisationKind.FEDERATION,
    "region": OrganisationKind.REGION,
    "kommun": OrganisationKind.MUNICIPALITY,
    "stad": OrganisationKind.MUNICIPALITY,
}


class Candidate(NamedTuple):
    """An adapter, and what it takes the address for."""

    adapter: Adapter
    recognition: Recognition


def candidates(page: Page, adapters: Mapping[str, Adapter]) -> tuple[Candidate, ...]:
    """Return the adapters that know *page*, the surest first."""
    found = (one for adapter in adapters.values() for one in _asked(adapter, page))
    return tuple(sorted(found, key=lambda one: (-one.recognition.sure, one.adapter.name)))


def surest(found: tuple[Candidate, ...], url: str, tried: Mapping[str, Adapter]) -> Candidate:
    """Return the one candidate that is surer than the others.

    Raises FetchError where nothing was recognised at *url*, RefusedError where two are as sure.
    """
    if not found:
        raise FetchError(
            "No meeting system was recognised at {url}. Tried: {systems}. If the meetings are "
            "listed there for people to read, add it with --system webpage.",
            url=url,
            systems=", ".join(names(tried)),
        )
    first, *others = found
    twins = [one for one in others if one.recognition.sure == first.recognition.sure]
    if twins:
        raise RefusedError(
            "{url} may be one of {systems}. Choose with --system.",
            url=url,
            systems=", ".join(one.adapter.name for one in (first, *twins)),
        )
    return first


def of_system(
    name: str, found: tuple[Candidate, ...], url: str, adapters: Mapping[str, Adapter]
) -> Candidate:
    """Return the candidate of the system *name*; a person may know better than its marks.

    Raises RefusedError where there is no such system.
    """
    if name not in names(adapters):
        raise RefusedError(
            "There is no reader of the system “{name}”. There are: {systems}.",
            name=name,
            systems=", ".join(names(adapters)),
        )
    known = (one for one in found if one.adapter.name == name)
    told = Recognition(source=Source(url=url, system=name), sure=1)
    return next(known, Candidate(adapters[name], told))


def names(adapters: Mapping[str, Adapter]) -> list[str]:
    """Return the names of the systems that can be fetched from."""
    return sorted(name for name in adapters if name != _OF_FILES)


def name_of(source: Source) -> str:
    """Return a short name for *source*: its organisation's, or that of its host."""
    labels = (urlsplit(source.url).hostname or "source").split(".")
    host = labels[-2] if len(labels) > 1 and not labels[-1].isdigit() else "-".join(labels)
    wanted = (source.name, source.organisation.name, host)
    told = next(filter(None, map(plain_name, wanted)), "source")
    name = told if told[0].isalpha() else f"source-{told}"
    return name[:_LONGEST_NAME].rstrip("-")


def organisation_named(name: str) -> Organisation:
    """Return the organisation called *name*, and its kind, where the name tells it."""
    words = fold(name).split()
    kinds = (kind for word, kind in _KINDS.items() if any(one.startswith(word) for one in words))
    return Organisation(name=name, kind=next(kinds, OrganisationKind.UNKNOWN))


def plain_name(text: str) -> str:
    """Return *text* in small letters a–z, digits and hyphens."""
    plain = fold(text).translate(str.maketrans("åäöéüæøß", "aaoeuaos"))
    kept = "".join(char if char.isascii() and char.isalnum() else "-" for char in plain)
    return "-".join(part for part in kept.split("-") if part)


def _asked(adapter: Adapter, page: Page) -> Iterator[Candidate]:
    try:
        found = adapter.recognise(page)
    except ReadError:  # what the adapter cannot read is not of its system
        return
    if found is not None:
        source = found.source.model_copy(update={"system": adapter.name})
        yield Candidate(adapter, found.model_copy(update={"source": source}))
