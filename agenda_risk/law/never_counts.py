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


_MANY = r"(?:\d+|många|flera|fler|hundratals|tusentals|many|hundreds|thousands)"
_COME = r"(?:väntas|förväntas|beräknas|kommer|delta|anmält|besöka|expected|will come|attend)"
_WORDS = {
    NeverCounts.PETITION: r"namninsaml|namnlist|namnunderskr|underskrift|\bupprop|petition"
    r"|\bsignatures",
    NeverCounts.DEMONSTRATIONS: r"demonstr|manifestation|allmän sammankomst|public assembly",
    NeverCounts.TURNOUT: rf"\b{_MANY}\b.{{0,40}}\b{_COME}|\b{_COME}\w*\b.{{0,40}}\b{_MANY}\b",
}
_NAMED = {kind: re.compile(words) for kind, words in _WORDS.items()}
_DANGER = re.compile(
    r"(?<!p)hot(?!ell)|våld|mord|mörda|döda|dödlig|\bslå|\bslog|spark|knuff|misshand|skjut|sköt|spräng"
    r"|bomb|brand|brän|\beld|\btänd|bensin|molotov|vapen|beväpn|kniv|yxa|yxor|syra|gisslan|pistol|gevär|attack|attent|angrep|angrip|överfall|upplopp"
    r"|kravall|tumult|\bkast|\bstorma|tränga|ockup|blocker|sabot|skade|skada|förstör|uppman"
    r"|uppmuntr|hets|\bstör|orolig|farlig|\bfara\b|brott|kriminell|threat|violen|kill|murder|weapon|\barmed|petrol|gasoline|knife|\bgun|assault|arson"
    r"|\bburn|riot|crime|criminal|\bharm|\battack|calls? (?:for|to|on)\b"
)
_DENIED = re.compile(r"\b(?:utan|inga|inget|ingen|without|no) \w+")


def named_in(text: str) -> NeverCounts | None:
    """Return what *text* plainly is about that never counts, unless it has a word for a danger."""
    told = fold(text)
    if _DANGER.search(_DENIED.sub("", told)):
        return None
    return next((kind for kind, words in _NAMED.items() if words.search(told)), None)
