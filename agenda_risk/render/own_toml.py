"""Write a profile and settings as TOML that explains itself; what is unknown is commented out."""

from collections.abc import Iterator, Mapping
from datetime import date
from textwrap import wrap
from typing import Any, NamedTuple

from agenda_risk.models import Model, OrganisationKind, Profile, Role
from agenda_risk.settings import OwnSource, Settings
from agenda_risk.translate import N_, Translator

_WIDTH = 88
_UNKNOWN = ("", (), None, OrganisationKind.UNKNOWN)
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_LONGEST_SHORT_CODE = 0xFFFF


class _Key(NamedTuple):
    """What a key means, and an example of its value as it is written."""

    comment: str
    example: str


_PROFILE = {
    "name": _Key(N_("The name of the municipality or region."), '"Granviks kommun"'),
    "kind": _Key(N_("One of kommun, region and kommunalforbund."), '"kommun"'),
    "responsibility": _Key(
        N_(
            "Who answers for the safety of elected persons, by the levels of SKR's report of 2019:"
            " 1 the organisation in full, 2 in part, 3 the parties. Leave it out when nobody knows."
        ),
        "2",
    ),
    "duty_number": _Key(N_("A number that is answered round the clock."), '"0123-456 00"'),
    "meeting_point": _Key(N_("Where people gather if you have to leave."), '"Torget"'),
    "code_of_conduct": _Key(N_("A link to it, or where it is."), '"https://example.org/kod"'),
    "incident_system": _Key(
        N_("Where incidents are reported: a link, or its name."), '"https://example.org/rapport"'
    ),
    "order_rules": _Key(
        N_("Rules of order for meetings: a link, or where they are."),
        '"https://example.org/ordning"',
    ),
    "open_committees": _Key(
        N_("The committees that fullmäktige has allowed to meet in public."),
        '["Socialnämnden", "Byggnadsnämnden"]',
    ),
    "remote": _Key(N_("Has fullmäktige allowed participation from a distance?"), "true"),
    "webcast": _Key(N_("Are meetings sent on the web?"), "true"),
    "insurance": _Key(N_("Are elected persons insured in their assignments?"), "true"),
    "training": _Key(N_("When training on threats and hate was last held."), "2026-11-20"),
    "talks": _Key(N_("When preventive safety talks were last held."), "2026-11-20"),
    "channels": _Key(N_("Digital channels of your own."), '["granvik.example", "Facebook"]'),
    "moderation": _Key(
        N_("Who answers in these channels, and when."), '"Kommunikatör, vardagar kl. 8–17"'
    ),
    "template": _Key(N_("A Word file that papers are written into."), '"mall.docx"'),
}
_STEERING = {
    "title": _Key(N_("What it is called."), '"Riktlinjer för förtroendevaldas trygghet"'),
    "link": _Key(N_("A link to it."), '"https://example.org/riktlinjer"'),
    "decided": _Key(N_("The day of the decision."), "2024-02-26"),
    "review_by": _Key(N_("The day by which it has to be reviewed."), "2027-02-26"),
    "parts": _Key(
        N_("The parts it has, by the structure in chapter 5 of SKR's report of 2019."),
        '["formalities", "conditions", "definitions", "prevention", "action_plan", "follow_up"]',
    ),
}
_REPORTING = {
    "months": _Key(
        N_(
            "How many months there are between reports: 6 as in Kinda, 12 as in Region Uppsala and"
            " Jönköping."
        ),
        "12",
    ),
    "recipient": _Key(N_("Which body the reports go to."), '"Kommunstyrelsen"'),
    "running": _Key(
        N_("Who hears of incidents at once, as in Piteå the security group."), '"Säkerhetsgruppen"'
    ),
}
_CONTACT = {
    "title": _Key("", '"Säkerhetssamordnaren"'),
    "phone": _Key("", '"0123-456 78"'),
    "email": _Key("", '"funktion@granvik.example"'),
    "hours": _Key("", '"vardagar kl. 8–17"'),
}
_ROLES = {
    Role.SECURITY: N_("The security coordinator."),
    Role.DUTY_OFFICER: N_("The duty officer (TIB)."),
    Role.CRISIS_SUPPORT: N_("Those who give crisis support (POSOM)."),
    Role.POLICE: N_("The local police."),
    Role.GROUP_LEADERS: N_("The group leaders, or the parties' contact persons."),
    Role.COMMUNICATOR: N_("The communicator."),
    Role.PREMISES: N_("The caretaker of the premises."),
}
_SETTINGS = {
    "profile": _Key(N_("The profile of your organisation."), '"profile.toml"'),
    "rules": _Key(N_("Rules of your own and local overlays."), '["lokalt.yaml"]'),
    "store": _Key(N_("Where meetings and decisions are kept."), '"agenda-risk.db"'),
    "language": _Key(N_("The language of briefs: sv or en."), '"sv"'),
    "contact": _Key(
        N_("Where owners of servers find you: an address of the web or of mail."),
        '"https://granvik.example/kontakt"',
    ),
    "proxy": _Key(
        N_("The server through which the web is reached."), '"http://proxy.granvik.example:3128"'
    ),
}
_SOURCE = {
    "name": _Key("", '"granvik"'),
    "url": _Key("", '"https://granvik.example/oparl/body"'),
    "system": _Key("", '"oparl"'),
    "organisation": _Key("", '"Granviks kommun"'),
    "kind": _Key("", '"kommun"'),
    "consent": _Key(
        N_("Only where its robots.txt says no: who lets us in, and since when."),
        '"IT-enheten i Granvik, 2026-11-28"',
    ),
}


