"""What was found good is remembered for its day, and believed only of a file of our own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.knowledge.loader import load
from bot.knowledge.problems import Problem
from bot.knowledge.rules import in_language
from bot.storage import verdicts

TODAY = date(2026, 11, 21)
HINTED = "faq:\n  - nothing\n"


def warnings_of(root: Path) -> tuple[Problem, ...]:
    (root / "faq").mkdir(parents=True)
    (root / "faq" / "tea.yaml").write_text("tea: [", encoding="utf-8")
    (root / "fag").mkdir()
    (root / "fag" / "milk.yaml").write_text(HINTED, encoding="utf-8")
    return load(root).problems


def test_what_was_found_good_is_known_with_its_warnings(tmp_path: Path) -> None:
    found = warnings_of(tmp_path / "kb")
    assert found
    verdicts.note(tmp_path, "kb", "digest", TODAY, found)
    known = verdicts.find(tmp_path, "kb", "digest", TODAY)
    assert known == found
    assert known is not None
    assert [in_language(each, "de") for each in known] == [
        in_language(each, "de") for each in found
    ]


@pytest.mark.parametrize(
    ("root", "digest", "day"),
    [("other", "digest", TODAY), ("kb", "other", TODAY), ("kb", "digest", date(2026, 11, 22))],
)
def test_another_folder_content_or_day_is_not_known(
    tmp_path: Path, root: str, digest: str, day: date
) -> None:
    verdicts.note(tmp_path, "kb", "digest", TODAY, ())
    assert verdicts.find(tmp_path, "kb", "digest", TODAY) == ()
    assert verdicts.find(tmp_path, root, digest, day) is None


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b'{"day": "2026-11-21"}', b"\xff",
     b'{"day": "2026-11-21", "warnings": [[1]]}', b"[" * 100_000],
)  # fmt: skip
def test_a_damaged_file_counts_for_nothing(tmp_path: Path, content: bytes) -> None:
    verdicts.note(tmp_path, "kb", "digest", TODAY, ())
    (file,) = tmp_path.glob("*.verdict")
    file.write_bytes(content)
    assert verdicts.find(tmp_path, "kb", "digest", TODAY) is None


def test_a_file_others_may_write_counts_for_nothing(tmp_path: Path) -> None:
    verdicts.note(tmp_path, "kb", "digest", TODAY, ())
    (file,) = tmp_path.glob("*.verdict")
    file.chmod(0o666)
    assert verdicts.find(tmp_path, "kb", "digest", TODAY) is None


def test_without_a_cache_nothing_is_kept() -> None:
    verdicts.note(None, "kb", "digest", TODAY, ())
    assert verdicts.find(None, "kb", "digest", TODAY) is None
