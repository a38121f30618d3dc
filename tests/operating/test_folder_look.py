"""Looking at a folder from outside, and reading all of it at one moment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from bot.knowledge.loader import load
from bot.operating import folder_look
from bot.operating.folder_look import look_at, read_contents, write_contents
from tests.operating.folders import faq, make, replace_by_rename


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path / "kb")
    return tmp_path / "kb"


def test_every_change_of_a_file_looks_different(root: Path) -> None:
    file = root / "faq" / "tea.yaml"
    seen = {look_at(root)}
    for change in (
        lambda: file.write_text(faq(4), encoding="utf-8"),
        lambda: replace_by_rename(file, faq(4)),
        lambda: file.chmod(0o600),
        lambda: os.utime(file, ns=(1, 1)),
        lambda: (root / "faq" / "more.yaml").write_text("x: 1", encoding="utf-8"),
        (root / "faq" / "more.yaml").unlink,
        file.unlink,
    ):
        change()
        seen.add(look_at(root))
    assert len(seen) == 7  # with the file deleted again it looks as it did before that file


def test_what_is_not_read_does_not_count(root: Path) -> None:
    before = look_at(root)
    (root / "faq" / ".tea.yaml.swp").write_text("x", encoding="utf-8")
    (root / "notes.txt").write_text("x", encoding="utf-8")
    assert look_at(root) == before


def test_a_folder_that_is_not_there_can_be_looked_at(tmp_path: Path) -> None:
    assert look_at(tmp_path / "nowhere") == look_at(tmp_path / "elsewhere")
    contents = read_contents(tmp_path / "nowhere")
    assert contents is not None
    assert contents.files is None


def test_a_copy_of_the_contents_is_the_same_knowledge_with_the_same_names(
    root: Path, tmp_path: Path
) -> None:
    contents = read_contents(root)
    assert contents is not None
    assert contents.files is not None
    copy = tmp_path / "copy"
    copy.mkdir()
    write_contents(contents.files, copy)
    assert load(copy, copy_of=root) == load(root)


@pytest.mark.parametrize("strange", ["pipe", "huge", "dangling"])
def test_a_file_that_cannot_be_taken_as_it_is_makes_no_contents(root: Path, strange: str) -> None:
    there = root / "faq" / "more.yaml"
    if strange == "pipe":
        os.mkfifo(there)
    elif strange == "huge":
        with there.open("wb") as file:
            file.truncate(10**12)
    else:
        there.symlink_to(root / "nowhere")
    contents = read_contents(root)
    assert contents is not None
    assert contents.files is None


def test_a_folder_that_changes_while_it_is_read_is_read_again(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, reads = root / "faq" / "tea.yaml", []
    really_read = folder_look._read

    def read_while_somebody_saves(*arguments: Any) -> Any:
        found = really_read(*arguments)
        reads.append(found)
        if len(reads) < 3:
            file.write_text(faq(10 + len(reads)), encoding="utf-8")
        return found

    monkeypatch.setattr(folder_look, "_read", read_while_somebody_saves)
    contents = read_contents(root)
    assert contents is not None
    assert contents.files is not None
    assert len(reads) == 3
    assert contents.files["faq/tea.yaml"] == faq(12).encode()
    assert contents.look == look_at(root)


def test_a_folder_that_never_stands_still_has_no_contents(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_look, "_PAUSE", 0.001)
    looks = iter(range(1000))
    monkeypatch.setattr(folder_look, "_see", lambda _root: next(looks))
    monkeypatch.setattr(folder_look, "_read", lambda *_: None)
    assert read_contents(root) is None
