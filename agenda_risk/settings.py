"""Read the settings: where the profile, local rules, sources and the store are."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from agenda_risk.faults import checked
from agenda_risk.models import Model
from agenda_risk.toml_source import read_toml

FileName = Annotated[str, Field(min_length=1, max_length=1000)]


class Settings(Model):
    """What ``agenda-risk.toml`` says; a file is named from the folder that the settings are in.

    *rules* are rules of one's own and local overlays, in the order in which they are read.
    """

    profile: FileName | None = None
    rules: tuple[FileName, ...] = ()
    sources: FileName | None = None
    store: FileName | None = None
    language: Literal["sv", "en"] | None = None


_SETTINGS = TypeAdapter(Settings)


def parse_settings(text: str, source: str) -> Settings:
    """Return the settings written in *text*, which came from the file *source*.

    Raises FaultsError with all that is wrong.
    """
    return checked(read_toml(text, source), _SETTINGS, Settings)
