"""Read an organisation's profile, and tell what follows from it whatever it is shown as."""

from datetime import date

from pydantic import TypeAdapter

from agenda_risk.faults import checked
from agenda_risk.models import Contact, Profile, Role
from agenda_risk.toml_source import read_toml

_PROFILE = TypeAdapter(Profile)
_NOBODY = Contact()
_ELECTION = 2022  # and every fourth year
_YEARS = 4
_NEW_TERM = 10  # October


def parse_profile(text: str, source: str) -> Profile:
    """Return the profile written in *text*, which came from the file *source*.

    Raises FaultsError with all that is wrong.
    """
    return checked(read_toml(text, source), _PROFILE, Profile)


def contact(profile: Profile, role: Role) -> Contact:
    """Return how *role* is reached; a contact that is not known is empty, never invented."""
    return profile.contacts.get(role, _NOBODY)


def is_reached(profile: Profile, role: Role) -> bool:
    """Tell whether it is known how *role* is reached, by phone or e-mail."""
    found = contact(profile, role)
    return bool(found.phone or found.email)


def is_before_election(day: date) -> bool:
    """Tell whether there are elections to fullmäktige in the year of *day*, and still ahead."""
    return (day.year - _ELECTION) % _YEARS == 0 and day.month < _NEW_TERM


def last_election(day: date) -> int:
    """Return the year of the last elections before *day*; those of a year count from October."""
    year = day.year if day.month >= _NEW_TERM else day.year - 1
    return _ELECTION + (year - _ELECTION) // _YEARS * _YEARS


def is_since_election(day: date | None, today: date) -> bool:
    """Tell whether *day* lies in the term that *today* lies in."""
    return day is not None and last_election(day) == last_election(today)
