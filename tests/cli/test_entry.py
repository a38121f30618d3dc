"""Misuse, accidents and bad input: one clear line, the right exit code, never a trace."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import opening
from tests.cli.conftest import ROOT, Run

Process = Callable[..., subprocess.CompletedProcess[bytes]]


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["talk"],
        ["ask"],
        ["ask", "--jsonl", "question"],
        ["ask", "--jsonl", "--lang", "de"],
        ["ask", "--json", "--jsonl"],
        ["ask", "--kno", "x", "question"],
        ["ask", "--knowledge", "", "question"],
        ["chat", "extra"],
        ["explain"],
    ],
)
def test_misuse_exits_2_with_a_hint_on_standard_error(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "karrierebot" in result.err


@pytest.mark.parametrize("arguments", [["--help"], ["ask", "--help"], ["--version"]])
def test_help_and_version_exit_0(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert result.code == 0
    assert "karrierebot" in result.out.splitlines()[0]


def test_a_setting_that_cannot_be_used_exits_2(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KARRIEREBOT_LOG_LEVEL", "loud")
    result = run("ask", "/tee")
    assert result.code == 2
    assert "KARRIEREBOT_LOG_LEVEL" in result.err


def test_a_defect_is_one_line_without_a_trace(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **_: object) -> None:
        raise KeyError("a private word")

    monkeypatch.setattr(opening, "respond", broken)
    result = run("ask", "--json", "/tee")
    assert (result.code, result.out) == (1, "")
    assert result.err.count("\n") == 1
    assert "KeyError" in result.err
    assert "private" not in result.err


def test_an_interrupt_leaves_quietly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*arguments: object, **_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(opening, "respond", interrupted)
    result = run("ask", "--json", "/tee")
    assert (result.code, result.out, result.err) == (130, "", "")


OUTPUTS = ["--version", "--help", "ask --help", "ask /tee", "ask --json /tee", "ask --jsonl",
           "check", "explain tee", "chat", "run"]  # fmt: skip
TOKENLESS = b"TELEGRAM_BOT_TOKEN is not set, so this is a chat in the terminal.\n"


def complaints(said: bytes) -> list[bytes]:
    """Return the lines on standard error, without those of an ordinary start."""
    ordinary = (TOKENLESS.strip(), b"Knowledge:")
    return [line for line in said.splitlines() if not line.startswith(ordinary)]


def test_a_reader_that_leaves_early_has_its_line_and_ends_the_run(process: Process) -> None:
    many = b'{"user": 1, "text": "/tee"}\n' * 2000
    result = process("ask --jsonl | head -n 1", many)
    assert result.stdout.count(b"\n") == 1
    assert complaints(result.stderr) == [
        b"karrierebot: nobody reads the output any more, so it ends here."
    ]


@pytest.mark.parametrize("arguments", OUTPUTS)
def test_output_that_nobody_takes_is_said_in_one_line_and_exits_1(
    process: Process, knowledge: Path, arguments: str
) -> None:
    if arguments == "check":  # says nothing of sound knowledge
        (knowledge / "faq" / "more.yaml").write_text("coffee: {topic: help, next: [nowhere]}\n")
    line = b'{"user": 1, "text": "/tee"}\n'
    endings = [">&-", *([">/dev/full"] if Path("/dev/full").exists() else [])]
    for ending in endings:
        result = process(f"{arguments} {ending}", line)
        assert (result.returncode, len(complaints(result.stderr))) == (1, 1), result.stderr
        assert result.stderr.splitlines()[-1].startswith(b"karrierebot: ")


def test_a_full_disk_and_a_closed_output_are_told_apart(process: Process) -> None:
    closed = process("ask --json /tee >&-").stderr
    assert closed == b"karrierebot: standard output is closed, so there is nowhere to answer.\n"
    if Path("/dev/full").exists():
        assert b"space" in process("ask --json /tee > /dev/full").stderr


def test_the_help_is_printed_in_an_old_encoding_too(
    process: Process, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    result = process("--help")
    assert (result.returncode, result.stderr) == (0, b"")
    assert b"pay, training, applications ?" in result.stdout


def test_a_closed_standard_input_is_an_empty_one(process: Process) -> None:
    result = process("chat <&-")
    assert (result.returncode, result.stdout) == (0, b"")


def test_a_closed_standard_error_leaks_nothing_into_the_answer(process: Process) -> None:
    assert process("ask /tee 2>&-").stdout.decode().startswith("Tee zieht")


def test_an_argument_in_another_encoding_is_answered(process: Process) -> None:
    result = process("ask --json \"$(printf 'Geh\\344lter')\"")
    assert result.returncode == 0
    assert result.stdout.count(b"\n") == 1


def test_an_old_encoding_gets_question_marks_for_text_and_utf_8_for_json(
    process: Process, knowledge: Path
) -> None:
    file = knowledge / "faq" / "tea.yaml"
    file.write_text(file.read_text().replace("drei Minuten", "drei Minuten … für 2 €"))
    text = process("ask /tee", b"")
    assert "für 2 €" in text.stdout.decode()
    os.environ["PYTHONIOENCODING"] = "latin-1"
    try:
        assert "für 2 ?".encode("latin-1") in process("ask /tee").stdout
        assert "für 2 €" in process("ask --json /tee").stdout.decode("utf-8")
    finally:
        del os.environ["PYTHONIOENCODING"]


def test_a_person_at_a_terminal_is_greeted_prompted_and_let_go() -> None:
    leader, follower = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        stdin=follower,
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm"},
    ) as chat:
        os.close(follower)
        try:
            seen = [_read_until_prompt(leader)]
            for typed in (b"/tee\n", b"1\n"):
                os.write(leader, typed)
                seen.append(_read_until_prompt(leader))
            os.write(leader, b"\x04")
            assert chat.wait(timeout=60) == 0
        finally:
            chat.kill()
            os.close(leader)
    assert "Tee zieht" not in seen[0]
    assert "\x1b[1mTee zieht drei Minuten." in seen[1]
    assert "Milch kommt zuletzt." in seen[2]


def _read_until_prompt(leader: int) -> str:
    seen = b""
    while not seen.endswith(b"\n> "):
        ready, _, _ = select.select([leader], [], [], 60)
        assert ready, f"no prompt, only: {seen!r}"
        seen += os.read(leader, 65536)
    return seen.decode(errors="replace")


@pytest.mark.parametrize(
    "arguments", [["schema", "zwirbel"], ["explain", "--why-not", "zwirbel", "hallo"]]
)
def test_a_name_unlike_any_other_gets_the_list_of_names(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.code, result.out) == (2, "")
    assert "there are " in result.err.splitlines()[-1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device")
def test_a_full_standard_error_does_not_change_the_exit_code(process: Process) -> None:
    assert process("check --structure 2>/dev/full").returncode == 0
    assert process("ask '/tee' 2>/dev/full").stdout.startswith(b"Tee zieht")
