"""Data sets: found, read, thinned out; one line names the file and the way out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.errors import DataSetError, UsageError
from bench.matching.datasets import find, read
from bench.matching.messages import messages

_SOUND: dict[str, Any] = {
    "name": "boats",
    "language": "en",
    "intents": {"hire": ["hire a boat"]},
    "test": [
        {"text": "rent a sailing boat", "intent": "hire"},
        {"text": "buy it", "intent": None},
    ],
}


def _file(folder: Path, **other: object) -> Path:
    path = folder / "boats.1.json"
    values = {key: value for key, value in {**_SOUND, **other}.items() if value is not ...}
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


def test_a_sound_set_is_read(tmp_path: Path) -> None:
    data = read(_file(tmp_path))
    assert data.name == "boats.1"
    assert data.phrases == [("hire", "hire a boat")]
    assert [question.intent for question in data.tests["test"]] == ["hire", None]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ({"language": ...}, '"language" is no text'),
        ({"intents": []}, '"intents" is no object'),
        ({"intents": {"hire": []}}, '"intents" → "hire"'),
        ({"intents": {"hire": ["boat", 3]}}, '"intents" → "hire"'),
        ({"test": ...}, '"test" is missing'),
        ({"test": []}, '"test" is no list of messages'),
        ({"test": [{"intent": "hire"}]}, '"test" entry 1 has no "text"'),
        ({"test": [{"text": "x"}]}, '"test" entry 1 has the intent ""'),
        ({"test": [{"text": "x", "intent": "hier"}]}, 'has the intent "hier"'),
        ({"test": [{"text": "x", "intent": None}]}, "no message with an intent"),
        ({"test_typo": _SOUND["test"][:1]}, '"test_typo" has 1 entries'),
    ],
)
def test_what_is_wrong_is_said_in_one_line(
    tmp_path: Path, broken: dict[str, object], said: str
) -> None:
    path = _file(tmp_path, **broken)
    with pytest.raises(DataSetError) as caught:
        read(path)
    line = str(caught.value)
    assert line.startswith(f"{path}: ")
    assert said in line
    assert "; " in line
    assert "\n" not in line


@pytest.mark.parametrize("content", [b"{", b"[]", b"\xff\xfe", b""])
def test_what_is_no_json_object_is_said_too(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "boats.1.json"
    path.write_bytes(content)
    with pytest.raises(DataSetError, match="boats"):
        read(path)


def test_a_folder_that_is_missing_or_empty_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such folder"):
        find(tmp_path / "nowhere")
    with pytest.raises(UsageError, match="no data set in here"):
        find(tmp_path)


def test_sets_are_picked_by_name(tmp_path: Path) -> None:
    path = _file(tmp_path)
    assert find(tmp_path) == find(tmp_path, ["boats.1"]) == [path]
    with pytest.raises(UsageError, match=r"there are boats\.1"):
        find(tmp_path, ["boats.2"])


def test_slips_the_set_does_not_bring_are_made(tmp_path: Path) -> None:
    own = [{"text": "rnet a sailing boat", "intent": "hire"}, {"text": "byu it", "intent": None}]
    asked = messages(read(_file(tmp_path, test_typo1=own)))
    assert [question.text for question in asked["typo1"]] == ["rnet a sailing boat", "byu it"]
    assert asked["typo"][0].text != asked["typo2"][0].text != asked["clean"][0].text
    assert [question.intent for question in asked["typo2"]] == ["hire", None]


def test_a_sample_takes_every_kth_message_in_every_way(tmp_path: Path) -> None:
    many = [{"text": f"hire boat {number}", "intent": "hire"} for number in range(10)]
    asked = messages(read(_file(tmp_path, test=many)), sample=4)
    assert [question.text[-1] for question in asked["clean"]] == ["0", "3", "6", "9"]
    assert {len(questions) for questions in asked.values()} == {4}
