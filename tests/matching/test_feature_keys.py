"""Features as numbers: equal for equal characters, other numbers for others, whatever is read."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from bot.matching.feature_keys import gram_keys, pair_key, pair_keys, ramp, stem_keys

ODD = (
    "", "a", "\x00", "\ud83d", "zwirbel \ud83d \udfff", "🙈🙉🙊", "👩‍👩‍👧", "\U0010ffff" * 5,
    "灯塔看守人", "\ue001 \ue002", "t" + "\u0301" * 20, "\n\t\u202e",
)  # fmt: skip


def keys_of(text: str) -> list[int]:
    """Return the keys of one text read alone."""
    return sorted(gram_keys([text])[1].tolist())


def keys_by_text(*texts: str) -> list[list[int]]:
    """Return the keys of each text, all texts read together."""
    owners, keys = gram_keys(texts)
    return [sorted(keys[owners == number].tolist()) for number in range(len(texts))]


def test_equal_texts_have_equal_keys_wherever_they_stand() -> None:
    one, _, other, _ = keys_by_text("gehalt", "lohn", "gehalt", "")
    assert one == other == keys_of("gehalt")
    assert one != keys_of("gehalts")


@pytest.mark.parametrize(
    "texts", [("ab", "cd"), ("a", "b", "c", "d"), ("", "abc", "", "", "de"), ("abcd",) * 3, ODD]
)
def test_no_run_crosses_from_one_text_to_the_next(texts: tuple[str, ...]) -> None:
    assert keys_by_text(*texts) == [keys_of(text) for text in texts]


@pytest.mark.parametrize(
    ("text", "runs"), [("", 0), ("a", 0), ("ab", 1), ("abc", 3), ("abcd", 6), ("abcde", 9)]
)
def test_all_runs_of_two_to_four_characters_are_numbered(text: str, runs: int) -> None:
    assert len(keys_of(text)) == runs


def test_the_texts_come_in_their_order() -> None:
    owners, keys = gram_keys(["abc", "", "de", "f", "ghij"])
    assert owners.tolist() == [0] * 3 + [2] + [4] * 6
    assert len(keys) == len(owners)


def test_other_characters_have_other_keys() -> None:
    letters = "abzäß0 €\ue001\ue006я"
    runs = ["".join(run) for size in (2, 3, 4) for run in itertools.product(letters, repeat=size)]
    whole = {max(keys_of(run)) for run in runs}
    assert len(whole) == len(runs)


def test_keys_are_the_same_on_every_machine() -> None:
    assert keys_of("ab") == [97 << 14 | 98]
    assert stem_keys(["ab"]).tolist() == [97 << 11 | 98]
    stems = stem_keys(["lohn", "turm"])
    assert pair_keys(stems[:1], stems[1:]).tolist() == [20876083655777431]


def test_words_that_begin_alike_share_a_stem_and_others_do_not() -> None:
    gehalt, question, lohn, shorter = stem_keys(["gehalt", "gehaltsfrage", "lohn", "loh"])
    assert gehalt == question
    assert len({gehalt, lohn, shorter}) == 3


def test_a_pair_has_one_key_in_either_order() -> None:
    stems = stem_keys(["gehalt", "keeper", "sturm", ""])
    one, other = (np.array(side) for side in zip(*itertools.product(stems, stems), strict=True))
    assert (pair_keys(one, other) == pair_keys(other, one)).all()


def test_other_pairs_have_other_keys() -> None:
    words = ["".join(letters) for letters in itertools.product("aehnrstz", repeat=3)]
    stems = stem_keys(words)
    one, other = np.triu_indices(len(stems))
    keys = pair_keys(stems[one], stems[other])
    assert len(np.unique(keys)) == len(keys) == 512 * 513 // 2


@pytest.mark.parametrize("text", ODD)
def test_whatever_is_typed_has_keys_that_leave_room_for_the_view(text: str) -> None:
    stems = stem_keys([text, text[::-1]])
    for keys in (gram_keys([text])[1], stems, pair_keys(stems, stems[::-1])):
        assert keys.dtype == np.int64
        assert ((keys >= 0) & (keys < 1 << 58)).all()


@pytest.mark.parametrize("texts", [[], [""], ["", "", ""]])
def test_nothing_has_no_keys(texts: list[str]) -> None:
    owners, keys = gram_keys(texts)
    assert owners.tolist() == keys.tolist() == []
    nothing = stem_keys([])
    assert pair_keys(nothing, nothing).tolist() == []


@pytest.mark.parametrize(
    ("sizes", "numbers"),
    [([], []), ([0], []), ([3], [0, 1, 2]), ([2, 0, 0, 3, 1], [0, 1, 0, 1, 2, 0])],
)
def test_a_ramp_counts_anew_for_each_size(sizes: list[int], numbers: list[int]) -> None:
    assert ramp(np.array(sizes, np.int64)).tolist() == numbers


def test_the_key_of_one_pair_is_that_of_many() -> None:
    stems = stem_keys(["gehalt", "ausbildung", "", "🙈🙉🙊", "灯塔看守人", "a", *ODD])
    one, other = (places.ravel() for places in np.indices((len(stems), len(stems))))
    alone = [
        pair_key(*pair) for pair in zip(stems[one].tolist(), stems[other].tolist(), strict=True)
    ]
    assert pair_keys(stems[one], stems[other]).tolist() == alone
