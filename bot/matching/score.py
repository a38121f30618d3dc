"""Rank the entries for one segment of a message and say how sure the ranking is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.matching.index import FollowUp, Index
from bot.matching.interpretation import Candidate, Parts
from bot.matching.item_features import stem_features
from bot.matching.lexicon import Word
from bot.matching.model import Look
from bot.matching.spans import Item, Span
from bot.matching.spelling import Readings
from bot.matching.vectors import Doubles, Ints

Flags = npt.NDArray[np.bool_]

SHOWN = 5
_WEIGHED, _COMPARED = 12, 6
"""How many entries are scored, and how many of these are compared phrase by phrase."""
_SURELY_COMPARED, _NEARER = 2, 0.4
"""The first ones always are; of the others those that a phrase so much nearer than the nearest row
would bring so close to the best that it matters. Of 30,000 labels three had a nearer one.
"""
_FOLLOW_UPS = 3
_LEAST_SHARE = 0.003
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
    rough = np.log(look.probabilities + _LEAST_SHARE) + scale.similarity * look.nearness
    near = _by_label(follow_ups[:_FOLLOW_UPS], index)
    best = (-rough).argsort(kind="stable")[:_WEIGHED].tolist()
    also = [index.label(beside)] if beside is not None else []
    best.extend(number for number in (*near, *also) if number not in best)
    if among is not None and among.isdisjoint(best):
        return ()
    roughly = _measured(best, own_shares(items, best, index), look, index, topic)
    order = sorted(roughly, key=lambda label: -scale.score(roughly[label]))
    closely = order[:_COMPARED]
    closely += [label for label in order[_COMPARED:] if label in near or label in also]
    if among is not None and among.isdisjoint(closely):
        return ()
    compare = index.model.phrases.compared_with(vector)

    def nearest(label: int) -> _Measures:
        measures = roughly[label]._replace(similarity=round(compare(label)[1], 4))
        return _followed_up(measures, items, index, near.get(label))

    surely = {*closely[:_SURELY_COMPARED], *near, *also}
    exact = _compared({label: roughly[label] for label in closely}, nearest, scale, surely)
    ordered = sorted(exact, key=lambda label: -scale.score(exact[label]))
    return tuple(
        _candidate(index.model.labels[label], exact[label], look, scale)
        for place, label in enumerate(ordered)
        if place < SHOWN or label in also
    )


class _Measures(NamedTuple):
    """What a candidate's score is made of; see `Candidate`."""

    probability: float
    similarity: float
    own: float
    subject: float
    follow_up: int | None = None


def _measured(
    labels: Sequence[int],
    own: Sequence[float],
    look: Look,
    index: Index,
    topic: str | None,
) -> dict[int, _Measures]:
    """Return the parts of each label, as near as the nearest row that was learnt from."""
    entries, names = index.knowledge.entries, index.model.labels
    lines = zip(
        labels, look.probabilities[labels].tolist(), look.nearness[labels].tolist(), own,
        strict=True,
    )  # fmt: skip
    return {
        label: _Measures(
            round(probability, 4),
            round(nearness, 4),
            round(share, 4),
            1.0 if topic is not None and entries[names[label]].topic == topic else 0.0,
        )
        for label, probability, nearness, share in lines
    }


def _compared(
    roughly: Mapping[int, _Measures],
    nearest: Callable[[int], _Measures],
    scale: _Scale,
    surely: AbstractSet[int],
) -> dict[int, _Measures]:
    """Return the measures of labels, best first, as near as their nearest phrase where that may
    matter, which is always so for those that are `surely` compared.
    """
    exact: dict[int, _Measures] = {}
    most = -math.inf
    for label, measures in roughly.items():
        score = scale.score(measures)
        if label in surely or score + scale.similarity * _NEARER > most - _MOST_LEAD:
            exact[label] = nearest(label)
            score = scale.score(exact[label])
        else:
            exact[label] = measures
        most = max(most, score)
    return exact


def _followed_up(
    measures: _Measures, items: Sequence[Item], index: Index, near: FollowUp | None
) -> _Measures:
    """Return the measures as the entry's follow-up shows them, where that is nearer than its
    phrases.
    """
    if near is None or near.similarity <= measures.similarity:
        return measures
    return _Measures(
        measures.probability,
        similarity=round(near.similarity, 4),
        own=round(max(measures.own, _shared_with(items, index, near)), 4),
        subject=max(measures.subject, _BESIDE_TOPIC if near.similarity >= _NEAR else 0.0),
        follow_up=near.number,
    )


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
            math.log(measures.probability + _LEAST_SHARE),
            self.similarity * measures.similarity,
            self.own * measures.own,
            self.subject * measures.subject,
        )

    def score(self, measures: _Measures) -> float:
        share = math.log(measures.probability + _LEAST_SHARE)
        return round(
            share
            + self.similarity * measures.similarity
            + self.own * measures.own
            + self.subject * measures.subject,
            4,
        )


