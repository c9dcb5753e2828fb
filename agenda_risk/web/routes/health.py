"""Tell whether the service is up."""

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from agenda_risk import __version__
from agenda_risk.store.screened import bodies
from agenda_risk.web.house import desk_of

router = APIRouter()


@router.api_route("/healthz", methods=["GET", "HEAD"])
def health(request: Request) -> JSONResponse:
    """Answer once the store has answered, in short too to whoever only looks whether it does."""
    with desk_of(request).store.reading() as connection:
        bodies(connection, ())
    return JSONResponse({"status": "ok", "version": __version__})
