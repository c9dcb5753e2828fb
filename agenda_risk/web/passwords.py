"""Keep passwords as argon2 hashes."""

from functools import cache

from pwdlib import PasswordHash

SHORTEST = 12


def hash_of(password: str) -> str:
    """Return what is kept of *password*."""
    return _hasher().hash(password)


def is_right(password: str, kept: str) -> bool:
    """Tell whether *password* is what *kept* was made of; where nothing is kept, as slowly."""
    right = _hasher().verify(password, kept or _nobodys())
    return right and bool(kept)


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobodys() -> str:
    return hash_of("nobody has this password")
