"""Read misspelt words by what stands around them: "how mcch" is "how much", not "how mich".

Of all that the misspelt words of a message may stand for, those are taken that make the likeliest
row of words: likely slips, and words that phrases hold one behind the other. A word that is one,
though the knowledge does not know it, is left alone.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import OSA

from bot.matching.amounts import Number
from bot.matching.lexicon import Lexicon, Word, allowed_slips
from bot.matching.word_pairs import BEGIN, chance

_STEEPNESS = 3.5
"""How fast a slip gets unlikelier with its cost."""
_NEW = 1e-5
"""The chance of a word nobody knows."""
_NOT_MEANT = 5.0
"""What it costs that a misspelt word stands for none that is known."""
_SURELY_TYPED = 5.0
"""What it costs that a known word is a slip of another."""
_MOST = 16
"""Words that one may stand for are compared."""
_SHORTEST, _LONG = 3, 8
_LEAST_READING, _SHOWN = 0.05, 3
_CERTAIN = 0.98
"""How surely a corrected word is meant, at the most."""
_IN_SLOT = 0.3
"""What a pair counts of which one word is known by its slot only."""

Words = Sequence[Word | Number]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A word that may be meant, and the logarithm of how likely one slips so."""

    key: str
    slip: float
    meant: str = ""
    """The known word before synonyms; empty where the word stays what it is."""


def in_context(words: Words, lexicon: Lexicon) -> Words:
    """Return the words with those that are misspelt read as what fits best between the others."""
    if not len(lexicon.pairs.keys) or not any(
        isinstance(word, Word) and _is_slip(word, lexicon) for word in words
    ):
        return words
    doubtful = [isinstance(word, Word) and _may_be_slip(word) for word in words]
    alone = sum(doubtful) == 1
    choices = [
        [_Choice("", 0.0)]
        if not isinstance(word, Word)
        else _slips(word, lexicon, alone=alone)
        if slip
        else _known(word, lexicon)
        for word, slip in zip(words, doubtful, strict=True)
    ]
    best = _likeliest(choices, lexicon)
    return [
        _read(word, place, choices, best, lexicon)
        if isinstance(word, Word) and len(choices[place]) > 1
        else word
        for place, word in enumerate(words)
    ]


def _is_slip(word: Word, lexicon: Lexicon) -> bool:
    """Tell whether a word is none, in no language."""
    return _may_be_slip(word) and not lexicon.is_word(word.token.key)


def _may_be_slip(word: Word) -> bool:
    written = word.token.key
    if word.part or len(written) < _SHORTEST or not written.isalpha():
        return False
    return not word.known or word.distance > 0


def _known(word: Word, lexicon: Lexicon) -> list[_Choice]:
    """Return a known word, and those it is one slip from."""
    written, stays = word.token.key, _Choice(word.key, 0.0)
    if word.part or not word.known or len(written) < _SHORTEST or not written.isalpha():
        return [stays]
    near = [
        (known, cost + _SURELY_TYPED / _STEEPNESS)
        for known, cost in lexicon.speller.nearest(written)
        if OSA.distance(written, known) == 1
    ]
    return [stays, *(_choice(known, cost, lexicon) for known, cost in near[:_MOST])]


def _slips(word: Word, lexicon: Lexicon, *, alone: bool) -> list[_Choice]:
    """Return a word that is none, or may be none here, and what it may be a slip of."""
    written = word.token.key
    near = [
        (known, cost)
        for known, cost in lexicon.speller.nearest(written)
        if OSA.distance(written, known) <= _most_slips(written, known, alone=alone)
    ]
    stays = _Choice(written, 0.0 if lexicon.is_word(written) else -_NOT_MEANT)
    return [stays, *(_choice(known, cost, lexicon) for known, cost in near[:_MOST])]


def _most_slips(written: str, known: str, *, alone: bool) -> int:
    """Return how many slips a word may have: more beside another misspelt one."""
    if alone:
        return max(allowed_slips(written, known), 1)
    lengths = sorted((len(written), len(known)))
    return max(allowed_slips(written, known), 1 + (lengths[1] > _SHORTEST)) + (lengths[0] >= _LONG)


