"""The bot's HTTP endpoints: the webhook for Telegram, health and numbers for whoever runs it.

An update is answered with 200 only once it has been dealt with; until then Telegram keeps it and
sends it again. Nothing here knows what an update means.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.transports.telegram.monitoring import Monitor

Accept = Callable[[dict[str, Any]], Awaitable[bool]]
"""Deals with one update; False when it could not be taken now and should come again."""

WEBHOOK_PATH = "/telegram"
LARGEST_UPDATE = 1_000_000
"""Bytes; Telegram's own updates stay far below."""
BODY_SECONDS = 5.0
"""How long the body of an update may take to arrive."""
_SECRET_HEADER = "x-telegram-bot-api-secret-token"  # noqa: S105  the name of a header


def endpoints(
    monitor: Monitor, accept: Accept | None = None, secret: str = "", path: str = WEBHOOK_PATH
) -> Starlette:
    """Return the ASGI application; without `accept` it has no webhook.

    `secret` must stand in the header of each update (1 to 256 of ``A-Za-z0-9_-``). Raises
    ValueError for a webhook without one: anybody could speak as Telegram.
    """
    watched = _Watched(monitor)
    routes = [
        Route("/healthz", watched.health),
        Route("/readyz", watched.readiness),
        Route("/metrics", watched.numbers),
    ]
    if accept is not None:
        if not secret:
            raise ValueError("a webhook needs a secret")
        routes.append(Route(path, _Webhook(accept, secret).take, methods=["POST"]))
    return Starlette(routes=routes)


class _Webhook:
    def __init__(self, accept: Accept, secret: str) -> None:
        self._accept = accept
        self._secret = secret.encode()

    async def take(self, request: Request) -> Response:
        """Deal with one update. The secret comes first: strangers learn nothing else."""
        given = request.headers.get(_SECRET_HEADER, "").encode()
        if not hmac.compare_digest(given, self._secret):
            return _refusal(403, "wrong or missing secret token")
        if _media_type(request) != "application/json":
            return _refusal(415, "an update is application/json")
        update = await _update(request)
        if isinstance(update, Response):
            return update
        if await self._accept(update):
            return Response(status_code=200)
        return _refusal(503, "not now; send it again")


def _media_type(request: Request) -> str:
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def _update(request: Request) -> dict[str, Any] | Response:
    """Return the update that was sent, or what is to be said where it is none."""
    try:
        body = await _body(request)
    except TimeoutError:
        return _refusal(408, f"an update is sent within {BODY_SECONDS:g} seconds")
    if body is None:
        return _refusal(413, f"an update has at most {LARGEST_UPDATE} bytes")
    with suppress(ValueError, RecursionError):
        update = json.loads(body)
        if isinstance(update, dict) and type(update.get("update_id")) is int:
            return update
    return _refusal(400, "this is no update")


async def _body(request: Request) -> bytes | None:
    """Return the body, or None when it is too large, without reading more of it than allowed.

    Raises TimeoutError when it does not come: one that hangs would hold up the end of the bot.
    """
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > LARGEST_UPDATE:
        return None
    body = bytearray()
    with suppress(ClientDisconnect):  # half a body is no update, which is found out below
        async with asyncio.timeout(BODY_SECONDS):
            async for chunk in request.stream():
                body += chunk
                if len(body) > LARGEST_UPDATE:
                    return None
    return bytes(body)


def _refusal(status: int, reason: str) -> Response:
    return PlainTextResponse(f"{reason}\n", status)


class _Watched:
    def __init__(self, monitor: Monitor) -> None:
        self._monitor = monitor

    async def health(self, _: Request) -> Response:
        illness = self._monitor.illness()
        values = {
            "status": illness or "ok",
            "last_poll": self._monitor.last_poll,
            **self._monitor.state.as_json(),
        }
        return JSONResponse(values, status_code=503 if illness else 200)

    async def readiness(self, _: Request) -> Response:
        ready = self._monitor.is_ready
        return JSONResponse({"ready": ready}, status_code=200 if ready else 503)

    async def numbers(self, _: Request) -> Response:
        return Response(self._monitor.exposition(), media_type=CONTENT_TYPE_LATEST)
