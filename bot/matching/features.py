"""Turn the words and slots of a message into weighted features, one bag per view.

Four views of the same message: characters across word borders as written, characters inside
the corrected words, stems, and pairs of stems near each other. A slot's value is replaced by a
sign, so that "gehalt backend developer" teaches how to ask for any occupation's salary.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from bot.matching.lexicon import Word
from bot.matching.spans import Item

VIEWS: tuple[tuple[str, float], ...] = (
    ("written", 3.0), ("corrected", 1.0), ("stems", 1.0), ("pairs", 1.0),
)  # fmt: skip
"""The views and the weight of each in the similarity of two messages."""

Bags = tuple[Mapping[str, float], ...]

SIGNS = {
    "occupation": "\ue000", "other_occupation": "\ue000", "generic": "\ue000", "place": "\ue001",
    "country": "\ue002", "home": "\ue003", "amount": "\ue004", "year": "\ue005",
}  # fmt: skip
"""The sign each slot is replaced by; slots not named here keep their words."""
_GRAM_SIZES = (2, 3, 4)
_STEM = 5
_NEAR = 4
_NAMED = 0.4
"""How much the name of another occupation says about what is asked."""

_Reading = tuple[tuple[str, float], ...]


def features(items: Sequence[Item]) -> Bags:
    """Return feature -> weight for each of `VIEWS`, in their order."""
    written: list[str] = []
    readings: list[_Reading] = []
    for item in items:
        written.extend(_written(item))
        readings.extend(_readings(item))
    return (
        _counted(_grams(" ".join(written)), "z"),
        _corrected(readings),
        *_stems(readings),
    )


def stem_feature(word: str) -> str:
    """Return the name of the feature that stands for a word's stem."""
    return "w" + word[:_STEM]


def _written(item: Item) -> tuple[str, ...]:
    if isinstance(item, Word):
        return (item.key if item.part else item.token.key,)
    sign = SIGNS.get(item.slot)
    return (sign,) if sign else item.words


def _readings(item: Item) -> list[_Reading]:
    if isinstance(item, Word):
        return [item.readings]
    sign = SIGNS.get(item.slot)
    if sign is None:
        return [((word, 1.0),) for word in item.words]
    if item.slot == "other_occupation":  # frontend and full stack have entries of their own
        return [((sign, 1.0),), *(((word, _NAMED),) for word in item.words)]
    return [((sign, 1.0),)]


def _grams(text: str) -> list[str]:
    padded = f" {text} "
    return [
        padded[start : start + size]
        for size in _GRAM_SIZES
        for start in range(len(padded) - size + 1)
    ]


def _counted(grams: Sequence[str], view: str) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for gram in grams:
        found[view + gram] += 1.0
    return found


def _corrected(readings: Sequence[_Reading]) -> dict[str, float]:
    found: dict[str, float] = defaultdict(float)
    for reading in readings:
        for word, weight in reading:
            for gram in _grams(word):
                found["c" + gram] += weight
    return found


def _stems(readings: Sequence[_Reading]) -> tuple[dict[str, float], dict[str, float]]:
    stems: list[dict[str, float]] = []
    for reading in readings:
        stem: dict[str, float] = defaultdict(float)
        for word, weight in reading:
            stem[word[:_STEM]] += weight
        stems.append(stem)
    single: dict[str, float] = defaultdict(float)
    pairs: dict[str, float] = defaultdict(float)
    for position, stem in enumerate(stems):
        for one, weight in stem.items():
            single["w" + one] += weight  # as `stem_feature` names it
            for other_stem in stems[position + 1 : position + 1 + _NEAR]:
                for other, other_weight in other_stem.items():
                    first, second = sorted((one, other))
                    pairs[f"s{first} {second}"] += weight * other_weight
    return single, pairs
