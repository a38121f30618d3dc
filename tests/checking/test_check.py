"""The whole check of a folder: its files first, then the conversations it promises."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from bot.checking.check import check
from bot.knowledge.models import Knowledge
from bot.matching.index import Index
from tests.conftest import HERE

TODAY = date(2026, 11, 21)
GREETING = "intents/greeting.yaml"


def folder(tmp_path: Path) -> Path:
    """Return a copy of the small knowledge folder."""
    shutil.copytree(HERE / "knowledge_small", tmp_path / "kb")
    return tmp_path / "kb"


def never(knowledge: Knowledge) -> Index:
    """Stand where an index must not be built."""
    raise AssertionError


def test_a_folder_that_keeps_its_promises_has_no_problem() -> None:
    assert check(HERE / "knowledge_small", TODAY) == ()


def test_a_broken_promise_is_a_problem_at_its_place(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "conversations" / "extra.yaml").write_text(
        '# a comment first\n- say: "gehalt keeper"\n  kind: answer\n  contains: ["99.000"]\n',
        encoding="utf-8",
    )
    (problem,) = check(root, TODAY)
    assert (problem.path, problem.line, problem.column) == (
        f"{root.as_posix()}/conversations/extra.yaml", 2, 3
    )  # fmt: skip
    assert problem.severity == "error"
    assert "99.000" in problem.message


def test_conversations_are_not_played_on_broken_files(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / GREETING).write_text("topic: smalltalk\nkind: nonsense\n", encoding="utf-8")
    problems = check(root, TODAY, never)
    assert problems
    assert {problem.rule[0] for problem in problems} == {"E"}


def test_warnings_do_not_keep_the_conversations_from_being_played(tmp_path: Path) -> None:
    root = folder(tmp_path)
    (root / "notes.yaml").write_text("x: 1\n", encoding="utf-8")
    (root / "conversations" / "extra.yaml").write_text("- {say: gehalt, kind: smalltalk}\n")
    assert [problem.severity for problem in check(root, TODAY)] == ["error", "warning"]


def test_the_index_may_come_from_elsewhere(small: Index) -> None:
    asked: list[Knowledge] = []

    def build(knowledge: Knowledge) -> Index:
        asked.append(knowledge)
        return small

    assert check(HERE / "knowledge_small", TODAY, build) == ()
    assert len(asked) == 1


def test_a_folder_that_does_not_exist_is_one_problem(tmp_path: Path) -> None:
    (problem,) = check(tmp_path / "nowhere", TODAY, never)
    assert problem.rule == "E100"


def test_the_same_folder_has_the_same_problems_in_the_same_order(tmp_path: Path) -> None:
    root = folder(tmp_path)
    for name in ("b", "a"):
        (root / "conversations" / f"{name}.yaml").write_text(
            "- {say: gehalt, kind: smalltalk}\n- {say: hallo, kind: answer}\n", encoding="utf-8"
        )
    problems = check(root, TODAY)
    assert [Path(problem.path).stem for problem in problems] == ["a", "a", "b", "b"]
    assert check(root, TODAY) == problems == tuple(sorted(problems))
