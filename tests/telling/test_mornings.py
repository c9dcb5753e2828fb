"""When digests are due, on the days too when the clock is changed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from agenda_risk.models import Rhythm
from agenda_risk.news import next_morning

HERE = ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    ("rhythm", "now", "due"),
    [
        (Rhythm.DAILY, datetime(2026, 10, 24, 6, 59), datetime(2026, 10, 24, 7)),
        (Rhythm.DAILY, datetime(2026, 10, 24, 7), datetime(2026, 10, 25, 7)),
        (Rhythm.DAILY, datetime(2027, 3, 27, 12), datetime(2027, 3, 28, 7)),
        (Rhythm.WEEKLY, datetime(2026, 10, 19, 7), datetime(2026, 10, 26, 7)),
        (Rhythm.WEEKLY, datetime(2026, 10, 26, 6), datetime(2026, 10, 26, 7)),
    ],
    ids=["same-day", "next-day", "into-summer-time", "weekly-into-winter-time", "monday"],
)
def test_digests_are_due_at_seven_in_summer_and_in_winter(rhythm, now, due):
    assert next_morning(rhythm, now.replace(tzinfo=HERE)) == due.replace(tzinfo=HERE)
