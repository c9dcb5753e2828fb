"""Write briefs in the format that was asked for, and say where they are."""

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path

import click

from agenda_risk.cli.language import say_errors_in
from agenda_risk.deliver.file import File
from agenda_risk.models import Brief, Notice

# Which module writes a format, what its function is called, and the files' ending.
_FORMATS = {
    "text": ("agenda_risk.render.text", "as_text", ".txt"),
    "html": ("agenda_risk.render.html", "as_html", ".html"),
    "json": ("agenda_risk.render.json", "as_json", ".json"),
}
FORMATS = tuple(_FORMATS)


def tell(notices: Iterable[Notice]) -> None:
    """Tell *notices* on stderr, in the language that was asked for last."""
    say = say_errors_in()
    for notice in notices:
        click.echo(f"agenda-risk: {say(notice.msgid, **notice.fields)}", err=True)


def written(brief: Brief, form: str, language: str) -> str:
    """Return *brief* in the format called *form*."""
    module, name, _ending = _FORMATS[form]
    render: Callable[[Brief, str], str] = getattr(import_module(module), name)
    return render(brief, language)


def write_files(briefs: tuple[Brief, ...], form: str, language: str, output: str) -> list[str]:
    """Write one file for each brief, and return where they are.

    *output* is a file where there is one brief and it names no folder, else a folder.
    """
    texts = [written(brief, form, language) for brief in briefs]
    addresses = _addresses(briefs, form, output)
    deliver = File().deliver
    return [
        deliver(text.encode("utf-8"), address)
        for text, address in zip(texts, addresses, strict=True)
    ]


def gist(brief: Brief, language: str) -> str:
    """Return the few lines that stand in the terminal."""
    from agenda_risk.render.text import as_gist  # noqa: PLC0415  only where it is shown

    return as_gist(brief, language)


def echo(text: str) -> None:
    """Print *text*, whatever reads it at the other end."""
    click.echo(text.rstrip("\n"))


def _addresses(briefs: tuple[Brief, ...], form: str, output: str) -> list[str]:
    is_folder = len(briefs) > 1 or Path(output).is_dir() or output.endswith(("/", "\\"))
    if not is_folder:
        return [output]
    ending = _FORMATS[form][2]
    names = [brief.meeting.id or "meeting" for brief in briefs]
    unique = (
        f"{name}-{names[:place].count(name) + 1}" if name in names[:place] else name
        for place, name in enumerate(names)
    )
    return [str(Path(output, name + ending)) for name in unique]
