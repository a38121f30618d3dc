"""Number features without a table: characters packed into integers, many texts at once.

A number stands for the same characters in every knowledge base and on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.integer[Any]]

_GRAM_SIZES = (2, 3, 4)  # each one more than the one before
_GRAM_BITS = 14
_STEM = 5
_STEM_BITS = 11
_MIXERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
"""Odd numbers with bits everywhere, as used to mix hashes (golden ratio, xxHash)."""
_KEY_BITS = 58
_ALL = (1 << 64) - 1
_REMEMBERED, _PAIRS = 1 << 14, 1 << 12
"""Stems, and pairs of them, whose keys are kept."""


def gram_keys(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Return for all runs of two to four characters the number of their text, and their key, in
    the order of texts.

    Two runs share a key only if they are equal, or hold rare signs far up in Unicode.
    """
    numbers = np.repeat(np.arange(len(texts)), list(map(len, texts)))
    owners, keys = gram_lines(numbers, codes("".join(texts)))
    order = np.argsort(owners, kind="stable")
    return owners[order], keys[order]


def gram_lines(owners: Ints, letters: Ints) -> tuple[Ints, Ints]:
    """Return what `gram_keys` returns, in the order of the runs' lengths, for texts that stand one
    behind the other: the text each letter belongs to, and its number.
    """
    found_owners, found = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for keys in runs(letters):
        last = len(keys)
        whole = owners[:last] == owners[len(owners) - last :]
        found.append(keys[whole])
        found_owners.append(owners[:last][whole])
    return np.concatenate(found_owners), np.concatenate(found)


def runs(numbers: Ints) -> Iterator[Ints]:
    """Yield the keys of all runs of two characters of a text, then of three, then of four."""
    signs = numbers & ((1 << _GRAM_BITS) - 1)
    keys = signs
    for size in _GRAM_SIZES:
        if len(signs) < size:
            return
        keys = keys[:-1] << _GRAM_BITS | signs[size - 1 :]
        yield keys


def stem_keys(words: Sequence[str]) -> Ints:
    """Return the key of each word's first letters."""
    return np.array([stem_key(word) for word in words], np.int64)


def stem_key(word: str) -> int:
    """Return the key of a word's first letters."""
    return _stem_key(word[:_STEM])


@lru_cache(maxsize=_REMEMBERED)
def _stem_key(stem: str) -> int:
    key = 0
    for letter in stem:
        key = key << _STEM_BITS | ord(letter) % (1 << _STEM_BITS)
    return key


def pair_keys(ones: Ints, others: Ints) -> Ints:
    """Return a key for each two stems, the same in either order."""
    first = np.minimum(ones, others).astype(np.uint64) * np.uint64(_MIXERS[0])
    second = np.maximum(ones, others).astype(np.uint64) * np.uint64(_MIXERS[1])
    mixed = (first ^ (second >> np.uint64(31)) ^ second) * np.uint64(_MIXERS[2])
    return np.asarray(mixed >> np.uint64(64 - _KEY_BITS), np.int64)


@lru_cache(maxsize=_PAIRS)
def pair_key(one: int, other: int) -> int:
    """Return what `pair_keys` returns for two stems."""
    first, second = (min(one, other) * _MIXERS[0]) & _ALL, (max(one, other) * _MIXERS[1]) & _ALL
    return (((first ^ (second >> 31) ^ second) * _MIXERS[2]) & _ALL) >> (64 - _KEY_BITS)


def ramp(sizes: Ints) -> Ints:
    """Return 0..size-1 for each size, one after the other."""
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if len(ends) else 0
    return np.arange(total) - np.repeat(ends - sizes, sizes)


def ranges(begins: Numbers, sizes: Numbers) -> Ints:
    """Return begin..begin+size-1 for each begin and size, one after the other."""
    ends = sizes.cumsum()
    found = np.arange(int(ends[-1]) if len(ends) else 0)
    found += (begins - ends + sizes).repeat(sizes)
    return found


def codes(text: str) -> Ints:
    """Return the number of each character."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
