"""Changing a folder: tried on a copy, written whole, and never over somebody else's work."""

from __future__ import annotations

import shutil
import stat
from pathlib import Path

import pytest

from bot.errors import OperatorError
from bot.knowledge.loader import load
from bot.operating.changes import Change, change, load_tried, new_problems, tried, write
from bot.operating.edit import add_phrase, append_item
from tests.conftest import HERE

GREETING = "intents/greeting.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy the small knowledge folder."""
    return Path(shutil.copytree(HERE / "knowledge_small", tmp_path / "kb"))


def files(root: Path) -> dict[str, bytes]:
    found = (path for path in root.rglob("*") if path.is_file())
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def greeting(root: Path, phrase: str = "huhu") -> Change:
    return change(root, GREETING, lambda text: add_phrase(text, (), "de", phrase))


def test_trying_a_change_leaves_the_folder_alone(root: Path) -> None:
    before = files(root)
    with tried(root, [greeting(root)]) as copy:
        assert "huhu" in (copy / GREETING).read_text(encoding="utf-8")
        assert set(files(copy)) == set(before)
    assert not copy.exists()
    assert files(root) == before


def test_a_written_change_is_the_only_one_and_keeps_the_mode(root: Path) -> None:
    (root / GREETING).chmod(0o640)
    before = files(root)
    write(root, [greeting(root)])
    after = files(root)
    assert {name for name in after if after[name] != before.get(name)} == {GREETING}
    assert set(after) == set(before)
    assert stat.S_IMODE((root / GREETING).stat().st_mode) == 0o640


def test_a_link_to_a_file_stays_a_link(root: Path, tmp_path: Path) -> None:
    real = tmp_path / "elsewhere.yaml"
    (root / GREETING).rename(real)
    (root / GREETING).symlink_to(real)
    write(root, [greeting(root)])
    assert (root / GREETING).is_symlink()
    assert "huhu" in real.read_text(encoding="utf-8")


def test_a_new_file_is_written_into_a_new_folder(root: Path) -> None:
    shutil.rmtree(root / "conversations")
    made = change(root, "conversations/inbox.yaml", lambda text: append_item(text, "- say: hi\n"))
    assert made.old is None
    write(root, [made])
    assert (root / made.path).read_text(encoding="utf-8") == "- say: hi\n"


def test_a_file_that_changed_meanwhile_is_not_overwritten(root: Path) -> None:
    made = greeting(root)
    (root / GREETING).write_text("topic: mine\n", encoding="utf-8")
    with pytest.raises(OperatorError, match="has changed meanwhile"):
        write(root, [made])
    assert (root / GREETING).read_text(encoding="utf-8") == "topic: mine\n"


def test_a_file_in_another_encoding_is_refused(root: Path) -> None:
    (root / GREETING).write_bytes("phrases: [grüezi]\n".encode("cp1252"))
    with pytest.raises(OperatorError, match="UTF-8"):
        greeting(root)


def test_a_folder_that_cannot_be_written_to_is_one_clear_line(root: Path) -> None:
    shutil.rmtree(root / "conversations")
    (root / "conversations").write_text("in the way", encoding="utf-8")
    with pytest.raises(OperatorError, match=r"cannot be (written|read)"):
        write(root, [Change("conversations/x.yaml", None, "- say: hi\n")])


def test_only_problems_that_were_not_there_before_are_new(root: Path) -> None:
    (root / "notes.yaml").write_text("a: 1\n", encoding="utf-8")
    doubled = change(root, GREETING, lambda text: add_phrase(text, (), "de", "hallo"))
    (problem,) = new_problems(load(root), load_tried(root, [doubled]))
    assert problem.rule == "W507"
    assert problem.path == f"{root.as_posix()}/{GREETING}"
    assert new_problems(load(root), load_tried(root, [greeting(root)])) == ()
