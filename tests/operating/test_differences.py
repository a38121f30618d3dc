"""Two folders compared: every fact, answer and phrase that differs, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.checking.check import build_index
from bot.knowledge.models import Knowledge
from bot.matching.index import Index
from bot.operating.compare import Side, as_conversations, compare, conversations_of
from bot.operating.diff_report import as_json, as_text
from bot.operating.differences import Difference, differences
from tests.conftest import HERE, sound
from tests.dialogue.chat import TODAY

KEEPER, TASKS = "occupations/lighthouse_keeper.yaml", "intents/tasks.yaml"
Edited = Callable[..., Knowledge]


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Return the small knowledge with a piece of a file replaced."""

    def edit(path: str, *changes: tuple[str, str]) -> Knowledge:
        root = Path(shutil.copytree(HERE / "knowledge_small", tmp_path / "kb", dirs_exist_ok=True))
        text = (root / path).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        (root / path).write_text(text, encoding="utf-8")
        return sound(root)

    return edit


def test_a_folder_does_not_differ_from_itself(small: Index) -> None:
    found = differences(small.knowledge, small.knowledge)
    assert (found.all, found.phrases) == ((), ())
    assert as_text(found, None) == "No difference.\n"


@pytest.mark.parametrize(
    ("path", "old", "new", "difference"),
    [
        (KEEPER, "value: 36000", "value: 37000.5",
         Difference("figure", "keeper_pay.value", "36000", "37000.5")),
        (KEEPER, "locator: page 7", "locator: null",
         Difference("figure", "keeper_pay.locator", "page 7", None)),
        (KEEPER, "Without night", "With night",
         Difference("figure", "keeper_pay.caveats.en", "Without night allowances.",
                    "With night allowances.")),
        (KEEPER, "turmwärter, keeper", "keeper",
         Difference("occupation", "lighthouse_keeper.aliases", "turmwärter", None)),
        (KEEPER, "next: [training, salary]", "next: [salary, training]",
         Difference("answer", "lighthouse_keeper.tasks.next", "training, salary",
                    "salary, training")),
        ("sources.yaml", "publisher: Cape Society", "publisher: Cape Club",
         Difference("source", "logbook.publisher", "Cape Society", "Cape Club")),
        ("intents/greeting.yaml", "de: Hallo! Frag", "de: Moin! Frag",
         Difference("answer", "greeting.reply.de",
                    "Hallo! Frag mich nach dem Leben auf dem Leuchtturm.",
                    "Moin! Frag mich nach dem Leben auf dem Leuchtturm.")),
        (TASKS, "    - aufgaben {occupation}\n", "",
         Difference("phrase", "tasks.phrases.de", "aufgaben {occupation}", None)),
        (TASKS, "[und die aufgaben", "[und die arbeit, und die aufgaben",
         Difference("phrase", "tasks.follow_ups.de", None, "und die arbeit")),
        (TASKS, "topic: tasks", "topic: work",
         Difference("entry", "tasks.topic", "tasks", "work")),
    ],
)  # fmt: skip
def test_each_thing_said_otherwise_is_named_once(  # noqa: PLR0913, PLR0917  a table
    small: Index, edited: Edited, path: str, old: str, new: str, difference: Difference
) -> None:
    found = differences(small.knowledge, edited(path, (old, new)))
    assert found.all == (difference,)


def test_a_lost_entry_is_one_difference_but_its_phrases_are_asked(
    small: Index, tmp_path: Path
) -> None:
    root = Path(shutil.copytree(HERE / "knowledge_small", tmp_path / "kb"))
    (root / "intents/greeting.yaml").unlink()
    found = differences(small.knowledge, sound(root))
    assert [(each.subject, each.where, each.new) for each in found.all] == [
        ("entry", "greeting", None)
    ]
    assert len(found.phrases) == 12


def test_the_report_shows_old_and_new_of_a_long_text_line_by_line(
    small: Index, edited: Edited
) -> None:
    found = differences(small.knowledge, edited(KEEPER, ("das Wetter notieren", "Kaffee kochen")))
    text = as_text(found, None)
    assert "      - - das Wetter notieren\n      + - Kaffee kochen\n" in text
    assert "die Lampe putzen" not in text


def test_a_question_whose_winner_flips_is_found_and_only_that(
    small: Index, edited: Edited
) -> None:
    new = edited(TASKS, ("    - aufgaben {occupation}\n", "    - bezahlung {occupation}\n"),
                 ("    - was sind die aufgaben\n", "    - was ist der lohn\n"))  # fmt: skip
    found = differences(small.knowledge, new)
    asked = conversations_of(small.knowledge, new)
    asked += as_conversations(found.phrases, new, "phrase")
    compared = compare(Side(small), Side(build_index(new)), asked, TODAY)
    assert {each.asked.text for each in compared if each.flips} <= {
        "bezahlung Leuchtturmwärter", "was ist der lohn", "aufgaben Leuchtturmwärter",
        "was sind die aufgaben",
    }  # fmt: skip
    lohn = next(each for each in compared if each.asked.text == "was ist der lohn")
    assert (lohn.new.intent, lohn.flips) == ("tasks", True)
    values = json.loads(as_json(found, compared))
    assert any(each["question"] == "was ist der lohn" for each in values["questions"])
    assert "was ist der lohn" in as_text(found, compared, "de")


def test_the_same_index_twice_flips_nothing(small: Index) -> None:
    asked = conversations_of(small.knowledge, small.knowledge)
    compared = compare(Side(small), Side(small), asked, TODAY)
    assert len(compared) == sum(len(each.turns) for each in small.knowledge.conversations)
    assert not any(each.flips or each.shrinks or each.answered_now for each in compared)
