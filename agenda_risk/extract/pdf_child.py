"""Write the text of the PDF on standard input as JSON: for each page its text and its objects.

This file is run as a program of its own, with nothing of the package loaded, so that a file that
crashes pdfium, or makes it eat memory or time, takes only this process with it. Exit codes:
3 locked with a password, 4 damaged, 5 too large.

Called with the word "many" it reads one PDF after the other: each comes after its length, and each
answer goes after its code, 0 for a text, and its length.
"""

import json
import struct
import sys
import time

import pypdfium2  # type: ignore[import-untyped]
import pypdfium2.raw  # type: ignore[import-untyped]

PASSWORD, DAMAGED, TOO_LARGE = 3, 4, 5
MEMORY = 1024 * 1024 * 1024
SECONDS = 30
LONGEST = 50_000_000
MANY = "many"
LENGTH, ANSWER = struct.Struct("<Q"), struct.Struct("<BQ")


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
                raise MemoryError
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


def text_of(content: bytes) -> tuple[int, str]:
    """Return 0 and the pages as JSON, or the code of what went wrong."""
    try:
        read = pages(content)
    except pypdfium2.PdfiumError as error:
        is_locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        return (PASSWORD if is_locked else DAMAGED), ""
    except MemoryError:
        return TOO_LARGE, ""
    return (0, json.dumps(read)) if read else (DAMAGED, "")


def one() -> None:
    """Read, and tell by the exit code what went wrong."""
    code, text = text_of(sys.stdin.buffer.read())
    if code:
        sys.exit(code)
    sys.stdout.write(text)


def many() -> None:
    """Read one after the other until no more come; each has as much time as one alone."""
    while head := sys.stdin.buffer.read(LENGTH.size):
        (length,) = LENGTH.unpack(head)
        grant_time()
        code, text = text_of(sys.stdin.buffer.read(length))
        answer = text.encode()
        sys.stdout.buffer.write(ANSWER.pack(code, len(answer)) + answer)
        sys.stdout.buffer.flush()
        if code == TOO_LARGE:  # memory may be short from now on
            sys.exit(code)


def grant_time() -> None:
    """Let this process use as much time as it may for one file, from now on."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Windows has none

    wanted = int(time.process_time()) + 1 + SECONDS
    _, hardest = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (_at_most(wanted, resource.RLIMIT_CPU)[0], hardest))


if __name__ == "__main__":
    limit()
    if sys.argv[1:] == [MANY]:
        many()
    else:
        one()
