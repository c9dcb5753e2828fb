"""Open zipped documents, after a look at what they would unpack to."""

from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - an exception class by another name

from agenda_risk.errors import BrokenFileError, PasswordError, TooLargeError
from agenda_risk.models import Page

LARGEST = 100 * 1024 * 1024
MOST_MEMBERS = 2_000
HIGHEST_RATIO = 200
_SMALL = 1024 * 1024

# What zipfile raises for members that are cut short, damaged or packed in an unknown way.
DAMAGE = (BadZipFile, ZlibError, EOFError, NotImplementedError, ValueError, OSError)


def open_archive(page: Page) -> ZipFile:
    """Return the zip in *page*, if it is whole, unlocked and of a reasonable size."""
    try:
        archive = ZipFile(BytesIO(page.content))
    except DAMAGE as error:
        raise damaged(page) from error
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise PasswordError(
            "{name} is locked with a password. Save it without one and try again.", name=page.name
        )
    if _is_bomb(members):
        raise TooLargeError(
            "{name} unpacks to more than is read. Save the agenda as PDF, without attachments.",
            name=page.name,
        )
    return archive


def _is_bomb(members: list[ZipInfo]) -> bool:
    """Tell whether *members* are too many, too large or packed too tightly to be a document."""
    return (
        len(members) > MOST_MEMBERS
        or sum(member.file_size for member in members) > LARGEST
        or any(
            member.file_size > max(_SMALL, HIGHEST_RATIO * member.compress_size)
            for member in members
        )
    )


def unpack(archive: ZipFile, member: str, page: Page) -> bytes:
    """Return the content of *member*."""
    try:
        return archive.read(member)
    except (KeyError, *DAMAGE) as error:
        raise damaged(page) from error


def damaged(page: Page) -> BrokenFileError:
    """Return the error for a document that does not hold what it should."""
    return BrokenFileError(
        "{name} is damaged or cut short. Download or export it again.", name=page.name
    )
