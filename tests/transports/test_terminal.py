"""The terminal: a chat for people, plain answers for pipes."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from bot.transports import terminal
from bot.transports.conversation import Conversation
from bot.transports.terminal import Screen
from tests.transports.replies import echo


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def typing(*lines: str, leave: type[BaseException] = EOFError) -> Callable[[str], str]:
    """Type these lines at the prompt, then leave."""
    left = list(lines)

    def ask(prompt: str) -> str:
        if left:
            return left.pop(0)
        raise leave

    return ask


def chat(*lines: str, leave: type[BaseException] = EOFError) -> str:
    out = io.StringIO()
    terminal.converse(Conversation(echo), Screen(out), typing(*lines, leave=leave))
    return out.getvalue()


def piped(data: bytes) -> str:
    out = io.StringIO()
    terminal.answer_lines(Conversation(echo), Screen(out), io.BytesIO(data))
    return out.getvalue()


def test_the_chat_begins_with_the_reply_to_start() -> None:
    assert chat().startswith("said /start\n")


@pytest.mark.parametrize("leave", [EOFError, KeyboardInterrupt])
def test_leaving_is_quiet(leave: type[BaseException]) -> None:
    assert chat("hallo", leave=leave).endswith("before: /start\n\n")


@pytest.mark.parametrize("typed", ["2", " 2 ", "2.", "2)"])
def test_the_number_of_a_choice_presses_it(typed: str) -> None:
    assert "pressed press two" in chat("choices", typed)


@pytest.mark.parametrize("typed", ["0", "3", "02x", "-1", "²", "99999999999"])
def test_any_other_number_is_a_message(typed: str) -> None:
    assert f"said {typed}" in chat("choices", typed)


def test_only_the_choices_shown_last_can_be_pressed() -> None:
    assert "said 1" in chat("choices", "something else", "1")


def test_a_pipe_gets_the_answers_and_nothing_else() -> None:
    assert piped(b"a\nb") == "said a\n\nbefore: None\n\nsaid b\n\nbefore: a\n"


def test_a_pipe_can_press_choices() -> None:
    assert "pressed press one" in piped(b"choices\n1\n")


def test_a_blank_line_is_answered() -> None:
    assert piped(b"\n") == "said \n\nbefore: None\n"


def test_an_empty_pipe_gets_nothing() -> None:
    assert piped(b"") == ""


def test_invalid_utf_8_in_a_pipe_is_replaced() -> None:
    assert "said Geh\ufffdlter" in piped(b"Geh\xe4lter\n")


def test_a_pipe_is_never_coloured_or_wrapped() -> None:
    screen = terminal.open_screen(io.StringIO(), no_colour=False)
    assert (screen.colour, screen.width) == (False, None)


def test_a_terminal_is_coloured_and_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    screen = terminal.open_screen(Tty(), no_colour=False)
    assert (screen.colour, screen.width) == (True, 59)


def test_a_wide_terminal_keeps_lines_readable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    assert terminal.open_screen(Tty(), no_colour=False).width == terminal.WIDEST


def test_colour_can_be_refused() -> None:
    assert not terminal.open_screen(Tty(), no_colour=True).colour
