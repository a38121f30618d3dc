"""Serve the endpoints from the bot's own event loop, and stop when the bot stops.

Signals stay with the bot (`run`): the server would end the process at once, with replies pending.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn
from starlette.applications import Starlette

from bot.errors import SettingsError

_LOG = logging.getLogger(__name__)

_REMEDIES = {
    errno.EADDRINUSE: "choose another port, or stop what holds it",
    errno.EACCES: "choose a port above 1023",
}
FAREWELL_SECONDS = 9
"""How long updates being dealt with may take after the signal to stop."""


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def serving(app: Starlette, host: str, port: int) -> AsyncIterator[int]:
    """Serve `app` while the block runs; yields the port, chosen by the system for port 0.

    Leaving the block refuses new connections and lets requests in hand finish. Raises
    SettingsError when the address cannot be had.
    """
    listener = _listener(host, port)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=FAREWELL_SECONDS,
        h11_max_incomplete_event_size=65_536,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve([listener]))
    bound = int(listener.getsockname()[1])
    _LOG.info("Listening on %s:%d.", host, bound)
    try:
        yield bound
    finally:
        server.should_exit = True
        await task


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.listen(512)
    except OSError as error:
        listener.close()
        raise SettingsError(
            f"KARRIEREBOT_LISTEN: {host}:{port} cannot be used ({error.strerror or error}); "
            f"{_REMEDIES.get(error.errno or 0, 'name an address of this machine')}."
        ) from None
    return listener
