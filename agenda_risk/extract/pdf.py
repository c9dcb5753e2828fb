"""Read PDF in a process of its own, which a hostile file may crash or hang."""

import json
import subprocess
import sys
from itertools import accumulate
from pathlib import Path
from typing import NoReturn

from agenda_risk.errors import (
    BrokenFileError,
    PasswordError,
    ScannedDocumentError,
    TooLargeError,
)
from agenda_risk.extract.reading import Reading
from agenda_risk.models import Page

SECONDS = 30

_CHILD = Path(__file__).with_name("pdf_child.py")
# Windows would else open a console for the child of a program without one.
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_STOPPED_BY_CLOCK = -24  # SIGXCPU; the signal module of Windows does not know it


def read(page: Page) -> Reading:
    """Return the text of *page*, and which of its pages hold pictures alone."""
    pages: list[tuple[str, int]] = json.loads(_run(page))
    texts = [text for text, _ in pages]
    blank = tuple(
        number for number, (text, objects) in enumerate(pages, 1) if objects and not text.strip()
    )
    if not any(text.strip() for text in texts):
        _refuse_textless(page, blank)
    starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
    return Reading("\n".join(texts) + "\n", tuple(starts), blank)


def _run(page: Page) -> bytes:
    """Return what the child process read from *page*, as JSON."""
    try:
        child = subprocess.run(
            [sys.executable, "-I", str(_CHILD)],
            input=page.content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            creationflags=_NO_WINDOW,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_slow(page) from error
    except subprocess.CalledProcessError as error:
        _refuse(page, error)
    return child.stdout


def _refuse(page: Page, error: subprocess.CalledProcessError) -> NoReturn:
    """Raise what the exit code of the child process stands for."""
    match error.returncode:
        case 3:
            raise PasswordError(
                "{name} is locked with a password. Save it without one and try again.",
                name=page.name,
            ) from error
        case 4:
            raise BrokenFileError(
                "{name} is damaged or cut short. Download or export it again.", name=page.name
            ) from error
        case 5:
            raise TooLargeError(
                "{name} unpacks to more than is read. Export the agenda without its attachments.",
                name=page.name,
            ) from error
        case code if code == _STOPPED_BY_CLOCK:
            raise _too_slow(page) from error
    raise BrokenFileError(
        "{name} could not be read: it is damaged, or unpacks to too much. "
        "Print it to a new PDF and try again.",
        name=page.name,
    ) from error


def _too_slow(page: Page) -> TooLargeError:
    """Return the error for a file that takes longer than anyone waits."""
    return TooLargeError(
        "{name} took more than {seconds} seconds to read. "
        "Export the agenda without its attachments.",
        name=page.name,
        seconds=SECONDS,
    )


def _refuse_textless(page: Page, blank: tuple[int, ...]) -> NoReturn:
    """Raise the error for a document without a word."""
    if not blank:
        raise ScannedDocumentError("{name} holds nothing but empty pages.", name=page.name)
    raise ScannedDocumentError(
        "{name} holds pictures of pages and no text. Export a PDF with text from the case system, "
        "or paste the agenda as a text file.",
        name=page.name,
    )
