"""Write a paper in the format that was asked for, to a file or to the terminal."""

from collections.abc import Callable, Mapping

import click

from agenda_risk.cli.language import _
from agenda_risk.cli.writing import echo
from agenda_risk.deliver.file import File
from agenda_risk.render.paper import Paper
from agenda_risk.render.paper_formats import rendered

_FOR_FILES = frozenset({"pdf", "docx"})

Tables = Mapping[str, Callable[[], str]]


def write_paper(paper: Paper, form: str, output: str | None) -> None:
    """Write *paper* to the file *output*, or print it where that is a text."""
    if output is None and form in _FOR_FILES:
        raise click.UsageError(_("Give --output PATH: this format is not for the terminal."))
    content = rendered(paper, form)
    if output is None:
        echo(content.decode("utf-8"))
        return
    echo(f"→ {File().deliver(content, output)}")


def written_options(*forms: str) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Return what gives a command ``--format``, of *forms*, and ``--output``."""

    def give(command: Callable[..., object]) -> Callable[..., object]:
        form = click.option(
            "--format", "form", type=click.Choice(forms), default="text", show_default=True,
            help=_("What the answer is written as."),
        )  # fmt: skip
        output = click.option(
            "--output", metavar="PATH", help=_("File to write; else it is printed.")
        )
        return form(output(command))

    return give


def write_answer(paper: Callable[[], Paper], tables: Tables, form: str, output: str | None) -> None:
    """Write what *tables* has for programs under *form*, else *paper* in that format."""
    if form not in tables:
        write_paper(paper(), form, output)
    elif output is None:
        echo(tables[form]().removeprefix("\ufeff"))
    else:
        echo(f"→ {File().deliver(tables[form]().encode('utf-8'), output)}")
