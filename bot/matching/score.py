"""Rank the entries for one segment of a message.

What a message's words share with an entry is worked out in `own_shares`, how sure a ranking is in
`sureness`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from bot.matching.coverage import coverage
from bot.matching.index import FollowUp, Index
from bot.matching.interpretation import Candidate, Parts
from bot.matching.model import Look
from bot.matching.own_shares import own_shares, shared_with
from bot.matching.spans import Item
from bot.matching.sureness import LEAST_SHARE, MOST_LEAD
from bot.matching.vectors import Vector

SHOWN = 5
_WEIGHED, _COMPARED = 12, 6
"""How many entries are scored, and how many of these are compared phrase by phrase."""
_SURELY_COMPARED, _NEARER = 2, 0.4
"""The first ones always are; of the others those that a phrase so much nearer than the nearest row
would bring so close to the best that it matters. Of 30,000 labels three had a nearer one.
"""
_FOLLOW_UPS = 3
_BESIDE_TOPIC = 0.7
"""How far a follow-up phrase of another topic stays on the subject, where it is near."""
_NEAR = 0.4
_SIMILARITY, _OWN, _SUBJECT = 18.0, 15.0, (0.5, 8.0)
"""What the parts of a candidate's score are worth in large knowledge (and the subject in small).

The share is what the whole entry teaches. Where phrases share rows to learn from, the nearest
phrase and the words of its own set right what was learnt too roughly; where every phrase is
learnt by itself, they would only disturb. The topic talked about keeps a short follow-up on the
subject. Fitted to conversations that the knowledge was not made from (conditional logistic
regression).
"""


def rank(  # noqa: PLR0913 - all that a ranking depends on
    items: Sequence[Item],
    index: Index,
    topic: str | None = None,
    follow_ups: Sequence[FollowUp] = (),
    *,
    beside: str | None = None,
    among: AbstractSet[int] | None = None,
) -> tuple[Candidate, ...]:
    """Return the best candidates, best first; none for a message without known features.

    `topic` is the subject of the conversation so far, `follow_ups` are what may follow it;
    `beside` is an entry with phrases that is returned whatever its place; where none of the
    labels `among` can be the best, nothing is returned.
    """
    vector = index.vector(items)
    look = index.model.look(vector, index.meaning(items))
    if not look.probabilities.any():
        return ()
    scale = _Scale.of(index, coverage(items)[0])
    rough = np.log(look.probabilities + LEAST_SHARE)
    rough += scale.similarity * look.nearness
    near = _by_label(follow_ups[:_FOLLOW_UPS], index)
    best = (-rough).argsort(kind="stable")[:_WEIGHED].tolist()
    also = [index.label(beside)] if beside is not None else []
    best.extend(number for number in (*near, *also) if number not in best)
    if among is not None and among.isdisjoint(best):
        return ()
    roughly = _measured(best, own_shares(items, best, index), look, index, topic)
    scores = {label: scale.score(measures) for label, measures in roughly.items()}
    order = sorted(roughly, key=lambda label: -scores[label])
    closely = order[:_COMPARED]
    closely += [label for label in order[_COMPARED:] if label in near or label in also]
    if among is not None and among.isdisjoint(closely):
        return ()
    compared = _Compared(vector, index, scale, near, items)
    exact = compared.of(
        {label: (scores[label], roughly[label]) for label in closely},
        {*closely[:_SURELY_COMPARED], *near, *also},
    )
    ordered = sorted(exact, key=lambda label: -exact[label][0])
    return tuple(
        [
            _candidate(index.model.labels[label], *exact[label], round(look.strength, 4), scale)
            for place, label in enumerate(ordered)
            if place < SHOWN or label in also
        ]
    )


class _Measures(NamedTuple):
    """What a candidate's score is made of; see `Candidate`."""

    probability: float
    similarity: float
    own: float
    subject: float
    follow_up: int | None = None


_Scored = tuple[float, _Measures]
"""A score, and what it is made of."""


