"""The typo benchmark: what counts as right, what is hit by slips, and files nobody can use."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.errors import DataSetError
from bench.typos.play import WAYS, mean_share, play
from bench.typos.talks import golden, questions
from bot.matching.index import Index


def test_golden_conversations_are_all_right_as_written(small: Index) -> None:
    played = play(golden(small.knowledge), small)
    assert played.count > 0
    assert played.share == 1
    assert played.failures == ()


def test_the_same_seed_gives_the_same_figures(small: Index) -> None:
    talks, slip = golden(small.knowledge), WAYS["many slips"]
    first = play(talks, small, slip, 1)
    assert play(talks, small, slip, 1) == first
    assert 0 <= mean_share([first, play(talks, small, slip, 2)]) <= 1


def test_the_name_of_a_command_has_no_slips(tmp_path: Path, small: Index) -> None:
    asked = {"text": "/gehalt", "kind": "fallback", "topic": "training"}
    path = tmp_path / "q.jsonl"
    path.write_text(json.dumps(asked))
    (failure,) = play(questions(path), small, WAYS["many slips"], 1).failures
    assert failure.typed == "/gehalt"


def test_questions_are_judged_by_kind_topic_language_and_content(
    tmp_path: Path, small: Index
) -> None:
    right = {"text": "gehalt keeper", "kind": ["answer"], "topic": ["salary"], "lang": "de"}
    rows = [
        right,
        {**right, "topic": ["adversarial"]},
        {**right, "after": ["hallo"]},
        {**right, "kind": ["clarify"]},
        {**right, "lang": "en"},
        {**right, "contains": ["zwirbel"]},
    ]
    path = tmp_path / "q.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    played = play(questions(path), small)
    assert (played.right, played.count) == (3, 6)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "there is no question in it"),
        ("{", "q.jsonl:1: is no JSON"),
        ('{"kind": "answer"}', 'q.jsonl:1: has no "text"'),
        ('{"text": "a"}\n[1]', 'q.jsonl:2: has no "text"'),
        ('{"text": "a", "kind": [1]}', '"kind" must be a text or a list of texts'),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_its_line(
    content: str, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(content)
    with pytest.raises(DataSetError, match=r"q\.jsonl") as caught:
        questions(path)
    assert said in str(caught.value)
