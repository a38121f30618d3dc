"""The packaged words are left out of these tests, so that nothing moves when they are edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge import loader


@pytest.fixture(autouse=True)
def no_packaged_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the packaged folder be one that does not exist."""
    monkeypatch.setattr(loader, "packaged_folder", lambda: tmp_path / "not_packaged")
