"""Sorting is what NumPy would do, also where the numbers are too large for the quick way."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from bot.matching.sorting import different, distinct, most, numbered, order_of

MANY = np.arange(5000) * 7919 % 613
LISTS = [[], [0], [3, 1, 2, 1, 3], [2**61, 5, 2**61, 0], [2**58 - 1, 2**58 - 2], MANY.tolist()]


@pytest.mark.parametrize("values", LISTS)
def test_the_order_keeps_equal_numbers_as_they_stood(values: list[int]) -> None:
    given = np.array(values, np.int64)
    assert order_of(given).tolist() == np.argsort(given, kind="stable").tolist()


@pytest.mark.parametrize("values", LISTS)
def test_keys_are_numbered_in_ascending_order(values: list[int]) -> None:
    keys, numbers = numbered(np.array(values, np.int64))
    assert keys.tolist() == sorted(set(values))
    assert keys[numbers].tolist() == values


def test_keys_that_mix_into_one_number_stay_different() -> None:
    inverse = pow(0x9E3779B97F4A7C15, -1, 2**64)  # what mixing turns into 0, 1, 2 and so on
    keys = [number for number in (low * inverse % 2**64 for low in range(64)) if number < 2**63]
    found, numbers = numbered(np.array(keys, np.int64))
    assert found.tolist() == sorted(keys)
    assert found[numbers].tolist() == keys


def test_each_value_stands_once_with_its_first_place() -> None:
    values, starts = distinct(np.array([1, 1, 4, 4, 4, 9]))
    assert (values.tolist(), starts.tolist()) == ([1, 4, 9], [0, 2, 5])


@pytest.mark.parametrize("count", [1, 3, 40, 9999])
@pytest.mark.parametrize("values", LISTS)
def test_the_most_are_those_a_full_sort_puts_first(values: list[int], count: int) -> None:
    given = np.array(values, np.float64)
    assert most(given, count).tolist() == np.argsort(-given, kind="stable")[:count].tolist()


@pytest.mark.parametrize("count", [0, 1, 1000])
@pytest.mark.parametrize("kind", [np.int32, np.int64])
def test_different_values_are_those_of_numpy(count: int, kind: type[np.integer[Any]]) -> None:
    values = np.random.default_rng(count).integers(0, 300, count).astype(kind)
    found = different(values)
    assert found.dtype == kind
    assert found.tolist() == sorted(set(values.tolist()))
