"""What was forged with care, checksum and all, is noticed before anybody asks."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bot.checking.check import build_index
from bot.knowledge.models import Knowledge
from bot.matching.index import Index
from bot.matching.learnt import Learnt, pack
from bot.matching.nested import Nested
from bot.storage.index_cache import open_index
from bot.storage.soundness import is_sound
from tests.conftest import sound
from tests.knowledge.broken import folder as folder_of

Forge = Callable[[Learnt], Learnt]


@pytest.fixture
def tiny(tmp_path: Path) -> Knowledge:
    """Return a knowledge that is learnt in no time."""
    text = """\
cats: {topic: pets, phrases: [are there cats, do cats bite], follow_ups: [and cats], after: [pets]}
fish: {topic: pets, phrases: [is there any fish]}
"""
    return sound(folder_of(tmp_path, faq__x=text))


def in_model(**changes: Callable[[Any], Any]) -> Forge:
    """Return what forges parts of the model, named ``part__field``, or the labels."""

    def forge(learnt: Learnt) -> Learnt:
        model = learnt.model
        for name, change in changes.items():
            part, _, field = name.partition("__")
            held = getattr(model, part)
            new = replace(held, **{field: change(getattr(held, field))}) if field else change(held)
            model = replace(model, **{part: new})
        return replace(learnt, model=model)

    return forge


def put(place: int, value: float) -> Callable[[Any], Any]:
    """Return what writes one value into a copy of an array."""

    def change(array: Any) -> Any:
        copy = array.copy()
        copy[place] = value
        return copy

    return change


def with_small_meanings(nested: Nested) -> Nested:
    """Return weights as if the table of meanings had three numbers a word."""
    rows = len(nested.top.rows)
    return nested.apart(np.ones(rows, np.float32), np.zeros((rows, 3), np.float32))


def in_exact(**changes: Callable[[Any], Any]) -> Forge:
    return lambda learnt: replace(
        learnt,
        exact=replace(
            learnt.exact,
            **{name: change(getattr(learnt.exact, name)) for name, change in changes.items()},
        ),
    )


def in_lexicon(**changes: object) -> Forge:
    return lambda learnt: replace(learnt, lexicon=replace(learnt.lexicon, **changes))  # type: ignore[arg-type]


def of_languages(**changes: object) -> Forge:
    return lambda learnt: replace(
        learnt,
        language_words=replace(learnt.language_words, **changes),  # type: ignore[arg-type]
    )


FORGED: dict[str, Forge] = {
    "labels nobody knows": in_model(labels=lambda _: ("dogs", "fish")),
    "labels in another order": in_model(labels=lambda found: found[::-1]),
    "a label too few": in_model(labels=lambda found: found[:1]),
    "a label too many": in_model(labels=lambda found: (*found, "dogs")),
    "a row out of range": in_model(postings__rows=put(0, 99)),
    "a negative row": in_model(postings__rows=lambda rows: np.r_[-1, rows[1:].astype(np.int64)]),
    "rows of decimals": in_model(postings__rows=lambda rows: rows.astype(np.float32)),
    "too few rows": in_model(postings__count=lambda count: count - 1),
    "too many rows": in_model(postings__count=lambda count: count + 1),
    "lists out of order": in_model(postings__starts=put(1, 99)),
    "lists that end too late": in_model(postings__starts=put(-1, 9999)),
    "values that are no numbers": in_model(postings__values=put(0, np.nan)),
    "values of another size": in_model(postings__values=lambda values: values[1:]),
    "a rarity too few": in_model(rarity__idf=lambda idf: idf[1:]),
    "an endless rarity": in_model(rarity__idf=put(0, np.inf)),
    "an unknown feature": in_model(phrases__features=put(0, 99_999)),
    "a negative feature": in_model(phrases__features=put(0, -1)),
    "a phrase too many": in_model(phrases__first=put(-1, 99)),
    "meanings of another size": in_model(weights=with_small_meanings),
    "a table in place of a list": in_model(phrases__features=lambda ids: ids[:, None]),
    "an exact question of nobody's": in_exact(labels=put(0, 9)),
    "an exact question of less than nobody's": in_exact(labels=put(0, -1)),
    "an exact question out of range": in_exact(numbers=put(0, 99)),
    "a negative exact question": in_exact(numbers=put(0, -1)),
    "an exact question too few": in_exact(numbers=lambda numbers: numbers[1:]),
    "exact questions of decimals": in_exact(keys=lambda keys: keys.astype(np.float64)),
    "a language nobody speaks": of_languages(function={"xx": {"a"}}),
    "words of a language nobody speaks": of_languages(content={"xx": {"a"}}),
    "counts that are texts": in_lexicon(words={"cat": "1"}),
    "counts of nothing": in_lexicon(words={"cat": 0}),
    "fillers that are numbers": in_lexicon(fillers={5}),
    "an alias of nothing": in_lexicon(aliases={("cat",): (None, 7)}),
    "synonyms that are lists": in_lexicon(synonyms={"cat": ["fish"]}),
}


@pytest.mark.parametrize("name", FORGED)
def test_forged_knowledge_is_learnt_anew(name: str, tiny: Knowledge, tmp_path: Path) -> None:
    learnt = open_index(tiny, tmp_path / "cache").learnt
    (file,) = (tmp_path / "cache").iterdir()
    honest = file.read_bytes()
    content = pack(FORGED[name](learnt))
    file.write_bytes(zlib.crc32(content).to_bytes(64, "little") + content)
    assert pack(open_index(tiny, tmp_path / "cache").learnt) == pack(learnt)
    assert file.read_bytes() == honest


def test_what_was_learnt_honestly_is_sound(tiny: Knowledge, small: Index, tmp_path: Path) -> None:
    assert is_sound(small)
    assert is_sound(build_index(tiny))
    (tmp_path / "bare").mkdir()
    assert is_sound(build_index(sound(folder_of(tmp_path / "bare", faq__x="a: {commands: [a]}"))))
