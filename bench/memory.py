"""How much memory this process or another one holds, in MB; for Linux and macOS."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

_KILO, _MEGA = 1024, 1024 * 1024


def resident(process: int | None = None) -> float:
    """Return what a process (this one when None) holds at the moment."""
    status = _status(process, "VmRSS")
    return status if status is not None else _asked(process)


def peak() -> float:
    """Return the most this process has ever held.

    Not `getrusage` where it can be avoided: on Linux that also counts what the parent held
    before this program was started in its place.
    """
    status = _status(None, "VmHWM")
    if status is not None:
        return status
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (_MEGA if sys.platform == "darwin" else _KILO)


def _status(process: int | None, name: str) -> float | None:
    try:
        lines = Path(f"/proc/{process or 'self'}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) / _KILO for line in lines if line.startswith(name)), None)


def _asked(process: int | None) -> float:
    if process is None:
        return peak()
    command = ["ps", "-o", "rss=", "-p", str(process)]
    found = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  fixed
    return int(found.stdout) / _KILO
