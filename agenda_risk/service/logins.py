"""Hold back those who try passwords, without telling which accounts there are."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from agenda_risk.service.desk import Desk
from agenda_risk.store import Connection
from agenda_risk.store.attempts import (
    Limit,
    attempt_name,
    count_attempt,
    forget_attempts,
    take_back_attempt,
)
from agenda_risk.store.log import Deed, log
from agenda_risk.store.users import User, user_called

_SPAN = timedelta(minutes=15)
OF_NAME = Limit(10, _SPAN)
OF_ADDRESS = Limit(100, _SPAN)  # a whole town hall may come from one


class Trying(NamedTuple):
    """Somebody tries to log in: as which *user*, if there is one, or how long they have to wait."""

    user: User | None
    wait: timedelta | None = None


def begin_login(desk: Desk, name: str, address: str) -> Trying:
    """Count that somebody at *address* tries to log in as *name*, whether or not there is one."""
    with desk.store.writing() as connection:
        waits = [
            _wait(connection, desk, one, limit)
            for one, limit in zip(_counted(name, address), (OF_ADDRESS, OF_NAME), strict=True)
        ]
        wait = max((one for one in waits if one), default=None)
        is_asked = not wait and name.isprintable()  # no account has another name
        return Trying(user_called(connection, name) if is_asked else None, wait)


def login_went_well(desk: Desk, name: str, address: str) -> None:
    """Count the tries of *name* anew, and the last of *address* not at all."""
    of_address, of_name = _counted(name, address)
    with desk.store.writing() as connection:
        take_back_attempt(connection, of_address)
        forget_attempts(connection, of_name)


def count_outsider(desk: Desk, address: str) -> timedelta | None:
    """Count that somebody at *address* logs in elsewhere; return how long they have to wait."""
    with desk.store.writing() as connection:
        return _wait(connection, desk, _outside(address), OF_ADDRESS)


def outsider_came(desk: Desk, address: str) -> None:
    """Count the last try of *address* to log in elsewhere not at all: it went well."""
    with desk.store.writing() as connection:
        take_back_attempt(connection, _outside(address))


def count_teller(desk: Desk, address: str) -> timedelta | None:
    """Count that *address* tells of a logout; return how long it has to wait."""
    with desk.store.writing() as connection:
        return _wait(connection, desk, _teller(address), OF_ADDRESS)


def teller_was_right(desk: Desk, address: str) -> None:
    """Count the last logout that *address* told of not at all: it was to be believed."""
    with desk.store.writing() as connection:
        take_back_attempt(connection, _teller(address))


def network_of(address: str) -> str:
    """Return what one household or office has: an address, or in IPv6 the network around it."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(ip_network((int(found), 64), strict=False))
    return str(found)


def _counted(name: str, address: str) -> tuple[str, str]:
    return attempt_name("address", network_of(address)), attempt_name("name", name.casefold())


def _outside(address: str) -> str:
    return attempt_name("outside", network_of(address))


def _teller(address: str) -> str:
    return attempt_name("logout", network_of(address))


def _wait(connection: Connection, desk: Desk, name: str, limit: Limit) -> timedelta | None:
    tries = count_attempt(connection, name, limit, desk.now())
    if tries.made == limit.most and tries.wait is None:
        told = {"of": name.partition(":")[0]}
        log(connection, Deed("", "login-limit-reached", content=told), desk.now())
    return tries.wait
