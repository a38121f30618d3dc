"""Files that were read before are not parsed again, and nothing else is different."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.knowledge import loader
from bot.knowledge.files_before import FilesBefore
from bot.knowledge.loader import load
from tests.conftest import HERE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(HERE / "knowledge_small", tmp_path / "kb")
    return tmp_path / "kb"


def test_loading_again_gives_the_same_and_reads_what_changed(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = FilesBefore()
    assert load(root, files=files) == load(root)
    parsed: list[str] = []
    read = loader.read

    def noting(folder: Path, path: str, shown: str) -> object:
        parsed.append(path)
        return read(folder, path, shown)

    monkeypatch.setattr(loader, "read", noting)
    file = next((root / "intents").glob("*.yaml"))
    file.write_text(file.read_text(encoding="utf-8") + "# more\n", encoding="utf-8")
    changed = load(root, files=files)
    assert parsed == [f"intents/{file.name}"]
    assert changed == load(root)


def test_a_mistake_is_found_each_time_and_gone_with_its_repair(root: Path) -> None:
    files = FilesBefore()
    sound = load(root, files=files)
    file = next((root / "intents").glob("*.yaml"))
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("phrases:", "phrasse:", 1), encoding="utf-8")
    found = [load(root, files=files) for _ in range(3)]
    assert found[0].knowledge is None
    assert found[0] == found[1] == found[2] == load(root)
    file.write_text(text, encoding="utf-8")
    assert load(root, files=files) == sound


def test_copies_are_reported_each_time(root: Path) -> None:
    files = FilesBefore()
    file = next((root / "faq").glob("*.yaml"))
    shutil.copy(file, file.with_name("second.yaml"))
    found = [load(root, files=files) for _ in range(2)]
    assert any(problem.rule == "E135" for problem in found[0].problems)
    assert found[0] == found[1]
