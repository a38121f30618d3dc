"""No token in a log, whoever writes it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from bot.transports.telegram.logs import set_up_logging
from tests.transports.telegram.bot_api_server import TOKEN


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """Have the root logger write into memory, in pytest's place, and put everything back."""
    root = logging.getLogger()
    before, level = root.handlers, root.level
    libraries = [logging.getLogger(name) for name in ("httpx", "httpcore", "telegram")]
    levels = [library.level for library in libraries]
    memory = io.StringIO()
    root.handlers = [logging.StreamHandler(memory)]
    yield memory
    root.handlers = before
    root.setLevel(level)
    for library, its_level in zip(libraries, levels, strict=True):
        library.setLevel(its_level)


def test_the_token_is_hidden_in_messages_and_traces(stream: io.StringIO) -> None:
    set_up_logging("DEBUG", TOKEN)
    log = logging.getLogger("anything")
    log.warning("POST https://api.telegram.org/bot%s/getMe", TOKEN)
    log.warning("another: 123456789:AAabcdefghijklmnopqrstuvwxyz012345678")
    try:
        int(TOKEN)
    except ValueError:
        log.exception("failed")
    written = stream.getvalue()
    assert TOKEN not in written
    assert "AAabcdefgh" not in written
    assert written.startswith("POST https://api.telegram.org/bot<token>/getMe\nanother: <token>\n")
    assert "<token>'" in written


def test_the_libraries_are_quiet(stream: io.StringIO) -> None:
    logging.getLogger().setLevel("DEBUG")
    set_up_logging("DEBUG", TOKEN)
    logging.getLogger("httpx").info("POST …")
    logging.getLogger("httpcore.connection").debug("…")
    logging.getLogger("telegram.Bot").critical("Error while parsing updates! …")
    assert stream.getvalue() == ""


def test_setting_up_twice_follows_the_last_token(stream: io.StringIO) -> None:
    set_up_logging("INFO", "first")
    set_up_logging("INFO", "second")
    logging.getLogger("anything").warning("first second")
    assert stream.getvalue() == "first <token>\n"


def test_without_a_handler_lines_go_to_standard_error(
    stream: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger().handlers = []
    set_up_logging("INFO", "")
    logging.getLogger("anything").info("ready")
    written = capsys.readouterr()
    assert written.out == ""
    assert written.err.endswith(" INFO ready\n")
