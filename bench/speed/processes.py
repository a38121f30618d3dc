"""The bot as a whole process: from its start to the first answer, and what it then holds."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench import memory
from bench.children import ROOT, environment
from bench.errors import ChildError

_QUESTION = "was verdient man als backend entwickler"
_STARTS = 7


@dataclass(frozen=True, slots=True)
class Starts:
    """Seconds to the first answer, without and with a cache, and the terminal bot's MB."""

    cold: float
    warm: float
    """The median of several starts."""
    processor: float
    """Processor time of one start with a cache, its end included; the same median."""
    terminal: float


def measure(folder: Path) -> Starts:
    """Start `ask` and `chat` on a knowledge folder, each with the same fresh cache."""
    with tempfile.TemporaryDirectory() as cache:
        cold, _ = _ask(folder, cache)
        warm, processor = zip(*(_ask(folder, cache) for _ in range(_STARTS)), strict=True)
        return Starts(cold, median(warm), median(processor), _terminal(folder, cache))


def _ask(folder: Path, cache: str) -> tuple[float, float]:
    """Return the time to the first line by the clock, and the processor time up to the end."""
    begin, spent = time.perf_counter(), _spent()
    with _started(["ask", _QUESTION], folder, cache) as bot:
        _first_line(bot, folder)
        taken = time.perf_counter() - begin
    return taken, _spent() - spent


def _spent() -> float:
    """Return the processor time of all processes started from here that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _terminal(folder: Path, cache: str) -> float:
    with _started(["chat"], folder, cache) as bot:
        if bot.stdin is not None:
            bot.stdin.write(f"{_QUESTION}\n".encode())
            bot.stdin.flush()
        _first_line(bot, folder)
        return memory.resident(bot.pid)


@contextmanager
def _started(arguments: list[str], folder: Path, cache: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start the bot; on leaving, close its input and wait for its end."""
    with subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-m", "bot", "--knowledge", str(folder), *arguments],
        cwd=ROOT,
        env=environment(KARRIEREBOT_CACHE=cache, NO_COLOR="1"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as bot:
        yield bot


def _first_line(bot: subprocess.Popen[bytes], folder: Path) -> None:
    line = bot.stdout.readline() if bot.stdout is not None else b""
    if not line:
        said = bot.stderr.read().decode(errors="replace").split("\n") if bot.stderr else []
        last = next((each for each in reversed(said) if each.strip()), "nothing")
        raise ChildError(f"the bot gives no answer with the knowledge in {folder}, but: {last}")
