"""Sign what one program tells another, as Standard Webhooks 1.0 has it."""

import base64
import hmac
from collections.abc import Mapping
from hashlib import sha256

from agenda_risk.errors import MissingInputError

_WRITTEN = "whsec_"


def secret_of(variable: str, environ: Mapping[str, str]) -> str:
    """Return the secret that stands in *variable* of *environ*; raises MissingInputError."""
    told = environ.get(variable, "")
    if not told:
        raise MissingInputError("The environment variable {name} is not set.", name=variable)
    return told


def key_of(variable: str, environ: Mapping[str, str]) -> bytes:
    """Return the key to sign with: what stands in base64 after whsec_, or the text as it is.

    Raises MissingInputError where it is not there or not written so.
    """
    told = secret_of(variable, environ)
    if not told.startswith(_WRITTEN):
        return told.encode()
    try:
        key = base64.b64decode(told.removeprefix(_WRITTEN), validate=True)
    except ValueError as error:
        raise _unreadable(variable) from error
    if not key:  # whoever knows how to sign could sign with it
        raise _unreadable(variable)
    return key


def _unreadable(variable: str) -> MissingInputError:
    return MissingInputError(
        "The secret in the environment variable {name} should be whsec_ and then base64.",
        name=variable,
    )


def signature(key: bytes, number: str, seconds: str, content: bytes) -> str:
    """Return the signature of *content* that is sent under the id *number* at *seconds* of Unix."""
    whole = b".".join((number.encode("latin-1"), seconds.encode("latin-1"), content))
    return f"v1,{base64.b64encode(hmac.new(key, whole, sha256).digest()).decode()}"
