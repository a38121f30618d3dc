"""The health check of containers, against a real server."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys

import pytest

from bot.transports.telegram.endpoints import endpoints
from bot.transports.telegram.monitoring import Monitor
from bot.transports.telegram.serving import serving
from tests.cli.conftest import ROOT


def probe(listen: str, *path: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603  our own module
        [sys.executable, "-m", "bot.cli.probe", *path],
        env={**os.environ, "PYTHONPATH": str(ROOT), "KARRIEREBOT_LISTEN": listen},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


async def test_it_tells_well_from_ready() -> None:
    monitor = Monitor()
    async with serving(endpoints(monitor), "127.0.0.1", 0) as port:
        well = await asyncio.to_thread(probe, f":{port}")
        early = await asyncio.to_thread(probe, f"0.0.0.0:{port}", "/readyz")
        monitor.set_ready(True)
        ready = await asyncio.to_thread(probe, f"127.0.0.1:{port}", "/readyz")
    assert (well.returncode, well.stdout) == (0, '{"status":"ok","last_poll":null}\n')
    assert (early.returncode, early.stdout) == (1, '{"ready":false}\n')
    assert (ready.returncode, ready.stdout) == (0, '{"ready":true}\n')


@pytest.mark.parametrize(
    ("listen", "reason"),
    [("127.0.0.1:9", "ConnectionRefusedError"), ("", "ValueError"), ("127.0.0.1:x", "ValueError")],
)
def test_whatever_goes_wrong_is_one_line(listen: str, reason: str) -> None:
    found = probe(listen, "/healthz")
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr == f"no answer: {reason}\n"
