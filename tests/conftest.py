"""What tests ask: the index of a small invented knowledge and that of the shipped one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.knowledge.loader import load
from bot.knowledge.models import Knowledge
from bot.matching.index import Index
from bot.storage import index_cache

HERE = Path(__file__).parent

os.environ["KARRIEREBOT_DATA"] = "off"  # no test leaves chats in somebody's home
os.environ.pop("DATABASE_URL", None)


def sound(root: Path) -> Knowledge:
    """Return the knowledge of a folder without errors."""
    loaded = load(root)
    assert loaded.knowledge is not None, "\n".join(map(str, loaded.problems))
    return loaded.knowledge


@pytest.fixture(scope="session")
def small() -> Index:
    """Index the invented knowledge of tests/knowledge_small."""
    return Index.build(sound(HERE / "knowledge_small"))


@pytest.fixture(scope="session")
def shipped() -> Index:
    """Index the shipped knowledge, from the program's own cache where it is there."""
    return index_cache.open_index(sound(HERE.parent / "knowledge"), index_cache.folder(os.environ))
