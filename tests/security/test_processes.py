"""Between our own processes things are pickled: so nobody else may ever get a word in."""

from __future__ import annotations

import ast
import stat
from collections.abc import Iterator
from pathlib import Path

import bot
from bot.operating.launcher import Launcher

SOURCE = Path(bot.__file__).parent
RUNS_CODE = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
READERS = {"operating/beside.py", "operating/frames.py", "operating/playing.py"}
"""They read what this very program has packed, from a socket pair or a pipe without a name."""


def modules() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(SOURCE.rglob("*.py")):
        yield file.relative_to(SOURCE).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def test_only_three_modules_know_pickles_and_none_reads_them_from_a_file() -> None:
    found = set()
    for name, tree in modules():
        imported = {
            (alias.name if isinstance(node, ast.Import) else str(node.module)).partition(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for alias in node.names
        }
        if imported & RUNS_CODE:
            found.add(name)
            calls = {
                ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)
            }
            assert not calls & {"pickle.load", "pickle.Unpickler"}
    assert found == READERS


def test_nothing_is_evaluated_and_no_array_brings_code_along() -> None:
    for name, tree in modules():
        for node in (each for each in ast.walk(tree) if isinstance(each, ast.Call)):
            called = ast.unparse(node.func)
            words = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
            assert called not in {"eval", "exec", "os.system", "os.popen", "yaml.load"}, name
            assert words.get("allow_pickle", "False") == "False", name
            assert words.get("shell", "False") == "False", name


def sockets(pid: int) -> set[str]:
    """Return the inodes of the sockets a process holds; it must hold nothing else to listen at."""
    links = list(Path(f"/proc/{pid}/fd").iterdir())
    assert not any(stat.S_ISFIFO(link.stat().st_mode) for link in links if link.name > "2")
    names = [str(link.readlink()) for link in links]
    return {name[len("socket:[") : -1] for name in names if name.startswith("socket:")}


def reachable(inodes: set[str]) -> list[str]:
    """Return the sockets among these that have an address of any kind."""
    found = []
    for table, column in (("tcp", 9), ("tcp6", 9), ("udp", 9), ("udp6", 9), ("unix", 6)):
        lines = (Path("/proc/net") / table).read_text(encoding="utf-8").splitlines()[1:]
        rows = [line.split() for line in lines]
        named = table != "unix"  # a unix socket has an address only where a path follows
        found += [row for row in rows if row[column] in inodes and (named or row[column + 1 :])]
    return [" ".join(row) for row in found]


async def test_a_core_process_can_be_spoken_to_by_nobody_else() -> None:
    launcher = Launcher()
    process = await launcher.start()
    try:
        inodes = sockets(process.pid)
        assert inodes
        assert reachable(inodes) == []
    finally:
        await process.end()
        await launcher.close()
