"""The commands for authors of adapters: begin one, and hold it to its contract."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from string import Template

import click

from agenda_risk.cli.language import _, language_option
from agenda_risk.cli.saved_pages import KNOWN, Saved, saved_pages
from agenda_risk.cli.writing import echo
from agenda_risk.conformance import Breach, breaches, is_refused
from agenda_risk.deliver.file import File
from agenda_risk.errors import ConflictError, MissingInputError, PluginError, RefusedError
from agenda_risk.fetch import get_file
from agenda_risk.fetch.replay import is_recorded
from agenda_risk.hookspecs import Adapter
from agenda_risk.models import Page
from agenda_risk.plugins import adapters, load_plugins
from agenda_risk.shipped import path_of
from agenda_risk.translate import Translator, translator

_PAGES = "tests/pages"
_ELSEWHERE = "Pacific/Chatham"  # far away, and not on the hour
_SUPPOSED = "https://granvik.example/"


@click.group("adapter", help=_("Write an adapter for a meeting system, and check that it keeps."))
def command() -> None:
    """Hold the commands."""


@command.command(
    "new",
    help=_(
        "Begin an adapter: a module, a saved page and a test. In a checkout of agenda-risk it is "
        "put among the others, elsewhere it becomes a plugin of its own, in FOLDER."
    ),
    epilog=_("Example: agenda-risk adapter new mysystem"),
)
@click.argument("name")
@click.argument("folder", required=False, metavar="[FOLDER]")
def new(name: str, folder: str | None) -> int:
    """Write the files."""
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        raise RefusedError("A name has small letters, digits and _, as in mysystem.")
    is_house = folder is None and Path("adapters").is_dir() and Path("rules.yaml").is_file()
    files = _house_files(name) if is_house else _plugin_files(name, folder or name)
    for path in files:
        if Path(path).exists():
            raise ConflictError("{path} is there already.", path=path)
    for path, (skeleton, fields) in files.items():
        echo(f"→ {File().deliver(_filled(skeleton, name, fields), path)}")
    return 0


@command.command(
    "check",
    help=_(
        "Check that the adapter NAME, or the one in the file NAME, keeps to its contract: on "
        "PAGES as they came, and on the same cut short, empty, huge or wrongly written. PAGES are "
        "files, folders, and folders that fetch --record has made."
    ),
    epilog=_(
        "Examples: agenda-risk adapter check mysystem tests/pages/mysystem/ · agenda-risk adapter "
        "check public360 meeting.html --url https://…/Meetings/Details/9002"
    ),
)
@click.argument("name")
@click.argument("pages", nargs=-1, metavar="[PAGES…]")
@click.option(
    "--url",
    default="",
    help=_(
        "The address that the page came from, or ending with a slash the one that all did; else "
        "the one that stands in pages.toml beside them, or in the page."
    ),
)
@language_option
def check(name: str, pages: tuple[str, ...], url: str, language: str) -> int:
    """Tell what does not keep; 21 where something does not."""
    say = translator(language)
    adapter = _adapter(name)
    paths = pages or (f"{_PAGES}/{adapter.name}",)
    saved = list(saved_pages(paths, url, _SUPPOSED))
    if not saved:
        raise MissingInputError("There are no saved pages in {path}.", path=", ".join(paths))
    read, aside = _parted(adapter, saved, is_strict=not any(map(is_recorded, paths)))
    found = list(breaches(adapter, read, _elsewhere(), aside))
    for breach in found:
        echo(_line(breach, say))
    if found:
        _tell_supposed(saved, say)
        return PluginError.exit_code
    count = len(saved)
    kept = say.plural(
        "{name} keeps to its contract on one page.",
        "{name} keeps to its contract on {count} pages.",
        count,
        name=adapter.name,
    )
    echo(kept)
    return 0


def _line(breach: Breach, say: Translator) -> str:
    return f"{breach.page}: {say(breach.msgid, **breach.fields)}"


def _house_files(name: str) -> dict[str, tuple[str, dict[str, str]]]:
    return {
        f"adapters/{name}.py": ("adapter.py.txt", {}),
        f"{_PAGES}/{name}/meetings.json": ("meetings.json", {}),
        f"tests/adapters/test_{name}.py": ("test.py.txt", {"pages": f"../pages/{name}"}),
    }


def _plugin_files(name: str, folder: str) -> dict[str, tuple[str, dict[str, str]]]:
    module = f"agenda_risk_{name}"
    return {
        f"{folder}/{module}.py": ("adapter.py.txt", {}),
        f"{folder}/pyproject.toml": ("pyproject.toml.txt", {"module": module}),
        f"{folder}/{_PAGES}/{name}/meetings.json": ("meetings.json", {}),
        f"{folder}/tests/test_{name}.py": ("test.py.txt", {"pages": f"pages/{name}"}),
    }


def _filled(skeleton: str, name: str, fields: dict[str, str]) -> bytes:
    title = name.replace("_", " ").title()
    text = (path_of("skeleton") / skeleton).read_text(encoding="utf-8")
    told = {"name": name, "title": title, "class_name": title.replace(" ", ""), **fields}
    return Template(text).substitute(told).encode()


def _adapter(name: str) -> Adapter:
    """Return the adapter called *name*, or the one that the file *name* registers."""
    if name.endswith(".py"):
        return _in_file(Path(name))
    plugins = load_plugins()
    found = adapters(plugins)
    if name not in found:
        broken = "; ".join(one.fault for one in plugins.broken if one.name == name)
        raise PluginError(
            "There is no adapter “{name}”. There are: {known}. {fault}",
            name=name,
            known=", ".join(sorted(found)),
            fault=broken,
        )
    return found[name]


def _in_file(path: Path) -> Adapter:
    get_file(str(path))
    spec = spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        raise PluginError("{name} does not work: {fault}", name=path, fault="import")
    module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
        adapter: Adapter = next(iter(module.register_adapters()))
    except Exception as error:  # a stranger's code may raise anything
        fault = f"{type(error).__name__}: {error}"
        raise PluginError("{name} does not work: {fault}", name=path, fault=fault) from error
    return adapter


def _parted(
    adapter: Adapter, saved: list[Saved], *, is_strict: bool
) -> tuple[list[Page], list[Page]]:
    """Return the pages that have to be read, and those that fetch only looks for others in.

    Of what was recorded nobody knows which is which: where some pages are read, the rest need not.
    """
    read = [one.page for one in saved if one.is_read]
    aside = [one.page for one in saved if not one.is_read]
    if is_strict:
        return read, aside
    taken = [page for page in read if not is_refused(adapter, page)]
    return (taken, [*aside, *(page for page in read if page not in taken)]) if taken else (read, [])


def _tell_supposed(saved: list[Saved], say: Translator) -> None:
    """Tell which pages may only be wrong because nobody knows where they came from."""
    names = [one.page.name for one in saved if one.is_supposed and one.is_read]
    if names:
        told = say(
            "It is not known where {names} came from. Many readers need that: name the address "
            "with --url, or in {known} beside the pages.",
            names=", ".join(names),
            known=KNOWN,
        )
        echo(told)


@contextmanager
def _elsewhere() -> Iterator[None]:
    """Set this program's clock to another zone; Windows has no way to."""
    before = os.environ.get("TZ")
    _set_zone(_ELSEWHERE)
    try:
        yield
    finally:
        _set_zone(before)


def _set_zone(zone: str | None) -> None:
    if not hasattr(time, "tzset"):
        return
    if zone is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = zone
    time.tzset()
