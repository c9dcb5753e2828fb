"""Read which meeting a title and the words around it are about, in feeds and on pages."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from agenda_risk.agenda import meeting_facts
from agenda_risk.cancelled import without_cancelled
from agenda_risk.models import Body, LinkKind, Moment
from agenda_risk.moments import at, clock_in, moment_in
from agenda_risk.month_names import day_named
from agenda_risk.published import kind_titled

_CLOCK = re.compile(
    r"\b(?:kl(?:ockan|o)?|um|at)\b\.?\s*(\d{1,2}(?:[.:]\d{2})?(?:\s*[ap]\.?m\.?)?)"
    r"|(?<![\d.:-])(\d{1,2}:\d{2})(?![\d:])",
    re.IGNORECASE,
)
# When something was put on the web is not when a meeting is.
_STAMP = re.compile(
    r"\b(?:publicera[td]s?|uppdatera[td]s?|ändra[td]s?|skapa[td]s?|upprätta[td]s?|anslags?\w*"
    r"|veröffentlicht|erstellt|aktualisiert|published|updated|posted)\b\W*(?:den|am|on)?\W*"
    r"(?:\w+dag\s+)?(?:\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{1,2}\.?\s+\w+\s+\d{4})",
    re.IGNORECASE,
)
# What may stand in a title besides the body and the day, where it tells of a meeting and no more.
_FILLING = re.compile(
    r"\b(?:(?:extra|ordinarie)?\s*(?:sammanträde|möte|sitzung|meeting)\w*|kl(?:ockan)?|den|med|för|i"
    r"|till|inför|(?:mån|tis|ons|tors|fre|lör|sön)dag\w*|\d+|\w{3,9}(?=\s+\d{4}))\b|[\W_]",
    re.IGNORECASE,
)
_MOST_LEFT = 12
_GENITIVE = re.compile(
    r"(nämnden|styrelsen|utskottet|beredningen|direktionen|fullmäktige)s(?![a-zåäö])"
    r"(?!\s+(?:[a-zåäö]+\s+och\s+)?[a-zåäö]*(?:utskott|beredning))",
    re.IGNORECASE,
)
_NOTICE = re.compile(r"kungörelse", re.IGNORECASE)


class Told(NamedTuple):
    """What is told of a meeting; *is_meeting* is whether anything is."""

    body: Body
    start: Moment
    kind: LinkKind
    is_meeting: bool


def told_by(
    title: str, around: Iterable[str] = (), year: int | None = None, summons: str = ""
) -> Told:
    """Return what *title*, or else the first of the texts *around* it, say of a meeting.

    A day without a year is in *year*. *summons* are words, parted by commas, that besides the
    usual ones name a document that calls to a meeting.
    """
    texts = (without_cancelled(title), *around)
    bodies = (body for text in texts if (body := body_in(text)).name)
    starts = (start for text in texts if (start := when(text, year)).day)
    body, start = next(bodies, Body(name="")), next(starts, Moment())
    kind = kind_of(title, summons)
    is_named = kind is not LinkKind.OTHER or bool(_NOTICE.search(title)) or _is_bare(texts[0], body)
    is_known = bool(body.name) and (bool(start.day) or kind is LinkKind.SUMMONS)
    return Told(body, start, kind, is_named and is_known)


def _is_bare(title: str, body: Body) -> bool:
    """Tell whether *title* names a body or a day, and next to nothing else."""
    left = _FILLING.sub("", re.sub(re.escape(body.name), " ", title, flags=re.IGNORECASE))
    names_one = (body.name and body.name.casefold() in title.casefold()) or bool(
        re.search(r"\d", title)
    )
    return names_one and len(left) < _MOST_LEFT


def body_in(text: str) -> Body:
    """Return the body that *text* names; "socialnämndens möten" are those of socialnämnden."""
    return meeting_facts.body(_GENITIVE.sub(r"\g<1>", text))


def when(text: str, year: int | None = None) -> Moment:
    """Return the day in *text* that is a meeting's, with its time."""
    kept = _STAMP.sub(" ", text)
    found = moment_in(kept)
    named = day_named(kept, year)
    day = found.day or named
    if not day:
        return Moment()
    clock = _CLOCK.search(kept)
    written = (clock[1] or clock[2]) if clock else ""
    exact = clock_in(written if re.search(r"[.:]", written) else f"{written}:00")
    return at(found if found.day else Moment(day=day), exact if written else None)


def kind_of(title: str, summons: str = "") -> LinkKind:
    """Return what a document called *title* is; one of the words *summons* calls to a meeting."""
    own = [word.strip().casefold() for word in summons.split(",") if word.strip()]
    is_own = any(word in title.casefold() for word in own)
    return LinkKind.SUMMONS if is_own else kind_titled(title)
