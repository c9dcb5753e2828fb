"""How a function is reached, as the organisation's own profile says."""

from typing import NamedTuple

from agenda_risk.models import Profile, Role


class Reached(NamedTuple):
    """A function, what it is called here, and the ways to reach it."""

    role: Role
    title: str
    ways: tuple[str, ...]


def reached(role: Role, profile: Profile) -> Reached | None:
    """Return how *role* is reached, or None where the profile tells no way."""
    contact = profile.contacts.get(role)
    if contact is None:
        return None
    ways = tuple(way for way in (contact.phone, contact.email, contact.hours) if way)
    return Reached(role, contact.title, ways) if contact.phone or contact.email else None
