"""Briefs on agendas that are written in the tests, with where their items stand."""

from datetime import date
from functools import cache

from agenda_risk.agenda import read_agenda
from agenda_risk.extract import extract
from agenda_risk.models import Brief, Page, Profile
from agenda_risk.pipeline import Basis, Occasion, Versions, brief_on
from agenda_risk.shipped import load_measures, load_screen, load_stages

HEAD = """Granviks kommun
Kallelse
{body}
Sammanträde torsdag den 10 december 2026 kl. 13.00
Plats: Kommunhuset, sal Eken

Ärendelista
"""
TODAY = Occasion(date(2026, 12, 1), frozenset())


@cache
def basis() -> Basis:
    versions = Versions("agenda-risk test", "2026.11", "", "")
    screen = load_screen()
    stages = load_stages(screen.lexicons)
    return Basis(screen, load_measures(), versions, stages=stages)


def planned(
    *titles: str, body: str = "Kommunfullmäktige", texts: str = "", profile: Profile | None = None
) -> Brief:
    """Return the brief on an agenda of *titles*, numbered from 1, and the *texts* of items."""
    items = "".join(f"{number}. {title}\n" for number, title in enumerate(titles, start=1))
    content = f"{HEAD.format(body=body)}{items}\n{texts}".encode()
    meeting = read_agenda(extract(Page(url="kallelse.txt", content=content)))
    return brief_on(meeting, basis()._replace(profile=profile or Profile()), TODAY)


def paper_text(paper) -> str:
    """Return all that *paper* says, on one line."""
    from agenda_risk.render.paper_text import as_text  # noqa: PLC0415

    return " ".join(as_text(paper, 1000).split())
