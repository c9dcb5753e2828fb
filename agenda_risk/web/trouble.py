"""Tell what went wrong: in a page for people, as JSON for programs."""

import sys
from collections.abc import Sequence
from typing import cast

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from agenda_risk import errors
from agenda_risk.hindrance import hindrance
from agenda_risk.translate import N_
from agenda_risk.web.house import is_api, path_of, say_in
from agenda_risk.web.pages import page

# The first that fits holds.
_STATUSES: tuple[tuple[type[errors.AgendaRiskError], int], ...] = (
    (errors.StoreError, 503),
    (errors.TooLargeError, 413),
    (errors.MissingInputError, 404),
    (errors.ReadError, 422),
    (errors.RulesError, 422),
    (errors.UnreachableError, 503),
    (errors.LoginError, 403),
    (errors.RefusedError, 409),
    (errors.ConflictError, 409),
    (errors.BusyError, 503),
    (errors.WriteError, 503),
)
_PASSING = (errors.BusyError, errors.StoreError)
_FOR_PROGRAMS = "/healthz"
_UNSEEN = N_("Your role may not see this. Ask your administrator if you need it.")
_SOON = "60"  # seconds
# Where in a request a field may stand.
_PARTS = frozenset({"body", "query", "path", "header", "cookie"})
_MOST_NAMED = 10
_LONGEST = 80
_SENTENCES = {
    401: N_(
        "The key or the signature is missing, wrong or holds no longer. "
        "Ask whoever runs the service."
    ),
    403: N_("Your role may not do this. Ask your administrator if you need it."),
    404: N_("There is no such page, or you may not see it."),
    405: N_("That cannot be done here."),
    413: N_("The file is larger than 20 MB. Send the summons without attachments."),
    429: N_("Too many attempts. Wait a while, and try again."),
}
# What a field may hold when a form is taken apart.
_TOO_LONG = N_("The text is longer than a megabyte. Send it as a file.")
_OURS = N_(
    "The service has a fault. What you did last may not have been kept: look, and try again."
)
_UNKNOWN = N_("The request could not be understood.")


def status_of(error: errors.AgendaRiskError) -> int:
    """Return the status of HTTP that tells of *error*."""
    return next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)


def headers_of(error: errors.AgendaRiskError) -> dict[str, str]:
    """Return the headers of HTTP that tell of *error*."""
    return {"Retry-After": _SOON} if isinstance(error, _PASSING) else {}


async def told(request: Request, error: Exception) -> Response:
    """Answer with what one of our own errors says."""
    own = cast(errors.AgendaRiskError, error)
    answered = answer(request, status_of(own), own.told(say_in(request)))
    answered.headers.update(headers_of(own))
    return answered


async def refused(request: Request, error: Exception) -> Response:
    """Answer what the framework or the guard refuses; a way onward is followed."""
    own = cast(HTTPException, error)
    if isinstance(own.__cause__, OSError):
        return _not_received(request, own.__cause__)
    if own.status_code == 303:
        return Response(status_code=303, headers=own.headers)
    is_too_long = "maximum size" in f"{own.detail}"
    sentence = say_in(request)(_TOO_LONG if is_too_long else _sentence(own.status_code, request))
    answered = answer(request, own.status_code, [sentence])
    answered.headers.update(own.headers or {})
    return answered


def _not_received(request: Request, hindered: OSError) -> Response:
    """Answer where what comes could not be put aside while it came, and write so in the log."""
    error = errors.WriteError(
        "What was sent could not be received: {reason}. Tell whoever runs the service.",
        reason=hindrance(hindered),
    )
    sys.stderr.write("\n".join((*error.said(say_in(request)), "")))
    return answer(request, status_of(error), error.told(say_in(request)))


def _sentence(status: int, request: Request) -> str:
    if status == 403 and request.method in {"GET", "HEAD"}:
        return _UNSEEN
    return _SENTENCES.get(status, _UNKNOWN)


async def misunderstood(request: Request, error: Exception) -> Response:
    """Answer a form or a body that is not what the route takes, or a path that leads nowhere.

    Programs hear what of it was not understood.
    """
    say, own = say_in(request), cast(RequestValidationError, error)
    is_nowhere = any(one["loc"][:1] == ("path",) for one in own.errors())
    names = ", ".join(_named(own))
    told = [say("Look at: {fields}.", fields=names)] if names and is_api(request) else []
    status = 404 if is_nowhere and not is_api(request) else 422
    return answer(request, status, [say(_sentence(status, request)), *told])


def _named(error: RequestValidationError) -> list[str]:
    """Return the names of the fields that *error* is about: items.0.title.

    What is no JSON has none: there the framework tells the place of a sign.
    """
    faults = (one for one in error.errors() if one["type"] != "json_invalid")
    places = ([*map(str, one["loc"])] for one in faults)
    paths = (place[1:] if place[0] in _PARTS else place for place in places if place)
    names = dict.fromkeys(".".join(path)[:_LONGEST] for path in paths if path)
    return list(names)[:_MOST_NAMED]


async def left(_request: Request, _error: Exception) -> Response:
    """Answer whoever left before all was sent, and hears nothing more."""
    return Response(status_code=400)


async def failed(request: Request, _error: Exception) -> Response:
    """Answer where the program itself is at fault; what happened stands in the server's log."""
    return answer(request, 500, [say_in(request)(_OURS)])


def too_large(request: Request) -> Response:
    """Answer what the framework stopped reading, since it is larger than its route takes."""
    return answer(request, 413, [say_in(request)(_SENTENCES[413])])


def answer(request: Request, status: int, sentences: Sequence[str]) -> Response:
    """Return *sentences* with *status*, as whoever sent *request* reads them."""
    if is_api(request) or path_of(request) == _FOR_PROGRAMS:
        return JSONResponse({"detail": " ".join(sentences)}, status)
    if status == 401:
        return page(request, "logged_out.html.j2", status)
    return page(request, "trouble.html.j2", status, sentences=sentences)
