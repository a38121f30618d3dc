"""Who runs the bot is asked once, where somebody can answer."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from bot.cli import streams
from bot.cli.introducing import FILE, introduced
from bot.settings import Settings


def settings(folder: Path, **said: str) -> Settings:
    return Settings.from_environment({"KARRIEREBOT_DATA": str(folder), **said})


def typing(*lines: str) -> Callable[[str], str]:
    typed: Iterable[str] = iter(lines)

    def ask(_question: str) -> str:
        for line in typed:
            return line
        raise EOFError

    return ask


@pytest.fixture
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a person sit at both ends."""
    monkeypatch.setattr(streams, "is_interactive", lambda: True)


@pytest.mark.usefixtures("somebody")
def test_who_runs_the_bot_is_asked_at_the_first_start_and_known_at_the_next(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "new" / "data"
    first = introduced(settings(folder), typing(" Amt Höxter ", "post@amt.example"))
    assert (first.operator_name, first.operator_contact) == ("Amt Höxter", "post@amt.example")
    again = introduced(settings(folder), typing())
    assert (again.operator_name, again.operator_contact) == ("Amt Höxter", "post@amt.example")


@pytest.mark.usefixtures("somebody")
def test_the_environment_has_the_last_word(tmp_path: Path) -> None:
    introduced(settings(tmp_path), typing("Amt", "post"))
    read = introduced(settings(tmp_path, OPERATOR_NAME="Verein"), typing())
    assert (read.operator_name, read.operator_contact) == ("Verein", "")
    kept = introduced(settings(tmp_path, OPERATOR_CONTACT="0800"), typing())
    assert (kept.operator_name, kept.operator_contact) == ("Amt", "0800")


@pytest.mark.usefixtures("somebody")
def test_what_is_no_short_line_is_asked_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    read = introduced(settings(tmp_path), typing("x" * 300, "Amt", "a\tb", "post"))
    assert (read.operator_name, read.operator_contact) == ("Amt", "post")
    assert "The name must be one line of at most 200 characters." in capsys.readouterr().err


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize("lines", [("",), ()])
def test_whoever_does_not_say_is_asked_once_and_warned_each_time(
    lines: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed in (lines, ("Amt", "post")):
        assert introduced(settings(tmp_path), typing(*typed)).operator_name == ""
        assert "who runs this bot?" in capsys.readouterr().err


def test_where_nobody_sits_nothing_is_asked_or_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "is_interactive", lambda: False)
    folder = tmp_path / "data"
    assert introduced(settings(folder), typing("Amt", "post")).operator_name == ""
    assert "OPERATOR_NAME" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.usefixtures("somebody")
@pytest.mark.parametrize("damage", ["", "[]", "{", '{"name": 5', json.dumps({"name": "a\nb"})])
def test_a_damaged_file_is_asked_for_anew(damage: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(damage, encoding="utf-8")
    assert introduced(settings(tmp_path), typing("Amt", "post")).operator_name == "Amt"


@pytest.mark.usefixtures("somebody")
def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    read = introduced(settings(tmp_path / "file" / "data"), typing("Amt", "post"))
    assert read.operator_name == "Amt"
    assert "cannot be written" in capsys.readouterr().err
