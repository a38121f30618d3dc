"""A throw-away PostgreSQL of Debian's packages, in a folder of its own, on a Unix socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from itertools import count
from pathlib import Path

_QUICK = (
    "-c fsync=off -c full_page_writes=off -c max_connections=50 "
    "-c shared_buffers=16MB -c listen_addresses="
)


def programs() -> Path | None:
    """Return the folder with initdb and pg_ctl, of the newest version installed."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3])
    )
    if found:
        return found[-1].parent
    named = shutil.which("pg_ctl")
    return Path(named).parent if named else None


class PostgresServer:
    """`create()` gives the URL of a new, empty database; `stop` and `start` as often as wanted."""

    def __init__(self, folder: Path) -> None:
        self._programs = folder
        self._user = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
        self._root = Path(tempfile.mkdtemp(prefix="pg-"))
        if os.getuid() == 0:
            shutil.chown(self._root, self._user)
        self._data = self._root / "data"
        self._names = count(1)
        self._free: list[str] = []
        self._lent: list[str] = []
        self._call("initdb", "-D", self._data, "-A", "trust", "-U", "bot", "-E", "UTF8", "-N")
        self.start()

    def start(self) -> None:
        options = f"{_QUICK} -c unix_socket_directories={self._root}"
        log = self._root / "log"
        self._call("pg_ctl", "-D", self._data, "-w", "-s", "-l", log, "-o", options, "start")

    def stop(self, mode: str = "fast") -> None:
        self._call("pg_ctl", "-D", self._data, "-w", "-s", "-m", mode, "stop")

    def is_running(self) -> bool:
        return (self._data / "postmaster.pid").exists()

    def create(self) -> str:
        if not self._free:
            name = f"test{next(self._names)}"
            self.sql(f"CREATE DATABASE {name}")
            self._free.append(name)
        self._lent.append(self._free.pop())
        return self.url(self._lent[-1])

    def empty(self) -> None:
        """Empty the databases a test was given, for the next one: new ones take long."""
        while self._lent:
            self._free.append(self._lent.pop())
            self.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public", self._free[-1])

    def url(self, name: str) -> str:
        return f"postgresql://bot@/{name}?host={self._root}"

    def sql(self, statement: str, database: str = "postgres") -> str:
        return self._call(
            "psql", "-h", self._root, "-U", "bot", "-d", database, "-qAt", "-c", statement
        )

    def remove(self) -> None:
        try:
            self.stop("immediate")
        finally:
            shutil.rmtree(self._root, ignore_errors=True)

    def _call(self, program: str, *arguments: str | Path) -> str:
        command: Sequence[str] = [str(self._programs / program), *map(str, arguments)]
        options = {"user": self._user} if os.getuid() == 0 else {}
        done = subprocess.run(  # noqa: S603 - our own command
            command,
            check=False,
            stdout=subprocess.PIPE if program == "psql" else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL if program != "psql" else subprocess.STDOUT,
            text=True,
            cwd="/",
            timeout=60,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            **options,  # type: ignore[call-overload]
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stdout}")
        return (done.stdout or "").strip()
