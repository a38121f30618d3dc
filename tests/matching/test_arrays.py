"""Arrays come back from bytes as they were, in place; other bytes are refused."""

from __future__ import annotations

import json
import struct

import numpy as np
import pytest

from bot.matching.arrays import Array, join, part

ARRAYS: dict[str, Array] = {
    "ints": np.arange(7),
    "small": np.arange(5, dtype=np.uint16),
    "table": np.arange(6, dtype=np.float32).reshape(2, 3),
    "turned": np.arange(6.0).reshape(2, 3).T,
    "none": np.zeros((0, 4), np.int32),
}


def forged(*line: object) -> bytes:
    """Return bytes whose directory has this line for the array ``a``."""
    text = json.dumps([{}, {"a": line}]).encode()
    return struct.pack("<Q", len(text)) + text + bytes(500)


def test_a_header_and_arrays_come_back() -> None:
    header, arrays = part(join({"a": [1, None, "ü"]}, ARRAYS))
    assert header == {"a": [1, None, "ü"]}
    assert list(arrays) == list(ARRAYS)
    for name, array in ARRAYS.items():
        assert arrays[name].dtype == array.dtype
        assert np.array_equal(arrays[name], array), name


def test_arrays_lie_in_the_bytes_and_cannot_be_written_to() -> None:
    data = bytearray(join({}, ARRAYS))
    _, arrays = part(memoryview(data))
    assert not arrays["ints"].flags.owndata
    with pytest.raises(ValueError, match="read-only"):
        arrays["ints"][0] = 5


def test_equal_values_give_equal_bytes() -> None:
    assert join({"a": 1}, ARRAYS) == join({"a": 1}, {k: v.copy() for k, v in ARRAYS.items()})


@pytest.mark.parametrize("kept", [0, 5, 9, 100, 300, 430])
def test_half_of_the_bytes_are_refused(kept: int) -> None:
    with pytest.raises((ValueError, LookupError, TypeError)):
        part(join({}, ARRAYS)[:kept])


@pytest.mark.parametrize(
    "line",
    [
        ("|O", [1], 0), ("<i8", [-1], 0), ("<i8", [1], -8), ("<i8", [1 << 60], 0),
        ("<i8", [2.5], 0), ("<i8", 5, 0), ("<i8", [True], 0), (["<i8"], [1], 0), (), ("<i8",),
        ("<i8", [1], 1 << 70), ("<i8", [1, 1000], 0),
    ],
)  # fmt: skip
def test_a_forged_directory_is_refused(line: tuple[object, ...]) -> None:
    with pytest.raises((ValueError, LookupError, TypeError, OverflowError)):
        part(forged(*line))
