"""Write several papers: one to a file, more to a folder, or print them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from agenda_risk.cli.paper_writing import write_paper
from agenda_risk.cli.writing import echo
from agenda_risk.deliver.file import File
from agenda_risk.render.paper import Paper
from agenda_risk.render.paper_formats import PAPER_FORMATS, rendered

Named = tuple[str, Paper]


def show_papers(papers: Iterable[Named], form: str, output: str | None) -> None:
    """Write *papers*, each under its name, to *output*, or print them; several in JSON are a list.

    Raises UsageError where a format that cannot be printed has no file to go to.
    """
    named = list(papers)
    if output:
        ending = PAPER_FORMATS[form].ending
        write_all(((name + ending, rendered(one, form)) for name, one in named), output)
    elif form == "json" and len(named) > 1:
        texts = (rendered(one, form).decode("utf-8").rstrip() for _name, one in named)
        echo("[" + ",\n".join(texts) + "]")
    else:
        for _name, one in named:
            write_paper(one, form, None)
            echo("")


def write_all(files: Iterable[tuple[str, bytes]], output: str) -> None:
    """Write *files* to the folder *output*; a single one to the file of that name."""
    named = list(_apart(files))
    is_folder = len(named) > 1 or os.path.isdir(output) or output.endswith(("/", "\\"))
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
