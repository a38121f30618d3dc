"""Carry the requests of python-telegram-bot over aiohttp.

The library's own client spends four fifths of an update's time in its connection pool and gets
slower the more requests are on their way; this one does not. Of the Bot API it knows only how an
answer looks: what is none, as from a proxy in between, is an error of the network. Error messages
hold no address, since the path of an address holds the token.
"""

from __future__ import annotations

import json
from typing import Any, Final

from aiohttp import (
    ClientError,
    ClientSession,
    ClientTimeout,
    ConnectionTimeoutError,
    DummyCookieJar,
    FormData,
    TCPConnector,
)
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData
from yarl import URL

UPLOAD_SECONDS = 20.0
"""How long sending a file may take; a text has the time of a read."""
KEPT_ALIVE_SECONDS = 50.0
"""Below the 60 s after which proxies and servers commonly hang up."""
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_GOOD: Final = 200
_BAD_GATEWAY: Final = 502


class HttpClient(BaseRequest):
    """A client with at most `connections` requests on their way at the same time.

    Times are in seconds. `trust_env` lets HTTPS_PROXY and its kin decide the way out.
    """

    def __init__(
        self, connections: int, *, connect: float, read: float, trust_env: bool = True
    ) -> None:
        self._connections = connections
        self._connect = connect
        self._read = read
        self._trust_env = trust_env
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """Seconds an answer may take, where a call does not say otherwise."""
        return self._read

    async def initialize(self) -> None:
        """Open the session; a second time does nothing."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(
                    limit=self._connections, keepalive_timeout=KEPT_ALIVE_SECONDS
                ),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                trust_env=self._trust_env,
            )

    async def shutdown(self) -> None:
        """Hang up; a second time does nothing."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def do_request(  # noqa: PLR0913, PLR0917  the library's interface
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401  a private type of theirs
        write_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,  # noqa: ANN401
    ) -> tuple[int, bytes]:
        """Return status and body of the answer. Raises TimedOut and NetworkError."""
        if self._session is None:
            raise RuntimeError("this client is not initialized")
        files = request_data is not None and request_data.contains_files
        read = _given(read_timeout, self._read)
        write = _given(write_timeout, UPLOAD_SECONDS if files else 0.0)
        connect = _sum(_given(connect_timeout, self._connect), _given(pool_timeout, 0.0))
        timeout = ClientTimeout(total=_sum(connect, write, read), connect=connect, sock_read=read)
        body, headers = _body(request_data)
        try:
            async with self._session.request(
                method, url, data=body, headers=headers, timeout=timeout, allow_redirects=False
            ) as response:
                return _plausible(response.status, await response.read())
        except ConnectionTimeoutError as error:
            raise TimedOut("no connection in time; the request was not sent") from error
        except TimeoutError as error:
            raise TimedOut from error
        except (ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error


def _given(value: Any, default: float) -> float | None:  # noqa: ANN401  as above
    """Return the time a call asks for; None means without limit."""
    return default if value is BaseRequest.DEFAULT_NONE else value


def _sum(*times: float | None) -> float | None:
    limited = [time for time in times if time is not None]
    return sum(limited) if len(limited) == len(times) else None


def _body(data: RequestData | None) -> tuple[bytes | FormData | None, dict[str, str] | None]:
    if data is None:
        return None, None
    if not data.contains_files:
        return URL.build(query=data.json_parameters).raw_query_string.encode(), _FORM
    form = FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, None


def _plausible(status: int, body: bytes) -> tuple[int, bytes]:
    """Return the answer with the status it would have from Telegram; raises NetworkError.

    Proxies and copies of the Bot API answer 200 to what went wrong, too; the result of a call
    stands in the first letters of a good answer.
    """
    if status != _GOOD or body[:12].replace(b" ", b"").startswith(b'{"ok":true'):
        return status, body
    try:
        answer = json.loads(body)
    except ValueError:
        raise NetworkError("an answer that is no JSON") from None
    if not isinstance(answer, dict):
        raise NetworkError("an answer that is no object")
    if answer.get("ok") is False:
        code = answer.get("error_code")
        return code if type(code) is int and code > _GOOD else _BAD_GATEWAY, body
    return status, body
