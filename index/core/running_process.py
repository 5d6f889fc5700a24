"""Which process of which machine something is from, and whether that one is still running."""

from __future__ import annotations

import json
import os
from pathlib import Path


def mark() -> str:
    """What this process is known by, also after its number was given to another one."""
    pid = os.getpid()
    return json.dumps([os.uname().nodename, _boot(), pid, _begun(pid)])


def runs(mark: str) -> bool | None:
    """Whether the process of a mark is still running; None where that cannot be seen, on another
    machine.
    """
    try:
        machine, boot, pid, begun = json.loads(mark)
        pid = int(pid)
    except (TypeError, ValueError):
        return False
    if machine != os.uname().nodename:
        return None
    if boot != _boot() or pid <= 0:
        return False
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return bool(begun == _begun(pid))


def _boot() -> str:
    """What tells one start of the machine from the next; "" where the system does not say."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


def _begun(pid: int) -> str:
    """When a process began, as the system counts; "" where it does not say."""
    try:
        # Its name, in brackets, may hold anything.
        return Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()[19].decode()
    except (OSError, IndexError):
        return ""
