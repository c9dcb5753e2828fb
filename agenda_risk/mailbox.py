"""What is an address of mail, and how its domain is written for servers."""

import re

_LONGEST = 254
_LONGEST_LOCAL = 64
_LOCAL = re.compile(r"[^\s@<>(),:;\\\"\[\]\x00-\x1f\x7f]+")
_LABEL = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?", re.ASCII)


def is_mailbox(address: str) -> bool:
    """Tell whether *address* is one address of mail, without a name or comments."""
    return mailbox(address) != ""


def mailbox(address: str) -> str:
    """Return *address* with its domain in ASCII (IDNA), or nothing where it is no address."""
    local, at, domain = address.rpartition("@")
    written = _ascii(domain)
    # What looks like an encoded word is taken for one by those who read the header.
    is_plain = ".." not in local and "=?" not in local
    is_local = _LOCAL.fullmatch(local) and local.isprintable() and is_plain
    is_short = len(local.encode("utf-8")) <= _LONGEST_LOCAL and len(address) <= _LONGEST
    is_whole = bool(at and is_local and is_short and written) and not local.startswith(".")
    return f"{local}@{written}" if is_whole and not local.endswith(".") else ""


def _ascii(domain: str) -> str:
    """Return *domain* as servers know it, or nothing where it is no name of a host."""
    try:
        written = domain.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""
    labels = written.split(".")
    return written if all(_LABEL.fullmatch(one) for one in labels) else ""
