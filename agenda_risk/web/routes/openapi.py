"""Describe the interface for programs."""

import json
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request
from fastapi.openapi.utils import get_openapi

from agenda_risk import __version__
from agenda_risk.web.house import house_of
from agenda_risk.web.routes import api, webhooks

router = APIRouter()
_ABOUT = (
    "Send agendas and get what may need preparation. Every request carries a key: "
    "Authorization: Bearer ar_… Items are judged, never people."
)


@router.get("/api/v1/openapi.json", include_in_schema=False)
def openapi(request: Request) -> dict[str, Any]:
    """Return the description after OpenAPI 3.1."""
    told = get_openapi(
        title="agenda-risk",
        version=__version__,
        description=_ABOUT,
        routes=[*api.router.routes, *webhooks.router.routes],
        servers=[{"url": house_of(request).options.prefix or "/"}],
    )
    told.setdefault("components", {})["securitySchemes"] = {
        "key": {"type": "http", "scheme": "bearer"}
    }
    told["security"] = [{"key": []}]
    told["webhooks"] = {"message": {"post": _message()}}
    return told


def _message() -> dict[str, Any]:
    """Return what is sent to the receivers of subscriptions."""
    schema = json.loads((files("agenda_risk.render") / "message.schema.json").read_text("utf-8"))
    return {
        "summary": "What a subscription tells another program",
        "description": schema["description"],
        "security": [],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {"2XX": {"description": "Taken."}, "410": {"description": "No more."}},
    }
