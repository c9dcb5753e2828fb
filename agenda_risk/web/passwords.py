"""Keep passwords as argon2 hashes."""

import asyncio
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.resources import files
from typing import NamedTuple, ParamSpec, TypeVar

from pwdlib import PasswordHash

from agenda_risk.translate import N_

SHORTEST = 12
LONGEST = 1000
_FEWEST = 5
_AT_ONCE = 2
# Hashing takes a while and much memory: it neither fills the threads that pages are made in, nor
# the memory.
_HASHING = ThreadPoolExecutor(_AT_ONCE, "argon2")
_Asked = ParamSpec("_Asked")
_Given = TypeVar("_Given")


class Checked(NamedTuple):
    """Whether a password is right, and what to keep of it from now on, where that has changed."""

    is_right: bool
    renewed: str | None = None


async def apart(
    function: Callable[_Asked, _Given], *told: _Asked.args, **named: _Asked.kwargs
) -> _Given:
    """Return what *function* gives, done where only few passwords are hashed at once."""
    future = _HASHING.submit(function, *told, **named)
    return await asyncio.wrap_future(future)


def hash_of(password: str) -> str:
    """Return what is kept of *password*."""
    return _hasher().hash(password)


def check(password: str, kept: str) -> Checked:
    """Tell whether *password* is what *kept* was made of; where nothing is kept, as slowly."""
    nobodys = _nobodys()
    is_right, renewed = _hasher().verify_and_update(password, kept or nobodys)
    return Checked(is_right and bool(kept), renewed if kept else None)


def weakness(password: str, name: str) -> str:
    """Return a sentence with what is wrong with *password* for the account *name*; empty if none.

    There are no rules about kinds of characters: length is what counts (NIST SP 800-63B).
    """
    if len(password) < SHORTEST:
        return N_("A password needs at least 12 characters. Four words in a row are good.")
    if len(password) > LONGEST:
        return N_("The password is too long.")
    if len(set(_uncommon(password, name))) < _FEWEST:
        return N_("That password is easy to guess. Take four words that do not belong together.")
    return ""


def _uncommon(password: str, name: str) -> str:
    """Return what is left of *password* without what everybody thinks of first."""
    left = password.casefold()
    for word in (*re.findall(r"\w{3,}", name.casefold()), *_common()):
        left = left.replace(word, "")
    return re.sub(r"(19|20)\d\d|\W", "", left)


@cache
def _common() -> tuple[str, ...]:
    """Return the words and rows of keys that most passwords are made of, the longest first."""
    place = files("agenda_risk") / "web" / "common_passwords.txt"
    return tuple(sorted(place.read_text("utf-8").split(), key=len, reverse=True))


@cache
def _hasher() -> PasswordHash:
    return PasswordHash.recommended()


@cache
def _nobodys() -> str:
    return hash_of("nobody has this password")
