"""A PostgreSQL of one's own for a while: in a temporary folder, on this machine, without fsync.

Needs the server's programs, as Debian's package postgresql brings them. They refuse to run as
root, so root starts them as the user postgres.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Self

from bench.errors import ChildError

_PLACES = ("/usr/lib/postgresql", "/usr/local/pgsql", "/opt/homebrew/opt")
_OPTIONS = "-c fsync=off -c listen_addresses=127.0.0.1"


def programs() -> Path | None:
    """Return the folder with initdb and pg_ctl, of the newest version found."""
    places = [path for root in _PLACES for path in sorted(Path(root).glob("*/bin"), reverse=True)]
    on_path = shutil.which("initdb")
    places += [Path(on_path).resolve().parent] if on_path else []
    return next((place for place in places if (place / "pg_ctl").is_file()), None)


class Cluster:
    """`async with Cluster() as cluster`; then `cluster.url`, and stop and start at will."""

    def __init__(self) -> None:
        found = programs()
        if found is None:
            raise ChildError("PostgreSQL is not installed; on Debian: apt install postgresql.")
        self._programs = found
        self._folder = Path(tempfile.mkdtemp(prefix="karrierebot-postgres-"))
        self._port = _free_port()
        self._running = False

    @property
    def url(self) -> str:
        return f"postgresql://karrierebot@127.0.0.1:{self._port}/postgres"

    async def __aenter__(self) -> Self:
        if os.getuid() == 0:
            shutil.chown(self._folder, "postgres")
        data = str(self._folder / "data")
        await self._call(
            "initdb", "--no-sync", "--auth=trust", "--username=karrierebot", "-D", data
        )
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def start(self) -> None:
        """Start the server; does nothing when it runs."""
        if not self._running:
            options = f"-p {self._port} -k {self._folder} {_OPTIONS}"
            log = str(self._folder / "log")
            await self._call("pg_ctl", "-D", str(self._folder / "data"), "-l", log, "-w",
                             "-o", options, "start")  # fmt: skip
            self._running = True

    async def stop(self) -> None:
        """Stop the server at once, whoever is connected; what was committed stays."""
        if self._running:
            await self._call("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "-w",
                             "stop")  # fmt: skip
            self._running = False

    async def _call(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        process = await asyncio.create_subprocess_exec(
            *command, cwd=self._folder, stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            user="postgres" if os.getuid() == 0 else None,
        )  # fmt: skip
        if await process.wait():
            raise ChildError(f"{program} did not work; its log was in {self._folder}.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
