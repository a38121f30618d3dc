"""The check of a folder's files, without any conversation."""

from __future__ import annotations

from pathlib import Path

from bot.checking.structure import check_structure

SMALL = Path(__file__).parent.parent / "knowledge_small"


def test_a_sound_folder_has_no_problem() -> None:
    assert check_structure(SMALL) == ()


def test_every_problem_of_a_folder_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    (tmp_path / "faq" / "x.yaml").write_text("cats:\n  phrases: [no]\n  kind: x\n")
    file = f"{tmp_path}/faq/x.yaml"
    choices = "write one of answer, clarify, command, fallback, smalltalk"
    lines = [str(problem) for problem in check_structure(tmp_path)]
    assert lines == [
        f'{file}:2:13 E105 error "no" without quotes means false; write "no" in quotes',
        f'{file}:3:9 E208 error "x" is not one of the possible values; {choices}',
    ]