def _choice(known: str, cost: float, lexicon: Lexicon) -> _Choice:
    return _Choice(lexicon.synonyms.get(known, known), -_STEEPNESS * cost, known)


def _likeliest(choices: Sequence[Sequence[_Choice]], lexicon: Lexicon) -> list[int]:
    """Return which choice of each word makes the likeliest row."""
    scores, before = [0.0], [_Choice(BEGIN, 0.0)]
    ways: list[list[int]] = []
    for some in choices:
        steps = np.array(_steps(before, some, lexicon)) + np.array(scores)[:, None]
        ways.append(steps.argmax(0).tolist())
        scores = (steps.max(0) + [each.slip for each in some]).tolist()
        before = list(some)
    place = max(range(len(scores)), key=scores.__getitem__)
    best: list[int] = []
    for way in reversed(ways):
        best.append(place)
        place = way[place]
    return best[::-1]


def _steps(
    before: Sequence[_Choice], after: Sequence[_Choice], lexicon: Lexicon
) -> list[list[float]]:
    """Return the logarithm of the chance of each choice behind each of those before it."""
    if len(before) == len(after) == 1:
        return [[0.0]]
    asked: list[tuple[str, str]] = []
    for one in before:
        for other in after:
            asked += (
                (one.key, other.key),
                (one.key, lexicon.slot_words.get(other.key, other.key)),
                (lexicon.slot_words.get(one.key, one.key), other.key),
            )
    counts = iter(lexicon.pairs.count(asked))
    return [
        [_step(one, other, (next(counts), next(counts), next(counts)), lexicon) for other in after]
        for one in before
    ]


def _step(one: _Choice, other: _Choice, seen: tuple[int, int, int], lexicon: Lexicon) -> float:
    """Return the logarithm of the chance of a word behind another that were `seen` together so
    often: as they are, with the slot of the second, with the slot of the first.
    """
    words = lexicon.words
    known, common = words.get(other.meant or other.key, 0), words.get(other.key, 0)
    anywhere = known / lexicon.total if known else _NEW
    share = min(known / common, 1.0) if common else 1.0  # a synonym is said less often
    first = lexicon.texts if one.key == BEGIN else words.get(one.key, 0)
    slot = lexicon.slot_words.get(one.key)
    found = chance(max(seen[0], _IN_SLOT * seen[1]) * share, first, anywhere)
    if slot is not None:
        found = max(found, _IN_SLOT * chance(seen[2] * share, words.get(slot, 0), anywhere))
    return math.log(found)


def _read(
    word: Word,
    place: int,
    choices: Sequence[Sequence[_Choice]],
    best: Sequence[int],
    lexicon: Lexicon,
) -> Word:
    chosen = choices[place][best[place]]
    if not chosen.meant:
        return word
    weights = _weights(place, choices, best, lexicon)
    readings = tuple(weights) or ((chosen.key, 1.0),)
    slips = OSA.distance(word.token.key, chosen.meant)
    return lexicon.meant(word.token, chosen.key, slips, readings)


def _weights(
    place: int, choices: Sequence[Sequence[_Choice]], best: Sequence[int], lexicon: Lexicon
) -> list[tuple[str, float]]:
    """Return the likeliest readings of one word between what the others are read as."""
    before = choices[place - 1][best[place - 1]] if place else _Choice(BEGIN, 0.0)
    some = choices[place]
    scores = [
        step + each.slip
        for step, each in zip(_steps([before], some, lexicon)[0], some, strict=True)
    ]
    if place + 1 < len(choices):
        after = choices[place + 1][best[place + 1]]
        behind = _steps(some, [after], lexicon)
        scores = [score + row[0] for score, row in zip(scores, behind, strict=True)]
    most = scores[best[place]]
    raised = [math.exp(min(score - most, 0.0)) for score in scores]
    total = sum(raised)
    found: dict[str, float] = {}
    order = sorted(range(len(some)), key=lambda n: (n != best[place], -raised[n], some[n].key))
    for number in order:
        if some[number].meant:
            key = some[number].meant
            found[key] = found.get(key, 0.0) + raised[number] / total
    return [(key, round(w * _CERTAIN, 4)) for key, w in found.items() if w > _LEAST_READING][
        :_SHOWN
    ]
