"""Read the settings: where the profile, local rules, sources and the store are."""

import re
from datetime import time
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, TypeAdapter

from agenda_risk.faults import checked, refusal
from agenda_risk.login_settings import LoginSettings
from agenda_risk.message_settings import MailSettings, Receiver, Variable
from agenda_risk.models import STOCKHOLM, Model, Organisation, OrganisationKind, Source
from agenda_risk.toml_source import read_toml

FileName = Annotated[str, Field(min_length=1, max_length=1000)]


SourceName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]


def is_consent(text: str) -> bool:
    """Tell whether *text* names somebody, and a day as 2026-11-28."""
    day = re.search(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)", text)
    return bool(day) and any(one.isalpha() for one in text)


def _told(consent: str) -> str:
    if consent and not is_consent(consent):
        raise refusal("consent")
    return consent


def _place(proxy: str) -> str:
    parts = urlsplit(proxy)
    if parts.scheme != "http" or not parts.hostname or parts.path not in ("", "/"):
        raise refusal("proxy")
    return proxy


class OwnSource(Model):
    """A table ``[[sources]]``: where an organisation publishes its meetings."""

    name: SourceName
    url: FileName
    system: Annotated[str, Field(min_length=1)]
    organisation: str = ""
    kind: OrganisationKind = OrganisationKind.UNKNOWN
    zone: str = STOCKHOLM
    options: dict[str, str] = Field(default_factory=dict)
    consent: Annotated[str, Field(max_length=500), AfterValidator(_told)] = ""

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
            consent=self.consent,
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


def _address(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise refusal("address")
    return text.rstrip("/")  # paths are added to it


class ServiceSettings(Model):
    """The table ``[service]``: *address* is how it is reached from outside, its prefix included.

    *ancestors* are the sites that may show panels in their pages. *webhooks* are the systems that
    may send word of agendas, and in which environment variable the secret of each stands.
    *accessibility* is where the organisation's own accessibility statement is.
    """

    address: Annotated[str, Field(max_length=300), AfterValidator(_address)] = ""
    ancestors: tuple[Annotated[str, Field(max_length=300), AfterValidator(_address)], ...] = ()
    webhooks: dict[SourceName, Variable] = Field(default_factory=dict)
    accessibility: Annotated[str, Field(max_length=300), AfterValidator(_address)] = ""


class WorkerSettings(Model):
    """The table ``[worker]``: when in the day sources are fetched, and how many days ahead.

    Times are Swedish. Without times nothing is fetched, but what others fetch is screened and told.
    """

    fetch: tuple[time, ...] = (time(5, 30), time(12, 30))
    days: Annotated[int, Field(ge=1, le=400)] = 60


class Settings(Model):
    """What ``agenda-risk.toml`` says; a file is named from the folder that the settings are in.

    *rules* are rules of one's own and local overlays, in the order in which they are read;
    *store* may also be the address of a PostgreSQL database. *contact* is where the owner of a
    server finds us, *proxy* the server through which the web is reached. *chats* are addresses of
    Apprise, by the environment variable that each stands in; *receivers* are other programs.
    """

    profile: FileName | None = None
    rules: tuple[FileName, ...] = ()
    sources: Annotated[tuple[OwnSource, ...], AfterValidator(_apart)] = ()
    store: FileName | None = None
    retention: Retention = Retention()
    language: Literal["sv", "en"] | None = None
    service: ServiceSettings = ServiceSettings()
    login: LoginSettings = LoginSettings()
    worker: WorkerSettings = WorkerSettings()
    mail: MailSettings | None = None
    chats: dict[SourceName, Variable] = Field(default_factory=dict)
    receivers: dict[SourceName, Receiver] = Field(default_factory=dict)
    contact: Annotated[str, Field(min_length=3, max_length=200)] | None = None
    proxy: Annotated[str, Field(max_length=1000), AfterValidator(_place)] | None = None


_SETTINGS = TypeAdapter(Settings)


def parse_settings(text: str, source: str) -> Settings:
    """Return the settings written in *text*, which came from the file *source*.

    Raises FaultsError with all that is wrong.
    """
    return checked(read_toml(text, source), _SETTINGS, Settings)
