"""Where an organisation's own settings and profile lie, and how they are loaded."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from agenda_risk.errors import MissingInputError
from agenda_risk.login_settings import ProviderSettings
from agenda_risk.message_settings import MailSettings, Receiver
from agenda_risk.models import Profile
from agenda_risk.profile import parse_profile
from agenda_risk.settings import Settings, is_address, parse_settings
from agenda_risk.shipped import read_text

PLACE = "AGENDA_RISK_CONFIG"
SETTINGS = "agenda-risk.toml"
PROFILE = "profile.toml"
STORE = "agenda-risk.db"

Certified = TypeVar("Certified", MailSettings, ProviderSettings, Receiver)


def find_settings() -> Path | None:
    """Return where the settings are: as AGENDA_RISK_CONFIG says, here, or in the user's folder.

    An empty AGENDA_RISK_CONFIG means that there are none.
    """
    told = os.environ.get(PLACE)
    if told is not None:
        return _told(Path(told)) if told else None
    places = [Path(SETTINGS)]
    with suppress(RuntimeError):  # no home
        places.append(_user_folder(os.environ) / "agenda-risk" / SETTINGS)
    return next((place for place in places if os.path.isfile(place)), None)


def load_settings() -> Settings:
    """Return the settings, with the files they name as seen from here; without any, the empty."""
    place = find_settings()
    if place is None:
        return Settings()
    return _resolved(parse_settings(read_text(place), str(place)), place.parent)


def store_place(name: str | None = None) -> Path | str:
    """Return where the store is: as *name* says, else in the user's folder for data.

    What names a database server is returned as it is. Raises MissingInputError where no such
    folder is known.
    """
    if name:
        return name if is_address(name) else Path(name)
    return default_store()


def default_store() -> Path:
    """Return where the store is if nothing is said: in the user's folder for data.

    Raises MissingInputError where no such folder is known.
    """
    try:
        return _data_folder(os.environ) / "agenda-risk" / STORE
    except RuntimeError as error:
        raise MissingInputError(
            "It is not known where your files are kept. Name a file with --store."
        ) from error


def load_profile(name: str | Path | None) -> Profile:
    """Return the profile in the file called *name*; without a name nothing is known.

    Its Word template is named from the folder of that file.
    """
    if not name:
        return Profile()
    profile = parse_profile(read_text(Path(name)), str(name))
    template = str(Path(name).parent / profile.template) if profile.template else ""
    return profile.model_copy(update={"template": template})


def _told(place: Path) -> Path:
    if not os.path.isfile(place):
        raise MissingInputError(
            "There is no file {path}, which {variable} names.", path=place, variable=PLACE
        )
    return place


def _resolved(settings: Settings, folder: Path) -> Settings:
    """Return *settings* with its files named from *folder*, where they are."""
    names = {field: getattr(settings, field) for field in ("profile", "store")}
    files = {
        field: str(folder / _home(name))
        for field, name in names.items()
        if name and not is_address(name)
    }
    rules = tuple(str(folder / _home(name)) for name in settings.rules)
    login = settings.login.model_copy(update={"oidc": _all_certified(settings.login.oidc, folder)})
    mail = settings.mail and _with_certificates(settings.mail, folder)
    receivers = _all_certified(settings.receivers, folder)
    more = {"rules": rules, "login": login, "mail": mail, "receivers": receivers}
    return settings.model_copy(update={**files, **more})


def _all_certified(told: Mapping[str, Certified], folder: Path) -> dict[str, Certified]:
    return {name: _with_certificates(one, folder) for name, one in told.items()}


def _with_certificates(told: Certified, folder: Path) -> Certified:
    """Return *told* with its file of certificates named from *folder*."""
    if not told.certificates:
        return told
    path = str(folder / _home(told.certificates))
    return told.model_copy(update={"certificates": path})


def _home(name: str) -> Path:
    with suppress(RuntimeError):  # no home
        return Path(name).expanduser()
    return Path(name)


def _user_folder(environ: Mapping[str, str]) -> Path:
    if sys.platform == "win32":
        return Path(environ.get("APPDATA") or Path.home() / "AppData" / "Roaming")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(environ.get("XDG_CONFIG_HOME") or Path.home() / ".config")


def _data_folder(environ: Mapping[str, str]) -> Path:
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support"
    return Path(environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
