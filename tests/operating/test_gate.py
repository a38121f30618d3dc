"""What gets through the gate, what it remembers, and when it stops."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.matching.index import Index
from bot.matching.learnt import pack
from bot.matching.recognize import recognize
from bot.operating import gate as gates
from bot.operating.folder_copy import remove_leftovers
from bot.operating.gate import Gate
from bot.operating.prepared import Outcome, Ready, Refused, Same, Task, Unsettled
from tests.conftest import HERE
from tests.operating.folders import PROMISE, faq, make


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make(tmp_path / "kb")
    return tmp_path / "kb"


def save(root: Path, text: str) -> None:
    (root / "faq" / "tea.yaml").write_text(text, encoding="utf-8")


def start(root: Path) -> Gate:
    gate = Gate()
    assert isinstance(gate.take_up(Task(str(root), play=False)), Ready)
    return gate


def counted(monkeypatch: pytest.MonkeyPatch, name: str) -> list[object]:
    """Note each call of something the gate uses."""
    calls: list[object] = []
    used: Callable[..., object] = getattr(gates, name)

    def noting(*arguments: object, **more: object) -> object:
        calls.append(arguments)
        return used(*arguments, **more)

    monkeypatch.setattr(gates, name, noting)
    return calls


def test_what_was_found_good_is_neither_parsed_nor_played_at_the_next_start(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = start(root)
    assert isinstance(gate.take_up(Task(str(root), at_leisure=True)), Ready)
    gate.keep()
    played, loaded = counted(monkeypatch, "play"), counted(monkeypatch, "load")
    gate = start(root)
    assert isinstance(gate.take_up(Task(str(root), at_leisure=True)), Same)
    assert (played, loaded) == ([], [])
    gate.take_up(Task(str(root), at_leisure=True, practised=True))
    assert len(played) == 1


def test_what_broke_a_promise_is_not_remembered_as_good(root: Path) -> None:
    (root / "conversations" / "more.yaml").write_text("- {say: milk, contains: [never]}\n")
    for _ in range(2):
        gate = start(root)
        assert isinstance(gate.take_up(Task(str(root), at_leisure=True)), Refused)
        gate.keep()


def test_a_refused_change_leaves_what_answers(root: Path) -> None:
    gate = start(root)
    before = gate.index
    save(root, faq(4).replace("topic", "topik", 1))
    assert isinstance(gate.take_up(Task(str(root))), Refused)
    assert gate.index is before


def test_a_newer_save_ends_the_check_of_an_older_one(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = start(root)
    save(root, faq(4))
    many = PROMISE * 20_000
    (root / "conversations" / "many.yaml").write_text(many, encoding="utf-8")
    reading_key = gates.reading_key

    def saved_meanwhile(knowledge: object) -> str:
        key = reading_key(knowledge)  # type: ignore[arg-type]
        save(root, faq(5))
        return key

    monkeypatch.setattr(gates, "reading_key", saved_meanwhile)
    assert isinstance(gate.take_up(Task(str(root))), Unsettled)


def test_changed_phrases_are_learnt_with_what_was_studied_before(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARRIEREBOT_CACHE", str(tmp_path / "cache"))
    gate = start(root)
    studied: list[object] = []
    study = Index.study

    def noting(*arguments: object) -> object:
        studied.append(arguments[2])
        return study(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "study", noting)
    for text in ("stir the tea", "whisk the tea"):
        save(root, faq().replace("make some tea", text))
        (root / "conversations" / "tea.yaml").write_text(f"- {{say: {text}, intent: tea}}\n")
        assert isinstance(gate.take_up(Task(str(root))), Ready)
        gate.keep()
        assert gate.index is not None
        assert recognize(text, gate.index).entry == "tea"
    assert [before is None for before in studied] == [True, False]
    again = start(root)
    assert len(studied) == 2
    assert again.index is not None
    assert pack(again.index.learnt) == pack(gate.index.learnt)


def test_a_newer_save_ends_learning(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KARRIEREBOT_CACHE", str(tmp_path / "cache"))
    gate = start(root)
    before = gate.index
    save(root, faq().replace("make some tea", "stir the tea"))
    study = Index.study

    def saved_meanwhile(*arguments: object) -> object:
        save(root, faq(5))
        return study(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Index, "study", saved_meanwhile)
    played = counted(monkeypatch, "play")
    assert isinstance(gate.take_up(Task(str(root))), Unsettled)
    assert (gate.index, played) == (before, [])


def test_a_folder_has_to_stand_still_before_it_goes_live(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate = start(root)
    save(root, faq(4))
    stands_still = gates._stands_still

    def saved_at_the_last_moment(*arguments: object) -> bool:
        save(root, faq(5))
        return stands_still(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(gates, "_stands_still", saved_at_the_last_moment)
    assert isinstance(gate.take_up(Task(str(root))), Unsettled)


def test_an_amount_that_jumps_is_refused_until_it_is_confirmed(tmp_path: Path) -> None:
    root = tmp_path / "kb"
    shutil.copytree(HERE / "knowledge_small", root)
    (root / "conversations").rename(tmp_path / "away")
    gate = start(root)
    assert isinstance(gate.take_up(Task(str(root), at_leisure=True)), Ready)
    gate.keep()
    file, figure = _figure(root)
    text = file.read_text(encoding="utf-8")
    amount = int(figure.partition(": ")[2])
    file.write_text(text.replace(figure, f"value: {2 * amount}", 1), encoding="utf-8")
    refused = gate.take_up(Task(str(root)))
    assert isinstance(refused, Refused)
    assert "E407" in {problem.rule for problem in refused.errors}
    file.write_text(text, encoding="utf-8")
    outcome: Outcome = gate.take_up(Task(str(root)))
    assert isinstance(outcome, Ready)


def _figure(root: Path) -> tuple[Path, str]:
    """Return a file with a figure, and the line of its amount."""
    for file in sorted((root / "occupations").glob("*.yaml")):
        for line in file.read_text(encoding="utf-8").splitlines():
            name, _, amount = line.strip().partition(": ")
            if name == "value" and amount.isdigit():
                return file, line.strip()
    raise LookupError


def test_copies_of_killed_processes_are_removed_and_no_others(tmp_path: Path) -> None:
    gone, ours, young = (tmp_path / f"karrierebot-{pid}-x" for pid in (2**22 + 1, os.getpid(), 1))
    other = tmp_path / "karrierebot-notes"
    for folder in (gone, ours, young, other):
        folder.mkdir()
        os.utime(folder, (time.time() - 3600,) * 2)
    fresh = tmp_path / f"karrierebot-{2**22 + 1}-y"
    fresh.mkdir()
    remove_leftovers(str(tmp_path))
    assert {folder.name for folder in tmp_path.iterdir()} == {
        each.name for each in (ours, young, other, fresh)
    }
