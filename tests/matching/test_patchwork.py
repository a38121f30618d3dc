"""What is put together from before and from what is new is what stands there now."""

from __future__ import annotations

import numpy as np
import pytest

from bot.matching.bags import Bags
from bot.matching.patchwork import NEW, Patchwork
from tests.matching.plain_bags import bags, labels

BEFORE = ("pay keeper", "storm", "pay pay tower", "sea")


def pieced(now: tuple[str, ...]) -> tuple[Bags, np.ndarray]:
    """Return the bags of texts that were partly there before."""
    origin = [BEFORE.index(text) if text in BEFORE else NEW for text in now]
    new = [text for text in now if text not in BEFORE]
    return Patchwork(labels(*origin)).bags(bags(*BEFORE), bags(*new))


NOW = {
    "the same": BEFORE,
    "one more at the end": (*BEFORE, "pay storm xyz"),
    "one more amid the others": ("pay keeper", "xyz storm", "storm", "pay pay tower", "sea"),
    "one less": ("pay keeper", "pay pay tower", "sea"),
    "one in place of another": ("pay keeper", "a b c", "pay pay tower", "sea"),
    "another order": BEFORE[::-1],
    "one twice": ("storm", "storm", "pay keeper"),
    "nothing of before": ("a b", "c"),
    "nothing": (),
}


@pytest.mark.parametrize("name", NOW)
def test_bags_put_together_are_those_counted_afresh(name: str) -> None:
    found, _ = pieced(NOW[name])
    expected = bags(*NOW[name])
    for part in ("keys", "starts", "features", "weights"):
        one, other = getattr(found, part), getattr(expected, part)
        assert one.tolist() == other.tolist()
        assert one.dtype == other.dtype


@pytest.mark.parametrize("name", NOW)
def test_every_feature_of_before_is_known_by_its_new_number(name: str) -> None:
    found, now = pieced(NOW[name])
    for key, number in zip(bags(*BEFORE).keys.tolist(), now.tolist(), strict=True):
        if number < 0:
            assert key not in found.keys
        else:
            assert found.keys[number] == key


def test_the_very_same_object_is_found_and_an_equal_one_is_not() -> None:
    one, other, equal = ("a", "b"), ("c",), tuple("ab")
    work = Patchwork.of([other, equal, one], [one, other])
    assert work.origin.tolist() == [1, NEW, 0]
    assert work.new.tolist() == [1]
    assert Patchwork.of([one, other, one, one], [one, one]).origin.tolist() == [0, NEW, 1, NEW]
    assert Patchwork.of([], [one]).origin.tolist() == []


def test_rows_come_from_where_their_messages_were() -> None:
    before, new = np.array([[1.0, 1], [2, 2]]), np.array([[7.0, 7]])
    assert Patchwork(labels(1, NEW, 0)).rows(before, new).tolist() == [[2, 2], [7, 7], [1, 1]]