def _measured(
    labels: Sequence[int],
    own: Sequence[float],
    look: Look,
    index: Index,
    topic: str | None,
) -> dict[int, _Measures]:
    """Return the parts of each label, as near as the nearest row that was learnt from."""
    lines = zip(
        labels, look.probabilities.take(labels).tolist(), look.nearness.take(labels).tolist(), own,
        strict=True,
    )  # fmt: skip
    return {
        label: _Measures(
            round(probability, 4),
            round(nearness, 4),
            round(share, 4),
            1.0 if topic is not None and index.topics[label] == topic else 0.0,
        )
        for label, probability, nearness, share in lines
    }


@dataclass(frozen=True, slots=True)
class _Compared:
    """What labels are compared with a message by."""

    vector: Vector
    index: Index
    scale: _Scale
    near: Mapping[int, FollowUp]
    """The follow-ups that may be nearer than the phrases of their labels."""
    items: Sequence[Item]

    def of(self, roughly: Mapping[int, _Scored], surely: AbstractSet[int]) -> dict[int, _Scored]:
        """Return labels, best first, measured by their nearest phrase where that may matter,
        which is always so for those that are `surely` compared.

        All that may matter are looked at together, as far as can be told beforehand.
        """
        exact: dict[int, _Scored] = {}
        most = next(iter(roughly.values()))[0]
        known = self._nearest(
            [label for label in roughly if label in surely or self._may_lead(roughly[label], most)]
        )
        most = -math.inf
        for label, scored in roughly.items():
            exact[label] = scored
            if label in surely or self._may_lead(scored, most):
                if label not in known:
                    known |= self._nearest([label])
                exact[label] = self._exactly(label, scored[1], known[label])
            most = max(most, exact[label][0])
        return exact

    def _may_lead(self, scored: _Scored, most: float) -> bool:
        """Tell whether a label that was measured roughly may come near the best so far."""
        return scored[0] + self.scale.similarity * _NEARER > most - MOST_LEAD

    def _nearest(self, labels: Sequence[int]) -> dict[int, float]:
        found = self.index.model.phrases.nearness(labels, self.vector)
        return dict(zip(labels, found, strict=True))

    def _exactly(self, label: int, roughly: _Measures, similarity: float) -> _Scored:
        """Return the measures by the nearest phrase, or as the entry's follow-up shows them,
        where that is nearer.
        """
        probability, _, own, subject, _ = roughly
        found = _Measures(probability, round(similarity, 4), own, subject)
        near = self.near.get(label)
        if near is not None and near.similarity > found.similarity:
            found = _Measures(
                probability,
                similarity=round(near.similarity, 4),
                own=round(max(own, shared_with(self.items, self.index, near)), 4),
                subject=max(subject, _BESIDE_TOPIC if near.similarity >= _NEAR else 0.0),
                follow_up=near.number,
            )
        return self.scale.score(found), found


@dataclass(frozen=True, slots=True)
class _Scale:
    """What a candidate's parts are worth, in units of the logarithm of its share."""

    similarity: float
    own: float
    subject: float

    @classmethod
    def of(cls, index: Index, covered: float) -> _Scale:
        far = index.model.compressed
        subject = _SUBJECT[0] + (_SUBJECT[1] - _SUBJECT[0]) * far
        return cls(_SIMILARITY * far, _OWN * far, subject * covered)

    def parts(self, measures: _Measures) -> Parts:
        return Parts(
            math.log(measures.probability + LEAST_SHARE),
            self.similarity * measures.similarity,
            self.own * measures.own,
            self.subject * measures.subject,
        )

    def score(self, measures: _Measures) -> float:
        probability, similarity, own, subject, _ = measures
        share = math.log(probability + LEAST_SHARE)
        return round(
            share + self.similarity * similarity + self.own * own + self.subject * subject, 4
        )


def _candidate(
    entry: str, score: float, measures: _Measures, strength: float, scale: _Scale
) -> Candidate:
    probability, similarity, own, subject, follow_up = measures
    return Candidate(
        entry, probability, similarity, own, subject, strength, score, scale.parts(measures),
        follow_up,
    )  # fmt: skip


def _by_label(follow_ups: Iterable[FollowUp], index: Index) -> dict[int, FollowUp]:
    return {index.label(near.entry): near for near in follow_ups if near.entry in index.phrases}
