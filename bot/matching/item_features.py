"""The features of single items, and of the words they may stand for, each looked at once.

Thousands of phrases are made of the same words: what a word alone has is worked out here, what
stands side by side in a message is for `features`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from bot.matching.feature_keys import Floats, Ints, codes, gram_keys, stem_keys
from bot.matching.lists import Cuts
from bot.matching.said import readings, said
from bot.matching.sorting import numbered
from bot.matching.spans import Item
from bot.matching.views import CORRECTED, STEMS, tag

BORDER = " "


def stem_features(words: Sequence[str]) -> Ints:
    """Return the keys of the features that stand for words' stems."""
    return tag(stem_keys(words), STEMS)


@dataclass(frozen=True)
class Letters:
    """What each item says, as the numbers of its characters; one more item is a border alone."""

    codes: Ints
    cuts: Cuts

    @classmethod
    def of(cls, items: Sequence[Item]) -> Letters:
        """Put a border after each word."""
        each = ["".join(f"{word}{BORDER}" for word in said(item)) for item in items]
        each.append(BORDER)
        return cls(codes("".join(each)), Cuts.of(list(map(len, each))))


@dataclass(frozen=True)
class Meant:
    """The words each item may stand for: of the lines of an item, line n says place within it,
    word and weight.
    """

    cuts: Cuts
    places: Ints
    words: Ints
    weights: Floats
    room: Ints
    """How many places each item takes."""
    known: tuple[str, ...]
    """The words by their number."""

    @classmethod
    def of(cls, items: Sequence[Item]) -> Meant:
        """Give the words numbers in the order in which they are met."""
        numbers: dict[str, int] = {}
        each = [tuple(readings([item])) for item in items]
        lines = [
            (place, numbers.setdefault(word, len(numbers)), weight)
            for reading in each
            for place, words in enumerate(reading)
            for word, weight in words
        ]
        places, words, weights = zip(*lines, strict=True) if lines else ((), (), ())
        return cls(
            Cuts.of([sum(map(len, reading)) for reading in each]),
            np.array(places, np.int64),
            np.array(words, np.int64),
            np.array(weights, np.float64),
            np.array([len(reading) for reading in each], np.int64),
            tuple(numbers),
        )


@dataclass(frozen=True)
class Words:
    """The features of words by themselves: the runs of characters inside each, and its stem."""

    gram_keys: Ints
    """The features of all words, ascending."""
    grams: Ints
    """Positions in `gram_keys`, word after word."""
    cuts: Cuts
    stem_keys: Ints
    """The features of all stems, ascending."""
    stems: Ints
    """For each word a position in `stem_keys`."""
    plain_stems: Ints
    """For each word the key that pairs are made of."""

    @classmethod
    def of(cls, known: Sequence[str]) -> Words:
        """Work the features of all words out at once."""
        owners, found = gram_keys([f"{BORDER}{word}{BORDER}" for word in known])
        grams, inside = numbered(found)
        plain = stem_keys(known)
        stems, numbers = numbered(plain)
        return cls(
            tag(grams, CORRECTED),
            inside,
            Cuts.of(np.bincount(owners, minlength=len(known))),
            tag(stems, STEMS),
            numbers,
            plain,
        )
