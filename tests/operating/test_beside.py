"""What a copy of the process finds is what would have been found here."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from bot.checking.check import check_folder
from bot.operating import beside as module
from bot.operating.beside import beside
from tests.operating.folders import make

TODAY = date(2026, 11, 21)
BROKEN = """\
tea_again:
  title: Tea
  phrases: ["make some tea", "make {sugar} some tea", "write to wickie@feuer.de", x]
  reply: Water first.
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with slips in its phrases, on a machine of two cores."""
    monkeypatch.setattr(module, "cores", lambda: 2)
    make(tmp_path / "kb")
    (tmp_path / "kb" / "faq" / "again.yaml").write_text(BROKEN, encoding="utf-8")
    return tmp_path / "kb"


def test_a_copy_does_the_work_and_nobody_waits_for_it() -> None:
    parent = os.getpid()
    result = beside(lambda: [os.getpid()])
    assert result()[0] != parent or module.cores() == 1


def test_asking_beside_finds_the_same(root: Path) -> None:
    (root / "faq" / "again.yaml").write_text(
        "tea_again:\n  title: Tea\n  phrases: [make some tea please, x]\n  reply: Water first.\n",
        encoding="utf-8",
    )
    alone = check_folder(root, TODAY).problems
    assert alone
    assert check_folder(root, TODAY, beside=beside).problems == alone


def test_a_copy_that_is_lost_costs_no_finding() -> None:
    parent = os.getpid()

    def work() -> list[int]:
        if os.getpid() != parent:
            os._exit(3)
        return [7]

    assert beside(work)() == [7]
