"""Write the text of the PDF on standard input as JSON: for each page its text and its objects.

This file is run as a program of its own, with nothing of the package loaded, so that a file that
crashes pdfium, or makes it eat memory or time, takes only this process with it. Exit codes:
3 locked with a password, 4 damaged, 5 too large.
"""

import json
import sys

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw  # type: ignore[import-untyped]

PASSWORD, DAMAGED, TOO_LARGE = 3, 4, 5
MEMORY = 1024 * 1024 * 1024
SECONDS = 30
LONGEST = 50_000_000


def limit() -> None:
    """Hold this process to its share of memory and time, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    if sys.platform == "linux":
        resource.setrlimit(resource.RLIMIT_AS, _at_most(MEMORY, resource.RLIMIT_AS))
    resource.setrlimit(resource.RLIMIT_CPU, _at_most(SECONDS, resource.RLIMIT_CPU))


def _at_most(wanted: int, kind: int) -> tuple[int, int]:
    """Return *wanted* and the limit that is set from outside, which may be lower."""
    import resource  # noqa: PLC0415 - Windows has none

    _, hardest = resource.getrlimit(kind)
    return (wanted if hardest == resource.RLIM_INFINITY else min(wanted, hardest)), hardest


def pages(content: bytes) -> list[tuple[str, int]]:
    """Return the text and the number of objects of each page."""
    with pypdfium2.PdfDocument(content) as pdf:
        read: list[tuple[str, int]] = []
        length = 0
        for number in range(len(pdf)):
            read.append(page(pdf, number))
            length += len(read[-1][0])
            if length > LONGEST:
                sys.exit(TOO_LARGE)
    return read


def page(pdf: pypdfium2.PdfDocument, number: int) -> tuple[str, int]:
    """Return the text and the number of objects of one page."""
    opened = pdf[number]
    text_page = opened.get_textpage()
    text = text_page.get_text_range().replace("\r\n", "\n").replace("\r", "\n")
    objects = pypdfium2.raw.FPDFPage_CountObjects(opened)
    text_page.close()
    opened.close()
    return text, objects


def main() -> None:
    """Read, and tell by the exit code what went wrong."""
    limit()
    try:
        read = pages(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        sys.exit(PASSWORD if is_locked else DAMAGED)
    except MemoryError:
        sys.exit(TOO_LARGE)
    if not read:
        sys.exit(DAMAGED)
    sys.stdout.write(json.dumps(read))


if __name__ == "__main__":
    main()
