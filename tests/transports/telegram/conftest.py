"""What several tests of the Telegram shell need."""

from __future__ import annotations

import socket

import pytest

from tests.dialogue.conftest import guided as guided  # noqa: PLC0414 - a fixture for here, too


@pytest.fixture
def unused_port() -> int:
    """Return a port nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
