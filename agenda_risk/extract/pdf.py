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
    ReadError,
    ScannedDocumentError,
    TooLargeError,
)
from agenda_risk.extract.reading import Reading
from agenda_risk.models import Page

SECONDS = 30

CHILD = Path(__file__).with_name("pdf_child.py")
# Windows would else open a console for the child of a program without one.
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_STOPPED_BY_CLOCK = -24  # SIGXCPU; the signal module of Windows does not know it


def read(page: Page) -> Reading:
    """Return the text of *page*, and which of its pages hold pictures alone."""
    return reading_of(page, _run(page))


def reading_of(page: Page, written: bytes) -> Reading:
    """Return what the child process has *written* of *page*, as a text with its pages."""
    pages: list[tuple[str, int]] = json.loads(written)
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
            [sys.executable, "-I", str(CHILD)],
            input=page.content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            creationflags=NO_WINDOW,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise too_slow(page) from error
    except subprocess.CalledProcessError as error:
        raise refusal(page, error.returncode) from error
    return child.stdout


def refusal(page: Page, code: int | None) -> ReadError:
    """Return the error that the exit *code* of the child process stands for."""
    match code:
        case 3:
            return PasswordError(
                "{name} is locked with a password. Save it without one and try again.",
                name=page.name,
            )
        case 4:
            return BrokenFileError(
                "{name} is damaged or cut short. Download or export it again.", name=page.name
            )
        case 5:
            return TooLargeError(
                "{name} unpacks to more than is read. Export the agenda without its attachments.",
                name=page.name,
            )
        case code if code == _STOPPED_BY_CLOCK:
            return too_slow(page)
    return BrokenFileError(
        "{name} could not be read: it is damaged, or unpacks to too much. "
        "Print it to a new PDF and try again.",
        name=page.name,
    )


def too_slow(page: Page) -> TooLargeError:
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
