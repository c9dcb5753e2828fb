"""Read the settings: where the profile, local rules, sources and the store are."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, TypeAdapter

from agenda_risk.faults import checked, refusal
from agenda_risk.models import STOCKHOLM, Model, Organisation, OrganisationKind, Source
from agenda_risk.toml_source import read_toml

FileName = Annotated[str, Field(min_length=1, max_length=1000)]


SourceName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]


class OwnSource(Model):
    """A table ``[[sources]]``: where an organisation publishes its meetings."""

    name: SourceName
    url: FileName
    system: Annotated[str, Field(min_length=1)]
    organisation: str = ""
    kind: OrganisationKind = OrganisationKind.UNKNOWN
    zone: str = STOCKHOLM
    options: dict[str, str] = Field(default_factory=dict)

    @property
    def source(self) -> Source:
        """Return what is fetched from."""
        return Source(
            name=self.name,
            url=self.url,
            system=self.system,
            organisation=Organisation(name=self.organisation, kind=self.kind),
            zone=self.zone,
            options=self.options,
        )


def _apart(sources: tuple[OwnSource, ...]) -> tuple[OwnSource, ...]:
    if len({one.name for one in sources}) < len(sources):
        raise refusal("names_twice")
    return sources


Days = Annotated[int, Field(ge=1, le=40_000)]


class Retention(Model):
    """The table ``[retention]``: after how many days something goes; what is not told stays.

    Days are counted from that of the meeting. *outcome_texts* are what people wrote of how it
    went; *meetings* those for which nothing is registered.
    """

    outcome_texts: Days | None = None
    meetings: Days | None = None


def is_address(store: str) -> bool:
    """Tell whether *store* is the address of a database server, not the path of a file."""
    return "://" in store


class Settings(Model):
    """What ``agenda-risk.toml`` says; a file is named from the folder that the settings are in.

    *rules* are rules of one's own and local overlays, in the order in which they are read;
    *store* may also be the address of a PostgreSQL database.
    """

    profile: FileName | None = None
    rules: tuple[FileName, ...] = ()
    sources: Annotated[tuple[OwnSource, ...], AfterValidator(_apart)] = ()
    store: FileName | None = None
    retention: Retention = Retention()
    language: Literal["sv", "en"] | None = None


_SETTINGS = TypeAdapter(Settings)


def parse_settings(text: str, source: str) -> Settings:
    """Return the settings written in *text*, which came from the file *source*.

    Raises FaultsError with all that is wrong.
    """
    return checked(read_toml(text, source), _SETTINGS, Settings)
