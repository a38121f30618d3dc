"""Carry the requests of python-telegram-bot over aiohttp.

The library's own client spends four fifths of an update's time in its connection pool and gets
slower the more requests are on their way; this one does not. What is no answer of the Bot API, as
from a proxy in between, is an error of the network (`plausible`). Error messages hold no address,
since the path of an address holds the token.
"""

from __future__ import annotations

from typing import Any

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

from bot.transports.telegram.plausible import NoAnswerError, plausible
from bot.transports.telegram.way_out import WayOut

UPLOAD_SECONDS = 20.0
"""How long sending a file may take; a text has the time of a read."""
KEPT_ALIVE_SECONDS = 50.0
"""Below the 60 s after which proxies and servers commonly hang up."""
_FORM = {"Content-Type": "application/x-www-form-urlencoded"}


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
        self._ways: dict[tuple[str, str | None], WayOut] = {}

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
        address = URL(url)
        way = self._way_to(address)
        try:
            async with self._session.request(
                method, address, data=body, headers=headers, timeout=timeout,
                allow_redirects=False, proxy=way.proxy, proxy_headers=way.proxy_headers,
            ) as response:  # fmt: skip
                return plausible(response.status, await response.read())
        except ConnectionTimeoutError as error:
            raise TimedOut("no connection in time; the request was not sent") from error
        except TimeoutError as error:
            raise TimedOut from error
        except NoAnswerError as error:
            raise NetworkError(str(error)) from error
        except (ClientError, OSError) as error:
            raise NetworkError(type(error).__name__) from error

    def _way_to(self, address: URL) -> WayOut:
        server = address.scheme, address.host
        if server not in self._ways:
            self._ways[server] = WayOut.to(address) if self._trust_env else WayOut()
        return self._ways[server]


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
