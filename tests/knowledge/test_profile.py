"""The menu, the row of commands and the profile: only commands there are, and short enough."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import loader
from tests.knowledge.broken import MARK, folder

FAQ = "cats:\n  commands: [katzen]\n  phrases: [cats]\n  reply: Cats sleep.\n"


@pytest.fixture(autouse=True)
def no_packaged_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loader, "packaged_folder", lambda: tmp_path / "not_packaged")


def problems(tmp_path: Path, wording: str) -> list[tuple[str, int, int]]:
    """Return rule and place of what is wrong with a wording."""
    general = "languages: [en]\n"
    tmp_path.mkdir(exist_ok=True)
    root = folder(tmp_path, knowledge=general, faq__x=FAQ, wording=wording.replace(MARK, ""))
    return [(each.rule, each.line, each.column) for each in loader.load(root).problems]


def marks(rule: str, text: str) -> list[tuple[str, int, int]]:
    """Return the places that are marked in a text."""
    lines = text.split("\n")
    return [(rule, n, line.index(MARK) + 1) for n, line in enumerate(lines, 1) if MARK in line]


@pytest.mark.parametrize(
    "wording",
    [
        "menu_commands: |\n  katzen: Cats\n  ¦hunde: Dogs\n",
        "menu_commands: |\n  katze: Cats\n".replace("katze:", "¦katze:"),
        'help_commands: "Commands: /katzen, /¦hunde."\n',
    ],
)
def test_a_command_that_does_not_exist_is_named(tmp_path: Path, wording: str) -> None:
    assert problems(tmp_path, wording) == marks("W560", wording)


@pytest.mark.parametrize(("name", "limit"), [("profile_short", 120), ("profile_description", 512)])
def test_a_profile_that_telegram_would_not_take_is_refused(
    tmp_path: Path, name: str, limit: int
) -> None:
    assert problems(tmp_path / "fits", f"{name}: {'x' * limit}\n") == []
    wording = f"{name}: ¦{'x' * (limit + 1)}\n"
    assert problems(tmp_path / "too_long", wording) == marks("E226", wording)


def test_a_line_of_the_menu_has_256_characters_at_most(tmp_path: Path) -> None:
    wording = f"menu_commands: |\n  ¦katzen: {'x' * 257}\n"
    assert problems(tmp_path, wording) == marks("E226", wording)


def test_an_address_in_the_row_of_commands_is_no_command(tmp_path: Path) -> None:
    wording = 'help_commands: "See https://example.org/hunde or cats/dogs, then /katzen."\n'
    assert problems(tmp_path, wording) == []
