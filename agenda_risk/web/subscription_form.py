"""What somebody writes into the form of a subscription, and what it means."""

import re
from collections.abc import Iterable
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from agenda_risk.errors import RefusedError
from agenda_risk.models import Category, Channel, Level, Rhythm, Wanted
from agenda_risk.store.subscriptions import Subscription, Terms
from agenda_risk.web.numbers import number_in

LOWEST = (Level.MODERATE, Level.HIGH)
FIRST = (Level.LOW, *LOWEST)
_MOST_AHEAD = 400
_MOST_WORDS = 50
_LONGEST_WORD = 100
_BETWEEN = re.compile(r"[\n,;]+")

Few = Annotated[str, Field(max_length=100)]


class Written(BaseModel):
    """The fields of the form, as they were sent."""

    model_config = ConfigDict(extra="ignore")

    name: Annotated[str, Field(max_length=300)] = ""
    body: Annotated[list[Few], Field(max_length=5000)] = Field(default_factory=list)
    category: Annotated[list[Few], Field(max_length=20)] = Field(default_factory=list)
    lowest: Few = Level.MODERATE.value
    first: Few = ""
    words: Annotated[str, Field(max_length=8000)] = ""
    ahead: Few = ""
    channel: Few = Channel.MAIL.value
    rhythm: Few = Rhythm.DAILY.value
    heartbeat: Few = ""
    preview: Few = ""


def terms_of(written: Written, ways: Iterable[str]) -> Terms:
    """Return what is *written*; *ways* are the channels that there are, with their destinations.

    Raises RefusedError where it cannot be meant.
    """
    if written.channel not in set(ways):
        raise RefusedError("Choose where the messages go.")
    if written.rhythm not in set(Rhythm) or written.lowest not in {one.value for one in LOWEST}:
        raise RefusedError("Choose how often you want to be told, and from which level.")
    channel, _, destination = written.channel.partition(":")
    return Terms(
        written.name.strip(),
        wanted_of(written),
        Channel(channel),
        destination,
        Rhythm(written.rhythm),
        bool(written.heartbeat),
    )


def wanted_of(written: Written) -> Wanted:
    """Return which meetings are asked for. Raises RefusedError where that cannot be meant."""
    if not all(map(number_in, written.body)):
        raise RefusedError("Choose bodies that you may read.")
    known = {one.value for one in Category}
    if written.first not in {"", *(one.value for one in FIRST)}:
        raise RefusedError("Choose from which level you want to hear of new cases.")
    return Wanted(
        bodies=tuple(sorted({int(one) for one in written.body})),
        categories=tuple(Category(one) for one in dict.fromkeys(written.category) if one in known),
        lowest=Level(written.lowest),
        first=Level(written.first) if written.first else None,
        words=_words(written.words),
        ahead=_ahead(written.ahead),
    )


def written_of(one: Subscription) -> Written:
    """Return the form as it is filled in for a subscription that there is."""
    terms, wanted = one.terms, one.terms.wanted
    way = terms.channel.value + (f":{terms.destination}" if terms.destination else "")
    return Written(
        name=terms.name,
        body=[f"{body}" for body in wanted.bodies],
        category=[category.value for category in wanted.categories],
        lowest=wanted.lowest.value,
        first=wanted.first.value if wanted.first else "",
        words="\n".join(wanted.words),
        ahead=f"{wanted.ahead or ''}",
        channel=way,
        rhythm=terms.rhythm.value,
        heartbeat="yes" if terms.heartbeat else "",
    )


def _words(written: str) -> tuple[str, ...]:
    words = tuple(dict.fromkeys(word.strip() for word in _BETWEEN.split(written) if word.strip()))
    if len(words) > _MOST_WORDS or any(len(word) > _LONGEST_WORD for word in words):
        raise RefusedError(
            "Write at most {most} words, each of at most {longest} letters.",
            most=_MOST_WORDS,
            longest=_LONGEST_WORD,
        )
    return words


def _ahead(written: str) -> int | None:
    told = written.strip()
    if not told:
        return None
    days = number_in(told, _MOST_AHEAD)
    if not days:
        raise RefusedError("Write the days ahead as a number from 1 to {most}.", most=_MOST_AHEAD)
    return days
