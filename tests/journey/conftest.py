"""What knows the words of titles, and what links made-up agendas."""

import pytest
from made_cases import Seen

from agenda_risk.agenda.case_keys import shown_keys
from agenda_risk.linking import Sighting
from agenda_risk.shipped import load_title_words
from agenda_risk.title_gist import Titles


@pytest.fixture(scope="session")
def titles() -> Titles:
    return Titles(load_title_words())


@pytest.fixture(scope="session")
def sightings(titles):
    """Return what links what was *seen*; the id of each is its place."""

    def made(seen: tuple[Seen, ...]) -> list[Sighting]:
        return [
            Sighting(
                place, one.organisation, one.body, one.day,
                shown_keys(one.number, one.title), titles.gist(one.title, one.organisation),
            )
            for place, one in enumerate(seen)
        ]  # fmt: skip

    return made
