"""Sign addresses of panels, which another system shows beside a meeting for a short time."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from agenda_risk.errors import MissingInputError
from agenda_risk.service.desk import Desk
from agenda_risk.store.secrets import known_secret, secret_called

HOLDS = timedelta(minutes=15)
_SIGNED_WITH = "panels"
_BYTES = 16


def panel_token(desk: Desk, meeting: int) -> tuple[str, datetime]:
    """Return what shows the panel of the meeting numbered *meeting*, and until when it does."""
    expires = (desk.now() + HOLDS).replace(microsecond=0)
    told = f"{meeting}.{int(expires.timestamp())}"
    return _written(f"{told}.".encode() + _signature(desk, told)), expires


def meeting_shown(desk: Desk, token: str) -> int:
    """Return the meeting that *token* shows; raises MissingInputError where it no longer does."""
    try:
        meeting, until, signature = _read(token).split(b".", 2)
        told = b".".join((meeting, until)).decode()
        expires = datetime.fromtimestamp(int(until), UTC)
        number = int(meeting)
    except (ValueError, NotBase64, OverflowError, OSError) as error:
        raise _gone() from error
    if not hmac.compare_digest(signature, _signature(desk, told)) or expires <= desk.now():
        raise _gone()
    return number


def _signature(desk: Desk, told: str) -> bytes:
    with desk.store.reading() as connection:
        key = known_secret(connection, _SIGNED_WITH)
    if key is None:
        with desk.store.writing() as connection:
            key = secret_called(connection, _SIGNED_WITH)
    return hmac.new(key, told.encode(), sha256).digest()[:_BYTES]


def _written(content: bytes) -> str:
    return urlsafe_b64encode(content).decode().rstrip("=")


def _read(token: str) -> bytes:
    return urlsafe_b64decode(token + "=" * (-len(token) % 4))


def _gone() -> MissingInputError:
    return MissingInputError("The panel is no longer shown. Load the page around it again.")
