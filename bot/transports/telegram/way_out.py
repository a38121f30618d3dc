"""The way out to a server: HTTPS_PROXY and its kin, as the environment has them.

Asked once for each server. The HTTP library asks for every request, each time on another thread,
which costs more than the request. Proxies spoken to by TLS are none it knows, and left out.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.request import getproxies, proxy_bypass

from yarl import URL


@dataclass(frozen=True, slots=True)
class WayOut:
    """A proxy and what it is told, or neither."""

    proxy: URL | None = None
    proxy_headers: Mapping[str, str] | None = None

    @classmethod
    def to(cls, server: URL) -> Self:
        """Return the way to a server; the straight one where the proxy cannot be read."""
        if proxy_bypass(server.host or ""):
            return cls()
        try:
            proxy = URL(getproxies().get(server.scheme, ""))
        except ValueError:
            return cls()
        if proxy.scheme != "http" or not proxy.host:
            return cls()
        if proxy.user is None:
            return cls(proxy)
        who = b64encode(f"{proxy.user}:{proxy.password or ''}".encode()).decode()
        return cls(proxy.with_user(None), {"Proxy-Authorization": f"Basic {who}"})
