"""Read misspelt words by what stands around them: "how mcch" is "how much", not "how mich".

Of all that the misspelt words of a message may stand for, those are taken that make the likeliest
row of words: likely slips, words that phrases hold one behind the other, words of one language. A
word that people say, though no phrase holds it, mostly stays what it is.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Literal

from rapidfuzz.distance import OSA

from bot.matching.allowed import allowed_slips
from bot.matching.amounts import Number
from bot.matching.lexicon import LONGEST_REMEMBERED, Lexicon, Word
from bot.matching.spelling import is_spelt
from bot.matching.tongues import itself, misplaced, strangeness, tongues
from bot.matching.word_rows import Choice, WordRows

_STEEPNESS = 3.5
"""How fast a slip gets unlikelier with its cost."""
_SURELY_TYPED, _TYPED_HERE = 5.0, 2.5
"""What it costs that a known word is a slip of another; less among words of another language."""
_MOST = 16
"""Words that one may stand for are compared."""
_SHORTEST, _LONG = 3, 8
_LEAST_READING, _SHOWN = 0.05, 3
_CERTAIN = 0.98
"""How surely a corrected word is meant, at the most."""
_REMEMBERED = 1 << 11
"""Words whose choices are kept; then all are forgotten."""

Words = Sequence[Word | Number]
_Kind = Literal["sure", "misplaced", "doubtful"]
"""What a word is: surely itself, one of another language than the others, or maybe a slip."""


def in_context(words: Words, lexicon: Lexicon) -> Words:
    """Return the words with those that are misspelt read as what fits best between the others."""
    if not len(lexicon.pairs.keys):
        return words
    among = tongues(words, lexicon)
    kinds = [_kind(word, tongue, lexicon) for word, tongue in zip(words, among, strict=True)]
    if all(kind == "sure" for kind in kinds):
        return words
    alone = kinds.count("doubtful") == 1
    row = [
        _choices(word, kind, tongue, lexicon, alone=alone)
        if isinstance(word, Word)
        else (lexicon.rows.choice("", 0.0),)
        for word, kind, tongue in zip(words, kinds, among, strict=True)
    ]
    best = lexicon.rows.likeliest(row)
    return [
        _read(word, place, row, best, lexicon)
        if isinstance(word, Word) and len(row[place]) > 1
        else word
        for place, word in enumerate(words)
    ]


def _kind(word: Word | Number, tongue: int, lexicon: Lexicon) -> _Kind:
    if not isinstance(word, Word) or not _may_be_slip(word):
        return "sure"
    if not word.known or word.distance:
        return "doubtful"
    return "misplaced" if misplaced(word.token.key, tongue, lexicon) else "sure"


def _may_be_slip(word: Word) -> bool:
    written = word.token.key
    return not word.part and len(written) >= _SHORTEST and is_spelt(written)


def _choices(
    word: Word, kind: _Kind, tongue: int, lexicon: Lexicon, *, alone: bool
) -> tuple[Choice, ...]:
    """Return what a word may stand for, itself first; most words are said again and again."""
    alone = alone and kind == "doubtful"
    asked = (word.key, word.token.key, _may_be_slip(word) and word.known, kind, tongue, alone)
    found = lexicon.choices.get(asked)
    if found is None:
        if len(lexicon.choices) >= _REMEMBERED:
            lexicon.choices.clear()
        doubtful = kind == "doubtful"
        some = (
            _slips(word, tongue, lexicon, alone=alone)
            if doubtful
            else _known(
                word, tongue, lexicon, _TYPED_HERE if kind == "misplaced" else _SURELY_TYPED
            )
        )
        found = tuple(some)
        if len(word.token.key) <= LONGEST_REMEMBERED:
            lexicon.choices[asked] = found
    return found


def _known(word: Word, tongue: int, lexicon: Lexicon, surely: float) -> Iterable[Choice]:
    """Yield a known word, `surely` the one typed, and those it is one slip from."""
    written = word.token.key
    yield lexicon.rows.choice(word.key, -strangeness(written, tongue, lexicon))
    if not word.known or not _may_be_slip(word):
        return
    for known, _, cost in lexicon.speller.nearest(written, 1)[:_MOST]:
        yield _choice(known, cost + surely / _STEEPNESS, tongue, lexicon)


def _slips(word: Word, tongue: int, lexicon: Lexicon, *, alone: bool) -> Iterable[Choice]:
    """Yield a word that is none, or may be none here, and what it may be a slip of."""
    written = word.token.key
    yield lexicon.rows.choice(written, itself(written, tongue, lexicon))
    most = _most_slips(written, written, alone=alone)
    near = [
        (known, cost)
        for known, slips, cost in lexicon.speller.nearest(written, most)
        if slips <= _most_slips(written, known, alone=alone)
    ]
    for known, cost in near[:_MOST]:
        yield _choice(known, cost, tongue, lexicon)


def _most_slips(written: str, known: str, *, alone: bool) -> int:
    """Return how many slips a word may have: more beside another misspelt one."""
    if alone:
        return max(allowed_slips(written, known), 1)
    lengths = sorted((len(written), len(known)))
    return max(allowed_slips(written, known), 1 + (lengths[1] > _SHORTEST)) + (lengths[0] >= _LONG)


def _choice(known: str, cost: float, tongue: int, lexicon: Lexicon) -> Choice:
    likely = -_STEEPNESS * cost - strangeness(known, tongue, lexicon)
    return lexicon.rows.choice(lexicon.synonyms.get(known, known), likely, known)


def _read(
    word: Word,
    place: int,
    row: Sequence[Sequence[Choice]],
    best: Sequence[int],
    lexicon: Lexicon,
) -> Word:
    chosen = row[place][best[place]]
    if not chosen.meant:
        return word
    weights = _weights(place, row, best, lexicon.rows)
    readings = tuple(weights) or ((chosen.key, 1.0),)
    slips = OSA.distance(word.token.key, chosen.meant)
    return lexicon.meant(word.token, chosen.key, slips, readings)


def _weights(
    place: int, row: Sequence[Sequence[Choice]], best: Sequence[int], rows: WordRows
) -> list[tuple[str, float]]:
    """Return the likeliest readings of one word between what the others are read as."""
    before = row[place - 1][best[place - 1]] if place else None
    some = row[place]
    scores = [rows.step(before, each) + each.slip for each in some]
    if place + 1 < len(row):
        after = row[place + 1][best[place + 1]]
        scores = [score + rows.step(each, after) for score, each in zip(scores, some, strict=True)]
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
