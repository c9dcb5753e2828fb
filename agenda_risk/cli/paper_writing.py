"""Write papers in the format that was asked for."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from agenda_risk.cli.language import _
from agenda_risk.cli.writing import echo
from agenda_risk.deliver.file import File
from agenda_risk.render.paper import Paper

ENDINGS = {"text": ".txt", "html": ".html", "json": ".json", "pdf": ".pdf", "docx": ".docx"}
_BINARY = ("pdf", "docx")


class Named(NamedTuple):
    """A paper, what its file is called without its ending, and the day it was made."""

    name: str
    paper: Paper
    made: date


def show_papers(papers: tuple[Named, ...], form: str, output: str | None) -> None:
    """Write *papers* to *output*, a file or a folder for several, or print them.

    Raises UsageError where a format that cannot be printed has no file to go to.
    """
    if output:
        written = [(one.name + ENDINGS[form], _bytes(one, form)) for one in papers]
        write_all(written, output)
    elif form in _BINARY:
        raise click.UsageError(_("Give --output: {form} cannot be printed here.", form=form))
    elif form == "json":
        whole = [asdict(one.paper) for one in papers]
        echo(_json(whole[0] if len(whole) == 1 else whole))
    else:
        for one in papers:
            echo(_bytes(one, form).decode("utf-8") + "\n")


def write_all(files: Iterable[tuple[str, bytes]], output: str) -> None:
    """Write *files* to the folder *output*; a single one to the file of that name."""
    named = list(_apart(files))
    is_folder = len(named) > 1 or Path(output).is_dir() or output.endswith(("/", "\\"))
    for name, content in named:
        place = File().deliver(content, str(Path(output, name)) if is_folder else output)
        echo(f"→ {place}")


def _apart(files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """Yield *files* under names of their own: meetings without a day may share one."""
    taken: set[str] = set()
    for name, content in files:
        path, count = Path(name), 1
        while path.name in taken:
            count += 1
            path = path.with_stem(f"{Path(name).stem}-{count}")
        taken.add(path.name)
        yield path.name, content


def _bytes(named: Named, form: str) -> bytes:
    """Return a paper as *form*; what a form needs is loaded only when it is asked for."""
    if form == "pdf":
        from agenda_risk.render.pdf import as_pdf  # noqa: PLC0415

        return as_pdf(named.paper, named.made)
    if form == "docx":
        from agenda_risk.render.docx import as_docx  # noqa: PLC0415

        return as_docx(named.paper)
    return _text(named.paper, form).encode("utf-8")


def _text(paper: Paper, form: str) -> str:
    if form == "html":
        from agenda_risk.render.paper_html import as_html  # noqa: PLC0415

        return as_html(paper)
    if form == "json":
        return _json(asdict(paper))
    from agenda_risk.render.paper_text import as_text  # noqa: PLC0415

    return as_text(paper)


def _json(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
