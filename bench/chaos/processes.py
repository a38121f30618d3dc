"""The bot's processes: started, killed without warning, started again."""

from __future__ import annotations

import asyncio
import random
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from bench.children import ROOT, environment


class Processes:
    """Keeps `settings` of each process running; all write into one log."""

    def __init__(self, settings: list[Mapping[str, str]], arguments: list[str], log: Path) -> None:
        self._settings = settings
        self._arguments = arguments
        self._log: IO[bytes] = log.open("ab")
        self._running: list[asyncio.subprocess.Process | None] = [None] * len(settings)
        self.kills: list[float] = []
        """When, in seconds of the monotonic clock."""

    async def start(self) -> None:
        """Start what does not run."""
        for number, process in enumerate(self._running):
            if process is None or process.returncode is not None:
                self._running[number] = await asyncio.create_subprocess_exec(
                    sys.executable, "-m", "bot", *self._arguments,
                    cwd=ROOT, stdout=self._log, stderr=self._log, start_new_session=True,
                    env=environment(**self._settings[number]),
                )  # fmt: skip

    async def kill_often(self, pause: float, seed: int) -> None:
        """Kill one after the other, by chance every `pause` seconds or so, until cancelled."""
        chance = random.Random(seed)
        while True:
            await asyncio.sleep(pause * (0.5 + chance.random()))
            await self._kill(self._running[chance.randrange(len(self._running))])
            await self.start()

    async def _kill(self, process: asyncio.subprocess.Process | None) -> None:
        if process is not None and process.returncode is None:
            self.kills.append(time.monotonic())
            process.kill()
            await process.wait()

    async def stop(self) -> None:
        """Ask all to end, and wait for them."""
        for process in self._running:
            if process is not None and process.returncode is None:
                process.terminate()
        for process in self._running:
            if process is not None:
                try:
                    await asyncio.wait_for(process.wait(), 20)
                except TimeoutError:
                    await self._kill(process)
        self._log.close()
