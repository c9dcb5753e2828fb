"""Name a worker so that others on the same machine can tell when it has died.

A name tells the start of the machine, the space that process numbers belong to (a container has its
own), and the process with the moment it began: numbers are given anew. Where the system does not
tell that, or the worker is elsewhere, nobody can know, and what it holds has to run out.
"""

import os
import socket
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

_PROC = Path("/proc")
_DEAD = frozenset("ZX")
_PARTS = 6


def own_name() -> str:
    """Return a name that no other worker has; the machine's helps people to find it."""
    boot, space, (began, _state) = _boot(), _space(), _process(os.getpid())
    parts = (socket.gethostname(), boot, space, str(os.getpid()), began, token_hex(4))
    return ":".join(parts)


def is_dead(holder: str) -> bool:
    """Tell whether the worker called *holder* certainly runs no more."""
    parts = holder.split(":")
    if len(parts) != _PARTS:
        return False
    _host, boot, space, pid, began, _own = parts
    is_near = bool(boot and space and began) and (boot, space) == (_boot(), _space())
    return is_near and pid.isdecimal() and not _runs(int(pid), began)


def _runs(pid: int, began: str) -> bool:
    """Tell whether the process *pid* that *began* then may still run."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True  # somebody else's, which may be hidden from us
    is_same, state = _process(pid)
    return not is_same or (is_same == began and state not in _DEAD)


def _boot() -> str:
    return _read(_PROC / "sys" / "kernel" / "random" / "boot_id")


def _space() -> str:
    with suppress(OSError):
        return os.readlink(_PROC / "self" / "ns" / "pid").strip("pid:[]")
    return ""


def _process(pid: int) -> tuple[str, str]:
    """Return when a process began, in ticks since the machine did, and its state; or nothing."""
    after_name = _read(_PROC / str(pid) / "stat").rpartition(")")[2].split()
    return (after_name[19], after_name[0]) if len(after_name) > 19 else ("", "")


def _read(path: Path) -> str:
    with suppress(OSError):
        return path.read_text(encoding="ascii", errors="replace").strip()
    return ""
