"""Flag agenda items that deserve preparation, and say how to prepare."""

from pathlib import Path

from agenda_risk.hookspecs import hookimpl

__all__ = ["__version__", "hookimpl"]

__version__ = "0.1.0"

# A wheel carries adapters/, lexicons/ and rules.yaml inside this package;
# a checkout keeps them beside it, so look there too.
if not Path(__path__[0], "rules.yaml").is_file():
    __path__.append(str(Path(__path__[0]).parent))
