"""Load what is installed only with the extra for documents."""

from importlib import import_module
from typing import Any

from agenda_risk.errors import MissingExtraError


def documents(module: str) -> Any:
    """Return *module* of the extra for documents.

    Raises MissingExtraError where it is not installed.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        raise MissingExtraError(
            "{module} is not installed. Run: pip install {extra}",
            module=module,
            extra='"agenda-risk[documents]"',
        ) from error
