"""Where the knowledge folder is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.knowledge.folder import KnowledgeNotFound, find_folder, packaged_folder


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in an empty folder that is next to two knowledge folders, one and two."""
    for name in ("one", "two", "here"):
        (tmp_path / name).mkdir()
    monkeypatch.chdir(tmp_path / "here")
    return tmp_path


def test_the_folder_given_comes_first(elsewhere: Path) -> None:
    environment = {"KARRIEREBOT_KNOWLEDGE": str(elsewhere / "two")}
    assert find_folder(elsewhere / "one", environment) == elsewhere / "one"


def test_the_environment_comes_second(elsewhere: Path) -> None:
    Path("knowledge").mkdir()
    environment = {"KARRIEREBOT_KNOWLEDGE": str(elsewhere / "two")}
    assert find_folder(None, environment) == elsewhere / "two"


def test_the_folder_here_comes_third(elsewhere: Path) -> None:
    Path("knowledge").mkdir()
    assert find_folder(None, {"KARRIEREBOT_KNOWLEDGE": " "}) == Path("knowledge")


def test_the_packaged_folder_comes_last(elsewhere: Path) -> None:
    assert find_folder(None, {}) == packaged_folder()
    assert packaged_folder().is_dir()


@pytest.mark.parametrize("named_by_option", [True, False])
def test_a_named_folder_that_does_not_exist_is_an_error(
    elsewhere: Path, named_by_option: bool
) -> None:
    nowhere = elsewhere / "nowhere"
    environment = {"KARRIEREBOT_KNOWLEDGE": str(nowhere)}
    with pytest.raises(KnowledgeNotFound, match="nowhere"):
        find_folder(nowhere if named_by_option else None, environment)
