"""One process at a time has a file, and nobody waits where that cannot be known."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.storage.sole_use import SUFFIX, SoleUse

ROOT = Path(__file__).parents[2]
HOLDER = """\
import sys, time
from pathlib import Path
from bot.storage.sole_use import SoleUse
use = SoleUse(Path(sys.argv[1]))
print(use.take(), flush=True)
time.sleep(60)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "bot.db"


def test_who_comes_second_waits_until_the_first_leaves(file: Path) -> None:
    first, second = SoleUse(file), SoleUse(file)
    assert first.take()
    assert not second.take()
    first.leave()
    assert second.take()
    assert not first.take()
    second.leave()


def test_taking_and_leaving_twice_changes_nothing(file: Path) -> None:
    first, second = SoleUse(file), SoleUse(file)
    assert first.take()
    assert first.take()
    assert not second.take()
    first.leave()
    first.leave()
    assert second.take()
    second.leave()


def test_a_process_that_is_killed_leaves(file: Path) -> None:
    command = [sys.executable, "-c", HOLDER, str(file)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) as process:  # noqa: S603
        assert process.stdout is not None
        assert process.stdout.readline() == b"True\n"
        use = SoleUse(file)
        assert not use.take()
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert use.take()
        use.leave()


def test_without_a_file_nobody_waits() -> None:
    assert SoleUse(None).take()


def test_where_no_lock_can_be_made_nobody_waits(tmp_path: Path) -> None:
    assert SoleUse(tmp_path / "nowhere" / "bot.db").take()
    (tmp_path / ("bot.db" + SUFFIX)).mkdir()
    assert SoleUse(tmp_path / "bot.db").take()
