"""Rank the entries for one segment of a message and say how sure the ranking is."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from bot.matching.index import Index
from bot.matching.interpretation import Candidate
from bot.matching.lexicon import Word
from bot.matching.model import Look
from bot.matching.postings import Floats
from bot.matching.spans import Item, Span

SHOWN = 5
_SAME_TOPIC = 1.6
"""How many times likelier an entry gets when its topic is the one talked about."""


def rank(
    items: Sequence[Item], index: Index, topic: str | None = None
) -> tuple[tuple[Candidate, ...], Look]:
    """Return the best candidates and what the model saw.

    `topic` is the subject of the conversation so far: its entries get a small lead, so that a
    short follow-up stays on the subject.
    """
    look = index.model.look(items)
    if not len(look.probabilities) or not len(look.vector.ids):
        return (), look
    shares = look.probabilities
    if topic is not None:
        shares = shares * index.topic_lead(topic, _SAME_TOPIC)
        shares = shares / shares.sum()
    best = np.argsort(-shares, kind="stable")[:SHOWN].tolist()
    dense = index.model.dense(look.vector)
    return tuple(_candidate(index, number, shares, dense) for number in best), look


def _candidate(index: Index, number: int, shares: Floats, dense: Floats) -> Candidate:
    entry = index.model.labels[number]
    similar = index.model.phrases[entry].similarities(dense)
    nearest = int(similar.argmax())
    phrase = index.phrases[entry][nearest]
    return Candidate(
        entry,
        round(float(shares[number]), 4),
        round(float(similar[nearest]), 4),
        phrase.text,
        str(phrase.place),
    )


def coverage(items: Sequence[Item]) -> tuple[float, tuple[str, ...]]:
    """Return the share of content words and slots that are known, and the unknown words."""
    content = [item for item in items if isinstance(item, Span) or not item.known or item.content]
    unknown = tuple(
        item.token.text for item in content if isinstance(item, Word) and not item.known
    )
    return (1.0 if not content else 1.0 - len(unknown) / len(content)), unknown


_BIAS, _SIMILARITY, _KNOWN, _LEAD = -3.5, 5.2, 2.1, 0.47


def confidence(candidates: Sequence[Candidate], known: float) -> float:
    """Return how sure the best candidate is, 0..1: similarity, lead, and what is known.

    The weights are those of a logistic regression on questions the knowledge was not made from.
    """
    best = candidates[0]
    second = candidates[1].probability if len(candidates) > 1 else 0.0
    lead = math.log((best.probability + 0.01) / (second + 0.01))
    value = _BIAS + _SIMILARITY * best.similarity + _KNOWN * known + _LEAD * lead
    return round(1 / (1 + math.exp(-value)), 4)
