"""What a person tells of a source on the command line, and what its address was taken for."""

import re

from agenda_risk.errors import RefusedError
from agenda_risk.models import Source
from agenda_risk.recognising import name_of, organisation_named
from agenda_risk.settings import is_consent
from agenda_risk.store import Store, known_sources


def told_source(told: tuple[str, str, str], options: tuple[str, ...]) -> Source:
    """Return what a person *told* of a source: its name, organisation and consent, and *options*.

    Raises RefusedError where something of it cannot be so.
    """
    name, organisation, consent = told
    if name and not re.fullmatch(r"[a-z][a-z0-9-]{0,59}", name):
        raise RefusedError(
            "A name has small letters a–z, digits and hyphens, not “{name}”.", name=name
        )
    pairs = [option.partition("=") for option in options]
    for key, equals, _value in pairs:
        if not key or not equals:
            raise RefusedError("Write an option as key=value, not “{option}”.", option=key)
    return Source(
        name=name,
        url="",
        organisation=organisation_named(organisation),
        options={key: value for key, _equals, value in pairs},
        consent=_agreed(consent),
    )


def _agreed(consent: str) -> str:
    if consent and not is_consent(consent):
        raise RefusedError(
            "Write who allowed it and on which day: --consent “IT unit of Granvik, 2026-11-28”."
        )
    return consent


def joined_with(found: Source, told: Source) -> Source:
    """Return *found* with what a person *told*, which goes before."""
    organisation = told.organisation if told.organisation.name else found.organisation
    return found.model_copy(
        update={
            "name": told.name or found.name,
            "organisation": organisation,
            "options": {**found.options, **told.options},
            "consent": told.consent,
        }
    )


def named(source: Source, store: Store, *, is_told: bool) -> Source:
    """Return *source* with a name that no other has, unless a person chose one."""
    name = name_of(source)
    taken = {known.source.name for known in known_sources(store)}
    if is_told:
        return source
    more = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    free = next(one for one in (name, *more) if one not in taken)
    return source.model_copy(update={"name": free})
