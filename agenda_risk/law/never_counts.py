"""What is no circumstance, alone or together with anything, and the plain words for it.

Whoever records one names a kind, and may name the wrong one. So a text that plainly is about a
petition, a demonstration or a crowd, and has no word for a danger, is refused under any kind. No
more is judged: whether a text tells of a danger is for people to say.
"""

import re
from enum import StrEnum

from agenda_risk.normalise import fold
from agenda_risk.translate import N_


class NeverCounts(StrEnum):
    """What is no circumstance, alone or together with anything."""

    TOPIC = "topic"
    TURNOUT = "turnout"
    PETITION = "petition"
    DEMONSTRATIONS = "demonstrations"
    CRITICISM = "criticism"
    MEDIA = "media"
    DOCUMENT_REQUESTS = "document-requests"
    WHO_THEY_ARE = "who-they-are"


REASONS = {
    NeverCounts.TOPIC: N_(
        "What an item is about never counts: a subject is no sign that somebody plans a crime."
    ),
    NeverCounts.TURNOUT: N_(
        "How many are expected never counts: a public meeting is meant to be attended."
    ),
    NeverCounts.PETITION: N_(
        "A petition or a collection of signatures never counts: that is how people take part."
    ),
    NeverCounts.DEMONSTRATIONS: N_(
        "Lawful demonstrations, or applications for them, never count: they tell of an"
        " opinion, not of a crime."
    ),
    NeverCounts.CRITICISM: N_(
        "Criticism and sharp words never count: they belong to an open debate."
    ),
    NeverCounts.MEDIA: N_("That media follow a matter never counts: it says nothing of a crime."),
    NeverCounts.DOCUMENT_REQUESTS: N_(
        "Requests for public documents never count: nobody may look into who asks for them."
    ),
    NeverCounts.WHO_THEY_ARE: N_(
        "Who the people are never counts: not their religion, origin, politics or neighbourhood."
    ),
}


_PEOPLE = r"personer|människor|åhörare|besökare|deltagare|föräldrar|people|visitors"
_MANY = (
    rf"(?:\d+|många|fler|hundratals|tusentals|many|hundreds|thousands) (?:\w+ ){{0,2}}(?:{_PEOPLE})"
)
_COME = r"(?:väntas|förväntas|beräknas|kommer|delta|anmält|besöka|expected|will come|attend)"
_WORDS = {
    NeverCounts.PETITION: (
        "namninsaml", "namnlist", "underskrifter", r"\bupprop(?:et)? (?:mot|för|om)", "petition",
        r"\bsignatures",
    ),
    NeverCounts.DEMONSTRATIONS: (
        "demonstr(?:era|ation)", "manifestation", "allmän sammankomst", "public assembly",
    ),
    NeverCounts.TURNOUT: (
        rf"\b{_MANY}\b.{{0,25}}\b{_COME}", rf"\b{_COME}\w*\b.{{0,25}}\b{_MANY}\b",
    ),
}  # fmt: skip
_NAMED = {kind: re.compile("|".join(words)) for kind, words in _WORDS.items()}
# Beginnings of words, or words, that tell of a danger.
_DANGERS = (
    r"(?<!p)hot(?!ell)", "våld", "mord", "mörda", "döda", "dödlig", r"\bslå", r"\bslog", "spark",
    "knuff", "misshand", "skjut", "sköt", "spräng", "bomb", "brand", "brän", r"\beld", "vapen",
    "kniv", "pistol", "gevär", "attack", "attent", "angrep", "angrip", "överfall", "upplopp",
    "kravall", "tumult", r"\bkast", r"\bstorma", "tränga", "ockup", "blocker", "sabot", "skade",
    "skada", "förstör", "uppman", "uppmuntr", "hets", r"\bstör", "orolig", "farlig", r"\bfara\b",
    "förfölj", r"följ\w* efter", "trakass", "hem till", "ångra sig", "akta sig", "varna", "hämn",
    "brott", "kriminell", "threat", "violen", "kill", "murder", "weapon", "knife", r"\bgun",
    "assault", "arson", r"\bburn", "riot", "crime", "criminal", r"\bharm", "follow", "warn",
    r"\btänd", "bensin", "molotov", "beväpn", "yxa", "yxor", r"\bsyra", "gisslan", r"\barmed",
    "petrol", "gasoline", r"calls? (?:for|to|on)\b",
)  # fmt: skip
_DANGER = re.compile("|".join(_DANGERS))
_DENIED = re.compile(r"\b(?:utan|inga|inget|ingen|without|no) \w+")


def named_in(text: str) -> NeverCounts | None:
    """Return what *text* plainly is about that never counts, unless it has a word for a danger."""
    told = fold(text)
    if _DANGER.search(_DENIED.sub("", told)):
        return None
    return next((kind for kind, words in _NAMED.items() if words.search(told)), None)
