"""How sure the best candidate of a ranking is, and how far it is ahead."""

from __future__ import annotations

import math
from collections.abc import Sequence

from bot.matching.index import Index
from bot.matching.interpretation import Candidate

LEAST_SHARE = 0.003
"""What is added to a learnt share, so that its logarithm is not endless."""
_BIAS, _LEAD, _SIMILAR, _OWNED, _SHARED, _COVERED = -3.1, 0.22, 2.2, 3.5, 0.17, 2.0
_TALKING, _GOING_ON = -0.8, 2.15
_OWN_STRENGTH, _USUALLY_OWN = 1.0, 0.5
MOST_LEAD = 7.0


def confidence(
    candidates: Sequence[Candidate], index: Index, covered: float, *, talking: bool
) -> float:
    """Return how sure the best candidate is, 0..1.

    Where every phrase was learnt by itself, strength and the words that the best candidate knows,
    and any one of them, tell best what is in scope; strength is measured against phrases left
    out of the learning. Where phrases share rows, it is the parts named in `_sure_of_large`.
    """
    if not candidates:
        return 0.0
    far, best = index.model.compressed, candidates[0]
    own = (best.own + max(candidate.own for candidate in candidates)) / 2 - _USUALLY_OWN
    small = best.strength + _OWN_STRENGTH * own / index.model.weights.spread
    large = _sure_of_large(candidates, index, covered) if far else 0.0
    value = (
        (1 - far) * small + far * large + _TALKING * talking + _GOING_ON * best.subject * covered
    )
    return round(1 / (1 + math.exp(-value)), 4)


def _sure_of_large(candidates: Sequence[Candidate], index: Index, covered: float) -> float:
    """Return the logit from the lead over the best of another topic, the similarity, the share of
    the message's words that this very entry knows and that the knowledge knows at all
    (`covered`), and the learnt share. The weights follow a logistic regression on questions, and
    far-off ones, that the knowledge was not made from.
    """
    best = candidates[0]
    return (
        _BIAS
        + _LEAD * lead(candidates, index)
        + _SIMILAR * best.similarity
        + _OWNED * best.own
        + _SHARED * math.log(best.probability + LEAST_SHARE)
        + _COVERED * covered
    )


def lead(candidates: Sequence[Candidate], index: Index) -> float:
    """Return by how much the best score beats the best of another topic, at most 7: two entries
    of one topic both answer the question.
    """
    topics = [index.knowledge.entries[candidate.entry].topic for candidate in candidates]
    for candidate, topic in zip(candidates, topics, strict=True):
        if topic != topics[0]:
            return min(candidates[0].score - candidate.score, MOST_LEAD)
    return MOST_LEAD
