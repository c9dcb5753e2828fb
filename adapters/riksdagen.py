"""Read the calendar of riksdagen, the Swedish parliament, from its open data.

It is asked for as iCalendar: asked for as JSON it at times answers with a page of HTML and status
200 (several clients guard against that, 2024-2026).
"""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

from agenda_risk import hookimpl
from agenda_risk.bodies import body_named
from agenda_risk.extract.addresses import asked_for, host_of
from agenda_risk.extract.calendar_lines import Component, calendars_in
from agenda_risk.hookspecs import Adapter, Get
from agenda_risk.models import Link, Meeting, Page, Period, Recognition, Source
from agenda_risk.translate import N_

from .icalendar import asked, meetings_in

_CALENDAR = "https://data.riksdagen.se/kalender/"
_DOCUMENT = "https://data.riksdagen.se/dokument/"
_HOSTS = ("data.riksdagen.se", "riksdagen.se", "www.riksdagen.se")
_CHAMBER = "kamm"
# What the calendar calls those who meet. Other codes are shown as they are.
_BODIES = {
    "kamm": "Riksdagens kammare",
    "au": "Arbetsmarknadsutskottet",
    "cu": "Civilutskottet",
    "eun": "EU-nämnden",
    "fiu": "Finansutskottet",
    "föu": "Försvarsutskottet",
    "juu": "Justitieutskottet",
    "kru": "Kulturutskottet",
    "ku": "Konstitutionsutskottet",
    "mju": "Miljö- och jordbruksutskottet",
    "nu": "Näringsutskottet",
    "sfu": "Socialförsäkringsutskottet",
    "sku": "Skatteutskottet",
    "sou": "Socialutskottet",
    "tu": "Trafikutskottet",
    "ubu": "Utbildningsutskottet",
    "uu": "Utrikesutskottet",
}
_IDENTITY = re.compile(r"[A-ZÅÄÖ0-9]{6,20}", re.IGNORECASE)


class Riksdagen:
    """Read what the chamber, or a committee, of riksdagen has in its calendar."""

    name = "riksdagen"
    title = "Sveriges riksdag (data.riksdagen.se)"
    cannot: tuple[str, ...] = (N_("agenda items"), N_("case numbers"))
    is_seen = False

    def recognise(self, page: Page) -> Recognition | None:
        """Recognise riksdagen by its host; the body is the one that the address asks for."""
        if host_of(page.url) not in _HOSTS:
            return None
        wanted = dict(asked_for(page.url)).get("org", _CHAMBER)
        url = f"{_CALENDAR}?{urlencode({'org': wanted})}"
        source = Source(url=url, system=self.name, options={"org": wanted})
        return Recognition(source=source, sure=3, marks=("riksdagen.se",), bodies=(_name(wanted),))

    def fetch(self, source: Source, period: Period, get: Get) -> Iterator[Page]:
        """Yield the calendar of each body that is asked for: the option org, parted by commas."""
        given = asked_for(source.url)
        orgs = source.options.get("org") or dict(given).get("org", _CHAMBER)
        kept = [pair for pair in given if pair[0] in ("akt", "typ")]
        for org in (one.strip() for one in orgs.split(",") if one.strip()):
            days = [("from", str(period.first)), ("tom", str(period.last))]
            wanted = [("org", org), *kept, *days, ("utformat", "icalendar")]
            request = asked(source, f"{_CALENDAR}?{urlencode(wanted)}", period)
            yield get(request.model_copy(update={"about": {**request.about, "org": org}}))

    def parse(self, page: Page) -> Iterator[Meeting]:
        """Yield a meeting for each event; HTML instead of a calendar is an error, not none."""
        papers = _papers(page)
        org = page.about.get("org") or dict(asked_for(page.url)).get("org", "")
        for meeting in meetings_in(page):
            links = (*meeting.links, *papers.get(meeting.id, ()))
            body = body_named(_name(org)) if org else meeting.body
            yield meeting.model_copy(update={"body": body, "links": links})


def _name(org: str) -> str:
    """Return the name of the body whose code is *org*."""
    return _BODIES.get(org.lower(), org)


def _papers(page: Page) -> dict[str, tuple[Link, ...]]:
    """Return the documents of each event, by UID.

    Unseen in a calendar: the JSON has XRDDATA with "dok_id{H1,H2}" (clients' code); whatever
    property of that name comes is read.
    """
    events = (event for one in calendars_in(page) for event in one.named("VEVENT"))
    return {event.text("UID"): tuple(_links(_told(event))) for event in events}


def _told(event: Component) -> str:
    named = (line.text for line in event.lines if line.name.replace("-", "") == "XRDDATA")
    return " ".join(named)


def _links(named: str) -> Iterator[Link]:
    for found in re.finditer(r"dok_id\s*\{([^}]*)\}", named):
        for identity in _IDENTITY.findall(found[1]):
            yield Link(url=f"{_DOCUMENT}{identity}.html", id=identity, title=identity)


@hookimpl
def register_adapters() -> list[Adapter]:
    return [Riksdagen()]
