"""New files: complete, never over an old one, and never live while something is missing."""

from __future__ import annotations

import re
import shutil
import string
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from bot.knowledge.loader import load
from bot.operating.changes import write
from bot.operating.new import NewError, Wanted, make, next_steps
from tests.conftest import HERE

TODAY = date(2026, 11, 21)
NAMES = {"de": "Turmfalkner", "en": "Tower falconer"}
FILLED = {
    "low": "30000", "value": "36000", "high": "42000", "publisher": "Harbour Press",
    "language": "de", "topic": "tasks", "source": "almanac", "locator": "page 9",
}  # fmt: skip


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Copy the small knowledge folder."""
    return Path(shutil.copytree(HERE / "knowledge_small", tmp_path / "kb"))


def filled(text: str) -> str:
    """Return a skeleton as somebody fills it in who types no more than necessary."""
    for key, value in FILLED.items():
        text = re.sub(rf"^(\s*(?:- )?{key}:) TODO", rf"\1 {value}", text, flags=re.MULTILINE)
    text = text.replace("[TODO]", "[almanac]")
    words = (
        f"{one}habicht {other}zwirbelt" for one, other in product(string.ascii_letters, "abc")
    )
    return re.sub(r"\bTODO$", lambda _: next(words), text, flags=re.MULTILINE)


def wanted(kind: str, remarks: str = "de") -> Wanted:
    return Wanted(kind, "tower_falconer", NAMES, "almanac", "tasks", remarks)


@pytest.mark.parametrize("remarks", ["de", "en"])
@pytest.mark.parametrize("kind", ["occupation", "source", "faq", "intent"])
def test_a_new_file_is_unfinished_until_it_is_filled_in_and_then_sound(
    root: Path, kind: str, remarks: str
) -> None:
    made = make(root, wanted(kind, remarks), TODAY)
    write(root, [made.change])
    loaded = load(root)
    assert loaded.knowledge is None
    assert {problem.rule for problem in loaded.problems} == {"E220"}
    file = root / made.change.path
    file.write_text(filled(file.read_text(encoding="utf-8")), encoding="utf-8")
    loaded = load(root)
    assert loaded.problems == ()
    assert loaded.knowledge is not None


@pytest.mark.parametrize("kind", ["occupation", "source", "faq", "intent"])
def test_nothing_is_made_twice(root: Path, kind: str) -> None:
    made = make(root, wanted(kind), TODAY)
    write(root, [made.change])
    file = root / made.change.path
    file.write_text(filled(file.read_text(encoding="utf-8")), encoding="utf-8")
    with pytest.raises(NewError, match=r"already|taken"):
        make(root, wanted(kind), TODAY)


def test_an_id_that_differs_in_capitals_only_is_the_same_file_elsewhere(root: Path) -> None:
    with pytest.raises(NewError, match="already"):
        make(root, Wanted("occupation", "Lighthouse_Keeper"), TODAY)


def test_an_id_that_is_an_entry_of_another_file_is_taken(root: Path) -> None:
    with pytest.raises(NewError, match="taken"):
        make(root, Wanted("intent", "crisis"), TODAY)


@pytest.mark.parametrize("bad", ["../x", "a b", "/etc/passwd", "", "-x", "é/", "x" * 121])
def test_an_id_that_is_none_is_refused(root: Path, bad: str) -> None:
    with pytest.raises(NewError):
        make(root, Wanted("occupation", bad), TODAY)


@pytest.mark.parametrize(
    ("names", "made_id"),
    [
        ({"de": "Leuchtturmwächterin", "en": "Night watch (m/f)"}, "night_watch_m_f"),
        ({"de": "Türmerin"}, "turmer"),
    ],
)
def test_the_id_follows_from_the_name(root: Path, names: dict[str, str], made_id: str) -> None:
    assert make(root, Wanted("occupation", names=names), TODAY).id == made_id


def test_a_name_that_yaml_would_misread_is_quoted(root: Path) -> None:
    made = make(root, Wanted("occupation", "x", {"de": "Texter: Werbung", "en": "On"}), TODAY)
    assert 'de: "Texter: Werbung"' in made.change.new
    assert 'en: "On"' in made.change.new


@pytest.mark.parametrize("bad", ["a\x00b", "\ud83d", "x\u2028y\x07"])
def test_a_name_or_topic_with_control_characters_is_refused(root: Path, bad: str) -> None:
    with pytest.raises(NewError):
        make(root, Wanted("occupation", "x", {"de": bad}), TODAY)
    with pytest.raises(NewError):
        make(root, Wanted("faq", "x", topic=bad), TODAY)


def test_a_name_of_several_lines_becomes_one_and_a_topic_is_quoted_if_need_be(root: Path) -> None:
    two_lines = Wanted("occupation", "x", {"de": "Turm\n Wart"})
    assert "de: Turm Wart\n" in make(root, two_lines, TODAY).change.new
    assert 'topic: "x: y"' in make(root, Wanted("faq", "x", topic="x: y"), TODAY).change.new


def test_a_source_that_cannot_be_an_id_is_refused(root: Path) -> None:
    with pytest.raises(NewError):
        make(root, Wanted("occupation", "x", NAMES, source="my source"), TODAY)


def test_the_next_steps_name_the_folder_unless_it_is_the_usual_one(root: Path) -> None:
    asked = Wanted("occupation", "x", NAMES)
    made = make(root, asked, TODAY)
    assert f"2. Check: karrierebot check --knowledge {root}" in next_steps(root, made, asked)
    assert "2. Check: karrierebot check" in next_steps(Path("knowledge"), made, asked)


def test_the_operator_is_told_which_words_now_stand_in_the_way(root: Path) -> None:
    made = make(root, Wanted("occupation", "x", {"de": "Leuchtturmmaler"}), TODAY)
    assert made.others == ("leuchtturmmaler",)
    steps = next_steps(root, made, Wanted("occupation", "x", {"de": "Leuchtturmmaler"}))
    assert any("other_occupations" in line for line in steps)


def test_the_operator_is_told_of_a_source_that_is_still_missing(root: Path) -> None:
    asked = Wanted("occupation", "x", NAMES, source="nowhere")
    steps = next_steps(root, make(root, asked, TODAY), asked)
    assert any("karrierebot new source nowhere" in line for line in steps)


def test_a_folder_in_one_language_gets_texts_in_that_language(tmp_path: Path) -> None:
    (tmp_path / "faq").mkdir()
    (tmp_path / "knowledge.yaml").write_text("languages: [de]\n", encoding="utf-8")
    (tmp_path / "faq/a.yaml").write_text("a: {phrases: [x y], reply: z}\n", encoding="utf-8")
    made = make(tmp_path, Wanted("occupation", "x", NAMES), TODAY)
    assert " en:" not in made.change.new
    assert "sections" not in made.change.new.replace('"sections:"', "")


def test_a_folder_with_errors_can_be_added_to_all_the_same(root: Path) -> None:
    (root / "intents/greeting.yaml").write_text("topic: [\n", encoding="utf-8")
    assert "TODO" in make(root, wanted("occupation"), TODAY).change.new
