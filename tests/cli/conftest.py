"""The command line on a knowledge folder of two entries, in this process or in one of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.cli.entry import main

ROOT = Path(__file__).parents[2]
KNOWLEDGE = """\
tea:
  topic: help
  title: {de: Tee, en: Tea}
  commands: [tee, tea]
  phrases:
    de: [wie koche ich tee, tee kochen]
    en: [how do i make tea, make some tea]
  reply:
    de: Tee zieht drei Minuten.
    en: Tea takes three minutes.
  next: [milk]
milk:
  topic: help
  title: {de: Milch, en: Milk}
  phrases:
    de: [nimmt man milch dazu, milch in den tee]
    en: [should i add milk, milk in the tea]
  reply:
    de: Milch kommt zuletzt.
    en: Milk comes last.
"""


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def knowledge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write the small knowledge and make it the one that is found."""
    folder = tmp_path / "knowledge"
    (folder / "faq").mkdir(parents=True)
    (folder / "faq" / "tea.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.startswith(("TELEGRAM_", "KARRIEREBOT_")) or name == "NO_COLOR":
            monkeypatch.delenv(name)
    monkeypatch.setenv("KARRIEREBOT_DATA", str(tmp_path / "data"))
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command in this process."""

    def run(*arguments: str, stdin: bytes = b"") -> Result:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), "utf-8"))
        try:
            code = main(arguments)
        except SystemExit as leaving:
            code = int(leaving.code or 0)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


@pytest.fixture
def process() -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Run the command in a process of its own, through a shell where redirection matters."""

    def process(arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = f'"{sys.executable}" -m bot {arguments}'
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        return subprocess.run(  # noqa: S602  the tests' own words
            command,
            shell=True,
            input=stdin,
            capture_output=True,
            env=environment,
            timeout=60,
            check=False,
        )

    return process