def profile_toml(profile: Profile, say: Translator) -> str:
    """Return *profile* as a file that can be read back, with what each key means."""
    intro = say(
        "What your organisation has decided, and whom it has. Take away the # before a line to"
        " fill it in. All may be left out; agenda-risk profile shows what is missing."
    )
    return _text(
        (
            *_comment(intro),
            *_keys(profile, _PROFILE, say),
            *_contacts(profile, say),
            *_table("steering_document", profile.steering_document, _STEERING, say),
            *_table("reporting", profile.reporting, _REPORTING, say),
        )
    )


def settings_toml(settings: Settings, say: Translator) -> str:
    """Return *settings* as a file that can be read back, with what each key means."""
    intro = say("The settings of agenda-risk. Files are named from the folder of this file.")
    return _text(
        (*_comment(intro), *_keys(settings, _SETTINGS, say), *_sources(settings.sources, say))
    )


def toml_value(value: Any) -> str:
    """Return *value* as it is written in TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | date):
        return str(value)
    if isinstance(value, str):
        return f'"{"".join(_written(char) for char in value)}"'
    return f"[{', '.join(toml_value(part) for part in value)}]"


def _written(char: str) -> str:
    if char in _SHORT:
        return _SHORT[char]
    if char.isprintable():
        return char
    code = ord(char)
    return f"\\u{code:04X}" if code <= _LONGEST_SHORT_CODE else f"\\U{code:08X}"


def _sources(sources: tuple[OwnSource, ...], say: Translator) -> Iterator[str]:
    yield ""
    yield from _comment(say("Where agendas are fetched from; agenda-risk sources add finds out."))
    for source in sources or (None,):
        yield "[[sources]]" if source else "# [[sources]]"
        yield from _pairs(source, _SOURCE, say)


def _contacts(profile: Profile, say: Translator) -> Iterator[str]:
    yield ""
    yield from _comment(
        say(
            "Functions and how they are reached. A function has a number of its own, so that"
            " nobody's private number is needed."
        )
    )
    for role in dict.fromkeys((*_ROLES, *profile.contacts)):
        yield ""
        yield from _comment(say(_ROLES[role]) if role in _ROLES else "")
        yield from _heading(f"contacts.{role}", is_known=role in profile.contacts)
        contact = profile.contacts.get(role)
        yield from _pairs(contact, _CONTACT, say)


def _table(name: str, model: Model, keys: Mapping[str, _Key], say: Translator) -> Iterator[str]:
    yield ""
    yield from _heading(name, is_known=any(_is_known(model, key) for key in keys))
    yield from _pairs(model, keys, say)


def _heading(name: str, *, is_known: bool) -> Iterator[str]:
    yield f"[{name}]" if is_known else f"# [{name}]"


def _keys(model: Model, keys: Mapping[str, _Key], say: Translator) -> Iterator[str]:
    """Yield the keys of *model*, each after an empty line."""
    for name in keys:
        yield ""
        yield from _pairs(model, {name: keys[name]}, say)


def _pairs(model: Model | None, keys: Mapping[str, _Key], say: Translator) -> Iterator[str]:
    for name, key in keys.items():
        yield from _comment(say(key.comment))
        if model and _is_known(model, name):
            yield f"{name} = {toml_value(getattr(model, name))}"
        else:
            yield f"# {name} = {key.example}"


def _is_known(model: Model, name: str) -> bool:
    return getattr(model, name) not in _UNKNOWN


def _comment(text: str) -> Iterator[str]:
    yield from (f"# {line}" for line in wrap(text, _WIDTH, break_on_hyphens=False))


def _text(lines: tuple[str, ...]) -> str:
    return "\n".join(lines) + "\n"
