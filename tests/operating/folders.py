"""A small knowledge folder on disk, and the ways people save files."""

from __future__ import annotations

import os
from pathlib import Path

FAQ = """\
tea:
  topic: help
  title: {{de: Tee, en: Tea}}
  commands: [tee, tea]
  phrases:
    de: [wie koche ich tee, tee kochen]
    en: [how do i make tea, make some tea]
  reply:
    de: Tee zieht {minutes} Minuten.
    en: Tea takes {minutes} minutes.
milk:
  topic: help
  title: {{de: Milch, en: Milk}}
  commands: [milch, milk]
  phrases:
    de: [nimmt man milch dazu, milch in den tee]
    en: [should i add milk, milk in the tea]
  reply:
    de: Milch kommt {when}.
    en: Milk comes {when}.
"""
PROMISE = '- {say: "make some tea", intent: tea, kind: answer}\n'


def faq(minutes: int = 3, when: str = "last") -> str:
    """Return a file of two entries with these answers."""
    return FAQ.format(minutes=minutes, when=when)


def make(root: Path, text: str = "") -> Path:
    """Write a sound knowledge folder; return its FAQ file."""
    (root / "faq").mkdir(parents=True)
    (root / "conversations").mkdir()
    (root / "conversations" / "tea.yaml").write_text(PROMISE, encoding="utf-8")
    file = root / "faq" / "tea.yaml"
    file.write_text(text or faq(), encoding="utf-8")
    return file


def replace_by_rename(file: Path, text: str) -> None:
    """Save as careful editors do: write beside the file, then rename."""
    beside = file.with_name(f".{file.name}.swp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(file)


def write_in_pieces(file: Path, text: str, pieces: int = 4) -> None:
    """Save as careless ones do: cut the file to nothing, then write piece by piece."""
    with file.open("w", encoding="utf-8") as opened:
        for number in range(pieces):
            opened.write(text[len(text) * number // pieces : len(text) * (number + 1) // pieces])
            opened.flush()
            os.fsync(opened.fileno())
