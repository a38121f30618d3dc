"""What was learnt comes back from its bytes as it was; other bytes are refused."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from bot.checking.check import build_index
from bot.matching.arrays import join
from bot.matching.index import Index
from bot.matching.kept_words import plain
from bot.matching.learnt import pack, unpack
from tests.conftest import sound
from tests.knowledge.broken import folder
from tests.matching.reading import items_of

LABELS, IDS = np.arange(5), np.arange(-1, 500)


def equal(one: object, other: object) -> bool:
    """Tell whether two dataclasses hold the same arrays and numbers."""
    return type(one) is type(other) and all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name))
        for field in fields(one)  # type: ignore[arg-type]
    )


def test_bytes_give_back_what_was_packed(small: Index) -> None:
    data = pack(small.learnt)
    again = unpack(data)
    assert plain(again.lexicon, again.language_words) == plain(small.lexicon, small.language_words)
    assert again.language_words == small.language_words
    assert equal(again.exact, small.learnt.exact)
    assert again.model.labels == small.model.labels
    assert (again.model.first_rows == small.model.first_rows).all()
    assert equal(again.model.follow_ups, small.model.follow_ups)
    for part in ("rarity", "postings", "phrases", "stems"):
        assert equal(getattr(again.model, part), getattr(small.model, part)), part
    assert pack(again) == data


def test_bytes_give_back_every_group_with_its_own_weights(small: Index) -> None:
    packed, again = small.model.weights, unpack(pack(small.learnt)).model.weights
    assert len(packed.groups) > 1
    assert equal(again.top, packed.top)
    for one, other in zip(again.groups, packed.groups, strict=True):
        assert (one.labels == other.labels).all()
        assert (one.rows == other.rows).all()
        assert equal(one.weights, other.weights)


def test_the_entries_of_one_topic_are_learnt_as_one_group(small: Index) -> None:
    entries, labels = small.knowledge.entries, small.model.labels
    topics = [
        {entries[labels[number]].topic for number in group.labels}
        for group in small.model.weights.groups
    ]
    assert all(len(topic) == 1 for topic in topics)
    assert len(set().union(*topics)) == len(topics)


@pytest.mark.parametrize(
    "text",
    [
        "cats: {phrases: {en: [are there cats]}, reply: {en: Yes!}}\n",
        "cats: {title: {en: Cats}, reply: {en: Yes!}}\n",
        "cats: {triggers: {en: [cat]}, title: {en: c}, reply: {en: Yes!}}\n",
    ],
)
def test_what_was_learnt_from_next_to_nothing_comes_back(text: str, tmp_path: Path) -> None:
    learnt = build_index(sound(folder(tmp_path, faq__x=text))).learnt
    data = pack(learnt)
    again = unpack(data)
    assert again.model.labels == learnt.model.labels
    assert len(again.model.weights.groups) == len(learnt.model.weights.groups)
    assert pack(again) == data


@pytest.mark.parametrize("text", ["gehalt keeper", "wie wird man wächter", "xyzzy", ""])
def test_a_model_from_bytes_sees_in_a_message_what_the_first_one_saw(
    text: str, small: Index
) -> None:
    again, items = unpack(pack(small.learnt)).model, items_of(text, small)
    seen, expected = again.vector(items), small.model.vector(items)
    assert equal(seen, expected)
    assert equal(again.look(seen), small.model.look(expected))
    assert (again.stems.holds(LABELS, IDS) == small.model.stems.holds(LABELS, IDS)).all()


def test_an_index_from_bytes_is_as_good_as_one_just_learnt(small: Index) -> None:
    again = Index.build(small.knowledge, small.meanings, unpack(pack(small.learnt)))
    assert pack(again.learnt) == pack(small.learnt)
    assert again.exact(items_of("gehalt keeper", again)) == small.exact(
        items_of("gehalt keeper", small)
    )


@pytest.mark.parametrize(
    "data",
    [
        b"", b"PK\x03\x04", b"not an archive at all", bytes(1000), b"\xff" * 100,
        join([1, 2, 3], {}), join({}, {}), join({}, {"idf": np.ones(1)}),
        join({"words": {}, "by_language": {}, "labels": ["cats"], "rarest": 5}, {}),
    ],
)  # fmt: skip
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not made by pack"):
        unpack(data)


@pytest.mark.parametrize("kept", [0.01, 0.3, 0.6, 0.99])
def test_half_a_file_is_refused(kept: float, small: Index) -> None:
    data = pack(small.learnt)
    with pytest.raises(ValueError, match="not made by pack"):
        unpack(data[: int(len(data) * kept)])
