"""Who may ask for what: every route, and the right that it needs.

A route with a path parameter called *meeting* needs its right in the body of that meeting. What
nobody may know of is not there; what one may see and not do is refused.
"""

from enum import StrEnum

from agenda_risk.access import Right


class Entrance(StrEnum):
    """What a route needs where it needs no right."""

    OPEN = "open"  # nothing: a stranger may come in
    KNOWN = "known"  # to be logged in
    SIGNED = "signed"  # a secret of its own, which the route itself checks


OPEN, KNOWN, SIGNED = Entrance

RIGHTS: dict[tuple[str, str], Right | Entrance] = {
    ("GET", "/"): Right.READ,
    ("GET", "/healthz"): OPEN,
    ("GET", "/logga-in"): OPEN,
    ("POST", "/logga-in"): OPEN,
    ("POST", "/logga-ut"): KNOWN,
    ("POST", "/sprak"): OPEN,
    ("GET", "/granska"): Right.SCREEN,
    ("POST", "/granska"): Right.SCREEN,
    ("GET", "/granska/{draft}"): Right.SCREEN,
    ("POST", "/granska/{draft}"): Right.SCREEN,
    ("POST", "/granska/{draft}/spara"): Right.KEEP,
    ("POST", "/granska/{draft}/bort"): Right.SCREEN,
    ("GET", "/granska/{draft}/blad/{form}"): Right.SCREEN,
    ("GET", "/arkiv"): Right.READ,
    ("GET", "/arkiv/tabell.csv"): Right.READ,
    ("GET", "/arkiv/moten"): Right.READ,
    ("GET", "/arkiv/statistik"): Right.READ,
    ("GET", "/regler"): Right.READ_RULES,
    ("GET", "/regler/prova"): Right.READ_RULES,
    ("POST", "/regler/prova"): Right.READ_RULES,
    ("GET", "/regler/egna"): Right.READ_RULES,
    ("POST", "/regler/egna"): Right.PUBLISH_RULES,
    ("POST", "/regler/egna/granska"): Right.PUBLISH_RULES,
    ("GET", "/regler/egna/{version}"): Right.READ_RULES,
    ("GET", "/regler/regel/{rule}"): Right.READ_RULES,
    ("GET", "/mote/{meeting}"): Right.READ,
    ("GET", "/mote/{meeting}/blad/{form}"): Right.READ,
    ("GET", "/mote/{meeting}/handelser"): Right.READ_LOG,
    ("POST", "/mote/{meeting}/svar"): Right.ANSWER,
    ("POST", "/mote/{meeting}/genomgangen"): Right.ANSWER,
    ("POST", "/mote/{meeting}/forprov"): Right.ANSWER,
    ("POST", "/mote/{meeting}/arende"): Right.JUDGE,
    ("POST", "/mote/{meeting}/niva"): Right.JUDGE,
    ("POST", "/mote/{meeting}/offentlighet"): Right.KEEP,
    ("POST", "/mote/{meeting}/angra"): Right.JUDGE,
    ("POST", "/mote/{meeting}/registrera"): Right.KEEP,
    ("GET", "/mote/{meeting}/registrerat/{number}"): Right.READ,
    ("GET", "/u/{secret}"): SIGNED,
    ("POST", "/u/{secret}"): SIGNED,
    ("GET", "/mote/{meeting}/utfall"): Right.TELL_OUTCOME,
    ("POST", "/mote/{meeting}/utfall"): Right.TELL_OUTCOME,
    ("GET", "/panel/{token}"): SIGNED,
    ("GET", "/api/v1/openapi.json"): OPEN,
    ("POST", "/api/v1/items"): Right.SCREEN,
    ("POST", "/api/v1/agendas"): Right.SCREEN,
    ("POST", "/api/v1/agendas/json"): Right.SCREEN,
    ("POST", "/api/v1/agendas/link"): Right.SCREEN,
    ("GET", "/api/v1/meetings"): Right.READ,
    ("GET", "/api/v1/meetings/{meeting}"): Right.READ,
    ("GET", "/api/v1/meetings/{meeting}/brief"): Right.READ,
    ("GET", "/api/v1/meetings/{meeting}/sheet/{form}"): Right.READ,
    ("POST", "/api/v1/meetings/{meeting}/panel"): Right.READ,
    ("POST", "/api/v1/webhooks/{sender}"): SIGNED,
    ("GET", "/logga-in/{secret}"): SIGNED,
    ("POST", "/logga-in/{secret}"): SIGNED,
    ("GET", "/uppstart"): SIGNED,
    ("POST", "/uppstart"): SIGNED,
    ("GET", "/konto"): KNOWN,
    ("POST", "/konto"): KNOWN,
    ("GET", "/administration"): Right.ADMINISTER,
    ("POST", "/administration/konton"): Right.ADMINISTER,
    ("POST", "/administration/konton/{user}/lank"): Right.ADMINISTER,
    ("POST", "/administration/konton/{user}/roller"): Right.ADMINISTER,
    ("POST", "/administration/konton/{user}/oppet"): Right.ADMINISTER,
    ("POST", "/administration/nycklar"): Right.ADMINISTER,
    ("POST", "/administration/nycklar/{key}/bort"): Right.ADMINISTER,
    ("POST", "/administration/logg"): Right.ADMINISTER,
    ("GET", "/bevakningar"): Right.READ,
    ("POST", "/bevakningar"): Right.READ,
    ("GET", "/bevakningar/stopp/{token}"): SIGNED,
    ("POST", "/bevakningar/stopp/{token}"): SIGNED,
    ("GET", "/bevakningar/ny"): Right.READ,
    ("GET", "/bevakningar/{number}"): Right.READ,
    ("POST", "/bevakningar/{number}"): Right.READ,
    ("POST", "/bevakningar/{number}/paus"): Right.READ,
    ("POST", "/bevakningar/{number}/bort"): Right.READ,
    ("POST", "/bevakningar/{number}/adress"): Right.READ,
    ("GET", "/f/{token}.atom"): SIGNED,
    ("GET", "/f/{token}.ics"): SIGNED,
    ("POST", "/konto/meddelanden"): KNOWN,
    ("POST", "/administration/konton/{user}/adress"): Right.ADMINISTER,
    ("POST", "/administration/brev/{letter}"): Right.ADMINISTER,
    ("GET", "/hjalp"): OPEN,
    ("GET", "/hjalp/{name}"): OPEN,
    ("GET", "/hjalp/{name}/word"): OPEN,
}
