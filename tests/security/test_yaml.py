"""Knowledge from a stranger: read without running anything, and without taking for ever."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from bot.cli.entry import main
from bot.knowledge.loader import load

CANARY = "canary"
PATIENCE = 10.0
"""Seconds of processor time for a hostile file; ours take hundredths of one."""
TAGS = (
    "!!python/object/apply:os.system [touch canary]",
    "!!python/object/new:os.system [touch canary]",
    "!!python/object/apply:subprocess.check_output [[touch, canary]]",
    '!!python/object/apply:builtins.eval [\'open("canary", "w")\']',
    "!!python/object/apply:pathlib.Path.touch [!!python/object/apply:pathlib.Path [canary]]",
    "!!python/name:os.system",
    "!!python/module:os",
    "!!binary Y2FuYXJ5",
    "!!timestamp 2026-11-21",
    "!!set {a, b}",
    "!include /etc/passwd",
    "!ENV ${HOME}",
    "!<tag:yaml.org,2002:python/object/apply:os.system> [touch canary]",
)


def stranger(root: Path, text: str | bytes, name: str = "faq/x.yaml") -> Path:
    file = root / "kb" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return root / "kb"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("tag", TAGS)
@pytest.mark.parametrize(
    "form",
    [
        "{}",
        "tea: {}",
        "tea:\n  reply: {{de: {}}}",
        "- {}",
        "? {}\n: x",
        "%TAG ! tag:x,2026:\n--- {}",
    ],
)
def test_no_tag_makes_the_program_do_anything(tag: str, form: str, tmp_path: Path) -> None:
    loaded = load(stranger(tmp_path, form.format(tag)))
    assert loaded.knowledge is None
    assert loaded.problems
    assert not (tmp_path / CANARY).exists()


def test_these_tags_would_do_something_elsewhere(tmp_path: Path) -> None:
    yaml.unsafe_load(TAGS[0])
    assert (tmp_path / CANARY).exists()


def bomb(merge: str) -> str:
    lines = ["a0: &a0 {x: 1}" if merge else "a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for n in range(1, 40):
        inner = ", ".join([f"*a{n - 1}"] * 10)
        lines.append(f"a{n}: &a{n} {{<<: [{inner}]}}" if merge else f"a{n}: &a{n} [{inner}]")
    return "\n".join(lines)


HUGE = 5_000_000 - 10
MANY = 200_000
"""Bytes of files with something to say about each line; the time they take grows evenly."""
FILES: dict[str, Callable[[], str | bytes]] = {
    "aliases": lambda: bomb(""),
    "merges": lambda: bomb("<<"),
    "an anchor in itself": lambda: "a: &a [*a, *a, *a]",
    "5 MB of one word": lambda: "a: " + "x" * HUGE,
    "many keys": lambda: "".join(f"k{n}: v\n" for n in range(MANY // 11)),
    "many one key again": lambda: "k: v\n" * (MANY // 5),
    "many items": lambda: "- x\n" * (MANY // 4),
    "5 MB of blanks": lambda: "a:" + " " * HUGE,
    "many lines": lambda: "\n" * MANY,
    "5 MB of brackets": lambda: "[" * HUGE,
    "many flow": lambda: "a: [" + "x, " * (MANY // 3) + "]",
    "5 MB of nested keys": lambda: "{a: " * (HUGE // 4),
    "5 MB of dashes": lambda: "- " * (HUGE // 2),
    "5 MB of quotes": lambda: "a: '" + "''" * (HUGE // 2),
    "5 MB of escapes": lambda: 'a: "' + "\\x41" * (HUGE // 4) + '"',
    "many anchors": lambda: "".join(f"- &a{n} x\n" for n in range(MANY // 14)),
    "5 MB of comments": lambda: "# x\n" * (HUGE // 4),
    "many documents": lambda: "---\nx\n" * (MANY // 6),
    "many colons": lambda: "a: b: c\n" * (MANY // 8),
    "many tabs": lambda: "\t\n" * (MANY // 2),
    "many curly quotes": lambda: "a: „x“\n" * (MANY // 11),
    "5 MB of nothing": lambda: b"\0" * HUGE,
    "5 MB of noise": lambda: os.urandom(HUGE),
    "more than 5 MB": lambda: "a: " + "x" * 6_000_000,
    "indents": lambda: "\n".join(" " * n + "a:" for n in range(2_000)),
    "long keys": lambda: "? " + "x" * 100_000 + "\n: y",
    "a lone surrogate": lambda: "a: \ud83d",
}


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_in_time(name: str, tmp_path: Path) -> None:
    root = stranger(tmp_path, FILES[name]())
    begin = time.process_time()
    loaded = load(root)
    assert time.process_time() - begin < PATIENCE
    assert loaded.knowledge is None
    assert loaded.problems
    assert all(
        "\n" not in str(problem) and len(str(problem)) < 2_000 for problem in loaded.problems
    )


@pytest.mark.parametrize("target", ["/dev/zero", "/dev/null", "/proc/self/mem", "/nowhere"])
def test_a_file_that_is_none_is_named_and_not_waited_for(target: str, tmp_path: Path) -> None:
    root = stranger(tmp_path, "x: y", "intents/y.yaml")
    (root / "faq").mkdir()
    (root / "faq" / "x.yaml").symlink_to(target)
    os.mkfifo(root / "faq" / "pipe.yaml")
    found = [str(problem) for problem in load(root).problems]
    assert any("x.yaml" in each and "E101" in each for each in found)
    assert any("pipe.yaml" in each and "E101" in each for each in found)


def test_the_command_line_refuses_a_bomb_in_one_piece(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = stranger(tmp_path, bomb(""))
    for command in (["check"], ["ask", "x"], ["new", "faq", "y"], ["coverage"], ["test"]):
        assert main([*command, "--knowledge", str(root)]) in (0, 1)
        assert "Traceback" not in "".join(capsys.readouterr())
