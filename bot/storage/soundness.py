"""Tell whether what was read from a cache could have been learnt from this knowledge.

A checksum says that a file is as it was written, not who wrote it. This looks at what would
break later, in the middle of a chat: names nobody knows, sizes that do not match, numbers out of
range. Values that merely differ are not noticed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.matching.index import Index
from bot.matching.label_postings import LabelPostings
from bot.matching.postings import Postings
from bot.matching.recognize import recognize
from bot.text.normalize import normalize

_Array = npt.NDArray[Any]
_SLOT = re.compile(r"\{\w+\}")


def is_sound(index: Index, let_go: Callable[[], object] = bool) -> bool:
    """Tell whether an index built from something read can be asked anything.

    `let_go` is called after each part that is sound, of which nothing is needed any more. May
    also raise LookupError, ValueError, TypeError or AttributeError for what cannot be asked.
    """
    for sound in _soundness(index):
        if not sound:
            return False
        let_go()
    return True


def _soundness(index: Index) -> Iterator[bool]:
    """Yield for one part after the other whether it is sound, looked at when asked for."""
    model = index.model
    features = len(model.rarity.keys)
    sizes = [len(phrases) for phrases in index.phrases.values()]
    yield model.labels == tuple(index.phrases)
    yield _words_fit(index)
    yield _exact_fits(index)
    yield _are_numbers(model.rarity.idf, features)
    yield _postings_fit(model.postings, features)
    yield _postings_fit(model.follow_ups, features)
    yield model.follow_ups.count == len(index.follow_ups.phrases)
    yield from _phrases(model.phrases, sizes, features)
    yield _answers(index)


def _words_fit(index: Index) -> bool:
    spoken, pairs = set(index.knowledge.languages), index.lexicon.pairs
    if not (pairs.keys.shape == pairs.counts.shape == (len(pairs.keys),)):
        return False
    if {pairs.keys.dtype.kind, pairs.counts.dtype.kind} != {"i"}:
        return False
    return index.language_words.function.keys() == spoken >= index.language_words.content.keys()


def _exact_fits(index: Index) -> bool:
    exact = index.learnt.exact
    sizes = np.array([len(phrases) for phrases in index.phrases.values()], np.int64)
    many = len(exact.keys)
    if not (exact.labels.shape == exact.numbers.shape == exact.keys.shape == (many,)):
        return False
    kinds = {exact.keys.dtype.kind, exact.labels.dtype.kind, exact.numbers.dtype.kind}
    return kinds == {"i"} and (
        not many
        or bool(
            exact.labels.min() >= 0
            and exact.labels.max() < len(sizes)
            and exact.numbers.min() >= 0
            and (exact.numbers < sizes[exact.labels]).all()
        )
    )


def _phrases(phrases: LabelPostings, sizes: Sequence[int], features: int) -> Iterator[bool]:
    """Yield whether every label's lists name phrases of its own and known features."""
    yield phrases.first.tolist() == np.cumsum([0, *sizes]).tolist()
    yield _lists_fit(phrases.cuts, phrases.features, len(sizes), features)
    most, lists = max(sizes, default=0), len(phrases.features)
    yield _lists_fit(phrases.starts, phrases.numbers, lists, most)
    yield _are_numbers(phrases.values, len(phrases.numbers))


def _postings_fit(postings: Postings, features: int) -> bool:
    return _lists_fit(postings.starts, postings.rows, features, postings.count) and _are_numbers(
        postings.values, len(postings.rows)
    )


def _lists_fit(starts: _Array, members: _Array, lists: int, below: int) -> bool:
    """Tell whether `starts` cuts `members` into that many lists of numbers below `below`."""
    return (
        starts.shape == (lists + 1,)
        and starts.dtype.kind == "i"
        and members.dtype.kind in "iu"
        and members.ndim == 1
        and bool(starts[0] == 0 and starts[-1] == len(members) and (np.diff(starts) >= 0).all())
        and bool((not len(members)) or (members.min() >= 0 and members.max() < below))
    )


def _are_numbers(values: _Array, many: int) -> bool:
    return values.shape == (many,) and values.dtype.kind == "f" and bool(np.isfinite(values).all())


def _answers(index: Index) -> bool:
    """Ask one phrase, afresh and as a follow-up: all weights take part in every answer."""
    if not index.phrases:
        return True
    asked = _SLOT.sub(" ", normalize(next(iter(index.phrases.values()))[0].text))
    topics = {topic for entry in index.knowledge.entries.values() for topic in entry.after}
    readings = [recognize(asked, index, topic) for topic in (None, min(topics, default=None))]
    return all(math.isfinite(reading.confidence) for reading in readings)
