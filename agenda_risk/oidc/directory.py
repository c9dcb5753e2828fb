"""Know what a provider tells of itself: where it is asked, and which keys it signs with."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Lock
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from agenda_risk.errors import BusyError, LoginError
from agenda_risk.faults import refusal
from agenda_risk.login_settings import TENANT
from agenda_risk.models import Request
from agenda_risk.oidc.asking import Asker

_FRESH = timedelta(hours=1)
_LONGEST = timedelta(hours=24)  # while the provider cannot be asked anew
_PAUSE = timedelta(seconds=60)  # between looks for keys that are not known
_AFTER_FAULT = timedelta(seconds=10)
_PATIENCE = 10  # seconds
_WAITING = 8  # of the threads that all pages are answered by
_WELL_KNOWN = "/.well-known/openid-configuration"
_Told = TypeVar("_Told")


def _secure(address: str) -> str:
    if not address.startswith("https://"):
        raise refusal("address")
    return address


_Address = Annotated[str, Field(max_length=2000), AfterValidator(_secure)]


class Metadata(BaseModel):
    """What a provider tells of itself, as far as it is needed (OpenID Connect Discovery 1.0)."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    issuer: str
    authorization_endpoint: _Address
    token_endpoint: _Address
    jwks_uri: _Address
    userinfo_endpoint: _Address | None = None
    end_session_endpoint: _Address | None = None
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)


class _Memory(Generic[_Told]):
    """Remembers what was asked for, for a while; one asks at a time, and a fault is not asked anew.

    What is old is used for a day where nothing newer can be had. A few wait for what is asked.
    """

    def __init__(self, ask: Callable[[], _Told], now: Callable[[], datetime]) -> None:
        self._ask, self._now = ask, now
        self._lock = Lock()
        self._room = BoundedSemaphore(_WAITING)
        self._told: tuple[_Told, datetime] | None = None
        self._failed: tuple[LoginError, datetime] | None = None

    def get(self, fresh: timedelta = _FRESH) -> _Told:
        """Return what was told, if need be anew; no older than *fresh* where it can be had."""
        if told := self._not_older(fresh):
            return told[0]
        with self._turn():
            told = self._not_older(fresh)  # somebody else may have asked in the meantime
            return told[0] if told else self._anew()

    def _not_older(self, fresh: timedelta) -> tuple[_Told, datetime] | None:
        told = self._told
        return told if told and self._now() - told[1] < fresh else None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for our turn; raises BusyError where that takes long, or many wait already."""
        if not self._room.acquire(blocking=False):
            raise BusyError("Many log in just now. Try again in a minute.")
        try:
            if not self._lock.acquire(timeout=_PATIENCE):
                raise BusyError("Many log in just now. Try again in a minute.")
            try:
                yield
            finally:
                self._lock.release()
        finally:
            self._room.release()

    def _anew(self) -> _Told:
        try:
            told = self._tried()
        except LoginError:
            if self._told and self._now() - self._told[1] < _LONGEST:
                return self._told[0]
            raise
        self._told, self._failed = (told, self._now()), None
        return told

    def _tried(self) -> _Told:
        """Ask, unless that went wrong a moment ago."""
        if self._failed and self._now() - self._failed[1] < _AFTER_FAULT:
            failed = self._failed[0]
            raise type(failed)(failed.msgid, why=failed.why, **failed.fields)
        try:
            return self._ask()
        except LoginError as error:
            self._failed = error, self._now()
            raise


class Directory:
    """Knows one provider, the one that *issuer* names."""

    def __init__(self, issuer: str, asker: Asker, now: Callable[[], datetime]) -> None:
        self._issuer, self._asker = issuer, asker
        self._metadata = _Memory(self._asked, now)
        self._keys = _Memory(self._asked_keys, now)

    def metadata(self) -> Metadata:
        """Return what the provider tells of itself; raises LoginError where it cannot be had."""
        return self._metadata.get()

    def keys(self, *, anew: bool = False) -> tuple[Mapping[str, Any], ...]:
        """Return the keys that the provider signs with, *anew* where the one wanted is not known.

        It is not asked for them more than once a minute, whatever it is that strangers bring.
        """
        return self._keys.get(_PAUSE if anew else _FRESH)

    def _asked(self) -> Metadata:
        # Entra ID tells of all its tenants under the name of one that stands for them.
        place = self._issuer.replace(TENANT, "organizations").rstrip("/") + _WELL_KNOWN
        told = self._asker.json(Request(url=place))
        try:
            metadata = Metadata.model_validate(told)
        except ValidationError as error:
            raise self._asker.odd("metadata") from error
        if metadata.issuer.rstrip("/") != self._issuer.rstrip("/"):
            raise self._asker.odd("issuer of metadata")
        return metadata

    def _asked_keys(self) -> tuple[Mapping[str, Any], ...]:
        told = self._asker.json(Request(url=self.metadata().jwks_uri)).get("keys")
        if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
            raise self._asker.odd("keys")
        return tuple(told)
