"""A copy of the small knowledge folder with one file broken, and what the loader says of it.

In the text of a broken file the mark ``¦`` shows where a problem is expected.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from bot.knowledge.loader import load
from bot.knowledge.problems import Problem

SMALL = Path(__file__).parent.parent / "knowledge_small"
MARK = "¦"


def small_folder(tmp_path: Path) -> Path:
    """Return a fresh copy of the small knowledge folder."""
    root = tmp_path / "kb"
    shutil.copytree(SMALL, root)
    return root


def folder(tmp_path: Path, **files: str) -> Path:
    """Return a folder of these files only; ``faq__x="…"`` is the file faq/x.yaml."""
    root = tmp_path / "kb"
    root.mkdir()
    for name, text in files.items():
        file = root / f"{name.replace('__', '/')}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return root


def changed(path: str, *changes: tuple[str, str]) -> str:
    """Return the text of a file of the small folder with pieces replaced."""
    text = (SMALL / path).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{old!r} is not in {path}"
        text = text.replace(old, new, 1)
    return text


def expect(tmp_path: Path, rule: str, path: str, text: str) -> str:
    """Check that the file has exactly the marked problems; return the first one's words."""
    return _expect(tmp_path, rule, path, text, list(load(_written(tmp_path, path, text)).problems))


def expect_error(tmp_path: Path, rule: str, path: str, text: str) -> str:
    """Check the marked problems as `expect` does, but leave warnings aside."""
    problems = load(_written(tmp_path, path, text)).problems
    errors = [problem for problem in problems if problem.severity == "error"]
    return _expect(tmp_path, rule, path, text, errors)


def _written(tmp_path: Path, path: str, text: str) -> Path:
    """Write the file into the small folder, a new entry into a folder of its own."""
    if path.startswith(("faq/", "intents/")) and not (SMALL / path).exists():
        root = folder(tmp_path, knowledge="languages: [de, en]\n")
    else:
        root = small_folder(tmp_path)
    file = root / path
    file.parent.mkdir(exist_ok=True)
    file.write_text(text.replace(MARK, ""), encoding="utf-8")
    return root


def _expect(tmp_path: Path, rule: str, path: str, text: str, found: list[Problem]) -> str:
    shown = (tmp_path / "kb" / path).as_posix()
    expected = [f"{shown}:{line}:{column} {rule}" for line, column in _marks(text)]
    assert [f"{p.path}:{p.line}:{p.column} {p.rule}" for p in found] == expected, found
    return words(found[0])


def words(problem: Problem) -> str:
    """Return message and hint of a problem in one line."""
    return f"{problem.message}; {problem.hint}"


def rules(root: Path) -> list[str]:
    """Return the rules a folder breaks, in the order of the places."""
    return [problem.rule for problem in load(root).problems]


def _marks(text: str) -> list[tuple[int, int]]:
    return [
        (number, column + 1 - before)
        for number, line in enumerate(text.splitlines(), 1)
        for before, column in enumerate(i for i, sign in enumerate(line) if sign == MARK)
    ]
