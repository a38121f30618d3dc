"""Which phrases of different entries are nearly the same: by the matcher's vectors, by letters.

Finds pairs among hundreds of thousands of phrases in seconds, because two vectors as near as
asked for must share one of their rarest features, and two texts one letter apart are equal
without that letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from bot.matching.feature_keys import ramp
from bot.matching.label_postings import PhraseVectors
from bot.matching.vectors import Ints

_AT_ONCE = 2_000_000
"""Pairs of rows that are looked at in one go."""
_MIX, _BASE = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)
_UNDECIDED = 127


def alike(phrases: PhraseVectors, least: float) -> list[tuple[int, int, float]]:
    """Return pairs of phrases of different labels at least so similar (0..1], and how similar."""
    owners = np.repeat(np.arange(len(phrases.first) - 1), np.diff(phrases.first))
    found: list[tuple[int, int, float]] = []
    for ones, others in _candidates(phrases, least, owners):
        similar = _products(phrases, ones, others)
        near = np.flatnonzero(similar >= least)
        found += zip(
            ones[near].tolist(), others[near].tolist(), similar[near].tolist(), strict=True
        )
    return sorted(set(found))


def one_letter_apart(texts: Sequence[str], owners: Ints) -> list[tuple[int, int]]:
    """Return pairs of texts of different owners that a letter more or other tells apart."""
    sizes = np.array([len(text) for text in texts], np.int64)
    if not sizes.sum():
        return []
    shortened, whole = _hashes("".join(texts), sizes)
    numbers = np.arange(len(texts))
    hashes = np.concatenate([shortened, whole])
    rows = np.concatenate([np.repeat(numbers, sizes), numbers])
    order = np.argsort(hashes, kind="stable")
    hashes, rows = hashes[order], rows[order]
    starts = np.flatnonzero(np.concatenate([[True], hashes[1:] != hashes[:-1]]))
    counts = np.diff([*starts.tolist(), len(hashes)])
    pairs = _pairs_within(rows, starts[counts > 1], counts[counts > 1])
    found: set[tuple[int, int]] = set()
    for ones, others in pairs:
        apart = (ones < others) & (owners[ones] != owners[others])
        found.update(zip(ones[apart].tolist(), others[apart].tolist(), strict=True))
    return sorted(found)


def _candidates(phrases: PhraseVectors, least: float, owners: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield pairs of rows of different owners that share a feature rare for both of them.

    What a row holds besides its rarest features is too short a vector to reach `least` alone.
    """
    rows, kept = _rare(phrases, least)
    ids = phrases.ids[kept]
    order = np.argsort(ids, kind="stable")
    ids, rows = ids[order], rows[kept][order]
    starts = np.flatnonzero(np.concatenate([[True], ids[1:] != ids[:-1]])[: len(ids)])
    counts = np.diff([*starts.tolist(), len(ids)])
    known: Ints = np.zeros(0, np.int64)
    total = len(phrases.starts) - 1
    for ones, others in _pairs_within(rows, starts[counts > 1], counts[counts > 1]):
        apart = (ones < others) & (owners[ones] != owners[others])
        cells = np.unique(ones[apart].astype(np.int64) * total + others[apart])
        cells = np.setdiff1d(cells, known, assume_unique=True)
        known = np.union1d(known, cells)
        yield cells // total, cells % total


def _rare(phrases: PhraseVectors, least: float) -> tuple[Ints, Ints]:
    """Return the row of each value, and which values belong to the rarest of their row."""
    total = len(phrases.starts) - 1
    rows = np.repeat(np.arange(total), np.diff(phrases.starts))
    often = np.bincount(phrases.ids, minlength=1)
    rank = np.ceil(np.log2(np.maximum(often, 1))).astype(np.int8)[phrases.ids]
    squares = phrases.values.astype(np.float64) ** 2
    left = np.bincount(rows, weights=squares, minlength=total)
    needed = np.full(total, _UNDECIDED, np.int8)
    for step in range(int(rank.max(initial=0)) + 1):
        here = np.flatnonzero(rank == step)
        left -= np.bincount(rows[here], weights=squares[here], minlength=total)
        needed[(needed == _UNDECIDED) & (left < least**2)] = step
    return rows, np.flatnonzero(rank <= needed[rows])


def _pairs_within(rows: Ints, starts: Ints, counts: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Yield all pairs of rows of each group, many groups at a time."""
    while len(starts):
        take = max(1, int(np.searchsorted(np.cumsum(counts**2), _AT_ONCE)))
        begin, size = starts[:take], counts[:take]
        each, first = np.repeat(size, size), np.repeat(begin, size)
        one = np.repeat(first + ramp(size), each)
        other = np.repeat(first, each) + ramp(each)
        yield rows[one], rows[other]
        starts, counts = starts[take:], counts[take:]


def _products(phrases: PhraseVectors, ones: Ints, others: Ints) -> npt.NDArray[np.float64]:
    """Return the product of each pair of rows; both have ascending features."""
    found = np.zeros(len(ones))
    step = 20_000
    width = int(phrases.ids.max(initial=0)) + 1
    for begin in range(0, len(ones), step):
        one, other = ones[begin : begin + step], others[begin : begin + step]
        keys, values = _cells(phrases, one, width)
        theirs, factors = _cells(phrases, other, width)
        places = np.minimum(np.searchsorted(theirs, keys), max(len(theirs) - 1, 0))
        both = theirs[places] == keys
        products = values[both] * factors[places[both]]
        found[begin : begin + step] = np.bincount(
            keys[both] // width, weights=products, minlength=len(one)
        )
    return found


def _cells(phrases: PhraseVectors, rows: Ints, width: int) -> tuple[Ints, Ints]:
    """Return for all features of these rows: place of the row × width + feature, and value."""
    sizes = phrases.starts[rows + 1] - phrases.starts[rows]
    flat = np.repeat(phrases.starts[rows], sizes) + ramp(sizes)
    keys = np.repeat(np.arange(len(rows)), sizes) * width + phrases.ids[flat]
    order = np.argsort(keys, kind="stable")
    return keys[order], phrases.values[flat][order]


def _hashes(joined: str, sizes: Ints) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    """Return a hash of each text without each of its letters, and of each whole text."""
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    mixed = (codes + np.uint64(1)) * _MIX
    mixed ^= mixed >> np.uint64(29)
    ends = np.cumsum(sizes)
    starts = ends - sizes
    places = ramp(sizes)
    powers = np.ones(int(sizes.max()) + 1, np.uint64)
    np.multiply.accumulate(np.full(len(powers) - 1, _BASE), out=powers[1:])
    before = _sums(mixed * powers[places])
    after = _sums(mixed * np.where(places > 0, powers[np.maximum(places - 1, 0)], 0))
    letters = np.arange(len(codes))
    first, last = np.repeat(starts, sizes), np.repeat(ends, sizes)
    shortened = before[letters] - before[first] + after[last] - after[letters + 1]
    return shortened, before[ends] - before[starts]


def _sums(values: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    return np.concatenate([np.zeros(1, np.uint64), np.cumsum(values, dtype=np.uint64)])
