"""Say why the operating system did not open, read or write a file."""

import errno

from agenda_risk.translate import N_

_MAY_NOT = N_("you may not")
DISK_FULL = N_("the disk is full")
_NO_FOLDER = N_("something that is no folder stands where a folder is needed")
_NO_NAME = N_("no file can have that name")

_MEANINGS = {
    errno.ENOENT: N_("it is not there"),
    errno.EACCES: _MAY_NOT,
    errno.EPERM: _MAY_NOT,
    errno.EROFS: N_("the disk can only be read"),
    errno.EISDIR: N_("it is a folder"),
    errno.ENOTDIR: _NO_FOLDER,
    errno.EEXIST: _NO_FOLDER,
    errno.ENOSPC: DISK_FULL,
    errno.EDQUOT: DISK_FULL,
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.ELOOP: N_("the link leads back to itself"),
    errno.EBUSY: N_("another program holds it"),
}


def hindrance(error: OSError | ValueError) -> str:
    """Return the English text for what *error* says; a ValueError is about the name."""
    if not isinstance(error, OSError):
        return _NO_NAME
    return _MEANINGS.get(error.errno or 0) or error.strerror or str(error)
