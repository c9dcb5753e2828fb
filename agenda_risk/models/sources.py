"""Where meetings are published, and what is asked of it."""

from pydantic import Field

from agenda_risk.models.values import STOCKHOLM, Model, Organisation


class Source(Model):
    """An address at which an organisation publishes its meetings, in one system.

    *name* is short and unique among the sources of a store. *zone* is the one that times without
    an offset are in. *options* are what the system's adapter needs to know besides: the bodies to
    read, the selectors of a page. *consent* tells who lets us pass its robots.txt, and since when.
    """

    name: str = ""
    url: str
    system: str = ""
    organisation: Organisation = Organisation()
    zone: str = STOCKHOLM
    options: dict[str, str] = Field(default_factory=dict)
    consent: str = ""

    @property
    def is_fetched(self) -> bool:
        """Tell whether there is anything to look at: what people send comes by itself."""
        return not self.url.startswith("about:")


class Request(Model):
    """What is asked of a server: a page to get or, with a *body*, a question to post.

    *about* is not sent: it is what the asker knows of the answer (the meeting that a fragment
    belongs to), and stands on the page that comes.
    """

    url: str
    body: bytes | None = None
    media_type: str = ""
    accept: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    about: dict[str, str] = Field(default_factory=dict)


class Recognition(Model):
    """What an adapter knows an address as.

    *sure* is 3 where the system names itself, 2 where its marks are there, 1 where it only looks
    like it. *source* is what to fetch from; *bodies* are the names of bodies already seen.
    """

    source: Source
    sure: int = Field(ge=1, le=3)
    marks: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
