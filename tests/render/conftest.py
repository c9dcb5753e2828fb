import pytest
from granvik import MEETING, brief_of

from agenda_risk.measures import Measure
from agenda_risk.models import Brief, Meeting
from agenda_risk.shipped import load_measures


@pytest.fixture
def meeting() -> Meeting:
    return MEETING


@pytest.fixture(scope="session")
def measures() -> tuple[Measure, ...]:
    return load_measures()


@pytest.fixture
def brief(meeting, measures) -> Brief:
    return brief_of(meeting, measures)
