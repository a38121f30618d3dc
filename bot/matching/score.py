"""Rank the entries for one segment of a message and say how sure the ranking is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from bot.matching.features import stem_feature
from bot.matching.index import Index
from bot.matching.interpretation import Candidate
from bot.matching.lexicon import Word
from bot.matching.spans import Item, Span

SHOWN = 5
_WEIGHED = 8
_NEAREST = 6.0
_LEAST_SHARE = 0.003
_SAME_TOPIC = 1.6
"""How many times likelier an entry gets when its topic is the one talked about."""


def rank(items: Sequence[Item], index: Index, topic: str | None = None) -> tuple[Candidate, ...]:
    """Return the best candidates, likeliest first; none for a message without known features.

    `topic` is the subject of the conversation so far: its entries get a small lead, so that a
    short follow-up stays on the subject.
    """
    look = index.model.look(items)
    if not look.probabilities.any():
        return ()
    shares = look.probabilities
    if topic is not None:
        shares = shares * index.topic_lead(topic, _SAME_TOPIC)
        shares = shares / shares.sum()
    best = np.argsort(-shares, kind="stable")[:_WEIGHED].tolist()
    found = [
        Candidate(
            index.model.labels[number],
            round(float(shares[number]), 4),
            round(min(index.model.phrases.nearest(number, look.dense)[1], 1.0), 4),
        )
        for number in best
    ]
    return tuple(sorted(found, key=_merit, reverse=True)[:SHOWN])


def _merit(candidate: Candidate) -> float:
    """Weigh what the whole entry teaches against its one nearest phrase.

    The model knows large entries by stand-ins for their phrases; the nearest phrase itself
    sets that right.
    """
    return math.log(candidate.probability + _LEAST_SHARE) + _NEAREST * candidate.similarity


def coverage(items: Sequence[Item]) -> tuple[float, tuple[str, ...]]:
    """Return the share of content words and slots that are known, and the unknown words.

    A corrected word counts as much as its readings are worth.
    """
    content = [item for item in items if isinstance(item, Span) or not item.known or item.content]
    unknown = tuple(
        item.token.text for item in content if isinstance(item, Word) and not item.known
    )
    worth = [1.0 if isinstance(item, Span) else _worth(item) for item in content]
    return (sum(worth) / len(worth) if worth else 1.0), unknown


def _worth(word: Word) -> float:
    if not word.known:
        return 0.0
    return 1.0 if word.distance == 0 else sum(weight for _, weight in word.readings)


_BIAS, _LEAD, _SIMILARITY, _COVERED, _OWN = -2.78, 0.55, 3.6, 0.7, 1.9


def confidence(
    items: Sequence[Item], candidates: Sequence[Candidate], index: Index, covered: float
) -> float:
    """Return how sure the best candidate is, 0..1.

    Parts: its similarity, its lead over the second, the share of the message that is known at
    all, and the share that this very entry's phrases know. The weights are those of a logistic
    regression on questions, and far-off ones, that the knowledge was not made from.
    """
    if not candidates:
        return 0.0
    best = candidates[0]
    second = candidates[1].probability if len(candidates) > 1 else 0.0
    lead = math.log((best.probability + 0.01) / (second + 0.01))
    value = (
        _BIAS
        + _LEAD * lead
        + _SIMILARITY * best.similarity
        + _COVERED * covered
        + _OWN * own_share(items, best.entry, index)
    )
    return round(1 / (1 + math.exp(-value)), 4)


def own_share(items: Sequence[Item], entry: str, index: Index) -> float:
    """Return the share of the content words, rare ones counting more, that the entry's own
    phrases hold. "How long does the flu last" is no question about training.
    """
    rarity = index.model.rarity
    held = index.model.phrases.features(index.model.labels.index(entry))
    total = own = 0.0
    for item in items:
        if isinstance(item, Span) or (item.known and not item.content):
            continue
        weight, share = rarity.rarest, 0.0
        for word, certain in item.readings:
            number = rarity.ids.get(stem_feature(word))
            if number is None:
                continue
            if item.known:
                weight = rarity.idf[number]
            if (held == number).any():
                share = max(share, 1.0 if item.known and not item.distance else certain)
        total += weight
        own += weight * share
    return own / total if total else 1.0
