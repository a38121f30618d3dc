"""The inbox: alike questions together, and accepting one shows everything before it is written."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from bot.checking.check import build_index, check
from bot.errors import OperatorError
from bot.knowledge.loader import load
from bot.matching.index import Index
from bot.operating.accept import Acceptance, Folder, Question, accepting, phrase_of
from bot.operating.changes import write
from bot.operating.inbox import grouped
from bot.operating.inbox_report import as_csv, as_json, as_lines, preview
from bot.storage.values import InboxItem
from tests.conftest import HERE
from tests.dialogue.chat import TODAY, Chat

ASKED = "Lohnt sich das Schuften für den Leuchtturmwärter?"


def item(number: int, text: str | None, count: int = 3, language: str = "de") -> InboxItem:
    day = date(2026, 11, number)
    nearest = (("salary", 0.4),)
    return InboxItem(f"{number:010x}", "no_intent", language, text, nearest, count, 3, day, day)


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Copy the small knowledge folder."""
    root = Path(shutil.copytree(HERE / "knowledge_small", tmp_path / "kb"))
    return Folder(root, load(root), build_index, TODAY)


Accept = Callable[..., Acceptance]


def test_alike_questions_are_one_group_and_the_most_asked_comes_first(small: Index) -> None:
    groups = grouped(
        [
            item(1, "gibt es da eine kantine"),
            item(2, "lohnt sich das schuften", 4),
            item(3, "lohnt sich denn das schuften?", 5),
            item(4, "is there a canteen", 2, "en"),
        ],
        small,
    )
    assert [[each.text for each in group.items] for group in groups] == [
        ["lohnt sich denn das schuften?", "lohnt sich das schuften"],
        ["gibt es da eine kantine"],
        ["is there a canteen"],
    ]
    assert [group.count for group in groups] == [9, 3, 2]


def test_the_order_of_the_items_does_not_matter(small: Index) -> None:
    items = [item(number, text) for number, text in enumerate(("a b c", "b c a", "x y z"), 1)]
    assert grouped(items, small) == grouped(items[::-1], small)


def test_where_only_counts_are_kept_an_intent_is_a_group(small: Index) -> None:
    groups = grouped([item(1, None), item(2, None), item(3, None, language="en")], small)
    assert [(group.count, group.language, group.nearest) for group in groups] == [
        (6, "de", (("salary", 0.4),)),
        (3, "en", (("salary", 0.4),)),
    ]
    assert any("counted only" in line for line in as_lines(groups))


def test_the_nearest_intents_are_those_of_the_knowledge_as_it_is_now(small: Index) -> None:
    (group,) = grouped([item(1, "aufgaben leuchtturmwärter")], small)
    assert group.nearest[0][0] == "tasks"


def test_the_list_shows_count_id_language_and_nearest_intents(small: Index) -> None:
    lines = as_lines(grouped([item(1, "lohnt sich das schuften")], small), "de")
    assert lines[0] == "3x  0000000001  de  „lohnt sich das schuften“"
    assert "nicht verstanden" in lines[1]
    assert as_lines([], "de") == ["Der Posteingang ist leer."]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (ASKED, "lohnt sich das schuften für den {occupation}"),
        ("Reichen 3000 € in Kiel??", "reichen {amount} in {place}"),
        ("Was macht eine Leuchtturmwärterin am Abend", "was macht eine {occupation} am abend"),
        ("Warum", "warum"),
    ],
)
def test_what_a_question_names_becomes_a_slot(small: Index, text: str, phrase: str) -> None:
    assert phrase_of(text, small) == phrase


