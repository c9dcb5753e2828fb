"""What the program is run with, so that it meets nothing of the user's."""

import os


def clean_environment() -> dict[str, str]:
    """Return the environment in which neither the user's cache nor the user's settings are met."""
    place = os.environ["AGENDA_RISK_CACHE"]
    return {"AGENDA_RISK_CACHE": place, "XDG_CONFIG_HOME": place, "XDG_DATA_HOME": place}
