"""Every family of meeting systems: a source, and which request gives which saved page."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import test_ahjo as ahjo
import test_casem as casem
import test_ciceron as ciceron
import test_dynasty as dynasty
import test_einnsyn as einnsyn
import test_feed as feed
import test_firstagenda as firstagenda
import test_icalendar as icalendar
import test_insynsverige as insynsverige
import test_legistar as legistar
import test_lex2publish as lex2publish
import test_meetingsplus as meetingsplus
import test_moderngov as moderngov
import test_netpublicator as netpublicator
import test_notubiz as notubiz
import test_oparl as oparl
import test_public360 as public360
import test_sitevision as sitevision
import test_tweb as tweb
import test_webpage as webpage
from payloads import saved
from served import Answer

from agenda_risk.models import Period, Source

DECEMBER = Period(first=date(2026, 12, 1), last=date(2026, 12, 31))
_RIKSDAGEN = (
    "https://data.riksdagen.se/kalender/?org=kamm&from=2026-12-01&tom=2026-12-31&utformat=icalendar"
)


class Family(NamedTuple):
    """A *source* as a clerk adds it, and what its server answers to each address."""

    source: Source
    answers: Mapping[str, Answer]


def _of(system: str, source: Source, addresses: Mapping[str, str], **more: str) -> Family:
    """Return the family of *system*, whose saved pages stand at *addresses*, by their names."""
    pages = {url: saved(f"{system}/{name}", url).content for name, url in addresses.items()}
    known = {"system": system, "options": {**source.options, **more, "internal": "yes"}}
    return Family(source.model_copy(update=known), pages)


def _json(addresses: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}.json": url for name, url in addresses.items()}


def _with(family: Family, **answers: Answer) -> Family:
    return family._replace(answers={**family.answers, **answers})


FAMILIES = {
    "ahjo": _of("ahjo", ahjo.SOURCE, ahjo.PAGES),
    "casem": _of("casem", casem.SOURCE, _json(casem.PAGES)),
    "ciceron": _with(_of("ciceron", ciceron.SOURCE, {}), **{ciceron.URL: ciceron.answer}),
    "dynasty": _of("dynasty", dynasty.SOURCE, dynasty.PAGES),
    "einnsyn": _of("einnsyn", einnsyn.SOURCE, einnsyn.PAGES, hosts="arkiv.granvik.example"),
    "feed": _of("feed", Source(url=feed.RSS), {"kallelser.rss": feed.RSS}),
    "feed-items": _of("feed", Source(url=feed.ATOM), {"arenden.atom": feed.ATOM}),
    "firstagenda": _with(
        _of("firstagenda", firstagenda.SOURCE, _json(firstagenda.PAGES)),
        **{f"{firstagenda.HOME}/": b"<html></html>"},
    ),
    "icalendar": _of("icalendar", Source(url=icalendar.URL), {"granvik.ics": icalendar.URL}),
    "insynsverige": _of(
        "insynsverige",
        Source(url=insynsverige.PAGES["municipality.html"]),
        insynsverige.PAGES,
    ),
    "legistar": _of("legistar", legistar.SOURCE, legistar.PAGES),
    "lex2publish": _with(
        _of("lex2publish", lex2publish.SOURCE, {}), **lex2publish.served().answers
    ),
    "meetingsplus": _of("meetingsplus", Source(url=meetingsplus.ROOT), meetingsplus.PAGES),
    "moderngov": _of("moderngov", moderngov.SOURCE, moderngov.PAGES),
    "netpublicator": _of(
        "netpublicator",
        netpublicator.SOURCE,
        {name: url for name, (url, _) in netpublicator.PAGES.items()},
    ),
    "notubiz": _of("notubiz", notubiz.SOURCE, _json(notubiz.PAGES)),
    "oparl": _of("oparl", oparl.SOURCE, _json(oparl.ADDRESSES)),
    "public360": _of("public360", Source(url=public360.GRANVIK), public360.PAGES),
    "riksdagen": _of("riksdagen", Source(url=_RIKSDAGEN), {"kamm.ics": _RIKSDAGEN}),
    "sitevision": _of(
        "sitevision", Source(url=sitevision.PAGES["overview.html"]), sitevision.PAGES
    ),
    "sitevision-folders": _of(
        "sitevision", Source(url=sitevision.PAGES["folders.html"]), sitevision.PAGES
    ),
    "sitevision-list": _of(
        "sitevision", Source(url=sitevision.PAGES["list.html"]), sitevision.PAGES
    ),
    "tweb": _of("tweb", tweb.SOURCE, tweb.PAGES),
    "webpage": _of(
        "webpage",
        Source(url=webpage.URL),
        {"lista.html": webpage.URL, "mote.html": f"{webpage.URL}ks-2026-12-10"},
    ),
    "webpage-own": _of(
        "webpage", Source(url=webpage.URL), {"egen.html": webpage.URL}, **webpage.OWN
    ),
}