def _candidate(entry: str, measures: _Measures, look: Look, scale: _Scale) -> Candidate:
    return Candidate(
        entry,
        measures.probability,
        measures.similarity,
        measures.own,
        measures.subject,
        strength=round(look.strength, 4),
        score=scale.score(measures),
        parts=scale.parts(measures),
        follow_up=measures.follow_up,
    )


def _by_label(follow_ups: Iterable[FollowUp], index: Index) -> dict[int, FollowUp]:
    return {index.label(near.entry): near for near in follow_ups if near.entry in index.phrases}


def coverage(items: Sequence[Item]) -> tuple[float, tuple[str, ...]]:
    """Return the share of content words and slots that are known, and the unknown words.

    A corrected word counts as much as its readings are worth.
    """
    content = [item for item in items if isinstance(item, Span) or item.tells]
    unknown = tuple(
        item.token.text for item in content if isinstance(item, Word) and not item.known
    )
    worth = [1.0 if isinstance(item, Span) else _worth(item) for item in content]
    return (sum(worth) / len(worth) if worth else 1.0), unknown


def _worth(word: Word) -> float:
    if not word.known:
        return 0.0
    return 1.0 if word.distance == 0 else sum(weight for _, weight in word.readings)


_GUESS, _EVERYWHERE = 0.4, 0.9
"""The trust in what no slip explains, and how much of a word's rarity even the commonest has."""
_DOUBT, _HALF = 3.0, 0.5
"""One word proves little: the share starts from a half, held with the weight of a usual word."""


def own_shares(items: Sequence[Item], labels: Sequence[int], index: Index) -> list[float]:
    """Return for each label the share of the content words, rare ones counting more, that the
    entry's own phrases hold. "How long does the flu last" is no question about training.
    """
    holds = index.model.stems.holds
    return _shares(items, index, lambda ids: holds(np.asarray(labels, np.int64), ids), len(labels))


def _shared_with(items: Sequence[Item], index: Index, follow_up: FollowUp) -> float:
    """Return the share of the content words that a follow-up phrase holds."""
    phrases, number = index.model.follow_ups, follow_up.number
    return _shares(items, index, lambda ids: phrases.holds(number, ids)[None, :], 1)[0]


def _shares(
    items: Sequence[Item], index: Index, holds: Callable[[Ints], Flags], count: int
) -> list[float]:
    words = [found for item in items for found in _telling(item)]
    if not words:
        return [1.0] * count
    readings = [reading for word in words for reading in word.readings]
    rarity = index.model.rarity
    ids = rarity.find(stem_features([reading for reading, _ in readings]))
    worth = holds(ids) * np.array([trust for _, trust in readings])
    starts = [0, *accumulate(len(word.readings) for word in words[:-1])]
    each = np.maximum.reduceat(worth, starts, axis=1)
    weights = _weights(words, ids, starts, rarity.idf, rarity.rarest)
    shares = (each @ weights + _DOUBT * _HALF) / (weights.sum() + _DOUBT)
    found: list[float] = shares.tolist()
    return found


@dataclass(frozen=True, slots=True)
class _Telling:
    """A word that tells what is asked: what it may stand for, and how far that is trusted."""

    readings: Readings
    known: bool


def _telling(item: Item) -> Iterable[_Telling]:
    """Return the content words of an item; the name of an occupation not ours is one."""
    if isinstance(item, Span):
        if item.slot == "other_occupation":
            yield from (_Telling(((word, 1.0),), known=True) for word in item.words)
    elif item.tells:
        trusted = tuple((word, _trusted(item, certain)) for word, certain in item.readings)
        yield _Telling(trusted, item.known)


def _trusted(word: Word, certain: float) -> float:
    """Return how far a reading is believed: what no slip explains is hardly more than a guess."""
    if not word.known:
        return _GUESS * certain
    return certain if word.distance else 1.0


def _weights(
    words: Sequence[_Telling], ids: Ints, starts: Sequence[int], idf: Doubles, rarest: float
) -> Doubles:
    """Return how much each word tells: nothing if all entries hold it; unknown ones tell as much
    as the rarest.
    """
    first = ids[starts]
    known = np.array([word.known for word in words]) & (first >= 0)
    return np.where(known, idf[np.maximum(first, 0)], rarest) - _EVERYWHERE


_BIAS, _LEAD, _SIMILAR, _OWNED, _SHARED, _COVERED = -3.1, 0.22, 2.2, 3.5, 0.17, 2.0
_TALKING, _GOING_ON = -0.8, 2.15
_OWN_STRENGTH, _USUALLY_OWN = 1.0, 0.5
_MOST_LEAD = 7.0


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
        + _SHARED * math.log(best.probability + _LEAST_SHARE)
        + _COVERED * covered
    )


def lead(candidates: Sequence[Candidate], index: Index) -> float:
    """Return by how much the best score beats the best of another topic, at most 7: two entries
    of one topic both answer the question.
    """
    topics = [index.knowledge.entries[candidate.entry].topic for candidate in candidates]
    for candidate, topic in zip(candidates, topics, strict=True):
        if topic != topics[0]:
            return min(candidates[0].score - candidate.score, _MOST_LEAD)
    return _MOST_LEAD