def test_accepting_shows_the_lines_and_the_answer_and_writes_nothing(folder: Folder) -> None:
    before = {path: path.read_bytes() for path in folder.root.rglob("*.yaml")}
    question = Question(ASKED, "de", "salary")
    found = accepting(folder, question, [("lohnt sich das schuften", "de")])
    assert not found.refused
    assert [change.path for change in found.changes] == [
        "intents/salary.yaml", "conversations/inbox.yaml"
    ]  # fmt: skip
    lines = preview(question, found, "de")
    assert "  +     - lohnt sich das schuften für den {occupation}" in lines
    assert f'  + - say: "{ASKED}"' in lines
    assert f'Dann führt "{ASKED}" zu salary (answer).' in lines
    assert any(line.startswith("Jetzt beantwortet: ") for line in lines)
    assert {path: path.read_bytes() for path in folder.root.rglob("*.yaml")} == before


def test_what_was_accepted_is_answered_and_promised_from_then_on(folder: Folder) -> None:
    found = accepting(folder, Question(ASKED, "de", "salary"))
    write(folder.root, found.changes)
    assert check(folder.root, TODAY) == ()
    knowledge = load(folder.root).knowledge
    assert knowledge is not None
    assert "36.000" in Chat(build_index(knowledge), "de").say(ASKED).reply.text


def test_a_question_whose_phrase_does_not_lead_to_its_intent_is_refused(folder: Folder) -> None:
    found = accepting(folder, Question("hallo", "de", "salary", "huhu du da"))
    assert found.refused
    assert not found.reached
    lines = preview(Question("hallo", "de", "salary"), found)
    assert any(line.startswith('Even then "hallo"') for line in lines)


def test_what_breaks_a_golden_turn_is_refused_and_named(folder: Folder) -> None:
    golden = folder.root / "conversations" / "extra.yaml"
    golden.write_text('- say: "was macht ein keeper"\n  intent: tasks\n', encoding="utf-8")
    folder = Folder(folder.root, load(folder.root), build_index, TODAY)
    found = accepting(folder, Question("was macht ein keeper", "de", "salary"))
    assert [(each.rule, each.line) for each in found.problems if each.rule == "G601"] == [
        ("G601", 1)
    ]
    assert found.refused
    assert any("extra.yaml:1" in line for line in preview(Question("x", "de", "salary"), found))


@pytest.mark.parametrize(
    ("intent", "phrase", "words"),
    [
        ("salery", None, 'did you mean "salary"'),
        ("salary", "Gehalt!", "there already"),
        ("salary", "zwei\nzeilen", "line breaks"),
    ],
)
def test_what_cannot_be_accepted_is_refused_in_one_line(
    folder: Folder, intent: str, phrase: str | None, words: str
) -> None:
    with pytest.raises(OperatorError, match=words):
        accepting(folder, Question(ASKED, "de", intent, phrase))


def test_a_phrase_with_an_unknown_slot_is_a_new_problem(folder: Folder) -> None:
    found = accepting(folder, Question(ASKED, "de", "salary", "lohn im {turm}"))
    assert [problem.rule for problem in found.problems] == ["E309"]
    assert found.refused


def test_into_a_broken_folder_nothing_is_accepted(folder: Folder) -> None:
    (folder.root / "intents/greeting.yaml").write_text("topic: [\n", encoding="utf-8")
    broken = Folder(folder.root, load(folder.root), build_index, TODAY)
    with pytest.raises(OperatorError, match="mend them first"):
        accepting(broken, Question(ASKED, "de", "salary"))


def test_a_faq_entry_takes_phrases_like_an_intent(folder: Folder) -> None:
    found = accepting(folder, Question("was sagt das gesetz am hafen", "de", "law"))
    assert found.changes[0].path.startswith("faq/")


def test_an_export_says_everything_and_no_spreadsheet_runs_it() -> None:
    items = [item(1, "=HYPERLINK(1)"), item(2, None)]
    rows = list(csv.DictReader(io.StringIO(as_csv(items))))
    assert [row["question"] for row in rows] == ["'=HYPERLINK(1)", ""]
    assert rows[0]["nearest"] == "salary 0.40"
    assert json.loads(as_json(items))[0]["question"] == "=HYPERLINK(1)"
