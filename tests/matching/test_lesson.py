"""What is learnt is named by all that teaches it, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.checking.check import build_index
from bot.matching.index import Index
from bot.matching.learnt import pack
from bot.matching.lesson import Lesson
from tests.conftest import sound
from tests.knowledge.broken import changed, small_folder


def edited(tmp_path: Path, path: str, old: str, new: str) -> Lesson:
    """Return the lesson of the small knowledge with one thing edited."""
    root = small_folder(tmp_path)
    (root / path).write_text(changed(path, (old, new)), encoding="utf-8")
    return Lesson.of(sound(root))


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("faq/lighthouse.yaml", "Bei Sturm bleibt man drinnen", "Bei Sturm geht man hinein"),
        ("faq/lighthouse.yaml", "next: [tasks, salary]", "next: [salary]"),
        ("occupations/lighthouse_keeper.yaml", "value: 36000", "value: 36500"),
        ("occupations/lighthouse_keeper.yaml", "die Lampe putzen", "die Lampe reinigen"),
        ("sources.yaml", "publisher: ", "publisher: New "),
        ("intents/salary.yaml", "topic: salary", "# A comment moves all lines.\ntopic: salary"),
        ("intents/salary.yaml", "after: [salary, training, tasks]", "after: [salary, training]"),
        ("intents/salary.yaml", "commands: [gehalt, salary]", "commands: [gehalt]"),
    ],
)
def test_an_edit_of_what_is_replied_is_no_new_lesson(
    path: str, old: str, new: str, small: Index, tmp_path: Path
) -> None:
    assert edited(tmp_path, path, old, new).digest == Lesson.of(small.knowledge).digest


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("faq/lighthouse.yaml", "bekommt man ferien", "bekommt man urlaub"),
        ("faq/lighthouse.yaml", "de: Urlaub,", "de: Ferien,"),
        ("faq/lighthouse.yaml", "topic: industries", "topic: tasks"),
        ("faq/lighthouse.yaml", "holidays:\n", "vacations:\n"),
        ("intents/salary.yaml", "und das gehalt", "und der lohn"),
        ("intents/salary.yaml", "- gehalt\n    - verdienst", "- verdienst\n    - gehalt"),
        ("occupations/lighthouse_keeper.yaml", "wart, leuchtturmwärterin", "wart"),
        ("occupations/lighthouse_keeper.yaml", "en: lighthouse keeper", "en: tower keeper"),
        ("vocabulary.yaml", "kohle: gehalt", "kies: gehalt"),
        ("vocabulary.yaml", "de: [bitte, ", "de: ["),
        ("vocabulary.yaml", "junior: [Junior, jr]", "junior: [Junior]"),
        ("vocabulary.yaml", "luebeck: [Lübeck]", "luebeck: [Trave]"),
        ("vocabulary.yaml", "[bäcker, baker,", "[baker,"),
    ],
)
def test_an_edit_of_what_is_learnt_from_is_another_lesson(
    path: str, old: str, new: str, small: Index, tmp_path: Path
) -> None:
    assert edited(tmp_path, path, old, new).digest != Lesson.of(small.knowledge).digest


def test_equal_lessons_teach_the_same_to_the_byte(small: Index, tmp_path: Path) -> None:
    root = small_folder(tmp_path)
    path = "faq/lighthouse.yaml"
    (root / path).write_text(changed(path, ("Frag am besten", "Frag lieber")), encoding="utf-8")
    assert pack(build_index(sound(root)).learnt) == pack(small.learnt)
