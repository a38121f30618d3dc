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


def refusal(folder: Path) -> str:
    """Return what is said of a folder that cannot be opened."""
    with pytest.raises(KnowledgeNotFound) as caught:
        find_folder(folder, {})
    assert caught.value.exit_code == 2
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere", "nowhere does not exist; name an existing folder."),
        ("nul\0here", "nul?here does not exist; name an existing folder."),
        ("two\nlines", "two?lines does not exist; name an existing folder."),
        ("file.yaml", "file.yaml is a file; name a folder."),
        ("file.yaml/below", "below does not exist; name an existing folder."),
        (
            "loop",
            "loop cannot be opened (Too many levels of symbolic links); name another folder.",
        ),
    ],
)
def test_a_folder_that_cannot_be_opened_is_named_with_the_reason_and_the_remedy(
    elsewhere: Path, name: str, reason: str
) -> None:
    (elsewhere / "file.yaml").write_text("a: b\n")
    (elsewhere / "loop").symlink_to("loop")
    assert refusal(elsewhere / name).endswith(reason)


@pytest.mark.parametrize("path", ["a" * 5000, "a/" * 3000])
def test_of_an_endless_path_both_ends_are_named(elsewhere: Path, path: str) -> None:
    said = refusal(elsewhere / path)
    assert str(elsewhere)[:20] in said
    assert "File name too long" in said
    assert len(said) < 400


def test_a_folder_without_permission_is_told_from_one_that_does_not_exist(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", forbidden)
    assert refusal(elsewhere / "one").endswith(
        "one may not be read; give the bot permission to read it."
    )
